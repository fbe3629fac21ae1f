// Pure: the words under a time axis. Five of them, evenly set, in UTC as everything on the floor.

const DAY = 86_400_000;
const two = (value: number) => String(value).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** '02:32', '14 Nov' where the axis spans days, 'Nov 2025' where it spans most of a year. */
export function axisWord(at: number, spanMs: number): string {
  const date = new Date(at);
  if (spanMs > 200 * DAY) return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  if (spanMs > 2 * DAY) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** '02:32:10' on a short axis, '14 Nov 02:32' on a long one: for the moment under the cursor. */
export function momentWord(at: number, spanMs: number): string {
  const date = new Date(at);
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (spanMs > 2 * DAY) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${clock}`;
  return `${clock}:${two(date.getUTCSeconds())}`;
}

export interface AxisLabel {
  readonly at: number;
  readonly word: string;
}

/** Start, quarters and end of the axis. */
export function axisLabels(from: number, to: number, count = 5): readonly AxisLabel[] {
  const span = to - from;
  return Array.from({ length: count }, (_, index) => {
    const at = from + (span * index) / (count - 1);
    return { at, word: axisWord(at, span) };
  });
}
