// Maintenance windows as a briefing wants them: now, until the next shift is over, and what went otherwise in this one.
import type { MaintenanceWindow, Occurrence, WindowConflict } from '../../../contract/model/maintenance.ts';
import type { WindowFact } from '../../core/briefing-facts.ts';
import { counted, spell } from '../../core/briefing-words.ts';
import { listed } from '../../core/incident-words.ts';
import type { Calendar } from '../maintenance-calendar.ts';
import { breathe } from '../slices.ts';
import type { World } from '../world.ts';

/** How many a scope covers costs a look at every host: a window a turn of the loop. */
export async function windowFacts(
  world: World,
  { occurrences, conflicts, windows }: Calendar,
  { from, asOf }: { readonly from: number; readonly asOf: number },
): Promise<readonly WindowFact[]> {
  const byId = new Map(windows.map((window) => [window.id, window]));
  const hosts = new Map<string, number>();
  const facts: WindowFact[] = [];
  for (const occurrence of occurrences) {
    const window = byId.get(occurrence.windowId);
    if (!window || !isWanted(window, occurrence, from, asOf)) continue;
    if (!hosts.has(window.id)) {
      hosts.set(window.id, hostsCovered(world, window));
      await breathe();
    }
    const own = conflicts.filter(({ a }) => isSame(a, occurrence)).map((one) => conflictWords(byId, one));
    facts.push({ window, occurrence, hosts: hosts.get(window.id) ?? 0, conflicts: own });
  }
  return facts;
}

/** What is over stands in it where it went otherwise than planned: ended early, or entered after it had begun. */
function isWanted(window: MaintenanceWindow, { state, startsAt, to }: Occurrence, from: number, asOf: number): boolean {
  if (state === 'called-off') return to > asOf;
  if (state !== 'over') return true;
  const endedAt = window.endedEarly.find((one) => one.startsAt === startsAt)?.endedAt;
  if (endedAt !== undefined) return endedAt >= from;
  return window.declaredLate && window.createdAt >= from;
}

const isSame = (a: Occurrence, b: Occurrence): boolean => a.windowId === b.windowId && a.startsAt === b.startsAt;

/** On record with the one that begins first, so that it is said once. */
function conflictWords(
  byId: ReadonlyMap<string, MaintenanceWindow>,
  { b, from, to, hosts, hostCount }: WindowConflict,
): string {
  const name = byId.get(b.windowId)?.name ?? 'another window';
  const where = hostCount <= 3 ? listed(hosts) : counted(hostCount, 'host');
  return `Overlaps "${name}" for ${spell(to - from)} on ${where}`;
}

function hostsCovered(world: World, { scope }: MaintenanceWindow): number {
  const covered = new Set<string>(scope.hostIds.filter((id) => world.hosts.has(id)));
  for (const id of scope.checkIds) {
    const check = world.checks.get(id);
    if (check) covered.add(check.hostId);
  }
  if (scope.tags.length + scope.sites.length > 0) {
    const [tags, sites] = [new Set(scope.tags), new Set(scope.sites)];
    for (const host of world.hosts.values()) {
      if (sites.has(host.site) || host.tags.some((tag) => tags.has(tag))) covered.add(host.id);
    }
  }
  return covered.size;
}
