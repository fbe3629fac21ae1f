// What a text of a run may read at one step: inputs and outputs of the runbook the step stands in, the host, the incident, who
// executes. A called runbook sees its own inputs and its own steps, nothing of its caller's.
import type { HostId } from '../../../contract/model/ids.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { InputSpec, RunValue } from '../../../contract/model/runbook.ts';
import type { BookStep, RunBook } from '../../core/run-book.ts';
import type { RunKept } from '../../core/run-kept.ts';
import type { HostFacts, RunScope } from '../../core/run-values.ts';
import type { StepView } from '../../steps/step.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { World } from '../world.ts';
import type { Executor } from './executor.ts';

export interface ScopeMeans {
  readonly world: Pick<World, 'hosts' | 'checks' | 'lastResults' | 'problems' | 'problemById'>;
  readonly incidents: Pick<IncidentBook, 'row'>;
  readonly executor: Pick<Executor, 'targetsOf' | 'reach' | 'hostIdOf' | 'masked'>;
}

function hostFacts({ world }: ScopeMeans, id: HostId | null | undefined): HostFacts | null {
  const host = id ? world.hosts.get(id) : undefined;
  return host ? { name: host.name, address: host.address, site: host.site, role: host.role } : null;
}

function hostsOfInputs(
  means: ScopeMeans,
  specs: readonly InputSpec[],
  inputs: Readonly<Record<string, RunValue>>,
): Readonly<Record<string, HostFacts>> {
  const found = specs.flatMap(({ name, type }): [string, HostFacts][] => {
    const value = inputs[name];
    if (type !== 'host' || typeof value !== 'string') return [];
    const facts = hostFacts(means, means.executor.hostIdOf(value));
    return facts ? [[name, facts]] : [];
  });
  return Object.fromEntries(found);
}

/** Outputs of one level, by the ids of its steps. */
function outputsOf({ outputs }: Run, prefix: string): RunScope['outputs'] {
  const own = Object.entries(outputs).flatMap(([path, values]): [string, (typeof outputs)[string]][] => {
    const id = path.startsWith(prefix) ? path.slice(prefix.length) : '/';
    return id.includes('/') ? [] : [[id, values]];
  });
  return Object.fromEntries(own);
}

export function scopeOf(means: ScopeMeans, book: RunBook, { run, memory }: RunKept, prefix: string): RunScope {
  const { runbook } = book.ofLevel(prefix);
  const inputs = prefix === '' ? run.inputs : (memory.inputs[prefix.slice(0, -1)] ?? {});
  const incident = run.incidentId === null ? undefined : means.incidents.row(run.incidentId);
  return {
    inputs,
    hostsOfInputs: hostsOfInputs(means, runbook.inputs, inputs),
    outputs: outputsOf(run, prefix),
    host: hostFacts(means, run.hostIds[0]),
    incident: incident
      ? { number: incident.number, title: incident.title, severity: `SEV${incident.severity}`, status: incident.status }
      : null,
    run: { operator: run.pen, change: run.change, runbook: runbook.id },
  };
}

/** A problem as it stands in the world; one that is over as it was, with what its check says now. */
export function problemNow(
  world: ScopeMeans['world'],
  known: NonNullable<RunKept['memory']['problem']>,
): NonNullable<StepView['problem']> {
  const { checkId, host, check } = known;
  const now = world.lastResults.get(checkId);
  const status = world.problems.get(checkId)?.status ?? now?.status ?? known.status;
  return { host, check, status, summary: now?.summary ?? known.summary };
}

/** What a kind of step sees of the run. */
export function viewOf(means: ScopeMeans, book: RunBook, kept: RunKept, { step, prefix }: BookStep): StepView {
  const { world, executor } = means;
  const { run, memory } = kept;
  return {
    step,
    scope: scopeOf(means, book, kept, prefix),
    inputs: book.ofLevel(prefix).runbook.inputs,
    targetsOf: (on) => executor.targetsOf(on),
    titleOf: (id) => run.steps.find(({ path }) => path === `${prefix}${id}`)?.title ?? id,
    problem: memory.problem && problemNow(world, memory.problem),
    reach: (to) => executor.reach(to),
  };
}
