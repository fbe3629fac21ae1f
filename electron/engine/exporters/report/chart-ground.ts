// What the charts of a report have in common: size, colours, ticks, words. SVG without script or style, by presentation
// attributes alone, which the content policy of the page lets be. Series are told apart by lightness and by pattern, dash or
// marker as well as by hue: in print without colour, and by eyes that see fewer of them.
import type { ReportChart } from '../../../contract/model/report.ts';
import { escapeHtml } from '../escape.ts';

export const WIDTH = 640;
export const INK = '#333a44';
export const GRID = '#dfe3e8';

/** In turn dark, middle, light: neighbours differ in lightness (after the palette of the UK's Government Analysis Function). */
export const COLOURS = ['#12436d', '#28a197', '#801650', '#f46a25', '#3d3d3d', '#a285d1'] as const;

export const colourOf = (series: number): string => COLOURS[series % COLOURS.length] ?? INK;

export interface Scale {
  /** From below, the first at or below every value, the last at or above. */
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
  /** The unit that the ticks are written in. */
  readonly unit: string;
  tickWords(tick: number): string;
}

const SPANS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** Round ticks around the values; from zero on where `fromZero`. Durations are written in the largest unit that fits. */
export function scaleOf(values: readonly number[], unit: string, fromZero: boolean): Scale {
  const lowest = fromZero ? 0 : Math.min(...values);
  const highest = Math.max(...values, fromZero ? 0 : Number.NEGATIVE_INFINITY);
  const [name, size] = unit === 'ms' ? (SPANS.find(([, ms]) => highest >= 2 * ms) ?? ['ms', 1]) : [unit, 1];
  const [from, to] = [lowest / size, highest / size];
  const limit = unit === '%' ? 100 : Number.POSITIVE_INFINITY;
  const isCount = fromZero && values.every((value) => Number.isInteger(value)) && size === 1;
  const step = stepOf(to - from, to, isCount);
  const first = Math.floor(round(from / step)) * step;
  const ticks: number[] = [];
  for (let tick = first; ; tick += step) {
    ticks.push(Math.min(round(tick), limit));
    if (tick >= to - step / 1e6 || ticks.length > 12) break;
  }
  if (ticks.length === 1) ticks.push(Math.min(round((ticks[0] ?? 0) + step), limit));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  // All of it lies at the limit: the line runs along the top, not through nothing.
  const isFlat = high === low;
  return {
    ticks: (isFlat ? [low - step, high] : ticks).map((tick) => tick * size),
    low: (isFlat ? low - step : low) * size,
    high: high * size,
    unit: name,
    tickWords: (tick) => plain(tick / size),
  };
}

/** 1, 2, 2.5 or 5 times a power of ten; about four of them make the range. */
function stepOf(range: number, highest: number, isCount: boolean): number {
  const wanted = (range > 0 ? range : Math.abs(highest) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= wanted * 0.999) ?? 10) * power;
  return isCount ? Math.max(1, Math.ceil(step)) : step;
}

const round = (value: number): number => Number(value.toPrecision(12));

/** A number as short as it can be said. */
export const plain = (value: number): string =>
  Number(value.toPrecision(7))
    .toString()
    .replace(/^(-?\d{5,})/, (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ','));

/** Where in the picture something is, to a tenth. */
export const at = (place: number): number => Math.round(place * 10) / 10;

export function text(
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  words: string,
  more: { readonly fill?: string; readonly weight?: number } = {},
): string {
  const weight = more.weight === undefined ? '' : ` font-weight="${more.weight}"`;
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${more.fill ?? INK}"${weight}>${escapeHtml(words)}</text>`;
}

/** Cut to so many characters with a dot of three. */
export const shortened = (words: string, most: number): string => {
  const characters = Array.from(words);
  return characters.length <= most ? words : `${characters.slice(0, most - 1).join('')}…`;
};

/** The picture around its parts. `label` is what a screen reader says of it. */
export const picture = (height: number, label: string, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${at(height)}" role="img" aria-label="${escapeHtml(label)}" font-family="inherit" font-size="11">`,
    ...parts,
    '</svg>',
  ].join('');

/** What a chart says in one sentence, for who cannot see it. */
export function labelOf({ title, unit, labels, series }: ReportChart): string {
  const lines = series.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    if (known.length === 0) return `${name}: nothing`;
    return `${name}: ${plain(Math.min(...known))} to ${plain(Math.max(...known))}`;
  });
  const ends = labels.length > 1 ? `, ${labels[0]} to ${labels.at(-1)}` : '';
  return `${title}${unit === '' ? '' : `, in ${unit}`}${ends}. ${lines.join('. ')}.`;
}

const SWATCH = 10;

/** Names of the series in a line or more, each behind its `mark` (drawn around 0,0, 10 wide); '' for one series alone. */
export function legend(
  names: readonly string[],
  top: number,
  mark: (series: number) => string,
): { readonly svg: string; readonly height: number } {
  if (names.length < 2) return { svg: '', height: 0 };
  let [x, y] = [0, top + 9];
  const parts = names.map((name, series) => {
    const words = shortened(name, 40);
    const width = SWATCH + 6 + Array.from(words).length * 6.3 + 18;
    if (x > 0 && x + width > WIDTH) [x, y] = [0, y + 16];
    const part = `<g transform="translate(${at(x)} ${at(y - 8)})">${mark(series)}</g>${text(x + SWATCH + 6, y, 'start', words)}`;
    x += width;
    return part;
  });
  return { svg: parts.join(''), height: y - top + 16 };
}

/** Which labels of an axis are written, so that none runs into the next: the first, and each so-many-th after it. */
export function labelStride(labels: readonly string[], room: number): number {
  const longest = Math.max(1, ...labels.map((label) => Array.from(label).length));
  return Math.max(1, Math.ceil((longest * 6.2 + 10) / Math.max(1, room)));
}
