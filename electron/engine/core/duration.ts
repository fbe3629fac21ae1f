// Durations as people write them in files: 500ms, 15s, 5m, 1h, 180d.

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** Milliseconds of '15s'; null where it is no duration with a unit. */
export function parseDuration(text: string): number | null {
  const [, figure, unit] = /^\s*(\d{1,12}(?:\.\d{1,6})?)\s*(ms|s|m|h|d)\s*$/.exec(text) ?? [];
  const factor = UNITS.find(([name]) => name === unit)?.[1];
  return figure === undefined || factor === undefined ? null : Math.round(Number(figure) * factor);
}

/** '5m' of 300,000 ms: the largest unit it is a whole number of. */
export function formatDuration(milliseconds: number): string {
  const [unit, factor] = UNITS.find(([, size]) => milliseconds >= size && milliseconds % size === 0) ?? ['ms', 1];
  return `${milliseconds / factor}${unit}`;
}

/** For a screen, in words: '5 min', '15 s', '2 h', '500 ms'. */
export function durationWords(milliseconds: number): string {
  const text = formatDuration(milliseconds);
  const unit = text.replace(/[\d.]+/, '');
  return `${text.slice(0, -unit.length)} ${WORDS[unit] ?? unit}`;
}
const WORDS: Readonly<Record<string, string>> = { m: 'min', d: 'days' };
