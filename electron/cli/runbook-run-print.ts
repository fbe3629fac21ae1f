// A run on the command line: each step as text for people, or as one JSON object a line. Commands are printed exactly, and made
// harmless to the terminal they are printed on.
import type { RunStep, RunView, StepFace } from '../contract/model/run.ts';
import type { RunOutcome, StepOutline } from '../contract/model/runbook.ts';
import { plainWord } from '../engine/lib/shell-quote.ts';
import { cleanLine, cleanOutput } from '../engine/lib/text.ts';

const INDENT = '        ';

/** White space of a command counts: only what a terminal would act on is taken out. */
const plain = (text: string): string => cleanOutput(text, 64 * 1024);
const line = (text: string): string => cleanLine(text, 2_000);

const block = (text: string, indent = INDENT): string =>
  plain(text)
    .split('\n')
    .map((one) => `${indent}${one}`.trimEnd())
    .join('\n');

/** The step in front with all that would be done; ends with a line feed. */
export function stepText({ run, face }: RunView): string {
  const at = stepAt(run.steps, face);
  if (!face || !at) return '';
  const parts = [
    `${`${at.n}`.padStart(3)} of ${run.steps.length}  ${line(face.title)}  [${at.kind}${at.kind === 'run' ? `, ${face.risk}` : ''}]`,
    at.does === '' ? '' : `${INDENT}${line(at.does)}`,
    face.text.trim() === '' ? '' : block(face.text.trim()),
    ...face.commands.map(commandText),
    face.expects === '' ? '' : `${INDENT}expects ${line(face.expects)}`,
    ...face.checklist.map(({ text, required }) => `${INDENT}[ ] ${line(text)}${required ? '' : ' (may be left out)'}`),
    ...face.fields.map(
      ({ name, label, type }) => `${INDENT}asks for ${name} (${type})${label === name ? '' : `: ${line(label)}`}`,
    ),
    face.question === '' ? '' : `${INDENT}${line(face.question)}`,
    ...face.options.map(
      ({ label, leadsTo }, place) =>
        `${INDENT}${place === face.defaultOption ? '*' : ' '} ${place + 1}. ${line(label)} → ${line(leadsTo)}`,
    ),
    face.message ? `${INDENT}to ${face.message.to.join(', ') || 'nobody'}: ${line(face.message.title)}` : '',
    face.message && face.message.text !== '' ? block(face.message.text, `${INDENT}  `) : '',
    face.unknown.length === 0 ? '' : `${INDENT}unknown: ${face.unknown.map(line).join(', ')}`,
    face.proof === '' ? '' : `${INDENT}verified by: ${line(face.proof)}`,
    face.wayBack === '' ? '' : `${INDENT}taken back by: ${line(face.wayBack)}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function commandText({ target, batch, shown }: StepFace['commands'][number]): string {
  const where = target.user === '' ? target.name : `${target.name} (${target.address}) as ${target.user}`;
  const head = `${INDENT}on ${line(where)}${batch > 1 ? `, batch ${batch}` : ''}:`;
  if (shown.script === '') return `${head}\n${block(shown.line, `${INDENT}  $ `)}`;
  // As it goes: the script over standard input, its values behind it.
  const values = Object.entries(shown.env).map(([name, value]) => `${name}=${plainWord(value)} `);
  const command = `${values.join('')}${['sh', '-s', '--', ...shown.args.map(plainWord)].join(' ')}`;
  return [head, block(command, `${INDENT}  $ `), block(shown.script.trimEnd(), `${INDENT}  | `)].join('\n');
}

/** The same for programs. */
export function stepJson({ run, face }: RunView): object | null {
  const at = stepAt(run.steps, face);
  if (!face || !at) return null;
  const { path, title, text, risk, confirm, commands, expects, checklist, fields, question, options } = face;
  const { defaultOption, message, unknown, proof, wayBack } = face;
  return {
    type: 'step',
    ...{ n: at.n, of: run.steps.length, path, title, kind: at.kind, does: at.does, text, risk, confirm },
    commands: commands.map(({ target, batch, shown }) => ({ target: target.name, user: target.user, batch, ...shown })),
    ...{ expects, checklist, fields, question, options, defaultOption, message, unknown, proof, wayBack },
  };
}

const stepAt = (steps: readonly RunStep[], face: StepFace | null): RunStep | undefined =>
  steps.find(({ path }) => path === face?.path);

const ENDED: Readonly<Record<RunOutcome, string>> = {
  green: 'green',
  skips: 'completed with skips',
  unverified: 'unverified',
  failed: 'failed',
  aborted: 'aborted',
  'rolled-back': 'rolled back',
};

/** Steps that the run did not come to, with their commands as they stand in the file. */
export interface NotReached {
  readonly n: number;
  readonly path: string;
  readonly title: string;
  readonly does: string;
  readonly command: string;
  readonly on: string;
}

export function notReached(steps: readonly RunStep[], outline: readonly StepOutline[]): readonly NotReached[] {
  const byId = new Map(outline.map((one) => [one.id, one]));
  return steps
    .filter(({ visits, state }) => visits === 0 && (state === 'ahead' || state === 'passed'))
    .map(({ n, path, title, does }) => {
      const { command = '', on = '' } = byId.get(path) ?? {};
      return { n, path, title, does, command, on };
    });
}

export function endText({ run }: RunView, left: readonly NotReached[]): string {
  const others = left.map(({ n, title, does, command, on }) => {
    const where = on === '' ? '' : `\n${INDENT}on ${line(on)}:\n${block(command, `${INDENT}  $ `)}`;
    return `${`${n}`.padStart(3)}        ${line(title)}${does === '' ? '' : ` (${line(does)})`}${where}`;
  });
  return [
    ...(others.length === 0 ? [] : ['', 'Not on this way (commands as they stand in the file):', ...others]),
    '',
    `Ended ${run.outcome === null ? 'not yet' : ENDED[run.outcome]}. ${line(run.endReason)}`,
    '',
  ].join('\n');
}

export const endJson = ({ run }: RunView, left: readonly NotReached[]): object => ({
  type: 'end',
  runId: run.id,
  mode: run.mode,
  outcome: run.outcome,
  reason: run.endReason,
  notReached: left,
});

/** Before the first step: which runbook, with what, and what stands in its way. */
export function headText(
  view: RunView,
  look: { readonly blocks: readonly string[]; readonly warns: readonly string[] },
): string {
  const { run } = view;
  const inputs = Object.entries(run.inputs).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : value}`,
  );
  return [
    `${run.mode === 'dry' ? 'Dry run of' : 'Run of'} ${line(run.title)} (${run.runbookId}, ${run.hash.slice(0, 12)})`,
    ...(inputs.length === 0 ? [] : [`with ${inputs.map(line).join(' ')}`]),
    ...look.blocks.map((one) => `would be refused: ${line(one)}`),
    ...look.warns.map((one) => `mind: ${line(one)}`),
    ...run.preconditions.map(
      ({ title, ok, found }) => `${ok ? 'ok' : 'NOT'}: ${line(title)}${found === '' ? '' : `, ${line(found)}`}`,
    ),
    '',
    '',
  ].join('\n');
}

export const headJson = (
  { run }: RunView,
  look: { readonly blocks: readonly string[]; readonly warns: readonly string[] },
): object => ({
  type: 'start',
  ...{ runId: run.id, runbookId: run.runbookId, title: run.title, hash: run.hash, mode: run.mode },
  ...{ inputs: run.inputs, blocks: look.blocks, warns: look.warns, preconditions: run.preconditions },
});
