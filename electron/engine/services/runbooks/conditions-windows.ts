// Maintenance windows that a run may be tied to: those that are now or begin within a day and cover hosts of it.
import type { StartLook } from '../../../contract/api/runbooks.ts';
import type { HostId, WindowId } from '../../../contract/model/ids.ts';
import type { MaintenanceWindow, Occurrence } from '../../../contract/model/maintenance.ts';
import { type RunWindow, windowTimes } from '../../core/run-windows.ts';
import { coverOf } from '../../core/scope.ts';
import type { Maintenance } from '../maintenance.ts';
import type { World } from '../world.ts';

const AHEAD_MS = 86_400_000;

export interface WindowMeans {
  readonly maintenance: Pick<Maintenance, 'calendar' | 'statuses'>;
  readonly world: Pick<World, 'hosts' | 'checksOf'>;
  readonly now: number;
}

/** Those that are open first, then by their beginnings. Without hosts every window may be meant. */
export function windowsFor(hostIds: readonly HostId[], means: WindowMeans): readonly RunWindow[] {
  const { occurrences, windows } = means.maintenance.calendar(means.now, means.now + AHEAD_MS);
  const byId = new Map(windows.map((window) => [window.id, window]));
  const first = new Map<WindowId, Occurrence>();
  for (const one of occurrences) {
    if (one.state === 'over' || one.state === 'called-off') continue;
    const known = first.get(one.windowId);
    if (!known || (!isOpen(known) && isOpen(one))) first.set(one.windowId, one);
  }
  return [...first.values()]
    .flatMap((occurrence) => {
      const window = byId.get(occurrence.windowId);
      const placed = window && placedIn(window, occurrence, hostIds, means);
      return placed && (hostIds.length === 0 || placed.uncovered.length < hostIds.length) ? [placed] : [];
    })
    .sort((a, b) => Number(b.active) - Number(a.active) || (a.times?.from ?? 0) - (b.times?.from ?? 0));
}

/** The window a run is tied to, also where it is far off; null: there is none of that id (any more). */
export function windowTiedTo(windowId: WindowId, hostIds: readonly HostId[], means: WindowMeans): RunWindow | null {
  const near = windowsFor([], means).find((one) => one.windowId === windowId);
  const status = means.maintenance.statuses().find(({ window }) => window.id === windowId);
  if (!status) return null;
  const { window, current, next } = status;
  const placed = placedIn(window, current ?? next, hostIds, means);
  return near ? { ...placed, times: near.times, active: near.active } : placed;
}

/** As the form of a start shows them. */
export const shownWindows = (windows: readonly RunWindow[]): StartLook['windows'] =>
  windows.map((window) => ({
    windowId: window.windowId,
    name: `${window.name}, ${windowTimes(window)}`,
    change: window.change,
    active: window.active,
  }));

/** A flexible one that has not begun is open: work may begin in it. */
const isOpen = ({ state }: Occurrence): boolean => state === 'active' || state === 'waiting';

function placedIn(
  { id, name, change, zone, scope }: MaintenanceWindow,
  occurrence: Occurrence | null,
  hostIds: readonly HostId[],
  { world }: WindowMeans,
): RunWindow {
  const covers = coverOf(scope);
  const isCovered = (hostId: HostId): boolean => {
    const host = world.hosts.get(hostId);
    return host !== undefined && world.checksOf(hostId).some((check) => covers(host, check.id));
  };
  const uncovered = hostIds
    .filter((hostId) => !isCovered(hostId))
    .map((hostId) => world.hosts.get(hostId)?.name ?? hostId);
  const times = occurrence && { from: occurrence.from, to: occurrence.to };
  return { windowId: id, name, change, zone, times, active: occurrence !== null && isOpen(occurrence), uncovered };
}
