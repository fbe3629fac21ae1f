// Every text of a runbook with what it is for: what may hold `${…}`, what becomes part of a command, what is only read.
import { findStepKind } from '../steps/index.ts';
import type { LintDesk } from './lint-desk.ts';
import { nodeAt, type PlacePath, textsOf } from './places.ts';

export interface PlacedText {
  readonly path: PlacePath;
  readonly text: string;
  /** 'condition' is a `when`, 'pattern' a regular expression; 'plain' is read, and no value may stand in it. */
  readonly use: 'code' | 'value' | 'prose' | 'condition' | 'pattern' | 'plain';
  /** Of which step; null: of the runbook. */
  readonly step: number | null;
}

const PATTERNS = new Set([
  'pattern',
  'regex',
  'summary',
  'stdoutMatches',
  'stdoutNotMatches',
  'stderrMatches',
  'stderrNotMatches',
]);

/** All texts of the file, in its order. */
export function textsIn(desk: LintDesk): readonly PlacedText[] {
  const known = [...ofSteps(desk), ...ofPreconditions(desk)];
  const byPath = new Map(known.map((one) => [JSON.stringify(one.path), one.use]));
  return [...textsOf(desk.places.root)].map(({ path, text }) => ({
    path,
    text,
    step: path[0] === 'steps' && typeof path[1] === 'number' ? path[1] : null,
    use: byPath.get(JSON.stringify(path)) ?? (PATTERNS.has(String(path.at(-1))) ? 'pattern' : 'plain'),
  }));
}

interface Known {
  readonly path: PlacePath;
  readonly use: PlacedText['use'];
}

function ofSteps(desk: LintDesk): readonly Known[] {
  return desk.steps.flatMap(({ step, kind, at, inBody }): Known[] => [
    { path: at('title'), use: 'prose' },
    { path: at('about'), use: 'prose' },
    { path: at('when'), use: 'condition' },
    ...kind.texts(step.body).map(({ path, use }) => ({ path: inFile(desk, inBody(path)), use })),
  ]);
}

function ofPreconditions(desk: LintDesk): readonly Known[] {
  return desk.runbook.preconditions.flatMap(({ check }, index): Known[] => {
    const path = ['preconditions', index];
    const texts = findStepKind('check')?.texts(check) ?? [];
    return [
      { path: [...path, 'title'], use: 'prose' },
      ...texts.map((one) => ({ path: inFile(desk, [...path, 'check', ...one.path]), use: one.use })),
    ];
  });
}

/** A schema may write out what the file says shortly, as a list of one: then the text stands nearer to the top. */
function inFile(desk: LintDesk, path: PlacePath): PlacePath {
  let here = path;
  while (here.length > 0 && nodeAt(desk.places.root, here) === undefined) here = here.slice(0, -1);
  return here;
}
