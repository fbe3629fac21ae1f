// What is watched, as it stands at one moment: open problems, flapping and failing checks, and what nothing is seen of.
import type { CapacityForecast } from '../../../contract/model/forecast.ts';
import type { Host } from '../../../contract/model/host.ts';
import type { CheckId, HostId } from '../../../contract/model/ids.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import type { BackupFact, FlappingFact, Named, ProblemFact, Some } from '../../core/briefing-facts.ts';
import { type CheckMemory, hostCondition, isBad } from '../../core/check-memory.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Mutes } from '../mutes.ts';
import { matchProblem } from '../runbooks/suggestions-problem.ts';
import type { World } from '../world.ts';

/** Names that an item shows of many. */
const NAMED = 20;
const BACKUP = 'backup';

export interface Places {
  readonly world: World;
  readonly mutes: Pick<Mutes, 'holderOf'>;
  readonly maintenance: Pick<Maintenance, 'holderOf'>;
}

export interface Watched {
  /** Without what was tried. */
  readonly problems: readonly Omit<ProblemFact, 'tried'>[];
  readonly flapping: readonly FlappingFact[];
  readonly backups: readonly BackupFact[];
  readonly neverRan: Some;
  readonly unknown: Some;
  readonly hostsWithoutCheck: Some;
  readonly hostsOff: Some;
  readonly checksOff: Some;
}

/** In one turn of the loop, so that it all was so at the same moment: some 10 ms with 10,000 hosts. */
export function lookAt(
  { world, mutes, maintenance }: Places,
  forecasts: readonly CapacityForecast[],
  asOf: number,
): Watched {
  const forecast = new Set(forecasts.map(({ checkId }) => checkId));
  const problems = [...world.problems.values()].map((problem) => {
    const { hostId, checkId } = problem;
    return {
      ...problemOf(world, problem, forecast.has(checkId)),
      // Not `held` alone: what people were told of before it was muted is not held, and is silent all the same.
      muteId: mutes.holderOf(hostId, checkId, asOf)?.ref ?? null,
      windowId: maintenance.holderOf(hostId, checkId, asOf)?.ref ?? null,
    };
  });
  return { problems, ...checksOf(world), ...hostsOf(world) };
}

function problemOf(world: World, problem: Problem, hasForecast: boolean) {
  const { hostId, checkId } = problem;
  const memory = world.memory.get(checkId);
  const outside = hasForecast ? (matchProblem(world, problem)?.outside ?? []) : [];
  return {
    ...namesOf(world, hostId, checkId),
    problem,
    kind: world.checks.get(checkId)?.kind ?? '',
    flapping: memory?.flapping ?? false,
    summary: world.lastResults.get(checkId)?.summary ?? memory?.summary ?? '',
    metric: outside.length === 1 ? (outside[0] ?? null) : null,
  };
}

/** Of what was removed meanwhile, what it was. */
export function namesOf(world: World, hostId: HostId, checkId: CheckId): Named {
  const check = world.checks.get(checkId);
  const host = world.hosts.get(hostId)?.name ?? 'a removed host';
  return { hostId, checkId, host, check: check?.name ?? 'a removed check', alive: check?.alive ?? false };
}

function checksOf(world: World) {
  const flapping: FlappingFact[] = [];
  const backups: BackupFact[] = [];
  const [neverRan, unknown] = [createSome(), createSome()];
  for (const check of world.checks.values()) {
    if (!check.enabled) continue;
    const memory = world.memory.get(check.id);
    const name = () => nameOf(world, check.hostId, check.id);
    if (!memory || memory.resultAt === null) {
      neverRan.add(name);
      continue;
    }
    if (memory.flapping) flapping.push(flappingOf(world, memory));
    if (world.problems.has(check.id)) continue;
    if (check.kind === BACKUP && isBad(memory.status)) {
      const { status, summary, badSince, statusSince } = memory;
      const since = badSince ?? statusSince;
      backups.push({ ...namesOf(world, check.hostId, check.id), status, summary, since });
    } else if (memory.status === 'unknown') unknown.add(name);
  }
  return { flapping, backups, neverRan: neverRan.some(), unknown: unknown.some() };
}

function flappingOf(world: World, { hostId, checkId, flapPercent }: CheckMemory): FlappingFact {
  const alive = world.aliveCheckOf(hostId);
  const host = alive && alive.id !== checkId ? world.memory.get(alive.id) : undefined;
  const hostDown = host !== undefined && hostCondition(host.status) === 'not-up';
  return { ...namesOf(world, hostId, checkId), percent: flapPercent, hostDown };
}

/** What is not bought yet, or is on the shelf, need not be watched. */
const IN_USE: ReadonlySet<Host['asset']['lifecycle']> = new Set(['', 'in-service', 'retiring']);

function hostsOf(world: World) {
  const [hostsWithoutCheck, hostsOff, checksOff] = [createSome(), createSome(), createSome()];
  for (const host of world.hosts.values()) {
    const checks = world.checksOf(host.id);
    const off = checks.filter(({ enabled }) => !enabled);
    if (checks.length === 0) {
      if (IN_USE.has(host.asset.lifecycle)) hostsWithoutCheck.add(() => host.name);
    } else if (off.length === checks.length) hostsOff.add(() => host.name);
    else for (const { id } of off) checksOff.add(() => nameOf(world, host.id, id));
  }
  return { hostsWithoutCheck: hostsWithoutCheck.some(), hostsOff: hostsOff.some(), checksOff: checksOff.some() };
}

function nameOf(world: World, hostId: HostId, checkId: CheckId): string {
  const { host, check, alive } = namesOf(world, hostId, checkId);
  return alive ? host : `${host} ${check}`;
}

/** Counts all, remembers the names of some. */
function createSome() {
  const names: string[] = [];
  let count = 0;
  return {
    add(name: () => string): void {
      count += 1;
      if (names.length < NAMED) names.push(name());
    },
    some: (): Some => ({ count, names }),
  };
}
