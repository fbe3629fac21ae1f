// Charts and values of a printed report: readable, and never more than is known.
import { describe, expect, test } from 'vitest';
import type { ReportChart } from '../../electron/contract/model/report.ts';
import {
  cellWords,
  instantWords,
  numberWords,
  percentWords,
} from '../../electron/engine/exporters/report/cell-words.ts';
import { chartSvg } from '../../electron/engine/exporters/report/chart.ts';
import { randomWeek } from '../support/recompute-weeks.ts';

test('rounding never hides: a hundred percent only where nothing was missed', () => {
  expect([100, 99.999_999, 99.973_14, 83.333, 0.000_01, 0].map(percentWords)).toEqual([
    '100 %',
    '99.9999 %',
    '99.9731 %',
    '83.3 %',
    '0.0001 %',
    '0 %',
  ]);
  expect([1_234_567, 0.123_456, 12_345.678].map(numberWords)).toEqual(['1,234,567', '0.1235', '12,346']);
  expect(cellWords(null, 'ms', { zone: 'UTC', from: 0 })).toBe('–');
});

test('the hour that comes twice in autumn is told apart', () => {
  const place = { zone: 'Europe/Berlin', from: Date.UTC(2026, 9, 18, 22) };
  expect(instantWords(Date.UTC(2026, 9, 25, 0, 30), place)).toBe('2026-10-25 02:30');
  expect(instantWords(Date.UTC(2026, 9, 25, 1, 30), place)).toBe('2026-10-25 02:30 +01:00');
});

describe('a chart', () => {
  const chart = (more: Partial<ReportChart>): ReportChart => ({
    title: 'T',
    kind: 'bars',
    unit: 'alerts',
    labels: ['16 Nov', '17 Nov', '18 Nov'],
    series: [{ name: 'Alerts', values: [1, 0, 4] }],
    ...more,
  });
  const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words);

  test('of counts has whole numbers on its axis and each count over its bar', () => {
    const said = texts(chartSvg(chart({})));
    expect(said).toEqual(['alerts', '0', '1', '2', '3', '4', '16 Nov', '17 Nov', '18 Nov', '1', '4']);
  });
  test('of names lies, so that they can be read, and says durations in a unit for people', () => {
    const said = texts(
      chartSvg(chart({ unit: 'ms', labels: ['core-switch-1.ams1'], series: [{ name: 'Bad', values: [7_200_000] }] })),
    );
    expect(said).toEqual(['core-switch-1.ams1', '2 h']);
  });
  test('of levels breaks where nothing is known, and a point alone is drawn', () => {
    const svg = chartSvg(chart({ kind: 'line', unit: '%', series: [{ name: 'A', values: [99.5, null, 100] }] }));
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(/ d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(texts(svg)).not.toContain('100.1');
  });
  test('of shares adds up to the whole width, and a little is never nothing', () => {
    const svg = chartSvg(
      chart({
        kind: 'share',
        labels: ['All'],
        series: [
          { name: 'a', values: [999] },
          { name: 'b', values: [1] },
        ],
      }),
    );
    expect(texts(svg)).toContain('&gt;99 %');
    const widths = [...svg.matchAll(/height="18"/g)];
    expect(widths).toHaveLength(2);
  });
  test('of nothing is no picture; every one has words for who cannot see it, and no place that is no number', () => {
    expect(chartSvg(chart({ series: [{ name: 'a', values: [null, null, null] }] }))).toBe('');
    const charts = Array.from({ length: 60 }, (_, seed) =>
      randomWeek(seed + 1).sections.flatMap((one) => one.charts),
    ).flat();
    const drawn = charts.map(chartSvg).filter((svg) => svg !== '');
    expect(drawn.length).toBeGreaterThan(200);
    for (const svg of drawn) {
      expect(svg).toContain('role="img" aria-label="');
      expect(svg).not.toMatch(/NaN|Infinity|undefined|="-\d+(\.\d+)?" height/);
    }
  });
});
