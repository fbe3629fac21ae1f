// Inputs of a run: filled in from the problem where the runbook says so, from defaults where nothing was said, and checked
// whole, all of them, so that a form can mark every field at once.
import type { FieldError } from '../../../contract/api/errors.ts';
import type { ProblemId } from '../../../contract/model/ids.ts';
import { nameKey } from '../../../contract/model/name-key.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import type { InputSpec, Runbook, RunValue } from '../../../contract/model/runbook.ts';
import { checkInput } from '../../core/run-inputs.ts';
import { fitsWithLimit } from '../../lib/regex-limit.ts';
import type { World } from '../world.ts';
import { matchProblem } from './suggestions-problem.ts';

export type InputWorld = Pick<World, 'hosts' | 'checks' | 'memory' | 'lastResults' | 'credentials' | 'problemById'>;

/** By name, as far as they are known; nothing is judged. */
export type Known = Readonly<Record<string, unknown>>;

export interface CheckedInputs {
  /** Those that are right. */
  readonly values: Readonly<Record<string, RunValue>>;
  /** 'inputs.mount' and what is wrong with it, for each that is not. */
  readonly faults: readonly FieldError[];
}

/** What was given, else what the problem gives, else the default. */
export function fillInputs(
  { inputs, match }: Pick<Runbook, 'inputs' | 'match'>,
  given: Known,
  problemId: ProblemId | null,
  world: InputWorld,
): Known {
  const problem = problemId === null ? undefined : world.problemById(problemId);
  const metrics = match.flatMap(({ metric }) => metric ?? []);
  return Object.fromEntries(
    inputs.flatMap((spec) => {
      const own = Object.hasOwn(given, spec.name) ? given[spec.name] : undefined;
      const value =
        own ?? (problem ? fromProblem(spec, problem, metrics, world) : undefined) ?? spec.default ?? undefined;
      return value === undefined ? [] : [[spec.name, value]];
    }),
  );
}

/** `filled`: by fillInputs. `given` is looked through for names that the runbook does not have. */
export function checkInputs(
  { inputs }: Pick<Runbook, 'inputs'>,
  filled: Known,
  given: Known,
  world: InputWorld,
): CheckedInputs {
  const values: Record<string, RunValue> = {};
  const faults: FieldError[] = [];
  const hosts = new Map([...world.hosts.values()].map(({ name }) => [nameKey(name), name]));
  for (const spec of inputs) {
    const checked = checkInput(spec, filled[spec.name], fitsWithLimit);
    const found = 'message' in checked ? checked : inInventory(spec, checked.value, hosts, world);
    if ('message' in found) faults.push({ path: `inputs.${spec.name}`, message: found.message });
    else values[spec.name] = found.value;
  }
  for (const name of Object.keys(given)) {
    if (inputs.some((spec) => spec.name === name)) continue;
    const known = inputs.map((spec) => spec.name).join(', ');
    faults.push({
      path: `inputs.${name}`,
      message: known === '' ? 'is not asked for: the runbook has no inputs' : `is not asked for; there is: ${known}`,
    });
  }
  return { values, faults };
}

/** Names as the inventory spells them; what is not in it is refused. */
function inInventory(
  { type }: InputSpec,
  value: RunValue,
  hosts: ReadonlyMap<string, string>,
  { credentials }: InputWorld,
): { readonly value: RunValue } | { readonly message: string } {
  if (value === '') return { value };
  if (type === 'secret') {
    const known = credentials.get(nameKey(String(value)));
    return known ? { value: known.name } : { message: `there is no credential "${value}" in Settings` };
  }
  if (type !== 'host' && type !== 'hosts') return { value };
  const names = typeof value === 'object' ? value : [String(value)];
  const missing = names.filter((name) => !hosts.has(nameKey(name)));
  if (missing.length > 0) {
    return { message: `${missing.slice(0, 5).join(', ')} ${missing.length === 1 ? 'is' : 'are'} not in the inventory` };
  }
  const spelled = [...new Set(names.map((name) => hosts.get(nameKey(name)) ?? name))];
  return { value: type === 'host' ? (spelled[0] ?? '') : spelled };
}

/** Undefined: the problem does not say, or what it says does not fit. */
function fromProblem(spec: InputSpec, problem: Problem, metrics: readonly string[], world: InputWorld): unknown {
  if (spec.from !== 'problem') return undefined;
  const host = world.hosts.get(problem.hostId)?.name;
  if (spec.type === 'host') return host;
  if (spec.type === 'hosts') return host && [host];
  const offered = [world.checks.get(problem.checkId)?.config[spec.name], ...suffixes(problem, metrics, world)];
  return offered.find((one) => isPlain(one) && 'value' in checkInput(spec, one, fitsWithLimit));
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value) && value !== '';

/** '/var' of 'disk.used./var' where the runbook is for 'disk.used'; of several that are beyond their limits the worst first. */
function suffixes(problem: Problem, metrics: readonly string[], world: InputWorld): readonly string[] {
  const outside = matchProblem(world, problem)?.outside ?? [];
  return outside.flatMap((name) =>
    metrics.flatMap((metric) => (name.startsWith(`${metric}.`) ? [name.slice(metric.length + 1)] : [])),
  );
}
