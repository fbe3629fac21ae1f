// A check run now for a step: that of the problem (also when the problem is over: that it is fine is what is to be shown), one
// of the inventory, or one made up in the runbook. Nothing of it is stored as a result of the schedule.
import type { Check, JsonObject } from '../../../contract/model/check.ts';
import type { Host } from '../../../contract/model/host.ts';
import type { CheckId, HostId } from '../../../contract/model/ids.ts';
import { nameKey } from '../../../contract/model/name-key.ts';
import type { Clock } from '../../lib/clock.ts';
import { schemaOf } from '../../probes/catalogue.ts';
import { findProbeKind } from '../../probes/index.ts';
import type { ProbeRequest, WorkContext } from '../../steps/step.ts';
import type { Jobs } from '../jobs.ts';
import type { Runner } from '../runner.ts';
import type { RunFacts } from './executor.ts';
import { hostNamed } from './executor-names.ts';
import { type LoginSources, loginFor } from './logins.ts';

export interface ProbeParts extends LoginSources {
  readonly clock: Clock;
  readonly runner: Pick<Runner, 'runOne'>;
  readonly jobs: Pick<Jobs, 'prepare' | 'parseTrial'>;
}

/** Rejects in words where there is no such check or host. */
export async function probeNow(
  request: ProbeRequest,
  run: RunFacts,
  signal: AbortSignal,
  parts: ProbeParts,
): ReturnType<WorkContext['probe']> {
  if (request.probe) return probeMadeUp(request.probe, request.timeoutMs, signal, parts);
  const check = request.rerun === 'problem' ? checkOfProblem(run, parts) : namedCheck(request.rerun, parts);
  const host = parts.world.hosts.get(check.hostId);
  const job = host && (await parts.jobs.prepare(check, host));
  if (!host || !job) throw new Error(`the check ${check.name} cannot be run: this version does not know its kind`);
  const result = await parts.runner.runOne(job, dueNow(parts.clock), signal);
  return { result, hostId: host.id, name: `${host.name} ${check.name}` };
}

const dueNow = (clock: Clock) => ({ at: clock.now(), dueMono: clock.mono() });

/** The run knows the check: a problem that is over is no longer in the world. */
function checkOfProblem({ problemId, checkId }: RunFacts, { world }: ProbeParts): Check {
  if (problemId === null) throw new Error('this run was started from no problem, so there is no check to rerun');
  const id = checkId ?? world.problemById(problemId)?.checkId;
  const check = id && world.checks.get(id);
  if (!check) throw new Error('the check of the problem is not in the inventory any more');
  return check;
}

function namedCheck(named: Exclude<ProbeRequest['rerun'], 'problem'>, { world }: ProbeParts): Check {
  if (!named) throw new Error('no check is named');
  const host = hostNamed(world, named.host);
  if (!host) throw new Error(`there is no host ${named.host} in the inventory`);
  const check = world.checksOf(host.id).find(({ name }) => nameKey(name) === nameKey(named.check));
  if (!check) throw new Error(`there is no check "${named.check}" of ${host.name}`);
  return check;
}

async function probeMadeUp(
  { kind: kindName, host: hostName, config }: NonNullable<ProbeRequest['probe']>,
  timeoutMs: number,
  signal: AbortSignal,
  parts: ProbeParts,
): ReturnType<WorkContext['probe']> {
  const host = hostNamed(parts.world, hostName);
  if (!host) throw new Error(`there is no host ${hostName} in the inventory`);
  const whole = await withLogin(kindName, config, host, parts);
  // The host is one of the inventory, so a credential may be lent to it.
  const { kind, config: parsed } = await parts.jobs.parseTrial(kindName, whole, null, true);
  const job = { check: madeUp(kindName, host.id, config, timeoutMs), host, kind, config: () => parsed };
  const result = await parts.runner.runOne(job, dueNow(parts.clock), signal);
  return { result, hostId: host.id, name: `${host.name} ${kindName}` };
}

/** Kinds that log in do so as runs do, unless the runbook says how. */
async function withLogin(kindName: string, config: JsonObject, host: Host, parts: ProbeParts): Promise<JsonObject> {
  const kind = findProbeKind(kindName);
  if (!kind || 'user' in config || 'auth' in config) return config;
  const properties = Object(schemaOf(kind.config).properties) as Readonly<
    Record<string, { readonly default?: unknown }>
  >;
  const logsIn = properties.user && properties.keyFile;
  if (!logsIn || (properties.over && (config.over ?? properties.over.default) !== 'ssh')) return config;
  const login = await loginFor(host, parts)?.open();
  return login ? { ...login, ...config } : config;
}

/** A check that exists only for this one run of it. */
const madeUp = (kind: string, hostId: HostId, config: JsonObject, timeoutMs: number): Check => ({
  id: 'made-up' as CheckId,
  hostId,
  name: kind,
  kind,
  config,
  policy: {
    intervalMs: 86_400_000,
    retryIntervalMs: 86_400_000,
    maxAttempts: 1,
    recoverAfter: 1,
    timeoutMs,
    timeoutStatus: 'critical',
    flapDetection: false,
  },
  enabled: true,
  alive: false,
  dependsOn: [],
});
