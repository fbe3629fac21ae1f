// Pure: Nagios ranges as limits a chart can draw and a table can say ("critical over 300 s").
// Grammar of the monitoring-plugins guidelines: [@][start:][end], '~' is minus infinity, '@' turns inside out.

export type Level = 'warning' | 'critical';

/** One finite end of a range: values on `side` of `value` are broken. */
export interface Threshold {
  readonly value: number;
  readonly level: Level;
  readonly side: 'above' | 'below';
  /** The value itself is broken too: '@20:' is "from 20 on", '20' is "over 20". */
  readonly from?: true;
}

interface Range {
  readonly start: number;
  readonly end: number;
  /** '@': values inside the range are the bad ones. */
  readonly inside: boolean;
  /** Whether the start was written down; '10' leaves its 0 unsaid, and nobody wants a line at 0. */
  readonly startGiven: boolean;
}

function parseRange(text: string): Range | null {
  const match = /^(@)?(?:(~|[-+]?[\d.]+(?:e[-+]?\d+)?)?(:))?([-+]?[\d.]+(?:e[-+]?\d+)?)?$/i.exec(text.trim());
  if (!match || text.trim() === '') return null;
  const [, at, from, , to] = match;
  const start = from === '~' ? Number.NEGATIVE_INFINITY : Number(from ?? 0);
  const end = to === undefined ? Number.POSITIVE_INFINITY : Number(to);
  if (Number.isNaN(start) || Number.isNaN(end)) return null;
  return { start, end, inside: at !== undefined, startGiven: from !== undefined && from !== '~' };
}

function ends(text: string | undefined, level: Level): readonly Threshold[] {
  const range = text === undefined ? null : parseRange(text);
  if (!range) return [];
  const found: Threshold[] = [];
  const from = range.inside ? { from: true as const } : {};
  const startSide = range.inside ? 'above' : 'below';
  const endSide = range.inside ? 'below' : 'above';
  if (range.startGiven && !(range.start === 0 && !range.inside)) {
    found.push({ value: range.start, level, side: startSide, ...from });
  }
  if (Number.isFinite(range.end)) found.push({ value: range.end, level, side: endSide, ...from });
  return found;
}

/** The finite ends of a metric's ranges, warning first. An unreadable range gives none. */
export function thresholdsOf(metric: {
  readonly warn?: string | undefined;
  readonly crit?: string | undefined;
}): readonly Threshold[] {
  return [...ends(metric.warn, 'warning'), ...ends(metric.crit, 'critical')];
}

/** Whether `value` lies on the broken side of this limit. */
export const isBroken = ({ value: limit, side, from }: Threshold, value: number): boolean =>
  (from && value === limit) || (side === 'above' ? value > limit : value < limit);

/** The limit that `value` breaks, the critical one before the warning one; null while it breaks none. */
export function brokenBy(thresholds: readonly Threshold[], value: number | null): Threshold | null {
  if (value === null) return null;
  const broken = thresholds.filter((threshold) => isBroken(threshold, value));
  return broken.find((threshold) => threshold.level === 'critical') ?? broken[0] ?? null;
}

/** The limit worth a place in a table: the broken one, else the first that would warn. */
export function tellingLimit(thresholds: readonly Threshold[], value: number | null): Threshold | null {
  return brokenBy(thresholds, value) ?? thresholds[0] ?? null;
}
