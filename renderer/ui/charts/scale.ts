// Pure: the vertical axis. Three figures (bottom, middle, top) that a person can read at a glance.
import { extent } from './line.ts';
import type { Threshold } from './range.ts';
import { type DisplayUnit, displayUnit } from './unit.ts';

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** In which its figures are written. */
  readonly unit: DisplayUnit;
}

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** A limit further away than this many times the data would press the line flat; it is named instead of drawn. */
const REACH = 4;

function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = STEPS.find((step) => step * power >= atLeast * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(12));
}

/** Whether a limit lies near enough to the data to be drawn. */
export function inReach(threshold: Threshold, data: { min: number; max: number } | null): boolean {
  if (!data) return true;
  const { max } = data;
  if (threshold.side === 'below') return true;
  return threshold.value <= Math.max(max, 0) * REACH || threshold.value <= max;
}

/** The axis for measured values and the limits that belong to them. Never null: an empty chart has an axis too. */
export function scaleFor(
  values: Iterable<number | null | undefined>,
  unit: string,
  thresholds: readonly Threshold[] = [],
): Scale {
  const data = extent(values);
  const limits = thresholds.filter((threshold) => inReach(threshold, data)).map((threshold) => threshold.value);
  const all = extent([...(data ? [data.min, data.max] : []), ...limits]);
  const shown = displayUnit(unit, all ? Math.max(Math.abs(all.min), Math.abs(all.max)) : 0);
  if (unit === '%' && (!all || (all.min >= 0 && all.max <= 101))) {
    return { low: all && all.min >= 55 ? 50 : 0, high: 100, unit: shown };
  }
  if (!all) return { low: 0, high: 1, unit: shown };
  // Round figures of the unit that is shown: 80 MiB, not 76.3.
  const { low, high } = roundEnds(all.min / shown.divisor, all.max / shown.divisor);
  return { low: low * shown.divisor, high: high * shown.divisor, unit: shown };
}

function roundEnds(min: number, max: number): { low: number; high: number } {
  const low = min >= 0 && min < max * 0.75 ? 0 : bottom(min, max);
  // Head room, so that the line is not lost in the frame; a flat line stands in the middle.
  const span = Math.max(max - low, Math.abs(max) * 0.02, 1e-9);
  return { low, high: low + 2 * niceStep((span * 1.06) / 2) };
}

function bottom(min: number, max: number): number {
  if (min === max) return min > 0 ? 0 : min - niceStep(Math.abs(min) || 1);
  const step = niceStep((max - min) / 2);
  return Math.floor(min / step) * step;
}

/** Where a value stands on the axis: 0 is the bottom, 1 the top. */
export const position = ({ low, high }: Scale, value: number): number => (value - low) / (high - low);

/** Bottom, middle, top. */
export const ticks = ({ low, high }: Scale): readonly number[] => [low, (low + high) / 2, high];
