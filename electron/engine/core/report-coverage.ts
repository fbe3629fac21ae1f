// How much of a period is on record at all: for how long the monitor watched, and what a section says where it did not.
import type { Frame } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';
import { many } from './report-words.ts';

/** For how long somebody watched, ms. */
export const watchedMs = (rows: ReportRows): number =>
  rows['section-coverage'].reduce((sum, slot) => sum + (slot.watchedMs ?? 0), 0);

/** A sentence for sections that read as if all was well while nobody watched; none where all of the period was watched. */
export function coverageGaps(rows: ReportRows, { slots: all, slotWord }: Frame): readonly string[] {
  const slots = rows['section-coverage'];
  const isWhole = slots.length === all.length;
  const whole = slots.filter((slot) => slot.watchedMs === slot.periodMs).length;
  if (isWhole && whole === slots.length) return [];
  const some = slots.filter((slot) => (slot.watchedMs ?? 0) > 0).length;
  const on = slotWord === 'day' ? 'on' : 'in';
  return isWhole && some === slots.length
    ? [`The monitor watched without a gap ${on} ${whole} of ${many(slots.length, slotWord)}.`]
    : [`The monitor measured for ${some} of ${many(all.length, slotWord)}.`];
}
