// Pure: where a key takes the cursor of a chart. It stays on samples that can be seen.

const STEP: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

/** Index of the sample to go to; null when the key is none of the cursor's, or nothing is in sight. */
export function nextSample(
  key: string,
  times: readonly number[],
  axis: { readonly from: number; readonly to: number },
  at: number | null,
): number | null {
  // Slots may begin a little before the axis: what lies there is off the plot.
  const first = times.findIndex((time) => time >= axis.from);
  const last = times.findLastIndex((time) => time <= axis.to);
  if (first < 0 || last < first) return null;
  const step = STEP[key];
  if (step !== undefined) return Math.min(last, Math.max(first, (at ?? last - step) + step));
  if (key === 'Home') return first;
  return key === 'End' ? last : null;
}
