// Whether a figure stays flat: its slope after the warm-up, and how far its last third stands above its middle third.
export interface Trend {
  /** Change a minute by the line of least squares, after the first third. */
  readonly slopePerMinute: number;
  /** Mean of the last third minus mean of the middle third. */
  readonly rise: number;
  readonly most: number;
  readonly last: number;
}

/** `at` in ms; the first third is the warm-up and does not count. */
export function trendOf(points: readonly { readonly at: number; readonly value: number }[]): Trend {
  const warm = points.slice(Math.floor(points.length / 3));
  const middle = warm.slice(0, Math.floor(warm.length / 2));
  const end = warm.slice(middle.length);
  const [at, value] = [mean(warm.map((point) => point.at)), mean(warm.map((point) => point.value))];
  const spread = warm.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
  const lean = warm.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0);
  return {
    slopePerMinute: spread === 0 ? 0 : (lean / spread) * 60_000,
    rise: mean(end.map((point) => point.value)) - mean(middle.map((point) => point.value)),
    most: points.reduce((most, point) => Math.max(most, point.value), 0),
    last: points.at(-1)?.value ?? 0,
  };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
