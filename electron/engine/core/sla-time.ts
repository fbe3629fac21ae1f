// Counted time: the hours that count, without the pauses that lie in them. A pause outside of the hours changes nothing, one
// within them moves the end by exactly the counted time it takes away. (spec: incidents, "SLA clocks"; ServiceNow: business
// pause duration)
import type { WeeklyHours } from '../../contract/model/hours.ts';
import type { Pause } from '../../contract/model/sla.ts';
import { openHours, type Stretch } from './business-hours.ts';

/** When time counts. `hours` null: around the clock. Pauses in any order; they may overlap. */
export interface Counting {
  readonly hours: WeeklyHours | null;
  readonly pauses: readonly Pause[];
}

/** The stretches that count from `from` (epoch ms) on, in order; those that adjoin are not joined. */
export function* countedFrom({ hours, pauses }: Counting, from: number): Generator<Stretch, void> {
  const still = inOrder(pauses);
  let next = 0;
  for (const open of openHours(hours, from)) {
    let begin = open.from;
    while ((still[next]?.to ?? Number.POSITIVE_INFINITY) <= begin) next += 1;
    for (let place = next; begin < open.to; place += 1) {
      const pause = still[place];
      const end = Math.min(open.to, pause?.from ?? Number.POSITIVE_INFINITY);
      if (end > begin) yield { from: begin, to: end };
      if (!pause || pause.from >= open.to) break;
      begin = Math.max(begin, pause.to);
    }
    // Nothing counts any more: it waits for somebody, nobody knows until when.
    if (begin === Number.POSITIVE_INFINITY) return;
  }
}

/** Counted time in [from, to), ms. */
export function countedMs(counting: Counting, from: number, to: number): number {
  let sum = 0;
  for (const stretch of countedFrom(counting, from)) {
    if (stretch.from >= to) break;
    sum += Math.min(stretch.to, to) - stretch.from;
  }
  return sum;
}

/**
 * The first instant, epoch ms, at which `ms` have been counted since `from`: at the end of the day when they end with it,
 * not on the next morning. Null: never, or not within a hundred years.
 */
export function instantAfter(counting: Counting, from: number, ms: number): number | null {
  let left = ms;
  for (const stretch of countedFrom(counting, from)) {
    if (left <= stretch.to - stretch.from) return stretch.from + left;
    left -= stretch.to - stretch.from;
  }
  return null;
}

/** Counted time after which a clock is at risk, ms: the first at which `elapsed * 4 >= target * 3`. */
export const riskMs = (targetMs: number): number => Math.ceil((targetMs * 3) / 4);

/** Whether no time counts at `at`, epoch ms, because somebody is waited for. */
export const isPaused = (pauses: readonly Pause[], at: number): boolean =>
  pauses.some(({ from, to }) => from <= at && (to === null || at < to));

/** By when they begin, what overlaps or adjoins as one, what lasts no time left out. */
function inOrder(pauses: readonly Pause[]): readonly Stretch[] {
  const joined: { from: number; to: number }[] = [];
  const sorted = pauses
    .map(({ from, to }) => ({ from, to: to ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  for (const pause of sorted) {
    const last = joined.at(-1);
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else joined.push(pause);
  }
  return joined;
}
