// A line chart as SVG: no script, no style of its own beyond presentation attributes, readable in black and white. The line is
// the mean of each slot, the band behind it the lowest and highest; where nothing was measured nothing is drawn.

import { escapeHtml } from './escape.ts';
import type { CheckSeries } from './exporter.ts';
import { utcText } from './times.ts';

export interface ChartMark {
  readonly at: number;
  readonly label: string;
}

const WIDTH = 640;
const HEIGHT = 170;
const LEFT = 64;
const RIGHT = 8;
const TOP = 42;
const BOTTOM = 22;

/** The figures of a series, in words: 'lowest 2.1 ms · highest 870 ms · last 2.4 ms'; '' when nothing was measured. */
export function seriesFigures({ unit, avg, min, max }: CheckSeries): string {
  const [lowest, highest] = rangeOf(min, max);
  const last = avg.findLast((value) => value !== null);
  if (lowest === null || highest === null || last === null || last === undefined) return '';
  return `lowest ${figure(lowest, unit)} · highest ${figure(highest, unit)} · last ${figure(last, unit)}`;
}

/** The chart over [from, to), epoch ms, with upright lines where `marks` are; '' when nothing was measured. */
export function svgChart(series: CheckSeries, from: number, to: number, marks: readonly ChartMark[]): string {
  const [lowest, highest] = rangeOf(series.min, series.max);
  if (lowest === null || highest === null || to <= from) return '';
  // A flat line lies in the middle, not on the edge.
  const [low, high] = lowest === highest ? [lowest - 1, highest + 1] : [lowest, highest];
  const x = (at: number): number => round(LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number): number => round(TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM));
  const runs = runsOf(series.avg);
  const band = runs.map(([start, end]) => {
    const places = series.at.slice(start, end).map((at, place) => ({ at, place: start + place }));
    const over = places.map(({ at, place }) => `${x(at)},${y(series.max[place] ?? low)}`);
    const under = places.toReversed().map(({ at, place }) => `${x(at)},${y(series.min[place] ?? low)}`);
    return `<polygon points="${[...over, ...under].join(' ')}" fill="#c9d6e6"/>`;
  });
  const lines = runs.map(([start, end]) => {
    const points = series.at.slice(start, end).map((at, place) => `${x(at)},${y(series.avg[start + place] ?? low)}`);
    const [only] = points;
    if (points.length === 1 && only) {
      const [cx, cy] = only.split(',');
      return `<circle cx="${cx}" cy="${cy}" r="1.6" fill="#1f4e79"/>`;
    }
    return `<polyline points="${points.join(' ')}" fill="none" stroke="#1f4e79" stroke-width="1.4"/>`;
  });
  const label = `${series.host} ${series.check}, ${series.metric}: ${seriesFigures(series)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}" font-family="sans-serif" font-size="10">`,
    `<rect x="${LEFT}" y="${TOP}" width="${WIDTH - LEFT - RIGHT}" height="${HEIGHT - TOP - BOTTOM}" fill="#f6f7f9"/>`,
    ...band,
    ...lines,
    ...marks.filter(({ at }) => at >= from && at < to).map((mark, place) => markLine(mark, x(mark.at), place)),
    text(LEFT - 6, y(highest) + 8, 'end', figure(highest, series.unit)),
    text(LEFT - 6, y(lowest), 'end', figure(lowest, series.unit)),
    text(LEFT, HEIGHT - 8, 'start', `${utcText(from).slice(0, 16)} UTC`),
    text(WIDTH - RIGHT, HEIGHT - 8, 'end', `${utcText(to).slice(0, 16)} UTC`),
    '</svg>',
  ].join('');
}

/** Four rows for the words, so that milestones a minute apart can all be read. */
const markLine = ({ label }: ChartMark, x: number, place: number): string =>
  `<line x1="${x}" x2="${x}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#b3261e" stroke-dasharray="3 3"/>${text(
    x > WIDTH - 90 ? x - 2 : x + 2,
    9 + (place % 4) * 10,
    x > WIDTH - 90 ? 'end' : 'start',
    label,
  )}`;

const text = (x: number, y: number, anchor: string, words: string): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#333">${escapeHtml(words)}</text>`;

const round = (value: number): number => Math.round(value * 10) / 10;

function rangeOf(
  min: readonly (number | null)[],
  max: readonly (number | null)[],
): readonly [number | null, number | null] {
  let lowest: number | null = null;
  let highest: number | null = null;
  for (const value of min) if (value !== null && (lowest === null || value < lowest)) lowest = value;
  for (const value of max) if (value !== null && (highest === null || value > highest)) highest = value;
  return [lowest, highest];
}

/** Stretches [start, end) of places without a hole. */
function runsOf(values: readonly (number | null)[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  values.forEach((value, place) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last && last[1] === place) last[1] = place + 1;
    else runs.push([place, place + 1]);
  });
  return runs;
}

/** Three significant figures are what a chart can show. */
function figure(value: number, unit: string): string {
  const short = Number(value.toPrecision(3));
  return `${short}${unit === '' ? '' : ` ${unit}`}`;
}
