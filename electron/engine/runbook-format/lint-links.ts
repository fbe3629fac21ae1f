// Other runbooks: those that are called (there, not in a circle, not too deep, given what they ask for) and those that a text
// links to as runbook:id.
import type { Runbook, RunbookFinding } from '../../contract/model/runbook.ts';
import { DEEPEST } from '../core/run-book.ts';
import { didYouMean } from '../importers/nearest.ts';
import { findStepKind } from '../steps/index.ts';
import type { LintDesk, PlacedStep } from './lint-desk.ts';
import { textsIn } from './lint-texts.ts';

const LINK = /\brunbook:([a-z0-9][a-z0-9-]*)/g;

export function linkFindings(desk: LintDesk): readonly RunbookFinding[] {
  const { runbooks } = desk.facts;
  if (!runbooks) return [];
  return [...desk.steps.flatMap((placed) => ofCall(desk, placed, runbooks)), ...deadLinks(desk, runbooks)];
}

type Library = ReadonlyMap<string, Runbook>;

const callsOf = ({ steps }: Runbook): readonly string[] =>
  steps.flatMap(({ kind, body }) => findStepKind(kind)?.calls?.(body).runbook ?? []);

function ofCall(desk: LintDesk, { step, kind, inBody }: PlacedStep, runbooks: Library): readonly RunbookFinding[] {
  const call = kind.calls?.(step.body);
  if (!call) return [];
  const { runbook: own } = desk;
  const at = inBody(['runbook']);
  const called = call.runbook === own.id ? own : runbooks.get(call.runbook);
  if (!called) return [desk.error('no-such-runbook', at, noSuch(call.runbook, runbooks))];
  const circle = circleFrom(call.runbook, own.id, new Map([...runbooks, [own.id, own]]));
  if (circle) {
    const what = `calls in a circle: ${[own.id, ...circle].join(' → ')}; let one of them say in words what is to be done`;
    return [desk.error('call-cycle', at, what)];
  }
  const deep = 1 + depthOf(called, runbooks, new Map());
  if (deep > DEEPEST) {
    return [
      desk.error(
        'call-depth',
        at,
        `calls go ${deep} deep from here, at most ${DEEPEST} may: call the inner ones directly`,
      ),
    ];
  }
  return [...givenFindings(desk, called, call.inputs, inBody), ...retired(desk, called, at)];
}

const noSuch = (id: string, runbooks: Library): string =>
  `there is no runbook "${id.slice(0, 64)}"${runbooks.size === 0 ? '' : `: ${nearOf(id, runbooks)}`}`;

function nearOf(id: string, runbooks: Library): string {
  const hint = didYouMean(id, [...runbooks.keys()]);
  return hint.startsWith('did') ? hint : 'look at the ids of the library (watchfloor runbook list)';
}

const retired = (desk: LintDesk, called: Runbook, at: readonly (string | number)[]): readonly RunbookFinding[] =>
  called.state === 'retired' ? [desk.error('calls-retired', at, `${called.id} is retired and cannot be started`)] : [];

/** From `id` back to `home`: ['b', 'home']; null: no way leads there. */
function circleFrom(id: string, home: string, runbooks: Library): readonly string[] | null {
  const seen = new Set<string>();
  const visit = (here: string): readonly string[] | null => {
    if (here === home) return [here];
    if (seen.has(here)) return null;
    seen.add(here);
    const runbook = runbooks.get(here);
    for (const next of runbook ? callsOf(runbook) : []) {
      const rest = visit(next);
      if (rest) return [here, ...rest];
    }
    return null;
  };
  return visit(id);
}

/** How deep its own calls go. A circle further in counts as its end: it is the finding of the files that make it. */
function depthOf(runbook: Runbook, runbooks: Library, known: Map<string, number>): number {
  const before = known.get(runbook.id);
  if (before !== undefined) return before;
  known.set(runbook.id, 0);
  const inner = [...new Set(callsOf(runbook))].flatMap((id) => runbooks.get(id) ?? []);
  const depth = Math.max(0, ...inner.map((one) => 1 + depthOf(one, runbooks, known)));
  known.set(runbook.id, depth);
  return depth;
}

/** What the called runbook asks for, and what it is given. */
function givenFindings(
  desk: LintDesk,
  called: Runbook,
  given: Readonly<Record<string, string>>,
  inBody: PlacedStep['inBody'],
): readonly RunbookFinding[] {
  const names = called.inputs.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  const lacking = called.inputs.filter(
    ({ name, required, default: preset, from }) =>
      required && preset === null && from === null && !Object.hasOwn(given, name),
  );
  return [
    ...unknown.map((name) =>
      desk.error(
        'call-inputs',
        { path: inBody(['inputs', name]), key: true },
        `${called.id} has no input "${name}": ${names.length > 0 ? didYouMean(name, names) : 'it asks for nothing'}`,
      ),
    ),
    ...lacking.map(({ name }) =>
      desk.error('call-inputs', inBody(['runbook']), `${called.id} asks for "${name}": give it under inputs`),
    ),
  ];
}

function deadLinks(desk: LintDesk, runbooks: Library): readonly RunbookFinding[] {
  return textsIn(desk).flatMap(({ text, path, use }) => {
    if (use !== 'prose' && use !== 'plain') return [];
    return [...text.matchAll(LINK)].flatMap((found) => {
      const [, id = ''] = found;
      if (id === desk.runbook.id || runbooks.has(id)) return [];
      return [desk.error('dead-link', { path, inside: { text, at: found.index } }, noSuch(id, runbooks))];
    });
  });
}
