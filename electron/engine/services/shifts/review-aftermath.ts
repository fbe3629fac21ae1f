// What became of each item of a frozen briefing, looked up: incidents, problems, runs, windows, capacity.
import type { Briefing, BriefingItem } from '../../../contract/model/briefing.ts';
import type { Handoff, HandoffAftermath } from '../../../contract/model/handoff.ts';
import {
  actUntil,
  type Became,
  capacityBecame,
  incidentBecame,
  type Looking,
  problemBecame,
  runBecame,
  wentAsSaid,
  windowBecame,
} from '../../core/review-aftermath.ts';
import type { ReviewOptions } from './review.ts';

type Sources = Pick<ReviewOptions, 'clock' | 'store' | 'world' | 'maintenance'>;

/** Facts about people and the shift itself have no fate. */
const WITHOUT: ReadonlySet<string> = new Set(['resolved', 'contacts', 'figures']);
const HOUR_MS = 3_600_000;
const LONGEST_WINDOW_MS = 30 * 24 * HOUR_MS;
/** So long after its date it is looked whether something filled up. */
const FULL_WITHIN_MS = 48 * HOUR_MS;
const MOST_SAMPLES = 2_000;

/** Of all items whose fate can be told, in the order of the briefing. Empty before it was ready. */
export function aftermathOf(sources: Sources, handoff: Handoff): readonly HandoffAftermath[] {
  const { briefing } = handoff;
  if (!briefing) return [];
  const looking = { handedAt: handoff.endedAt ?? handoff.readyAt ?? briefing.asOf, now: sources.clock.now() };
  const items = briefing.sections.flatMap((section) => (WITHOUT.has(section.id) ? [] : section.items));
  return items.flatMap((item): readonly HandoffAftermath[] => {
    const became = becameOf(sources, item, briefing, looking);
    if (!became) return [];
    const words = handoff.items[item.key];
    const firstActAt = words?.nextAt ? firstActOf(sources, item, briefing, looking, words.nextAt) : null;
    return [{ key: item.key, ...became, asSaid: wentAsSaid(words, { firstActAt, overAt: became.at }, looking) }];
  });
}

function becameOf(sources: Sources, item: BriefingItem, briefing: Briefing, looking: Looking): Became | null {
  const { store } = sources;
  const { incidentId, problemId, runId, windowId } = item.ref;
  if (item.key.startsWith('capacity:')) return capacityOf(sources, item, briefing, looking);
  if (runId && item.section === 'runs') {
    const found = store.runs.get(runId);
    return found ? runBecame(found.run, looking) : null;
  }
  if (windowId && item.section === 'maintenance') return windowOf(sources, item);
  if (incidentId) {
    const incident = store.incidents.get(incidentId);
    if (!incident) return null;
    const into = incident.mergedInto === null ? '' : (store.incidents.get(incident.mergedInto)?.number ?? '');
    return incidentBecame(incident, into, looking);
  }
  if (!problemId) return null;
  const found = store.problems.get(problemId);
  return problemBecame(
    found ? { status: found.problem.status, closedAt: found.closedAt, ackBy: found.problem.ack?.by ?? '' } : null,
    looking,
  );
}

/** The occurrence that the item is about: 'window:ID:START'. */
function windowOf({ maintenance }: Sources, item: BriefingItem): Became | null {
  const startsAt = Number(item.key.split(':').at(-1));
  if (!Number.isFinite(startsAt)) return null;
  // A flexible one may begin later; none lies farther from its start than it may last.
  const around = maintenance.calendar(startsAt - HOUR_MS, startsAt + LONGEST_WINDOW_MS).occurrences;
  const found = around.find((one) => one.windowId === item.ref.windowId && one.startsAt === startsAt);
  return windowBecame(found ?? null);
}

function capacityOf(
  { store, world }: Sources,
  item: BriefingItem,
  briefing: Briefing,
  looking: Looking,
): Became | null {
  const forecast = briefing.forecasts.find((one) => item.key === `capacity:${one.checkId}:${one.metric}`);
  if (!forecast) return null;
  const { checkId, metric, limit, unit, fullAt: saidAt } = forecast;
  const { handedAt, now } = looking;
  const until = Math.min(now, (saidAt ?? handedAt) + FULL_WITHIN_MS);
  const asked = { from: handedAt, to: Math.max(until, handedAt + 1), points: MOST_SAMPLES, metrics: [metric] };
  const series = store.samples.read(checkId, asked).find((one) => one.unit === unit);
  const place = series?.max.findIndex((value) => value !== null && value >= limit) ?? -1;
  const value = world.lastResults.get(checkId)?.metrics.find((one) => one.name === metric)?.value ?? null;
  return capacityBecame({ limit, unit, saidAt, fullAt: series?.at[place] ?? null, value }, looking);
}

/** When somebody first did something about it, by the time it was to be done; null: nobody did. */
function firstActOf(
  { store }: Sources,
  { ref }: BriefingItem,
  { head }: Briefing,
  { handedAt }: Looking,
  nextAt: number,
): number | null {
  const until = actUntil(nextAt);
  if (ref.incidentId) return store.reviewRows.firstAct(ref.incidentId, handedAt, until)?.at ?? null;
  if (!ref.checkId) return null;
  return store.reviewRows.firstActOnCheck(ref.checkId, { seq: head.seq, at: handedAt }, until)?.at ?? null;
}
