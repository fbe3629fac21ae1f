// Which hosts a run would touch and which secrets it would need, as far as its inputs tell before it begins.
import type { HostId, ProblemId } from '../../../contract/model/ids.ts';
import { nameKey } from '../../../contract/model/name-key.ts';
import type { Runbook, RunbookStep, RunValue } from '../../../contract/model/runbook.ts';
import { type RunScope, resolveText, resolveValue } from '../../core/run-values.ts';
import type { World } from '../world.ts';

type Inputs = Readonly<Record<string, RunValue>>;

export interface Reach {
  /** Hosts that its commands go to, those of called runbooks too. */
  readonly targets: readonly HostId[];
  /** Names of credentials whose secrets its commands get. */
  readonly secrets: readonly string[];
}

export interface ReachMeans {
  readonly world: Pick<World, 'hosts'>;
  /** A runbook that is called. */
  readonly called: (id: string) => Runbook | undefined;
}

/** Calls go three deep (spec: runbooks, step kinds); the linter refuses cycles. */
const DEEPEST = 3;

/** What is known only when it runs (an output as a target) is not in it. */
export function reachOf(runbook: Runbook, inputs: Inputs, means: ReachMeans): Reach {
  const names = new Set<string>();
  const secrets = new Set<string>();
  gather(runbook, inputs, means, 0, { names, secrets });
  return { targets: hostsNamed([...names], means.world), secrets: [...secrets] };
}

/** The problem's host first, then those that inputs name, then those of commands; each once. */
export function hostsConcerned(
  runbook: Runbook,
  inputs: Inputs,
  problemId: ProblemId | null,
  means: ReachMeans & { readonly world: Pick<World, 'hosts' | 'problemById'> },
): readonly HostId[] {
  const problem = problemId === null ? undefined : means.world.problemById(problemId);
  const named = runbook.inputs.flatMap(({ name, type }) =>
    type === 'host' || type === 'hosts' ? listOf(inputs[name]) : [],
  );
  const own = problem && means.world.hosts.has(problem.hostId) ? [problem.hostId] : [];
  return [...new Set([...own, ...hostsNamed(named, means.world), ...reachOf(runbook, inputs, means).targets])];
}

interface Gathered {
  readonly names: Set<string>;
  readonly secrets: Set<string>;
}

function gather({ steps }: Runbook, inputs: Inputs, means: ReachMeans, depth: number, into: Gathered): void {
  const scope: RunScope = {
    inputs,
    hostsOfInputs: {},
    outputs: {},
    host: null,
    incident: null,
    run: { operator: '', change: '', runbook: '' },
  };
  for (const step of steps) {
    if (step.kind === 'run') {
      for (const name of placesOf(step, scope)) into.names.add(name);
      for (const name of secretsOf(step, scope)) into.secrets.add(name);
    }
    const other = step.kind === 'call' && depth < DEEPEST ? means.called(String(step.body.runbook)) : undefined;
    if (other) gather(other, { ...defaultsOf(other), ...handedOver(step, scope) }, means, depth + 1, into);
  }
}

const LOCAL = 'local';

function placesOf({ body }: RunbookStep, scope: RunScope): readonly string[] {
  const on = Array.isArray(body.on) ? body.on : [body.on];
  return on
    .flatMap((one) => (typeof one === 'string' ? listOf(resolveValue(one, scope)) : []))
    .filter((name) => name !== LOCAL);
}

const textsIn = (value: unknown): readonly (readonly [string, string])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []))
    : [];

function secretsOf({ body }: RunbookStep, scope: RunScope): readonly string[] {
  // One that an earlier step will name is not known yet: the step itself asks for it when it is reached.
  return textsIn(body.secrets).flatMap(([, text]) => {
    const { text: name, unknown } = resolveText(text, scope);
    return unknown.length > 0 ? [] : [name];
  });
}

function handedOver({ body }: RunbookStep, scope: RunScope): Inputs {
  return Object.fromEntries(
    textsIn(body.inputs).flatMap(([name, text]) => {
      const value = resolveValue(text, scope);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

const defaultsOf = ({ inputs }: Runbook): Inputs =>
  Object.fromEntries(inputs.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value] as const])));

/** A list that was written as one text ('web1, web2') is one too. */
function listOf(value: RunValue | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'object'
    ? value
    : String(value)
        .split(/[\s,]+/)
        .filter((name) => name !== '');
}

function hostsNamed(names: readonly string[], world: Pick<World, 'hosts'>): readonly HostId[] {
  if (names.length === 0) return [];
  const wanted = new Map(names.map((name, place) => [nameKey(name), place]));
  const found: (readonly [number, HostId])[] = [];
  for (const { id, name } of world.hosts.values()) {
    const place = wanted.get(nameKey(name));
    if (place !== undefined) found.push([place, id]);
  }
  return found.sort(([a], [b]) => a - b).map(([, id]) => id);
}
