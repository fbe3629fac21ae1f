import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AvailabilityFacts,
  availabilityOf,
  type Columns,
  type Counting,
  merged,
  type Period,
  sumOf,
} from '../../electron/engine/core/availability.ts';
import type { Condition } from '../../electron/engine/core/rollup.ts';
import type { Gap, LoggedState } from '../../electron/engine/core/spans.ts';

const nothing: AvailabilityFacts = { log: [], current: 'pending', gaps: [], maintenance: [] };
/** Times of the oracle's cases are seconds. */
const s = (seconds: number): number => seconds * 1_000;
const oracle: Counting = { from: s(1_000), to: s(2_000), maintenance: 'good', unreachable: 'own' };
const was = (at: number, status: Condition, previous?: Condition): LoggedState => ({
  at: s(at),
  status,
  ...(previous ? { previous } : {}),
});
const span = (from: number, to: number): Period => ({ from: s(from), to: s(to) });
const count = (facts: Partial<AvailabilityFacts>, more: Partial<Counting> = {}) =>
  availabilityOf({ ...nothing, ...facts }, { ...oracle, ...more });

function expectWhole(columns: Columns, periodMs: number): void {
  const { goodMs, badMs, unreachableMs, maintenanceMs, pendingMs, unmonitoredMs } = columns;
  expect(columns.periodMs).toBe(periodMs);
  expect(goodMs + badMs + unreachableMs + maintenanceMs + pendingMs + unmonitoredMs).toBe(periodMs);
}

describe("the oracle's cases, 1000..2000 s", () => {
  test('four outages of 100 s are 60 %', () => {
    const log = [
      was(1_000, 'ok', 'pending'),
      ...[1_100, 1_300, 1_500, 1_700].flatMap((at) => [was(at, 'critical', 'ok'), was(at + 100, 'ok', 'critical')]),
    ];
    expect(count({ log })).toEqual({
      availability: 60,
      goodMs: 600_000,
      badMs: 400_000,
      unreachableMs: 0,
      maintenanceMs: 0,
      pendingMs: 0,
      unmonitoredMs: 0,
      periodMs: 1_000_000,
    });
  });

  test('a downtime 1100-1300 and one 1400-1600, critical 1200-1500, are 90 %', () => {
    const log = [was(1_200, 'critical', 'ok'), was(1_500, 'ok', 'critical')];
    const facts = { log, maintenance: [span(1_100, 1_300), span(1_400, 1_600)] };
    expect(count(facts).availability).toBe(90);
    expect(count(facts, { maintenance: 'exclude' })).toMatchObject({
      goodMs: s(500),
      badMs: s(100),
      maintenanceMs: s(400),
    });
  });

  test('first known at 1500 as critical, ok at 1700, is 60 %: what was pending does not count', () => {
    const log = [was(1_500, 'critical', 'pending'), was(1_700, 'ok', 'critical')];
    expect(count({ log })).toMatchObject({ availability: 60, pendingMs: s(500), badMs: s(200), goodMs: s(300) });
  });

  test('the first event at 1200 says ok, before critical: 80 %', () => {
    expect(count({ log: [was(1_200, 'ok', 'critical')] }).availability).toBe(80);
  });

  test('an empty period has no data, and so has one in which nothing was known', () => {
    expect(count({ current: 'ok' }, { to: oracle.from })).toMatchObject({ availability: null, periodMs: 0 });
    expect(count({})).toMatchObject({ availability: null, pendingMs: s(1_000) });
    const unwatched = count({ current: 'ok', gaps: [span(0, 3_000)] });
    expect(unwatched).toMatchObject({ availability: null, unmonitoredMs: s(1_000), goodMs: 0 });
  });

  test('without any event the state now holds for all of it', () => {
    expect(count({ current: 'critical' }).availability).toBe(0);
    expect(count({ current: 'ok' }).availability).toBe(100);
  });

  test('critical since before the period, and still', () => {
    expect(count({ log: [was(900, 'critical', 'ok')], current: 'critical' }).availability).toBe(0);
  });

  test('an event after the period tells what the period was in', () => {
    expect(count({ log: [was(2_500, 'ok', 'critical')], current: 'ok' }).availability).toBe(0);
  });

  test('in downtime all the time: good where downtime is good, no data where it is left out', () => {
    const facts = { current: 'critical', maintenance: [span(900, 2_100)] } as const;
    expect(count(facts).availability).toBe(100);
    expect(count(facts, { maintenance: 'exclude' })).toMatchObject({ availability: null, maintenanceMs: s(1_000) });
  });

  test('pending in a downtime stays pending: a window vouches for nothing', () => {
    expect(count({ maintenance: [span(900, 2_100)] })).toMatchObject({ availability: null, pendingMs: s(1_000) });
  });

  test('downtimes that overlap count once, those that touch count whole, and one that ends before it begins not at all', () => {
    const maintenance = [
      span(1_400, 1_600),
      span(1_100, 1_300),
      span(1_200, 1_250),
      span(1_300, 1_350),
      span(1_900, 1_800),
    ];
    expect(count({ current: 'ok', maintenance }, { maintenance: 'exclude' })).toMatchObject({
      maintenanceMs: s(450),
      goodMs: s(550),
    });
    expect(merged(maintenance)).toEqual([span(1_100, 1_350), span(1_400, 1_600)]);
  });

  test('an event on the first instant counts from there; one on the last is outside', () => {
    const log = [was(1_000, 'critical', 'ok'), was(2_000, 'ok', 'critical')];
    expect(count({ log }).availability).toBe(0);
    expect(count({ log }, { to: s(2_000) + 1 }).goodMs).toBe(1);
    expect(count({ log }, { from: s(1_000) - 1 }).goodMs).toBe(1);
  });

  test('warning is good, unknown is bad', () => {
    expect(count({ log: [was(1_250, 'unknown', 'warning')] }).availability).toBe(25);
  });

  test('down is bad, unreachable is its own column unless the report says otherwise', () => {
    const log = [was(1_500, 'down', 'ok'), was(1_700, 'unreachable', 'down')];
    expect(count({ log })).toMatchObject({ goodMs: s(500), badMs: s(200), unreachableMs: s(300) });
    expect(count({ log }, { unreachable: 'good' })).toMatchObject({ availability: 80, unreachableMs: 0 });
    expect(count({ log }, { unreachable: 'bad' })).toMatchObject({ availability: 50, unreachableMs: 0 });
  });
});

describe('traps', () => {
  const day = (zone: string, from: string, to: string): Period => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      return { from: new Date(`${from}T00:00`).getTime(), to: new Date(`${to}T00:00`).getTime() };
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  };

  test('the day the clocks go forward has 23 hours, the day they go back 25, and an hour down weighs accordingly', () => {
    const spring = day('Europe/Amsterdam', '2026-03-29', '2026-03-30');
    const autumn = day('Europe/Amsterdam', '2026-10-25', '2026-10-26');
    const hourDown = ({ from, to }: Period) =>
      availabilityOf(
        {
          ...nothing,
          log: [
            { at: from + 5_400_000, status: 'critical', previous: 'ok' },
            { at: from + 9_000_000, status: 'ok', previous: 'critical' },
          ],
        },
        { ...oracle, from, to },
      );
    expect(hourDown(spring)).toMatchObject({ periodMs: 23 * 3_600_000, availability: (100 * 22) / 23 });
    expect(hourDown(autumn)).toMatchObject({ periodMs: 25 * 3_600_000, availability: (100 * 24) / 25 });
  });

  test('a laptop that slept: neither up nor down, also where it slept through an outage', () => {
    const log = [was(1_100, 'critical', 'ok'), was(1_600, 'ok', 'critical')];
    expect(count({ log, gaps: [span(1_200, 1_500)] })).toMatchObject({
      unmonitoredMs: s(300),
      badMs: s(200),
      goodMs: s(500),
    });
  });

  test('sleep inside a downtime stays unmonitored, and is not called good', () => {
    const facts = { current: 'ok', gaps: [span(1_200, 1_500)], maintenance: [span(1_100, 1_400)] } as const;
    expect(count(facts)).toMatchObject({ unmonitoredMs: s(300), goodMs: s(700) });
    expect(count(facts, { maintenance: 'exclude' })).toMatchObject({ unmonitoredMs: s(300), maintenanceMs: s(100) });
  });

  test('a gap that lasts reaches to the end', () => {
    expect(count({ current: 'ok', gaps: [{ from: s(1_900), to: null }] }).unmonitoredMs).toBe(s(100));
  });

  test('a clock set back: events out of order, a gap that ends before it begins; the columns still add up', () => {
    const log = [was(1_700, 'ok', 'critical'), was(1_300, 'critical', 'ok')];
    const result = count({ log, gaps: [{ from: s(1_600), to: s(1_500) }] });
    expect(result).toMatchObject({ badMs: s(400), goodMs: s(600), unmonitoredMs: 0 });
    expectWhole(result, s(1_000));
  });

  test('a restart in the middle of an outage: the time without an engine is not monitored, the rest is bad', () => {
    const log = [was(1_100, 'down', 'ok'), was(1_900, 'ok', 'down')];
    expect(count({ log, gaps: [span(1_400, 1_410)] })).toMatchObject({
      badMs: s(790),
      unmonitoredMs: s(10),
      goodMs: s(200),
    });
  });

  test('watched from the middle on, and no more from later on: what was before and after is pending', () => {
    const log = [was(1_400, 'ok', 'pending'), was(1_800, 'pending', 'ok')];
    expect(count({ log })).toMatchObject({ availability: 100, goodMs: s(400), pendingMs: s(600) });
  });
});

describe('sums', () => {
  test('a group is the sum of its hosts, and without measured time it has no data', () => {
    const up = count({ current: 'ok' });
    const half = count({ log: [was(1_500, 'down', 'ok')] });
    expect(sumOf([up, half])).toMatchObject({ availability: 75, periodMs: s(2_000) });
    expect(sumOf([])).toMatchObject({ availability: null, periodMs: 0 });
  });
});

describe('against a count millisecond by millisecond', () => {
  const STATES: readonly Condition[] = [
    'ok',
    'warning',
    'critical',
    'unknown',
    'down',
    'unreachable',
    'pending',
    'not-monitored',
  ];
  const instant = fc.integer({ min: 0, max: 120 });
  const state = fc.constantFrom(...STATES);
  const period = fc.record({ from: instant, to: instant });
  const facts = fc.record({
    // Instants differ: the log has one entry for each.
    log: fc.uniqueArray(fc.record({ at: instant, status: state, previous: fc.option(state, { nil: undefined }) }), {
      selector: (entry) => entry.at,
      maxLength: 8,
    }),
    current: state,
    gaps: fc.array(fc.record({ from: instant, to: fc.option(instant) }), { maxLength: 4 }),
    maintenance: fc.array(period, { maxLength: 4 }),
  });
  const counting = fc.record({
    from: fc.integer({ min: 20, max: 60 }),
    to: fc.integer({ min: 20, max: 110 }),
    maintenance: fc.constantFrom('exclude' as const, 'good' as const),
    unreachable: fc.constantFrom('own' as const, 'good' as const, 'bad' as const),
  });

  /** The rules of the specification, asked of one instant after the other. */
  function slowly(facts: AvailabilityFacts, { from, to, maintenance, unreachable }: Counting): Columns {
    const sum = {
      goodMs: 0,
      badMs: 0,
      unreachableMs: 0,
      maintenanceMs: 0,
      pendingMs: 0,
      unmonitoredMs: 0,
      periodMs: 0,
    };
    const covers = ({ from: start, to: end }: Gap, at: number) => start <= at && (end === null || at < end);
    for (let at = from; at < to; at += 1) {
      sum.periodMs += 1;
      const earlier = facts.log.filter((entry) => entry.at <= Math.max(at, from)).sort((a, b) => b.at - a.at)[0];
      const later = facts.log.filter((entry) => entry.at > from).sort((a, b) => a.at - b.at)[0];
      const now = earlier?.status ?? later?.previous ?? facts.current;
      if (now === 'not-monitored' || facts.gaps.some((gap) => covers(gap, at))) sum.unmonitoredMs += 1;
      else if (now === 'pending') sum.pendingMs += 1;
      else if (facts.maintenance.some((window) => covers(window, at))) {
        sum[maintenance === 'good' ? 'goodMs' : 'maintenanceMs'] += 1;
      } else if (now === 'unreachable' && unreachable === 'own') sum.unreachableMs += 1;
      else if (['ok', 'warning'].includes(now) || (now === 'unreachable' && unreachable === 'good')) sum.goodMs += 1;
      else sum.badMs += 1;
    }
    return sum;
  }

  test('any log, gaps and windows count the same, and the columns add up to the period', () => {
    fc.assert(
      fc.property(facts, counting, (drawn, how) => {
        const log = drawn.log.map(({ previous, ...entry }) => ({ ...entry, ...(previous ? { previous } : {}) }));
        const { availability, ...columns } = availabilityOf({ ...drawn, log }, how);
        expect(columns).toEqual(slowly({ ...drawn, log }, how));
        expectWhole(columns, Math.max(0, how.to - how.from));
        const measured = columns.goodMs + columns.badMs;
        expect(availability).toBe(measured === 0 ? null : (100 * columns.goodMs) / measured);
      }),
      { numRuns: 2_000 },
    );
  });
});
