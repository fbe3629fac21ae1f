// `${…}`: where it may not stand, what it names that is not there, and what nobody reads.
import type { InputSpec, RunbookFinding } from '../../contract/model/runbook.ts';
import { referencesIn } from '../core/run-values.ts';
import { parseWhen } from '../core/run-when.ts';
import { nearest } from '../importers/nearest.ts';
import type { LintDesk } from './lint-desk.ts';
import { type PlacedText, textsIn } from './lint-texts.ts';
import type { At, PlacePath } from './places.ts';

const HOST_FIELDS = ['name', 'address', 'site', 'role'];
const FIXED = [
  ...HOST_FIELDS.map((field) => `host.${field}`),
  ...['number', 'title', 'severity', 'status'].map((field) => `incident.${field}`),
  ...['operator', 'change', 'runbook'].map((field) => `run.${field}`),
];

/** A value that a text reads, with its place. */
export interface PlacedReference {
  readonly path: string;
  readonly at: At;
  readonly text: PlacedText;
}

export interface ReferencesRead {
  /** Those that are written as they should be, where they may stand. */
  readonly references: readonly PlacedReference[];
  readonly findings: readonly RunbookFinding[];
}

export function readReferences(desk: LintDesk): ReferencesRead {
  const references: PlacedReference[] = [];
  const findings: RunbookFinding[] = [];
  for (const text of textsIn(desk)) {
    if (text.use === 'condition') readCondition(desk, text, references, findings);
    else if (text.use !== 'pattern') readText(desk, text, references, findings);
  }
  return { references, findings };
}

function readText(desk: LintDesk, text: PlacedText, references: PlacedReference[], findings: RunbookFinding[]): void {
  for (const { at, path, malformed } of referencesIn(text.text)) {
    const place: At = { path: text.path, inside: { text: text.text, at } };
    if (text.use === 'code') findings.push(desk.error('value-in-code', place, IN_CODE));
    else if (text.use === 'plain') findings.push(desk.error('value-misplaced', place, MISPLACED));
    else if (malformed) findings.push(desk.error('bad-reference', place, MALFORMED));
    else references.push({ path, at: place, text });
  }
}

const IN_CODE =
  'no value stands in code, ever: it would be run. Hand it over in args or env, where code reads "$1" or "$NAME" (the shell\'s own, without braces)';
const MISPLACED = 'no value is put in here: it may stand in argv, args, env, on, and in titles and texts of steps';
const MALFORMED = 'is no reference: a path of names in braces, as inputs.host or outputs.usage.used, and nothing else';

function readCondition(
  desk: LintDesk,
  text: PlacedText,
  references: PlacedReference[],
  findings: RunbookFinding[],
): void {
  const inside = (column: number): At => ({ path: text.path, inside: { text: text.text, at: column - 1 } });
  const read = parseWhen(text.text);
  if (read.ok) references.push(...read.references.map(({ path, column }) => ({ path, at: inside(column), text })));
  else findings.push(desk.error('bad-when', inside(read.column), `when, column ${read.column}: ${read.message}`));
}

/** Names that are not there. What an output's name comes to stands in lint-outputs. */
export function unknownReferences(desk: LintDesk, references: readonly PlacedReference[]): readonly RunbookFinding[] {
  const { inputs } = desk.runbook;
  const known = [...FIXED, ...inputs.flatMap(pathsOf), ...outputPaths(desk)];
  return references.flatMap(({ path, at }) => {
    if (isOutput(path) || known.includes(path)) return [];
    const near = nearest(path, known);
    const hint = near ? `did you mean "${near}"?` : hintFor(path, inputs);
    return [desk.error('unknown-reference', at, `there is no "${path.slice(0, 128)}": ${hint}`)];
  });
}

const isOutput = (path: string): boolean => path.startsWith('outputs.') || path.startsWith('steps.');

const pathsOf = ({ name, type }: InputSpec): readonly string[] => [
  `inputs.${name}`,
  ...(type === 'host' ? HOST_FIELDS.map((field) => `inputs.${name}.${field}`) : []),
];

function hintFor(path: string, inputs: readonly InputSpec[]): string {
  const [realm] = path.split('.');
  if (realm === 'inputs' && inputs.length > 0) return `inputs are ${inputs.map(({ name }) => name).join(', ')}`;
  if (realm === 'inputs') return 'the runbook has no inputs';
  const fixed = FIXED.filter((one) => one.startsWith(`${realm}.`));
  return fixed.length > 0 ? `there is ${fixed.join(', ')}` : 'values are of inputs, outputs, host, incident, run';
}

/** 'usage.used' of every step that puts something out. */
export const outputPaths = (desk: LintDesk): readonly string[] =>
  desk.steps.flatMap(({ step, kind }) =>
    [...Object.keys(step.outputs), ...(kind.outputNames?.(step.body) ?? [])].map(
      (name) => `outputs.${step.id}.${name}`,
    ),
  );

/** Inputs that a person is asked for and nothing reads. */
export function unusedInputs(desk: LintDesk, references: readonly PlacedReference[]): readonly RunbookFinding[] {
  if (desk.isDamaged) return [];
  const read = new Set(references.map(({ path }) => path.split('.').slice(0, 2).join('.')));
  return desk.runbook.inputs.flatMap(({ name }) => {
    if (read.has(`inputs.${name}`)) return [];
    const at: At = { path: ['inputs', name], key: true };
    return [desk.warning('unused-input', at, `nothing reads inputs.${name}: use it, or do not ask for it`)];
  });
}

/** A secret's name in a command: it belongs under `secrets`, from where the secret travels by environment. */
export function secretArguments(desk: LintDesk, references: readonly PlacedReference[]): readonly RunbookFinding[] {
  const secrets = new Set(
    desk.runbook.inputs.flatMap(({ name, type }) => (type === 'secret' ? [`inputs.${name}`] : [])),
  );
  return references.flatMap(({ path, at, text }) => {
    if (text.use !== 'value' || !secrets.has(path) || mayHoldSecret(text.path, desk)) return [];
    const what = `${path} names a credential: put it under secrets, and let the command read it from its environment`;
    return [desk.error('secret-argument', at, what)];
  });
}

/** Under `secrets` of a command, and as an input of a runbook that is called. */
function mayHoldSecret(path: PlacePath, desk: LintDesk): boolean {
  const step = typeof path[1] === 'number' ? desk.runbook.steps[path[1]] : undefined;
  return path.includes('secrets') || step?.kind === 'call';
}
