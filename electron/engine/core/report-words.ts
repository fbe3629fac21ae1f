// What the sections of a report say in words, and the charts they draw: short, honest about how many cases there were.
import type { ReportChart } from '../../contract/model/report.ts';
import type { Frame, Slot } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';

/** A number of `basis`; null: it is not known. */
export const knownBasis = (rows: ReportRows, name: string): number | null =>
  rows.basis.find((row) => row.name === name)?.value ?? null;

/** A number of `basis`; 0 where it is missing. */
export const basisOf = (rows: ReportRows, name: string): number => knownBasis(rows, name) ?? 0;

/** '45 s', '43.2 min', '4.5 h', '3.1 d': one digit, in the largest unit of which there is at least one. */
export function durationText(ms: number): string {
  const size = Math.abs(ms);
  if (size < 60_000) return `${one(ms / 1_000)} s`;
  if (size < 3_600_000) return `${one(ms / 60_000)} min`;
  if (size < 86_400_000) return `${one(ms / 3_600_000)} h`;
  return `${one(ms / 86_400_000)} d`;
}

const one = (value: number): number => Math.round(value * 10) / 10;

/** '99.98 %'. Never 100 % where something is missing: 99.9999 is shown as 99.99. */
export function percentText(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  const shown = rounded === 100 && value < 100 ? 99.99 : rounded === 0 && value > 0 ? 0.01 : rounded;
  return `${shown} %`;
}

/** Of an availability beside what is promised: cut, not rounded, so that 99.899 does not read as the 99.9 that it missed. */
export function percentBeside(value: number, target: number): string {
  const [, decimals = ''] = String(target).split('.');
  const scale = 10 ** Math.max(2, decimals.length);
  // 57.3 × 100 is not always 5730 in floating point.
  return `${Math.floor(value * scale + 1e-7) / scale} %`;
}

/** '43,200 min'. */
export const minutesText = (ms: number): string => `${Math.round(ms / 60_000).toLocaleString('en-GB')} min`;

/** '1 incident', '3 incidents'. */
export const many = (count: number | null, word: string, more = `${word}s`): string =>
  `${count ?? 0} ${count === 1 ? word : more}`;

/** 'is' of one, 'are' of any other number: the verb that goes with `many`. */
export const verb = (count: number | null, one: string, more: string): string => (count === 1 ? one : more);

/** Of a median: ', half of them within 5 min'; of one case ' within 5 min'; '' where there is none. */
export function halfWithin({ value, n }: { readonly value: number | null; readonly n: number | null }): string {
  if (value === null) return '';
  return n === 1 ? ` within ${durationText(value)}` : `, half of them within ${durationText(value)}`;
}

/** How many moments lie in each slot. Slots in order. */
export function perSlot(slots: readonly Slot[], moments: Iterable<number | null>): readonly number[] {
  const counts = slots.map(() => 0);
  for (const at of moments) {
    const place = at === null ? -1 : slotOf(slots, at);
    if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** The place of the slot that has this moment; -1: none. */
export function slotOf(slots: readonly Slot[], at: number): number {
  let [low, high] = [0, slots.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const slot = slots[middle];
    if (!slot) return -1;
    if (at < slot.from) high = middle - 1;
    else if (at >= slot.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

type Series = ReportChart['series'];

export const lineChart = (title: string, unit: string, { slots }: Frame, series: Series): ReportChart => ({
  title,
  kind: 'line',
  unit,
  labels: slots.map(({ label }) => label),
  series,
});

export const barChart = (title: string, unit: string, { slots }: Frame, series: Series): ReportChart => ({
  ...lineChart(title, unit, { slots } as Frame, series),
  kind: 'bars',
});

/** Parts that add up to a hundred percent; each series a part, one bar. */
export const shareChart = (title: string, unit: string, labels: readonly string[], series: Series): ReportChart => ({
  title,
  kind: 'share',
  unit,
  labels,
  series,
});
