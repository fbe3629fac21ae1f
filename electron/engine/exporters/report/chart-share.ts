// Parts of a whole: one lying bar a label, 100 % wide, each part with its percentage where there is room for it.
import type { ReportChart } from '../../../contract/model/report.ts';
import { at, colourOf, INK, labelOf, legend, picture, shortened, text, WIDTH } from './chart-ground.ts';

const BAR = 18;
const SLOT = 25;

/** Light enough for dark words on it: the second, the fourth and the sixth colour. */
const wordsOn = (series: number): string => ([1, 3, 5].includes(series % 6) ? '#10151b' : '#fff');

export function shareChart(chart: ReportChart): string {
  const { labels, series } = chart;
  const key = legend(
    series.map(({ name }) => name),
    0,
    (which) => `<rect x="0" y="-1" width="10" height="10" fill="${colourOf(which)}"/>`,
  );
  const names = labels.map((label) => shortened(label, 30));
  const left = 8 + 6.3 * Math.max(0, ...names.map((name) => Array.from(name).length));
  const room = WIDTH - left - 4;
  const top = key.height + 2;
  const rows = labels.map((_, place) => {
    const parts = series.map(({ values }) => Math.max(0, values[place] ?? 0));
    const y = top + place * SLOT;
    const name = text(left - 8, y + BAR / 2 + 4, 'end', names[place] ?? '');
    return `${name}${stacked(parts, left, y, room)}`;
  });
  return picture(top + labels.length * SLOT, labelOf(chart), [key.svg, ...rows]);
}

function stacked(parts: readonly number[], left: number, y: number, room: number): string {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return text(left, y + BAR / 2 + 4, 'start', 'none', { fill: INK });
  let x = left;
  return parts
    .map((part, which) => {
      const width = (room * part) / whole;
      if (width === 0) return '';
      const words = percent((100 * part) / whole);
      const fits = width > words.length * 6.5 + 6;
      // A white edge: neighbours are told apart in grey as well.
      const box = `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(width, 0.6))}" height="${BAR}" fill="${colourOf(which)}" stroke="#fff" stroke-width="1"/>`;
      const said = fits ? text(x + width / 2, y + BAR / 2 + 4, 'middle', words, { fill: wordsOn(which) }) : '';
      x += width;
      return box + said;
    })
    .join('');
}

/** Whole percents; what is there is never 0 %, what is not all is never 100 %. */
const percent = (value: number): string => {
  if (value > 99 && value < 100) return '>99 %';
  return value < 1 ? '<1 %' : `${Math.round(value)} %`;
};
