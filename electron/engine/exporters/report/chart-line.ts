// Levels as lines over slots of time. Where nothing is known there is no line; each series has a dash and a marker of its own.
import type { ReportChart } from '../../../contract/model/report.ts';
import { axesOf } from './chart-axes.ts';
import { at, colourOf, labelOf, legend, picture, scaleOf } from './chart-ground.ts';

const DASHES = ['', '6 3', '2 3', '9 3 2 3', '1 4', '12 4'] as const;
/** With more points than this a marker on each is noise. */
const MARKED = 40;

export function lineChart(chart: ReportChart): string {
  const { labels, series } = chart;
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  // Near 100 % a scale from zero shows nothing.
  const scale = scaleOf(values, chart.unit, chart.unit !== '%' || Math.min(...values) < 50);
  const key = legend(
    series.map(({ name }) => name),
    0,
    (which) => `${stroke('M0 4L10 4', which)}${marker(which, 5, 4)}`,
  );
  const axes = axesOf(chart, scale, key.height);
  const x = (slot: number): number => axes.slotX(slot) + axes.slotWidth / 2;
  const lines = series.map(({ values: of }, which) => {
    const path = of
      .map((value, slot) => {
        if (value === null) return '';
        return `${(of[slot - 1] ?? null) === null ? 'M' : 'L'}${at(x(slot))} ${at(axes.y(value))}`;
      })
      .join('');
    const markers = of.map((value, slot) => {
      if (value === null) return '';
      // A point between two holes has no line: without a marker it would not be there.
      const isAlone = (of[slot - 1] ?? null) === null && (of[slot + 1] ?? null) === null;
      return labels.length <= MARKED || isAlone ? marker(which, x(slot), axes.y(value)) : '';
    });
    return `${stroke(path, which)}${markers.join('')}`;
  });
  return picture(axes.bottom, labelOf(chart), [key.svg, axes.svg, ...lines]);
}

function stroke(path: string, series: number): string {
  if (path === '') return '';
  const dash = DASHES[series % DASHES.length];
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<path d="${path}" fill="none" stroke="${colourOf(series)}" stroke-width="1.8" stroke-linejoin="round"${dashes}/>`;
}

/** A disc, a square, a diamond, a ring, in turn. */
function marker(series: number, x: number, y: number): string {
  const colour = colourOf(series);
  const [cx, cy] = [at(x), at(y)];
  switch (series % 4) {
    case 0:
      return `<circle cx="${cx}" cy="${cy}" r="2.6" fill="${colour}"/>`;
    case 1:
      return `<rect x="${at(x - 2.4)}" y="${at(y - 2.4)}" width="4.8" height="4.8" fill="${colour}"/>`;
    case 2:
      return `<path d="M${cx} ${at(y - 3.4)}L${at(x + 3.4)} ${cy}L${cx} ${at(y + 3.4)}L${at(x - 3.4)} ${cy}Z" fill="${colour}"/>`;
    default:
      return `<circle cx="${cx}" cy="${cy}" r="2.6" fill="#fff" stroke="${colour}" stroke-width="1.4"/>`;
  }
}
