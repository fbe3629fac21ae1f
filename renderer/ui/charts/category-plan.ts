// Pure: how values in named slots are drawn: the axis, which slots have room for their name, what is said of one.
import { figure } from '../../lib/number.ts';
import { extent } from './line.ts';
import { type Scale, scaleFor } from './scale.ts';
import { type DisplayUnit, displayUnit } from './unit.ts';

export interface CategorySeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export type CategoryKind = 'bars' | 'line' | 'share';

/** Tops of an axis of counts: their half is whole too. */
const TOPS = [2, 4, 6, 10, 20];

function countTop(most: number): number {
  for (let power = 1; ; power *= 10) {
    const top = TOPS.find((each) => each * power >= most);
    if (top !== undefined) return top * power;
  }
}

/** Bars stand on nought; shares fill 0 to 100; a level near 100 % is looked at from close by. */
export function categoryScale(kind: CategoryKind, series: readonly CategorySeries[], unit: string): Scale {
  const values = series.flatMap((one) => one.values);
  const data = extent(values);
  if (kind === 'share') return { low: 0, high: 100, unit: displayUnit('%', 100) };
  if (kind === 'line' && unit === '%' && data && data.min >= 90 && data.max <= 100) {
    return {
      low: data.min >= 99.8 ? 99.8 : data.min >= 99 ? 99 : data.min >= 95 ? 95 : 90,
      high: 100,
      unit: displayUnit('%', 100),
    };
  }
  const isWhole = values.every((value) => value === null || (Number.isInteger(value) && value >= 0));
  if (kind === 'bars' && isWhole) {
    return { low: 0, high: countTop(Math.max(1, data?.max ?? 0)), unit: displayUnit(unit, data?.max ?? 0) };
  }
  const scale = scaleFor(values, unit);
  return kind === 'bars' ? { ...scale, low: Math.min(0, scale.low) } : scale;
}

/** Places of the slots whose names are written below: the first, the last but never two over each other. */
export function namedSlots(labels: readonly string[], room: number): readonly number[] {
  if (labels.length <= room) return labels.map((_, at) => at);
  const step = Math.ceil(labels.length / room);
  return labels.flatMap((_, at) => (at % step === 0 ? [at] : []));
}

/** 'Tue 17 Nov: opened 3, closed 1'; a slot without a value says so. */
export function slotWords(
  labels: readonly string[],
  series: readonly CategorySeries[],
  { divisor, unit }: DisplayUnit,
  at: number,
): string {
  const said = series.map(({ name, values }) => {
    const value = values[at] ?? null;
    const text = value === null ? 'no data' : `${figure(value / divisor)}${unit === '' ? '' : `\u00a0${unit}`}`;
    return series.length === 1 ? text : `${name} ${text}`;
  });
  return `${labels[at] ?? ''}: ${said.join(', ')}`;
}

/** Each slot's values as parts of their sum, percent; null where nothing was measured, or there is nothing to share. */
export function sharesOf(series: readonly CategorySeries[], at: number): readonly number[] | null {
  const values = series.map((one) => one.values[at] ?? null);
  if (values.every((value) => value === null)) return null;
  const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
  return sum === 0 ? null : values.map((value) => (100 * (value ?? 0)) / sum);
}

/** '93.3'; never rounded to a whole that it is not, nor to nothing: 99.97 is 99.9, 0.02 is 0.1. */
export const shareText = (share: number): string =>
  figure(share <= 0 || share >= 100 ? share : Math.min(99.9, Math.max(0.1, Math.round(share * 10) / 10)));
