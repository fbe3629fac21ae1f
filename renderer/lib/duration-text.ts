// Pure: a span of time as people type it: '15 s', '5 min', '1h', '500ms'. A bare number is seconds.

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds; null when it is no span of time. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  if (!match) return null;
  const unit = UNITS[(match[2] || 's').toLowerCase()];
  return unit === undefined ? null : Math.round(Number((match[1] ?? '').replace(',', '.')) * unit);
}

/** In the largest unit that leaves a whole number, but seconds up to two minutes: '60 s', '5 min', '1 h'. */
export function durationText(ms: number): string {
  if (ms % 1_000 !== 0) return `${ms} ms`;
  if (ms < 120_000 || ms % 60_000 !== 0) return `${ms / 1_000} s`;
  if (ms % 86_400_000 === 0) return `${ms / 86_400_000} d`;
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000} h` : `${ms / 60_000} min`;
}
