// Counts as bars: upright over slots of time, lying where there are names to be read. Series stand beside each other.
import type { ReportChart } from '../../../contract/model/report.ts';
import { axesOf } from './chart-axes.ts';
import {
  at,
  colourOf,
  GRID,
  labelOf,
  legend,
  picture,
  plain,
  type Scale,
  scaleOf,
  shortened,
  text,
  WIDTH,
} from './chart-ground.ts';

/** Names longer than this do not stand below a bar. */
const LONGEST_SLOT_NAME = 10;
/** Of a lying bar, with its gap. */
const BAR = 13;

export function barsChart(chart: ReportChart): string {
  const values = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  const scale = scaleOf(values, chart.unit, true);
  const isNamed =
    chart.labels.some((label) => Array.from(label).length > LONGEST_SLOT_NAME) && chart.labels.length <= 24;
  return isNamed ? lying(chart, scale) : upright(chart, scale);
}

/** The second series is hatched, the third only an outline: told apart without colour. */
function bar(series: number, x: number, y: number, width: number, height: number): string {
  const colour = colourOf(series);
  const box = `x="${at(x)}" y="${at(y)}" width="${at(Math.max(width, 0.8))}" height="${at(Math.max(height, 0))}"`;
  if (series % 3 === 2) return `<rect ${box} fill="#fff" stroke="${colour}" stroke-width="1.2"/>`;
  const solid = `<rect ${box} fill="${colour}"/>`;
  return series % 3 === 1 ? `${solid}${hatch(x, y, width, height)}` : solid;
}

/** White lines across, drawn one by one: a pattern would need an id that is the page's alone. */
function hatch(x: number, y: number, width: number, height: number): string {
  const lines: string[] = [];
  const isUpright = height > width;
  const length = isUpright ? height : width;
  for (let place = 3; place < length; place += 4) {
    const [x1, y1] = isUpright ? [x, y + place] : [x + place, y];
    const [x2, y2] = isUpright ? [x + width, y + place] : [x + place, y + height];
    lines.push(`M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}`);
  }
  return lines.length === 0 ? '' : `<path d="${lines.join('')}" stroke="#fff" stroke-width="0.9" fill="none"/>`;
}

const mark = (series: number): string => bar(series, 0, -1, 10, 10);

function upright(chart: ReportChart, scale: Scale): string {
  const { labels, series } = chart;
  const key = legend(
    series.map(({ name }) => name),
    0,
    mark,
  );
  const axes = axesOf(chart, scale, key.height);
  const group = Math.min(axes.slotWidth * 0.76, 26 * series.length);
  const width = group / Math.max(1, series.length);
  // Figures over the bars only where they stand free of each other.
  const isRoomy = labels.length * series.length <= 31 && width >= 9;
  const bars = series.flatMap(({ values }, which) =>
    values.map((value, slot) => {
      if (value === null || value === 0) return '';
      const x = axes.slotX(slot) + (axes.slotWidth - group) / 2 + which * width;
      const y = axes.y(value);
      const figure = isRoomy ? text(x + width / 2, y - 3, 'middle', figureOf(value, scale)) : '';
      return `${bar(which, x, y, width - 1, axes.y(scale.low) - y)}${figure}`;
    }),
  );
  return picture(axes.bottom, labelOf(chart), [key.svg, axes.svg, ...bars]);
}

function lying(chart: ReportChart, scale: Scale): string {
  const { labels, series } = chart;
  const key = legend(
    series.map(({ name }) => name),
    0,
    mark,
  );
  const names = labels.map((label) => shortened(label, 34));
  const left = 8 + 6.3 * Math.max(...names.map((name) => Array.from(name).length));
  const room = WIDTH - left - 56;
  const top = key.height + 4;
  const slot = Math.max(1, series.length) * BAR + 6;
  const parts = labels.flatMap((_, place) => {
    const y = top + place * slot;
    const name = text(left - 8, y + (slot - 6) / 2 + 4, 'end', names[place] ?? '');
    const bars = series.map(({ values }, which) => {
      const value = values[place] ?? null;
      const width = value === null ? 0 : (room * value) / (scale.high || 1);
      const words =
        value === null ? 'no data' : `${figureOf(value, scale)}${scale.unit === '' ? '' : ` ${scale.unit}`}`;
      const drawn = value === null || value === 0 ? '' : bar(which, left, y + which * BAR + 1, width, BAR - 3);
      return `${drawn}${text(left + width + 5, y + which * BAR + 10, 'start', words)}`;
    });
    return [name, ...bars];
  });
  const bottom = top + labels.length * slot;
  const line = `<line x1="${at(left)}" x2="${at(left)}" y1="${at(top - 2)}" y2="${at(bottom - 4)}" stroke="${GRID}"/>`;
  return picture(bottom, labelOf(chart), [key.svg, line, ...parts]);
}

const figureOf = (value: number, scale: Scale): string => {
  const words = scale.tickWords(value);
  return words.length > 6 ? plain(Number(Number(words.replaceAll(',', '')).toPrecision(3))) : words;
};
