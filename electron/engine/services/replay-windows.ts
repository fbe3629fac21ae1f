// The maintenance windows of a replay: fixed, flexible and recurring ones, by host, check, tag and site.
import type { CheckId, HostId, WindowId } from '../../contract/model/ids.ts';
import { courseOf, coveringLast, type Standing, standingAt, type Timetable } from '../core/maintenance.ts';
import type { ScopedHost } from '../core/scope.ts';
import type { Holder } from '../core/suppression.ts';
import type { World } from './world.ts';

export interface ReplayWindow {
  /** All that is named must fit. `check` is a check's name, or 'host/check'. */
  readonly scope: {
    readonly host?: string | undefined;
    readonly check?: string | undefined;
    readonly tag?: string | undefined;
    readonly site?: string | undefined;
  };
  /** The first (or only) occurrence: [from, to) in epoch ms. */
  readonly from: number;
  readonly to: number;
  /** As people name it. */
  readonly name: string;
  /** How it recurs (RFC 5545), on the wall clock of `zone`; '' or absent: once. */
  readonly rrule?: string | undefined;
  readonly zone?: string | undefined;
  /** Begins with the first problem inside [from, to) and lasts so long, ms. */
  readonly flexibleMs?: number | undefined;
}

export interface ReplayWindows {
  /** Throws a RuleError for a rule that cannot be. */
  add(window: ReplayWindow): void;
  /** The window this check is in at `at`; of several the one that ends last. */
  holderOf(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  /** Flexible windows that wait begin with it. */
  problemOpened(hostId: HostId, checkId: CheckId, at: number): void;
}

interface Open {
  readonly table: Timetable;
  readonly begun: Map<number, number>;
  standing: Standing | null;
}

const NOTHING_NAMED = { hostIds: [], checkIds: [], tags: [], sites: [] };

export function createReplayWindows(world: World): ReplayWindows {
  const windows: Open[] = [];

  const covers =
    ({ scope }: ReplayWindow) =>
    (host: ScopedHost, checkId: CheckId): boolean => {
      const name = world.hosts.get(host.id)?.name;
      const check = world.checks.get(checkId);
      if (name === undefined || !check) return false;
      if (scope.host !== undefined && scope.host !== name) return false;
      if (scope.site !== undefined && scope.site !== host.site) return false;
      if (scope.tag !== undefined && !host.tags.includes(scope.tag)) return false;
      // The alive check has no name of its own: it is the host.
      const names = check.alive ? [] : [check.name, `${name}/${check.name}`];
      return scope.check === undefined || names.includes(scope.check);
    };
  const standing = (window: Open, at: number): Standing => {
    const known = window.standing;
    if (known && at >= known.from && at < known.until) return known;
    window.standing = standingAt(window.table, at);
    return window.standing;
  };

  return {
    add(window) {
      const { from, to, name, rrule = '', zone = 'UTC', flexibleMs = null } = window;
      const plan = { startsAt: from, endsAt: to, rrule, zone, flexibleMs, scope: NOTHING_NAMED };
      const begun = new Map<number, number>();
      const marks = { skipped: new Set<number>(), endedEarly: new Map<number, number>(), begun };
      const courses = [courseOf(plan, 0, null, covers(window))];
      windows.push({ table: { windowId: name as WindowId, name, courses, marks }, begun, standing: null });
    },
    holderOf(hostId, checkId, at) {
      const host = windows.length > 0 ? world.hosts.get(hostId) : undefined;
      if (!host) return null;
      let last: (Holder & { readonly until: number }) | null = null;
      for (const window of windows) {
        const found = coveringLast(standing(window, at).active, host, checkId);
        if (found && (last === null || found.to > last.until)) last = { by: window.table.name, until: found.to };
      }
      return last;
    },
    problemOpened(hostId, checkId, at) {
      const host = windows.length > 0 ? world.hosts.get(hostId) : undefined;
      if (!host) return;
      for (const window of windows) {
        for (const { startsAt, course } of standing(window, at).waiting) {
          if (!course.covers(host, checkId)) continue;
          window.begun.set(startsAt, at);
          window.standing = null;
        }
      }
    },
  };
}
