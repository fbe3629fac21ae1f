// Threshold ranges in the grammar of the Nagios plugin guidelines: [@][start:][end].
// '10' alerts outside 0..10, '10:' below 10, '~:10' above 10, '10:20' outside 10..20, '@10:20' inside.

export interface Range {
  readonly start: number;
  readonly end: number;
  /** Alert when the value is inside (ends included) instead of outside. */
  readonly inside: boolean;
}

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const GRAMMAR = new RegExp(`^(@)?(?:(~|${NUMBER})?(:))?(${NUMBER})?$`);

/** Reads a range; null when the text is none (also when start lies above end). */
export function parseRange(text: string): Range | null {
  const match = GRAMMAR.exec(text.trim());
  if (!match) return null;
  const [, at, from, colon, to] = match;
  if (colon === undefined && to === undefined) return null;
  const start = from === '~' ? Number.NEGATIVE_INFINITY : Number(from ?? 0);
  const end = to === undefined ? Number.POSITIVE_INFINITY : Number(to);
  return start > end ? null : { start, end, inside: at !== undefined };
}

/** Whether `value` raises an alert by this range. What is not a number always does. */
export function alerts(range: Range, value: number): boolean {
  if (Number.isNaN(value)) return true;
  const within = value >= range.start && value <= range.end;
  return range.inside ? within : !within;
}

/** Judges a value by two ranges as text; a range that is missing or not readable never alerts. */
export function judge(
  value: number,
  warn: string | undefined,
  crit: string | undefined,
): 'ok' | 'warning' | 'critical' {
  const critical = crit === undefined ? null : parseRange(crit);
  if (critical && alerts(critical, value)) return 'critical';
  const warning = warn === undefined ? null : parseRange(warn);
  return warning && alerts(warning, value) ? 'warning' : 'ok';
}
