// The alarm load, against a slow and plain reckoning on random shifts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Severity } from '../../electron/contract/model/severity.ts';
import { createChatterCount, floodsOf, peakOf } from '../../electron/engine/core/alarm-floods.ts';
import { alarmLoadOf, type LoadAlert, type LoadFacts } from '../../electron/engine/core/alarm-load.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NIGHT = Date.UTC(2026, 10, 20, 2);

const alert = (at: number, checkId = 'c1', severity: Severity = 3): LoadAlert => ({
  at: NIGHT + at,
  checkId,
  subject: `host ${checkId}`,
  severity,
});

const load = (alerts: readonly LoadAlert[], more: Partial<LoadFacts> = {}) =>
  alarmLoadOf({
    from: NIGHT,
    to: NIGHT + DAY,
    ongoing: false,
    alerts,
    chattering: new Set(),
    subjectOf: (id) => `host ${id}`,
    stale: [],
    gaps: [],
    operators: 1,
    ...more,
  });

const every = (ms: number, count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, place) => from + place * ms);

describe('floods', () => {
  test('ten in ten minutes are none, the eleventh begins one', () => {
    expect(floodsOf(every(50 * SECOND, 10))).toEqual([]);
    expect(floodsOf(every(50 * SECOND, 11))).toMatchObject([{ from: 500 * SECOND, alerts: 11 }]);
  });

  test('an alert exactly ten minutes ago does not count any more', () => {
    expect(floodsOf(every(MINUTE, 30))).toEqual([]);
  });

  test('it ends when fewer than five lie within the last ten minutes', () => {
    // Eleven at once: after ten minutes all of them have passed together.
    expect(floodsOf(every(0, 11))).toEqual([{ from: 0, to: 10 * MINUTE, alerts: 11 }]);
    // The fifth newest leaves ten minutes after it came.
    expect(floodsOf([...every(SECOND, 11), 5 * MINUTE])).toEqual([
      { from: 10 * SECOND, to: 10 * MINUTE + 7 * SECOND, alerts: 12 },
    ]);
  });

  test('one that goes on at a lower rate is one flood, not two', () => {
    const times = [...every(SECOND, 20), ...every(2 * MINUTE, 30, 2 * MINUTE)];
    expect(floodsOf(times)).toHaveLength(1);
  });
});

describe('chattering', () => {
  const chatter = (moves: readonly (readonly [number, boolean])[]) => {
    const count = createChatterCount();
    for (const [at, bad] of moves) count.add('c1', at, bad);
    return [...count.sources()];
  };

  test('three turns within a minute chatter', () => {
    expect(
      chatter([
        [0, false],
        [1_000, true],
        [20_000, false],
        [40_000, true],
      ]),
    ).toEqual(['c1']); // prettier-ignore
  });

  test('three attempts of one problem do not, nor three turns in just a minute', () => {
    expect(
      chatter([
        [0, false],
        [1_000, true],
        [16_000, true],
        [31_000, true],
      ]),
    ).toEqual([]); // prettier-ignore
    expect(
      chatter([
        [0, false],
        [1_000, true],
        [31_000, false],
        [61_000, true],
      ]),
    ).toEqual([]); // prettier-ignore
  });
});

describe('figures', () => {
  test('a quiet day is good all over, provisional, and says nothing to do', () => {
    const report = load([alert(HOUR), alert(3 * HOUR, 'c2', 2)]);
    expect(report).toMatchObject({ provisional: true, alerts: 2, bySeverity: [0, 1, 1, 0] });
    const { perHour, peakTenMinutes, floodTime, chattering, stale, topTen, priorities } = report;
    for (const figure of [perHour, peakTenMinutes, floodTime, chattering, stale, topTen, priorities]) {
      expect(figure).toMatchObject({ verdict: 'good', advice: '' });
    }
  });

  test('per hour: six are good, twelve manageable, more too much; shared by those who work at the same time', () => {
    const verdict = (count: number, operators = 1) =>
      load(
        every(DAY / count, count).map((at) => alert(at)),
        { operators },
      ).perHour.verdict; // prettier-ignore
    expect([verdict(144), verdict(145), verdict(288), verdict(289), verdict(288, 2)]).toEqual([
      'good',
      'manageable',
      'manageable',
      'too-much',
      'good',
    ]);
  });

  test('time nobody watched leaves the denominator, overlapping gaps once', () => {
    const gaps = [
      { from: NIGHT - HOUR, to: NIGHT + 6 * HOUR },
      { from: NIGHT + 3 * HOUR, to: NIGHT + 12 * HOUR },
      { from: NIGHT + 23 * HOUR, to: null },
    ];
    const report = load(
      every(MINUTE, 66, 13 * HOUR).map((at) => alert(at)),
      { gaps },
    );
    expect(report.perHour.value).toBeCloseTo(66 / 11);
  });

  test('the loudest source is named with its share and what to do', () => {
    const many = every(MINUTE, 59).map((at) => alert(at, 'edge'));
    const report = load([...many, ...every(MINUTE, 41, 2 * HOUR).map((at, place) => alert(at, `c${place}`))]);
    expect(report.topSources[0]).toEqual({ checkId: 'edge', subject: 'host edge', alerts: 59, share: 0.59 });
    expect(report.topTen.verdict).toBe('too-much');
    expect(report.topTen.advice).toBe(
      'host edge made 59 % of the load: raise its maxAttempts, or repair what makes it fail',
    );
  });

  test('a flood that goes on has no end yet; one of a period gone by ends with it', () => {
    const storm = every(SECOND, 30, DAY - 30 * SECOND).map((at) => alert(at));
    expect(load(storm, { ongoing: true }).floods).toMatchObject([{ to: null, alerts: 30 }]);
    expect(load(storm).floods).toMatchObject([{ to: NIGHT + DAY }]);
    // What began before the period is seen in it.
    const before = every(SECOND, 11, -MINUTE).map((at) => alert(at));
    expect(load(before)).toMatchObject({ alerts: 0, floods: [{ from: NIGHT }] });
  });

  test('stale: four are good, five are not, and the oldest is named with its age', () => {
    const stale = every(0, 5).map((_, place) => ({
      problemId: `p${place}`,
      subject: `h${place}`,
      since: NIGHT - 3 * DAY,
    }));
    expect(load([], { stale: stale.slice(1) }).stale.verdict).toBe('good');
    expect(load([], { stale }).stale).toMatchObject({ value: 5, verdict: 'manageable' });
    expect(load([], { stale }).stale.advice).toContain('h0 has been open for 4 days');
  });

  test('priorities: the share of low ones, judged against 80/15/5', () => {
    const mix = (high: number, medium: number, low: number) =>
      load(
        [
          ...every(MINUTE, high).map((at) => alert(at, 'c', 1)),
          ...every(MINUTE, medium).map((at) => alert(at, 'c', 2)),
          ...every(MINUTE, low).map((at) => alert(at, 'c', 4)),
        ].toSorted((a, b) => a.at - b.at),
      ).priorities; // prettier-ignore
    expect(mix(5, 15, 80)).toMatchObject({ value: 80, verdict: 'good' });
    expect(mix(60, 20, 20)).toMatchObject({ value: 20, verdict: 'too-much' });
    expect(mix(60, 20, 20).advice).toContain('60 % are SEV1 and 20 % SEV2');
  });

  test('slots hold every alert once, and there are never more than 600', () => {
    const report = load(
      every(HOUR, 700).map((at) => alert(at)),
      { to: NIGHT + 700 * HOUR },
    );
    expect(report.slots.alerts.length).toBeLessThanOrEqual(600);
    expect(report.slots.alerts.reduce((sum, count) => sum + count, 0)).toBe(700);
    expect(report.slots.widthMs % (10 * MINUTE)).toBe(0);
  });
});

/** Second by second: how many lie within the last ten minutes, and whether it floods. Alerts fall on whole seconds. */
function slowFloods(times: readonly number[]) {
  const end = (times.at(-1) ?? 0) + 11 * MINUTE;
  const within = (at: number) => times.filter((one) => one > at - 10 * MINUTE && one <= at).length;
  const floods: { from: number; to: number }[] = [];
  let from: number | null = null;
  for (let at = times[0] ?? 0; at <= end; at += SECOND) {
    if (from === null && within(at) > 10 && times.includes(at)) from = at;
    else if (from !== null && within(at) < 5) {
      floods.push({ from, to: at });
      from = null;
    }
  }
  return floods;
}

const slowPeak = (times: readonly number[]): number =>
  Math.max(0, ...times.map((at) => times.filter((one) => one >= at && one < at + 10 * MINUTE).length));

describe('against a slow and plain reckoning', () => {
  /** Calm and storms, in seconds. */
  const journal = fc
    .array(fc.tuple(fc.constantFrom(0, 1, 5, 30, 55, 61, 120, 300, 700), fc.integer({ min: 1, max: 12 })), {
      maxLength: 12,
    })
    .map((bursts) => {
      const gaps = bursts.flatMap(([gap, count]) => Array.from({ length: count }, () => gap * SECOND));
      return gaps.map((_, place) => gaps.slice(0, place + 1).reduce((sum, gap) => sum + gap, 0));
    });

  test('floods and the peak', () => {
    fc.assert(
      fc.property(journal, (times) => {
        expect(floodsOf(times).map(({ from, to }) => ({ from, to }))).toEqual(slowFloods(times));
        expect(peakOf(times).alerts).toBe(slowPeak(times));
      }),
      { numRuns: 60 },
    );
  });

  test('sources, shares and severities', () => {
    const sources = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom<Severity>(1, 2, 3, 4)));
    fc.assert(
      fc.property(sources, (drawn) => {
        const alerts = drawn.map(([id, severity], place) => alert(place * MINUTE, id, severity));
        const report = load(alerts);
        for (const source of report.topSources) {
          const mine = drawn.filter(([id]) => id === source.checkId).length;
          expect(source).toMatchObject({ alerts: mine, share: mine / drawn.length });
        }
        expect(report.topSources).toHaveLength(new Set(drawn.map(([id]) => id)).size);
        expect(report.bySeverity).toEqual([1, 2, 3, 4].map((one) => drawn.filter(([, of]) => of === one).length));
      }),
    );
  });
});
