// What planned shifts come to: by hand where the clocks are set, and against a slow walk, hour by hour, over zones and years.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { ShiftPlan } from '../../electron/contract/model/shift.ts';
import { gapsIn, shiftBefore, shiftsAfter, shiftsAt, shiftsIn } from '../../electron/engine/core/shift-plan.ts';
import { at, DAY, gaps, HOUR, known, lines, person, plan } from './shift-makers.ts';

const length = (plans: ReturnType<typeof known>, from: string, to: string): readonly number[] =>
  shiftsIn(plans, at(from), at(to)).map((shift) => (shift.to - shift.from) / HOUR);

describe('occurrences', () => {
  test('a night begins on its day and ends on the next; one that is under way at the edge is there whole', () => {
    const shifts = shiftsIn(known(plan({ days: [5] })), at('2026-11-21T02:00Z'), at('2026-11-28T00:00Z'));
    expect(lines(shifts)).toEqual([
      'Night 2026-11-20T21:00Z to 2026-11-21T05:00Z: M. Okafor',
      'Night 2026-11-27T21:00Z to 2026-11-28T05:00Z: M. Okafor',
    ]);
    expect(shifts[0]).toMatchObject({ key: 'night/2026-11-20', on: '2026-11-20', overridden: null });
  });

  test('two crews take turns by the week, counted from the week of the first day', () => {
    // 2026-11-18 is a Wednesday: its week is week 1, and the first night is that Wednesday's.
    const cycle = (takes: number[]) => ({ startsOn: '2026-11-18', cycle: { weeks: 2, takes } });
    const shifts = shiftsIn(
      known(
        plan({ id: 'a' as ShiftPlan['id'], name: 'Night A', days: [3, 7], ...cycle([1]) }),
        plan({ id: 'b' as ShiftPlan['id'], name: 'Night B', days: [3, 7], people: ['ab'], ...cycle([2]) }),
      ),
      at('2026-11-01T00:00Z'),
      at('2026-12-01T00:00Z'),
    );
    expect(shifts.map(({ name, on }) => `${on} ${name}`)).toEqual([
      '2026-11-18 Night A',
      '2026-11-22 Night A',
      '2026-11-25 Night B',
      '2026-11-29 Night B',
    ]);
  });

  test('a shift from eight to eight lasts a day', () => {
    expect(length(known(plan({ from: '08:00', to: '08:00' })), '2026-06-01T12:00Z', '2026-06-02T12:00Z')).toEqual([
      24, 24,
    ]);
  });

  test('of those that begin together the name decides', () => {
    const two = known(
      plan({ id: 'z' as ShiftPlan['id'], name: 'Backup' }),
      plan({ id: 'a' as ShiftPlan['id'], name: 'Night' }),
    );
    expect(shiftsAt(two, at('2026-06-01T21:00Z')).map(({ name }) => name)).toEqual(['Backup', 'Night']);
  });
});

describe('one day that is not as planned', () => {
  const changed = known(
    plan({
      overrides: [
        { on: '2026-11-20', people: ['ab', 'cy'], reason: 'swap' },
        { on: '2026-11-21', to: '08:00' },
        { on: '2026-11-22', calledOff: true, reason: 'move of the floor' },
        { on: '2026-11-23', people: [] },
      ],
    }),
  );

  test('other people, other hours, called off, nobody: each stands where it is, and says so', () => {
    expect(lines(shiftsIn(changed, at('2026-11-20T12:00Z'), at('2026-11-24T22:00Z')))).toEqual([
      'Night 2026-11-20T21:00Z to 2026-11-21T05:00Z: A. Brandt, C. Young (other people: swap)',
      'Night 2026-11-21T21:00Z to 2026-11-22T07:00Z: M. Okafor (other hours)',
      'Night 2026-11-22T21:00Z to 2026-11-23T05:00Z: called off (called off: move of the floor)',
      'Night 2026-11-23T21:00Z to 2026-11-24T05:00Z: nobody (other people)',
      'Night 2026-11-24T21:00Z to 2026-11-25T05:00Z: M. Okafor',
    ]);
  });

  test('one that is called off is neither on, nor before, nor after; one with nobody is a gap', () => {
    expect(shiftsAt(changed, at('2026-11-22T23:00Z'))).toEqual([]);
    expect(shiftBefore(changed, at('2026-11-23T12:00Z'))?.on).toBe('2026-11-21');
    expect(shiftsAfter(changed, at('2026-11-22T12:00Z')).map(({ on }) => on)).toEqual(['2026-11-23']);
    expect(gaps(gapsIn(changed, at('2026-11-22T06:00Z'), at('2026-11-25T02:00Z')))).toEqual([
      '2026-11-22T07:00Z to 2026-11-24T21:00Z',
    ]);
  });

  test('somebody who was removed is left out by name, and does not count as there', () => {
    const gone = { ...known(plan({ people: ['mo'] })), names: new Map() };
    expect(shiftsAt(gone, at('2026-11-20T23:00Z'))[0]).toMatchObject({ people: [], personIds: [person('mo')] });
    expect(gapsIn(gone, at('2026-11-20T22:00Z'), at('2026-11-20T23:00Z'))).toHaveLength(1);
  });
});

describe('when the clocks are set', () => {
  const three = known(
    plan({ id: 'e' as ShiftPlan['id'], name: 'Early', from: '06:00', to: '14:00' }),
    plan({ id: 'l' as ShiftPlan['id'], name: 'Late', from: '14:00', to: '22:00' }),
    plan(),
  );

  test('Berlin, 25 October 2026: the night lasts nine hours and still ends at six', () => {
    const shifts = shiftsIn(three, at('2026-10-24T20:00Z'), at('2026-10-25T13:00Z'));
    expect(lines(shifts)).toEqual([
      'Night 2026-10-24T20:00Z to 2026-10-25T05:00Z: M. Okafor',
      'Early 2026-10-25T05:00Z to 2026-10-25T13:00Z: M. Okafor',
    ]);
  });

  test('Berlin, 28 March 2027: the night lasts seven hours', () => {
    const shifts = shiftsIn(three, at('2027-03-27T21:00Z'), at('2027-03-28T04:00Z'));
    expect(lines(shifts)).toEqual(['Night 2027-03-27T21:00Z to 2027-03-28T04:00Z: M. Okafor']);
  });

  test('three shifts around the clock leave no hole and no overlap over the whole of two years', () => {
    const [from, to] = [at('2026-06-01T00:00Z'), at('2028-06-01T00:00Z')];
    expect(gapsIn(three, from, to)).toEqual([]);
    const shifts = shiftsIn(three, from, to);
    expect(shifts.slice(1).every((shift, place) => shift.from === shifts[place]?.to)).toBe(true);
  });

  test('a start that does not exist is the moment of the jump; between two such times there is nothing', () => {
    const of = (from: string, to: string) =>
      lines(shiftsIn(known(plan({ from, to })), at('2027-03-28T00:00Z'), at('2027-03-28T12:00Z')));
    expect(of('02:30', '04:30')).toEqual(['Night 2027-03-28T01:00Z to 2027-03-28T02:30Z: M. Okafor']);
    expect(of('02:10', '02:50')).toEqual([]);
  });

  test('a start that comes twice is the first one', () => {
    const shifts = shiftsIn(
      known(plan({ from: '02:30', to: '04:00' })),
      at('2026-10-25T00:00Z'),
      at('2026-10-25T12:00Z'),
    );
    expect(lines(shifts)).toEqual(['Night 2026-10-25T00:30Z to 2026-10-25T03:00Z: M. Okafor']);
  });
});

describe('before and after', () => {
  test('at the very moment of the change one is over and the other is on', () => {
    const two = known(
      plan(),
      plan({ id: 'e' as ShiftPlan['id'], name: 'Early', from: '06:00', to: '14:00', people: ['ab'] }),
    );
    const six = at('2026-11-21T05:00Z');
    expect(shiftsAt(two, six).map(({ name }) => name)).toEqual(['Early']);
    expect(shiftsAt(two, six - 1).map(({ name }) => name)).toEqual(['Night']);
    expect(shiftBefore(two, six)?.key).toBe('night/2026-11-20');
    expect(shiftsAfter(two, six)[0]?.key).toBe('e/2026-11-21');
    expect(shiftsAfter(two, six + 1)[0]?.key).toBe('night/2026-11-21');
  });

  test('a rare one is found over a year away; beyond 400 days it is not looked for', () => {
    // One Monday in twelve weeks.
    const rare = known(plan({ days: [1], cycle: { weeks: 12, takes: [12] }, startsOn: '2026-01-05' }));
    expect(shiftsAfter(rare, at('2026-01-05T00:00Z'))[0]?.on).toBe('2026-03-23');
    expect(shiftBefore(rare, at('2026-06-14T00:00Z'))?.on).toBe('2026-03-23');
    expect(shiftsAfter(known(plan({ startsOn: '2028-01-01' })), at('2026-01-01T00:00Z'))).toEqual([]);
    expect(shiftBefore(known(), at('2026-01-01T00:00Z'))).toBeNull();
  });

  test('before the first day that was planned there is no gap, and without a plan there is none at all', () => {
    const first = known(plan({ startsOn: '2026-06-10' }));
    expect(gaps(gapsIn(first, at('2026-06-01T00:00Z'), at('2026-06-11T00:00Z')))).toEqual([
      '2026-06-09T22:00Z to 2026-06-10T20:00Z',
    ]);
    expect(gapsIn(known(), 0, at('2026-06-11T00:00Z'))).toEqual([]);
  });
});

// The slow way: whether a shift is on at an instant is asked of the calendar library, day by day, with no arithmetic of ours.
const wallMoment = (day: Temporal.PlainDate, time: string, zone: string): Temporal.Instant => {
  const wall = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const exact = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  // Skipped in spring: the moment of the jump is where both readings of it meet.
  if (!exact.toPlainDateTime().equals(wall)) {
    const jump = exact.getTimeZoneTransition('next');
    if (!jump) throw new Error('a time that does not exist, and no jump');
    return jump.toInstant();
  }
  return exact.toInstant();
};

function slowlyOn(shift: ShiftPlan, instant: Temporal.Instant): boolean {
  const today = instant.toZonedDateTimeISO(shift.zone).toPlainDate();
  const start = Temporal.PlainDate.from(shift.startsOn);
  const firstMonday = start.subtract({ days: start.dayOfWeek - 1 });
  return [-2, -1, 0, 1].some((days) => {
    const day = today.add({ days });
    if (Temporal.PlainDate.compare(day, start) < 0 || !shift.days.includes(day.dayOfWeek)) return false;
    const week = Math.floor(firstMonday.until(day, { largestUnit: 'days' }).days / 7) % shift.cycle.weeks;
    if (!shift.cycle.takes.includes(week + 1)) return false;
    const override = shift.overrides.find(({ on }) => on === day.toString());
    if (override?.calledOff) return false;
    const [from, to] = [override?.from ?? shift.from, override?.to ?? shift.to];
    const begin = wallMoment(day, from, shift.zone);
    const end = wallMoment(to > from ? day : day.add({ days: 1 }), to, shift.zone);
    return Temporal.Instant.compare(begin, instant) <= 0 && Temporal.Instant.compare(instant, end) < 0;
  });
}

describe('against the slow way', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
    'UTC',
  ];
  const wall = fc.tuple(fc.nat(23), fc.constantFrom(0, 15, 30)).map(([hour, minute]) => {
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  // Weeks in which some clock somewhere is set, and others.
  const weeks = fc.constantFrom(
    '2025-03-28',
    '2026-03-06',
    '2026-03-27',
    '2026-04-03',
    '2026-09-04',
    '2026-10-02',
    '2026-10-23',
    '2026-10-30',
    '2027-07-01',
  );
  const cycles = fc.integer({ min: 1, max: 4 }).chain((count) =>
    fc.record({
      weeks: fc.constant(count),
      takes: fc.uniqueArray(fc.integer({ min: 1, max: count }), { minLength: 1 }),
    }),
  );

  test('any pattern in any zone is on in exactly those hours, and gaps are the rest', () => {
    const shapes = fc.record({
      zone: fc.constantFrom(...zones),
      from: wall,
      to: wall,
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      cycle: cycles,
      startsOn: fc.constantFrom('2024-12-30', '2025-01-01', '2026-10-24'),
      other: fc.record({ plus: fc.nat(8), calledOff: fc.boolean(), from: fc.option(wall), to: fc.option(wall) }),
    });
    fc.assert(
      fc.property(shapes, weeks, ({ other, ...shape }, week) => {
        const on = Temporal.PlainDate.from(week).add({ days: other.plus }).toString();
        const one = plan({ ...shape, overrides: [{ on, calledOff: other.calledOff, from: other.from, to: other.to }] });
        const from = at(`${week}T00:00Z`);
        const to = from + 8 * DAY;
        const shifts = shiftsIn(known(one), from, to).filter(({ calledOff }) => !calledOff);
        const holes = gapsIn(known(one), from, to);
        for (let hour = from; hour < to; hour += HOUR / 2) {
          const expected = slowlyOn(one, Temporal.Instant.fromEpochMilliseconds(hour));
          const covers = (all: readonly { from: number; to: number }[]) =>
            all.some((span) => span.from <= hour && hour < span.to);
          expect(covers(shifts), new Date(hour).toISOString()).toBe(expected);
          expect(shiftsAt(known(one), hour).length > 0).toBe(expected);
          const planned = hour >= at(`${shape.startsOn}T00:00Z`) + DAY;
          if (planned) expect(covers(holes), `gap ${new Date(hour).toISOString()}`).toBe(!expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('before and after are the last that ended and the first that begins, whenever one asks', () => {
    const crews = known(
      plan({ id: 'a' as ShiftPlan['id'], name: 'A', cycle: { weeks: 3, takes: [1] }, days: [1, 4, 6] }),
      plan({
        id: 'b' as ShiftPlan['id'],
        name: 'B',
        cycle: { weeks: 2, takes: [2] },
        from: '09:00',
        to: '17:30',
        days: [2, 5],
      }),
    );
    const [from, to] = [at('2026-02-01T00:00Z'), at('2027-06-01T00:00Z')];
    const all = shiftsIn(crews, from - 60 * DAY, to + 60 * DAY);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (moment) => {
        const over = all.filter((shift) => shift.to <= moment);
        const last = Math.max(...over.map((shift) => shift.to));
        expect(shiftBefore(crews, moment)?.to).toBe(last);
        const first = all.find((shift) => shift.from >= moment);
        expect(shiftsAfter(crews, moment)[0]?.key).toBe(first?.key);
      }),
      { numRuns: 150 },
    );
  });
});
