// What stands behind a chart before anything is drawn: limits, axis, gaps, columns, and the arithmetic of the state bar.
import { describe, expect, test } from 'vitest';
import { nextSample } from '../../renderer/ui/charts/cursor-step.ts';
import { extent, segments } from '../../renderer/ui/charts/line.ts';
import { brokenBy, tellingLimit, thresholdsOf } from '../../renderer/ui/charts/range.ts';
import { scaleFor, ticks } from '../../renderer/ui/charts/scale.ts';
import { findGaps, hasBand, joinGaps, toColumns } from '../../renderer/ui/charts/slots.ts';
import { summaryWords } from '../../renderer/ui/charts/state-bar.tsx';
import { availablePercent, clipSpans, type Span, summarise } from '../../renderer/ui/charts/state-summary.ts';
import { axisLabels } from '../../renderer/ui/charts/time-axis.ts';
import { displayUnit, limitWord, tickWord, withUnit } from '../../renderer/ui/charts/unit.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('limits from Nagios ranges', () => {
  test.each([
    ['300', [{ value: 300, level: 'critical', side: 'above' }]],
    ['10:', [{ value: 10, level: 'critical', side: 'below' }]],
    ['~:10', [{ value: 10, level: 'critical', side: 'above' }]],
    [
      '10:20',
      [
        { value: 10, level: 'critical', side: 'below' },
        { value: 20, level: 'critical', side: 'above' },
      ],
    ],
    ['0:20', [{ value: 20, level: 'critical', side: 'above' }]],
    ['~:', []],
    ['', []],
    ['nonsense', []],
  ])('%j draws its finite ends', (crit, limits) => {
    expect(thresholdsOf({ crit })).toEqual(limits);
  });

  test('an inside range is broken between its ends, and only the worse limit counts', () => {
    const limits = thresholdsOf({ warn: '120', crit: '300' });
    expect(brokenBy(limits, 100)).toBeNull();
    expect(brokenBy(limits, 200)?.level).toBe('warning');
    expect(brokenBy(limits, 412)?.value).toBe(300);
    expect(brokenBy(limits, null)).toBeNull();
    expect(tellingLimit(limits, 4)?.value).toBe(120);
  });
});

describe('the vertical axis', () => {
  test('three round figures that hold the data and a limit in reach', () => {
    expect(ticks(scaleFor([4, 412], 's', thresholdsOf({ warn: '120', crit: '300' })))).toEqual([0, 250, 500]);
  });
  test('percent has its own ends; a nearly full disk is looked at from half way', () => {
    expect(ticks(scaleFor([20, 61], '%'))).toEqual([0, 50, 100]);
    expect(ticks(scaleFor([72, 78.6], '%', thresholdsOf({ warn: '85', crit: '95' })))).toEqual([50, 75, 100]);
  });
  test('a far limit does not press the line flat', () => {
    expect(scaleFor([0.3, 0.41], 'ms', thresholdsOf({ warn: '100' })).high).toBeLessThan(1);
  });
  test('bytes are rounded in the unit that is shown', () => {
    const { high, unit } = scaleFor([62 * 1024 ** 2], 'B/s');
    expect(unit.unit).toBe('MiB/s');
    expect(tickWord(high / unit.divisor)).toBe('80');
  });
  test('nothing measured still has an axis', () => {
    expect(ticks(scaleFor([null, null], 'ms'))).toEqual([0, 0.5, 1]);
  });
  test('a line below zero is held', () => {
    const { low, high } = scaleFor([-8, 3], '°C');
    expect(low).toBeLessThanOrEqual(-8);
    expect(high).toBeGreaterThanOrEqual(3);
  });
});

test('figures take the unit people read: 26 h, 4 ms, 1.8 MiB', () => {
  expect(displayUnit('s', 93_600)).toEqual({ divisor: 3_600, unit: 'h' });
  expect(limitWord(93_600, 's')).toBe('26\u00a0h');
  expect(withUnit(0.004, 's')).toBe('4\u00a0ms');
  expect(withUnit(1.8 * 1024 ** 2, 'B')).toMatch(/^1\.80\sMiB$/);
  expect(limitWord(300, 's')).toBe('300\u00a0s');
});

describe('samples', () => {
  const at = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => index * MINUTE);
  const samples = { at, avg: [1, null, 3, null, null, null, 7, 8] };

  test('one empty slot is how results fell, three are a gap', () => {
    expect(findGaps(samples, 2.5 * MINUTE, 7 * MINUTE)).toEqual([{ from: 2 * MINUTE, to: 6 * MINUTE, name: '' }]);
  });
  test('results that stopped leave a gap up to now; before the first one there is none', () => {
    const late = { at: at.slice(0, 3), avg: [null, null, 3] };
    expect(findGaps(late, 2.5 * MINUTE, HOUR)).toEqual([{ from: 2 * MINUTE, to: HOUR, name: 'no result' }]);
  });
  test('the line is broken inside a gap and goes on over an empty slot', () => {
    const [times, avg] = toColumns(samples, null, 2.5 * MINUTE, 7 * MINUTE) as [
      number[],
      (number | null | undefined)[],
    ];
    const value = (time: number) => avg[times.indexOf(time)];
    expect(value(MINUTE)).toBeUndefined();
    expect(value(2 * MINUTE + 1)).toBeNull();
    expect(value(4 * MINUTE)).toBeNull();
    expect(value(6 * MINUTE)).toBe(7);
  });
  test('two results far apart without a slot between them are not joined', () => {
    const live = { at: [0, HOUR], avg: [1, 2] };
    const [times, avg] = toColumns(live, null, 2.5 * MINUTE, HOUR) as [number[], (number | null)[]];
    expect(times).toHaveLength(3);
    expect(avg).toEqual([1, null, 2]);
  });
  test('a band is drawn only where several results fell into a slot', () => {
    expect(hasBand({ at, avg: [1], min: [1], max: [1] })).toBe(false);
    expect(hasBand({ at, avg: [1], min: [0], max: [2] })).toBe(true);
  });
  test('a second series stands on the same times', () => {
    const columns = toColumns(samples, { at, avg: at.map(() => 5) }, 2.5 * MINUTE, 7 * MINUTE);
    expect(columns).toHaveLength(3);
    expect(columns[2]).toHaveLength(columns[0]!.length);
  });
  test('gaps that overlap are one, clipped to the axis, with the name that is known', () => {
    const gaps = [
      { from: -5, to: 10, name: '' },
      { from: 8, to: 20, name: 'not monitored' },
    ];
    expect(joinGaps(gaps, 0, 15)).toEqual([{ from: 0, to: 15, name: 'not monitored' }]);
  });
  test('runs end at a gap', () => {
    expect(segments([1, null, 2, 3]).map((run) => run.length)).toEqual([1, 2]);
    expect(extent([null, Number.NaN])).toBeNull();
  });
});

describe('what a stretch of states adds up to', () => {
  const from = 0;
  const to = 338 * MINUTE;
  const night: readonly Span[] = [
    { from: 0, to: 100 * MINUTE, status: 'ok' },
    { from: 100 * MINUTE, to: 114 * MINUTE, status: 'not-monitored' },
    { from: 114 * MINUTE, to: to - 802_000, status: 'ok' },
    { from: to - 802_000, to, status: 'critical' },
  ];
  test('the night of the picture: 95.9 % of 324 min measured', () => {
    expect(summaryWords(summarise(night, from, to)).map((words) => words.replace(/\s/g, ' '))).toEqual([
      'available 95.9 % of 324 min measured',
      'critical 13 min 22 s',
      'not monitored 14 min',
    ]);
  });
  test('warning is good, unknown is bad, unreachable stands by itself', () => {
    const spans: readonly Span[] = [
      { from: 0, to: 50, status: 'warning' },
      { from: 50, to: 75, status: 'unknown' },
      { from: 75, to: 100, status: 'unreachable' },
    ];
    const { available, measuredMs, inStateMs } = summarise(spans, 0, 100);
    expect(available).toBeCloseTo(2 / 3);
    expect(measuredMs).toBe(75);
    expect(inStateMs.unreachable).toBe(25);
  });
  test('all columns add up to the period, whatever the spans leave open', () => {
    const { inStateMs } = summarise([{ from: 10, to: 30, status: 'ok' }], 0, 100);
    expect(Object.values(inStateMs).reduce((sum, ms) => sum + ms, 0)).toBe(100);
    expect(inStateMs['not-monitored']).toBe(80);
  });
  test('nothing measured is no data, never 100 %', () => {
    const { available } = summarise([{ from: 0, to: 100, status: 'pending' }], 0, 100);
    expect(available).toBeNull();
    expect(summaryWords(summarise([], 0, 100))[0]).toContain('no data');
  });
  test('an overlap counts once', () => {
    const spans: readonly Span[] = [
      { from: 0, to: 60, status: 'ok' },
      { from: 50, to: 100, status: 'critical' },
    ];
    expect(clipSpans(spans, 0, 100).map((span) => span.to - span.from)).toEqual([50, 50]);
  });
  test('what is not whole never reads as 100 %', () => {
    expect(availablePercent(0.999999)).toBe('99.999');
    expect(availablePercent(0.99962)).toBe('99.962');
    expect(availablePercent(1)).toBe('100');
    expect(availablePercent(0)).toBe('0');
  });
});

test('the time axis has start, quarters and end, in UTC', () => {
  const from = Date.UTC(2026, 10, 19, 20, 32);
  expect(axisLabels(from, from + 6 * HOUR).map((label) => label.word)).toEqual([
    '20:32',
    '22:02',
    '23:32',
    '01:02',
    '02:32',
  ]);
  expect(axisLabels(from, from + 168 * HOUR)[0]?.word).toBe('19 Nov');
});

test('the cursor walks over the samples in sight, from the newest on, and stops at the ends', () => {
  const times = [90, 110, 120, 130, 210];
  const axis = { from: 100, to: 200 };
  expect(nextSample('Home', times, axis, null)).toBe(1);
  expect(nextSample('End', times, axis, null)).toBe(3);
  expect(nextSample('ArrowLeft', times, axis, null)).toBe(3);
  expect(nextSample('ArrowLeft', times, axis, 1)).toBe(1);
  expect(nextSample('ArrowRight', times, axis, 2)).toBe(3);
  expect(nextSample('j', times, axis, 2)).toBeNull();
  expect(nextSample('Home', [10, 20], axis, null)).toBeNull();
});

test('a limit that counts from its value on is broken by the value itself, one over it is not', () => {
  const from = thresholdsOf({ warn: '@20:', crit: '@100:' });
  expect(brokenBy(from, 100)).toMatchObject({ level: 'critical', value: 100 });
  expect(brokenBy(from, 20)).toMatchObject({ level: 'warning', value: 20 });
  expect(brokenBy(thresholdsOf({ crit: '100' }), 100)).toBeNull();
});
