// A shift that was, as one stream, and a hand-over beside what really happened next.
import { type HandoffSummary, summaryOf } from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import type {
  HandoffInReview,
  ReviewBar,
  ReviewFacts,
  ReviewFilter,
  ReviewPage,
} from '../../../contract/model/review.ts';
import { merged } from '../../core/availability.ts';
import { ACTED_KINDS, REVIEWED_KINDS } from '../../core/review-kinds.ts';
import { endOf as resolvedAt } from '../../core/sla.ts';
import { matchOf, soughtIn } from '../../core/timeline-words.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { Maintenance } from '../maintenance.ts';
import type { World } from '../world.ts';
import type { ShiftFigureService } from './figures.ts';
import { gatherIncidents } from './figures-reactions.ts';
import { aftermathOf } from './review-aftermath.ts';
import { createReviewReader } from './review-entries.ts';
import { pageOf, peopleIn } from './review-parts.ts';
import type { Shifts } from './shifts.ts';

export interface ReviewInput {
  readonly from: number;
  readonly to: number;
  readonly filter: ReviewFilter;
  readonly offset: number | null;
  readonly limit: number;
}

export interface Reviews {
  page(input: ReviewInput): Promise<ReviewPage>;
  facts(from: number, to: number): Promise<ReviewFacts>;
  aftermath(handoffId: HandoffId): HandoffInReview;
}

export interface ReviewOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly shifts: Pick<Shifts, 'calendar'>;
  readonly figures: ShiftFigureService;
  readonly maintenance: Pick<Maintenance, 'calendar'>;
}

const DAY_MS = 86_400_000;
/** Runs that are drawn; more bars nobody reads. */
const MOST_RUNS = 500;
/** As far as the calendars of shifts and of maintenance reach. */
const CALENDAR_MS = 400 * DAY_MS;
/** A shift is handed over at its end: begun so long before the stretch it may still be signed in it. */
const SIGNED_WITHIN_MS = 2 * DAY_MS;

export function createReviews(options: ReviewOptions): Reviews {
  const { store, figures } = options;
  const read = createReviewReader(options);
  return {
    async page({ from, to, filter, offset, limit }) {
      refuseEmpty(from, to);
      const { people, hostIds, text } = filter;
      const kinds = filter.kinds.length > 0 ? filter.kinds : REVIEWED_KINDS;
      const wanted = { from, to, kinds, people, hostIds, text, match: matchOf(soughtIn(text)) };
      const page = await pageOf(store.reviewRows, wanted, offset, limit);
      return { ...page, entries: read(page.entries) };
    },
    async facts(from, to) {
      refuseEmpty(from, to);
      return {
        from,
        to,
        shifts: crewsOf(options, from, to),
        people: await peopleIn(store.reviewRows, { from, to }, ACTED_KINDS),
        ...(await figures.withReactions(from, to)),
        bars: [
          ...(await incidentBars(options, from, to)),
          ...runBars(options, from, to),
          ...windowBars(options, from, to),
        ],
        unwatched: unwatchedIn(options, from, to),
        handoffs: handedOver(options, from, to),
      };
    },
    aftermath(handoffId) {
      const handoff = store.handoffRows.get(handoffId);
      if (!handoff) throw notFound('hand-over');
      return { handoff: summaryOf(handoff), aftermath: aftermathOf(options, handoff) };
    },
  };
}

function refuseEmpty(from: number, to: number): void {
  if (to <= from) throw invalid([{ path: 'to', message: 'must be later than from' }]);
}

function crewsOf({ shifts }: ReviewOptions, from: number, to: number): ReviewFacts['shifts'] {
  if (to - from > CALENDAR_MS) return [];
  const taken = shifts.calendar(from, to).shifts.filter(({ calledOff }) => !calledOff);
  return taken.map(({ name, people }) => ({ name, people }));
}

async function incidentBars(options: ReviewOptions, from: number, to: number): Promise<readonly ReviewBar[]> {
  const incidents = await gatherIncidents(options, from, to);
  return incidents.flatMap((incident): readonly ReviewBar[] => {
    const { id: incidentId, number, title, severity, milestones, openedAt } = incident;
    const began = milestones.find(({ kind }) => kind === 'detected')?.at ?? openedAt;
    const over = resolvedAt('resolve', incident) ?? closedAt(incident);
    if (over !== null && over < from) return [];
    return [{ lane: 'incident', label: `${number} ${title}`, from: began, to: over, severity, incidentId }];
  });
}

/** Of one that was cancelled: it has no time to resolve, but it is over. */
function closedAt({ status, milestones }: Parameters<typeof resolvedAt>[1]): number | null {
  return status === 'cancelled' ? (milestones.findLast(({ kind }) => kind === 'closed')?.at ?? null) : null;
}

function runBars({ store }: ReviewOptions, from: number, to: number): readonly ReviewBar[] {
  return store.reviewRows.runs(from, to, MOST_RUNS).map(({ id, title, incidentId, ...bar }) => ({
    lane: 'run',
    label: title,
    from: bar.from,
    to: bar.to,
    severity: null,
    runId: id,
    ...(incidentId === null ? {} : { incidentId }),
  }));
}

function windowBars({ maintenance }: ReviewOptions, from: number, to: number): readonly ReviewBar[] {
  if (to - from > CALENDAR_MS) return [];
  const { occurrences, windows } = maintenance.calendar(from, to);
  const names = new Map(windows.map(({ id, name, change }) => [id, change === '' ? name : `${name} (${change})`]));
  return occurrences
    .filter(({ state }) => state === 'active' || state === 'over')
    .map((one) => ({
      lane: 'maintenance',
      label: names.get(one.windowId) ?? 'maintenance',
      from: one.from,
      to: one.state === 'active' ? null : one.to,
      severity: null,
    }));
}

/** While the monitor slept, was cut off or did not run. */
function unwatchedIn({ store, clock }: ReviewOptions, from: number, to: number): ReviewFacts['unwatched'] {
  const until = Math.min(to, clock.now());
  const gaps = store.watch.list(from, until).map((gap) => ({
    from: Math.max(gap.from, from),
    to: Math.min(gap.to ?? until, until),
  }));
  return merged(gaps.filter((gap) => gap.to > gap.from));
}

/** Begun or ended in the stretch, oldest first. */
function handedOver({ store }: ReviewOptions, from: number, to: number): readonly HandoffSummary[] {
  const wanted = { from: Math.max(0, from - SIGNED_WITHIN_MS), to, offset: 0, limit: 500 };
  return store.handoffRows
    .summaries(wanted)
    .filter(({ createdAt, endedAt }) => createdAt >= from || (endedAt !== null && endedAt >= from && endedAt < to))
    .toReversed();
}
