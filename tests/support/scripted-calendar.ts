// The scripted engine's calendar: when windows come, what they cover, where two of them collide. Enough for screens;
// the real rules stand in electron/engine/core.
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type {
  MaintenanceWindow,
  Occurrence,
  WindowConflict,
  WindowStatus,
} from '../../electron/contract/model/maintenance.ts';
import type { Scope } from '../../electron/contract/model/scope.ts';
import { coversHost } from '../../renderer/store/silences.ts';
import type { World } from '../../renderer/store/world.ts';

const DAY = 86_400_000;
const MOST = 500;

function startsOf({ startsAt, rrule, zone }: MaintenanceWindow, from: number, to: number): readonly number[] {
  if (rrule === '') return [startsAt];
  const dtstart = Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO(zone);
  const rule = new RRuleTemporal({ rruleString: `RRULE:${rrule}`, dtstart });
  return rule
    .between(new Date(from), new Date(to), true)
    .slice(0, MOST)
    .map((at) => Number(at.epochMilliseconds));
}

export function occurrencesOf(window: MaintenanceWindow, from: number, to: number, now: number): readonly Occurrence[] {
  const length = window.endsAt - window.startsAt;
  return startsOf(window, from - 31 * DAY, to)
    .map((startsAt) => occurrence(window, startsAt, startsAt + length, now))
    .filter((one) => one.from < to && one.to > from);
}

function occurrence(window: MaintenanceWindow, startsAt: number, endsAt: number, now: number): Occurrence {
  const begunAt = window.begun.find((one) => one.startsAt === startsAt)?.begunAt;
  const flexible = window.flexibleMs !== null;
  const from = begunAt ?? startsAt;
  const planned = begunAt !== undefined ? begunAt + (window.flexibleMs ?? 0) : endsAt;
  const to = window.endedEarly.find((one) => one.startsAt === startsAt)?.endedAt ?? planned;
  const inside = flexible && begunAt === undefined ? 'waiting' : 'active';
  const state = window.skipped.includes(startsAt) ? 'called-off' : now < from ? 'planned' : now < to ? inside : 'over';
  return { windowId: window.id, startsAt, from, to, state };
}

export function statusOf(window: MaintenanceWindow, now: number): WindowStatus {
  const all = occurrencesOf(window, now - DAY, now + 400 * DAY, now);
  return {
    window,
    current: all.find(({ state }) => state === 'active' || state === 'waiting') ?? null,
    next: all.find(({ state }) => state === 'planned') ?? null,
  };
}

type Places = Pick<World, 'hosts' | 'checks'>;

export function covered(
  scope: Scope,
  { hosts, checks }: Places,
): { readonly hosts: readonly string[]; readonly checks: number } {
  const whole = [...hosts.values()].filter((host) => coversHost(scope, host));
  const ids = new Set<string>(whole.map(({ id }) => id));
  const own = [...checks.values()].filter(({ id, hostId }) => ids.has(hostId) || scope.checkIds.includes(id));
  return { hosts: whole.map(({ name }) => name), checks: own.length };
}

export function conflictsOf(
  occurrences: readonly Occurrence[],
  windows: readonly MaintenanceWindow[],
  places: Places,
): readonly WindowConflict[] {
  const hostsOf = new Map(windows.map(({ id, scope }) => [id, new Set(covered(scope, places).hosts)]));
  const open = occurrences.filter(({ state }) => state !== 'called-off' && state !== 'over');
  return open.flatMap((a, at) =>
    open.slice(at + 1).flatMap((b) => {
      const from = Math.max(a.from, b.from);
      const to = Math.min(a.to, b.to);
      const shared = [...(hostsOf.get(a.windowId) ?? [])].filter((name) => hostsOf.get(b.windowId)?.has(name));
      if (a.windowId === b.windowId || from >= to || shared.length === 0) return [];
      return [{ a, b, from, to, hosts: shared.slice(0, 20), hostCount: shared.length }];
    }),
  );
}
