// What a `run` step comes to for this run: which command on which host, in which batch, or why it cannot be carried out.
import type { CommandShown, RunTarget, StepFace } from '../../contract/model/run.ts';
import { resolveText, resolveValue } from '../core/run-values.ts';
import { terminalLine } from '../lib/shell-quote.ts';
import { listOf } from './fields.ts';
import { isLocal, LOCAL, type RunBody, timeoutOf } from './run-body.ts';
import type { StepView, Task, TaskPlan } from './step.ts';
import { fill } from './value-door.ts';

/** Stands for a secret wherever a command is shown. */
export const SECRET_DOTS = '••••';
const HERE: RunTarget = { hostId: null, name: 'this machine', address: '', user: '' };

/** Whatever stands in the way, in order; with the names of values that are not known. */
interface Resolving {
  readonly refusals: string[];
  readonly unknown: Set<string>;
}

export function runTasks(given: RunBody, view: StepView): TaskPlan {
  const { tasks, refusals } = planOf(given, view);
  return { tasks: refusals.length > 0 ? [] : tasks, maxFailed: given.maxFailed, refusal: refusals[0] ?? null };
}

/** The face shows a command also where a value is missing yet, with its name in the value's place. */
export function runFace(given: RunBody, view: StepView): Partial<StepFace> {
  const { tasks, unknown } = planOf(given, view);
  const commands = tasks.flatMap(({ target, batch, shown }) => (target && shown ? [{ target, batch, shown }] : []));
  const typed = tasks.length === 1 ? (commands[0]?.target.name ?? '') : `${tasks.length} hosts`;
  return { commands, typed, maxFailed: given.maxFailed, expects: expectsOf(view), unknown };
}

function planOf(given: RunBody, view: StepView) {
  const state: Resolving = { refusals: [], unknown: new Set() };
  if (given.script?.includes('${'))
    state.refusals.push('there is a value in the script: hand it over in args ("$1", "$2" …) or in env');
  const targets = targetsOf(given, view, state);
  const shown = commandOf(given, view, state);
  const { names, secretEnv } = secretsOf(given, view, state);
  const batches = batchesOf(given.batch ?? ['100%'], targets.length);
  const tasks = targets.map((target, index): Task => {
    const via = target.hostId === null ? 'local' : 'ssh';
    return { target, batch: batches[index] ?? 1, shown: { ...shown, via }, secrets: names, secretEnv };
  });
  return { tasks, refusals: state.refusals, unknown: [...state.unknown] };
}

function targetsOf(given: RunBody, view: StepView, state: Resolving): readonly RunTarget[] {
  if (isLocal(given.on)) return [HERE];
  const names = listOf(given.on ?? LOCAL).flatMap((text) => {
    const value = resolveValue(text, view.scope);
    if (value !== undefined) return typeof value === 'object' ? value : [String(value)];
    const { unknown } = resolveText(text, view.scope);
    for (const path of unknown) state.unknown.add(path);
    state.refusals.push(`where it runs is not known: ${unknown.join(', ')}`);
    return [];
  });
  const unique = [...new Set(names)];
  if (unique.length === 0) {
    if (state.refusals.length === 0) state.refusals.push('it names no host to run on');
    return [];
  }
  const { targets, missing } = view.targetsOf(unique);
  if (missing.length > 0) state.refusals.push(`there is no host ${missing.join(', ')} in the inventory`);
  const without = targets.filter(({ hostId, user }) => hostId !== null && user === '');
  if (without.length > 0) {
    const who = without.map(({ name }) => name).join(', ');
    state.refusals.push(
      `no way to log in to ${who} is known: add one under Settings, Runbooks, or an SSH check of the host`,
    );
  }
  return targets.map((target) => (given.as === undefined ? target : { ...target, user: given.as }));
}

function commandOf(given: RunBody, view: StepView, state: Resolving): Omit<CommandShown, 'via'> {
  const argv = argumentsOf(given.argv ?? [], view, state);
  const args = argumentsOf(given.args ?? [], view, state);
  const plain = Object.entries(given.env ?? {}).map(
    ([name, text]) => [name, filledIn(text, view, true, state)] as const,
  );
  const hidden = Object.keys(given.secrets ?? {}).map((name) => [name, SECRET_DOTS] as const);
  const env = Object.fromEntries([...plain, ...hidden]);
  const script = given.script ?? '';
  const timeoutMs = timeoutOf(given);
  return { argv, script, args, env, line: terminalLine({ argv, script, args, env }), timeoutMs };
}

function argumentsOf(texts: readonly string[], view: StepView, state: Resolving): readonly string[] {
  return texts.map((text, index) => filledIn(text, view, texts.slice(0, index).includes('--'), state));
}

function filledIn(text: string, view: StepView, dash: boolean, state: Resolving): string {
  const filled = fill(text, view, { dash });
  if (filled.unknown === undefined) return filled.text;
  state.refusals.push(filled.refusal);
  const resolved = resolveText(text, view.scope);
  for (const path of resolved.unknown) state.unknown.add(path);
  return resolved.text;
}

/** The names of the credentials it gets, and in which variable which of them comes. */
function secretsOf(given: RunBody, view: StepView, state: Resolving) {
  const secretEnv: Record<string, string> = {};
  for (const [variable, text] of Object.entries(given.secrets ?? {})) {
    secretEnv[variable] = filledIn(text, view, false, state);
  }
  return { secretEnv, names: [...new Set(Object.values(secretEnv))] };
}

/**
 * The batch of each target, from 1: sizes in order, the last one repeated. A share is of all targets, rounded up, at least
 * one. [1, 5, '20%'] of 30: 1, 5, 6, 6, 6, 6.
 */
export function batchesOf(sizes: readonly (number | string)[], targets: number): readonly number[] {
  const batches: number[] = [];
  for (let batch = 1; batches.length < targets; batch += 1) {
    const size = sizes[Math.min(batch, sizes.length) - 1] ?? 1;
    const count = typeof size === 'number' ? size : Math.ceil((targets * Number.parseInt(size, 10)) / 100);
    for (let one = 0; one < Math.max(1, count) && batches.length < targets; one += 1) batches.push(batch);
  }
  return batches;
}

/** 'exit 0; its output fits /ok/'. */
function expectsOf({ step: { success } }: StepView): string {
  const exits = success && success.exit.length > 0 ? success.exit : [0];
  const of = (what: string, pattern: string | null | undefined): readonly string[] =>
    pattern === null || pattern === undefined ? [] : [`${what} /${pattern}/`];
  return [
    `exit ${exits.join(' or ')}`,
    ...of('output fits', success?.stdoutMatches),
    ...of('output does not fit', success?.stdoutNotMatches),
    ...of('error output fits', success?.stderrMatches),
    ...of('error output does not fit', success?.stderrNotMatches),
  ].join('; ');
}
