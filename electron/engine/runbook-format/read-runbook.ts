// Reads one file: YAML with care, then the grammar, then what a grammar cannot say. All that is wrong is told at once, each at
// its place. Never throws, whatever the file is.
import type { z } from 'zod';
import type { Runbook, RunbookFinding } from '../../contract/model/runbook.ts';
import { plainOf, readYaml, type YamlFile, type YamlTree } from '../importers/yaml-tree.ts';
import { buildRunbook } from './build-runbook.ts';
import { hashOf } from './identity.ts';
import { inputPatterns } from './input-patterns.ts';
import { findingsOf, pathOf } from './issue-findings.ts';
import { createPlaces, inOrder, type PlacePath, type Places } from './places.ts';
import { valueAt, without } from './plain-data.ts';
import type { RunbookReading } from './reading.ts';
import { type ParsedRunbook, runbookSchema } from './runbook-schema.ts';
import { stepFindings } from './step-faults.ts';
import { textFindings } from './text-faults.ts';

/** Bytes of UTF-8. */
export const MAX_FILE_BYTES = 1024 * 1024;
/** Words and signs: ten times what two hundred long steps have, and read in a quarter of a second. */
const FILE: YamlFile = { what: 'a runbook', maxLexemes: 200_000, insteadOfAliases: 'write them out' };

/** A file that is open on the desk: what it says, and where each thing of it stands. */
export interface OpenRunbook {
  readonly reading: RunbookReading;
  /** Null exactly when there is no runbook. */
  readonly places: Places | null;
  /** Paths of what was wrong, and is missing in the runbook therefore. */
  readonly damaged: readonly PlacePath[];
}

/** Reads one file; never throws. `file` is only named in findings. Structure only: the linter looks further. */
export const readRunbook = (text: string, file: string): RunbookReading => openRunbook(text, file).reading;

export function openRunbook(text: string, file: string): OpenRunbook {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    return unreadable(file, [
      topFinding(file, 'too-large', 'the file is larger than 1 MiB: a runbook is text that people read'),
    ]);
  }
  const tree = treeOf(text);
  const { root } = tree;
  const faults = tree.faults.map(
    ({ offset, what }): RunbookFinding => ({ ...topFinding(file, ruleOfFault(what), what), ...tree.place(offset) }),
  );
  if (root === null) return unreadable(file, faults);
  const places = createPlaces(file, text, tree, root);
  if (root.type !== 'map') {
    const what = 'a runbook is keys with values: apiVersion, kind, id, title, owner, steps …';
    return unreadable(file, [...faults, places.finding('error', 'wrong-type', { path: [] }, what)]);
  }
  const data = plainOf(root);
  const { runbook, findings, damaged } = parse(data, places);
  const all = inOrder([...faults, ...findings]);
  const clean = all.every(({ severity }) => severity !== 'error');
  const reading: RunbookReading = {
    file,
    runbook,
    hash: runbook && clean ? hashOf(runbook) : '',
    findings: all,
    id: textAt(data, 'id'),
    title: textAt(data, 'title'),
  };
  return { reading, places: runbook && places, damaged };
}

interface Parsed {
  readonly runbook: Runbook | null;
  readonly findings: readonly RunbookFinding[];
  readonly damaged: readonly PlacePath[];
}

function parse(data: unknown, places: Places): Parsed {
  const patterns = inputPatterns(places);
  const steps = stepFindings(places);
  const own = [...patterns.findings, ...steps.findings, ...textFindings(places)];
  const usable = without(data, patterns.damaged);
  const told = [...patterns.damaged, ...steps.damaged];
  const first = runbookSchema.safeParse(usable);
  if (first.success) return { runbook: built(first.data), findings: own, damaged: told };
  const { issues } = first.error;
  const findings = [...own, ...findingsOf(issues, usable, places)];
  const damaged = issues.flatMap((issue) => damagedBy(issue, usable));
  const second = runbookSchema.safeParse(without(usable, damaged));
  return { runbook: second.success ? built(second.data) : null, findings, damaged: [...told, ...damaged] };
}

/** Null where a step has no kind: without one of its steps a runbook says something else. */
function built(parsed: z.output<typeof runbookSchema>): Runbook | null {
  const known = parsed as ParsedRunbook;
  const runbook = buildRunbook(known);
  return runbook.steps.length === known.steps.length ? runbook : null;
}

/** What is left out for a second try: unknown keys, and what is wrong where its parent can do without. */
function damagedBy(issue: z.core.$ZodIssue, data: unknown): readonly PlacePath[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  const list = path.findLastIndex(
    (step, index) => typeof step === 'number' && Array.isArray(valueAt(data, path.slice(0, index))),
  );
  // Nothing is taken out of a list: what is left would stand in another place than in the file.
  return [list === path.length - 1 ? path.slice(0, -1) : path];
}

function treeOf(text: string): YamlTree {
  const reading = readYaml(text, FILE);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

const topFinding = (file: string, rule: string, message: string): RunbookFinding => ({
  file,
  line: 1,
  column: 1,
  path: '',
  severity: 'error',
  rule,
  message,
});

const ruleOfFault = (what: string): string => (what.startsWith('this key stands twice') ? 'duplicate-key' : 'yaml');

const unreadable = (file: string, findings: readonly RunbookFinding[]): OpenRunbook => ({
  reading: { file, runbook: null, hash: '', findings: inOrder(findings), id: '', title: '' },
  places: null,
  damaged: [],
});

/** For the list of what cannot be read: bounded, since nothing has judged it yet. */
function textAt(data: unknown, key: string): string {
  const value = valueAt(data, [key]);
  return typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim().slice(0, 200) : '';
}
