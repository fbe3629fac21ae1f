// How figures are written in summaries: the digits an operator needs and no more.

/** '0.41 ms', '4.2 ms', '130 ms', '2.35 s'; '< 0.01 ms' for what the clock could not tell from nothing. */
export function formatMs(ms: number): string {
  if (ms < 0.005) return '< 0.01 ms';
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  if (ms >= 100) return `${Math.round(ms)} ms`;
  return ms >= 10 ? `${trim(ms, 1)} ms` : `${trim(ms, 2)} ms`;
}

/** At most `digits` decimals, none where they are zero: '33.3', '20', '0'. */
export function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** Three decimals are what the instruments give. */
export function round3(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** How long, for people: '40 s', '12 min', '31 h', '12 d'; hours up to four days, because limits are set in hours. */
export function formatAge(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 345_600) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
