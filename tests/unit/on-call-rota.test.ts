import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Schedule } from '../../electron/contract/model/on-call.ts';
import { onCallAt, onCallSpans } from '../../electron/engine/core/on-call.ts';
import { at, DAY, HOUR, lines, rota } from './on-call-makers.ts';

describe('turns', () => {
  test('a daily rota hands over at eight, and the first turn begins on its first day', () => {
    const spans = onCallSpans(
      rota('Europe/Berlin', [{ startsOn: '2026-06-01' }]),
      at('2026-05-31T22:00Z'),
      at('2026-06-03T22:00Z'),
    );
    expect(lines(spans)).toEqual([
      'GAP 2026-05-31T22:00Z to 2026-06-01T06:00Z',
      'ada 2026-06-01T06:00Z to 2026-06-02T06:00Z (L1)',
      'ben 2026-06-02T06:00Z to 2026-06-03T06:00Z (L1)',
      'ada 2026-06-03T06:00Z to 2026-06-03T22:00Z (L1)',
    ]);
  });

  test('a weekly rota that begins on a Wednesday hands over on the next Monday', () => {
    const handover = { every: 'week' as const, days: [1], at: '09:00' };
    const spans = onCallSpans(
      rota('UTC', [{ handover, startsOn: '2026-06-03' }]),
      at('2026-06-02T00:00Z'),
      at('2026-06-16T00:00Z'),
    );
    expect(lines(spans)).toEqual([
      'GAP 2026-06-02T00:00Z to 2026-06-03T09:00Z',
      'ada 2026-06-03T09:00Z to 2026-06-08T09:00Z (L1)',
      'ben 2026-06-08T09:00Z to 2026-06-15T09:00Z (L1)',
      'ada 2026-06-15T09:00Z to 2026-06-16T00:00Z (L1)',
    ]);
  });

  test('with two hand-overs a week three people come round in three half weeks', () => {
    const handover = { every: 'week' as const, days: [5, 1], at: '09:00' };
    const of = rota('UTC', [{ people: ['ada', 'ben', 'cy'], handover, startsOn: '2026-06-01' }]);
    const people = onCallSpans(of, at('2026-06-01T09:00Z'), at('2026-06-22T09:00Z')).map(({ personId }) => personId);
    expect(people).toEqual(['ada', 'ben', 'cy', 'ada', 'ben', 'cy']);
    // And the same when one looks years later, without counting from the beginning.
    const later = onCallSpans(of, at('2031-06-02T09:00Z'), at('2031-06-02T10:00Z'))[0]?.personId;
    const walked = onCallSpans(of, at('2026-06-01T09:00Z'), at('2031-06-02T10:00Z')).at(-1)?.personId;
    expect(later).toBe(walked);
  });

  test('every ten days', () => {
    const spans = onCallSpans(
      rota('UTC', [{ handover: { every: 'days', count: 10, at: '00:00' }, startsOn: '2026-01-01' }]),
      at('2026-01-01T00:00Z'),
      at('2026-01-25T00:00Z'),
    );
    expect(lines(spans)).toEqual([
      'ada 2026-01-01T00:00Z to 2026-01-11T00:00Z (L1)',
      'ben 2026-01-11T00:00Z to 2026-01-21T00:00Z (L1)',
      'ada 2026-01-21T00:00Z to 2026-01-25T00:00Z (L1)',
    ]);
  });
});

describe('when the clocks are set', () => {
  test('Berlin in spring: the turn over the change lasts 23 hours and ends at eight on the wall', () => {
    const spans = onCallSpans(rota('Europe/Berlin', [{}]), at('2026-03-28T07:00Z'), at('2026-03-30T06:00Z'));
    expect(spans.map(({ from, to }) => (to - from) / HOUR)).toEqual([23, 24]);
    expect(lines(spans)[0]).toContain('2026-03-28T07:00Z to 2026-03-29T06:00Z');
  });

  test('Berlin in autumn: 25 hours', () => {
    const spans = onCallSpans(rota('Europe/Berlin', [{}]), at('2026-10-24T06:00Z'), at('2026-10-26T07:00Z'));
    expect(spans.map(({ from, to }) => (to - from) / HOUR)).toEqual([25, 24]);
  });

  test('New York: the same on its own days', () => {
    const spring = onCallSpans(rota('America/New_York', [{}]), at('2026-03-07T13:00Z'), at('2026-03-09T12:00Z'));
    const autumn = onCallSpans(rota('America/New_York', [{}]), at('2026-10-31T12:00Z'), at('2026-11-02T13:00Z'));
    expect(spring.map(({ from, to }) => (to - from) / HOUR)).toEqual([23, 24]);
    expect(autumn.map(({ from, to }) => (to - from) / HOUR)).toEqual([25, 24]);
  });

  test('a hand-over at 02:30 that does not exist happens at the jump', () => {
    const half = { handover: { every: 'day', at: '02:30' } } as const;
    const spans = onCallSpans(rota('Europe/Berlin', [half]), at('2026-03-28T01:30Z'), at('2026-03-30T00:30Z'));
    expect(lines(spans).map((line) => line.slice(4))).toEqual([
      '2026-03-28T01:30Z to 2026-03-29T01:00Z (L1)',
      '2026-03-29T01:00Z to 2026-03-30T00:30Z (L1)',
    ]);
  });

  test('one that comes twice happens the first time', () => {
    const half = { handover: { every: 'day', at: '02:30' } } as const;
    const spans = onCallSpans(rota('Europe/Berlin', [half]), at('2026-10-24T00:30Z'), at('2026-10-26T01:30Z'));
    expect(lines(spans).map((line) => line.slice(4))).toEqual([
      '2026-10-24T00:30Z to 2026-10-25T00:30Z (L1)',
      '2026-10-25T00:30Z to 2026-10-26T01:30Z (L1)',
    ]);
  });

  test('hours of a layer that lie in the skipped hour are nobody’s that night, and the night shift loses an hour', () => {
    const skipped = { hours: { days: [7], from: '02:10', to: '02:50' } };
    const night = { hours: { days: [6], from: '22:00', to: '06:00' } };
    const period = [at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z')] as const;
    expect(onCallSpans(rota('Europe/Berlin', [skipped]), ...period).map(({ personId }) => personId)).toEqual([null]);
    const [, shift] = onCallSpans(rota('Europe/Berlin', [night]), ...period);
    expect(shift && (shift.to - shift.from) / HOUR).toBe(7);
  });
});

describe('layers, hours and overrides', () => {
  const office = { name: 'Office', people: ['cy'], hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } };

  test('the last layer that has somebody counts; within its hours only', () => {
    const spans = onCallSpans(
      rota('UTC', [{ people: ['ada'] }, office]),
      at('2026-06-05T00:00Z'),
      at('2026-06-08T12:00Z'),
    );
    expect(lines(spans)).toEqual([
      'ada 2026-06-05T00:00Z to 2026-06-05T09:00Z (L1)',
      'cy 2026-06-05T09:00Z to 2026-06-05T17:00Z (Office)',
      'ada 2026-06-05T17:00Z to 2026-06-08T09:00Z (L1)',
      'cy 2026-06-08T09:00Z to 2026-06-08T12:00Z (Office)',
    ]);
  });

  test('nobody outside the hours of the only layer is a gap, not a hole', () => {
    const spans = onCallSpans(rota('UTC', [office]), at('2026-06-05T16:00Z'), at('2026-06-08T10:00Z'));
    expect(lines(spans)).toEqual([
      'cy 2026-06-05T16:00Z to 2026-06-05T17:00Z (Office)',
      'GAP 2026-06-05T17:00Z to 2026-06-08T09:00Z',
      'cy 2026-06-08T09:00Z to 2026-06-08T10:00Z (Office)',
    ]);
  });

  test('an override counts before all layers, and of two the one entered later', () => {
    const overrides = [
      { id: '1', person: 'dee', from: at('2026-06-05T10:00Z'), to: at('2026-06-05T14:00Z') },
      { id: '2', person: 'eve', from: at('2026-06-05T12:00Z'), to: at('2026-06-05T13:00Z') },
    ];
    const of = rota('UTC', [{ people: ['ada'] }, office], overrides as never);
    expect(lines(onCallSpans(of, at('2026-06-05T09:00Z'), at('2026-06-05T17:00Z')))).toEqual([
      'cy 2026-06-05T09:00Z to 2026-06-05T10:00Z (Office)',
      'dee 2026-06-05T10:00Z to 2026-06-05T12:00Z (override)',
      'eve 2026-06-05T12:00Z to 2026-06-05T13:00Z (override)',
      'dee 2026-06-05T13:00Z to 2026-06-05T14:00Z (override)',
      'cy 2026-06-05T14:00Z to 2026-06-05T17:00Z (Office)',
    ]);
  });
});

describe('who is on call at a moment', () => {
  test('since when, until when, and who is next', () => {
    const now = onCallAt(rota('UTC', [{}]), at('2026-06-05T12:00Z'));
    const [a, b] = [onCallAt(rota('UTC', [{}]), at('2026-06-06T12:00Z')).personId, now.personId];
    expect(now).toEqual({ personId: b, since: at('2026-06-05T08:00Z'), until: at('2026-06-06T08:00Z'), nextId: a });
  });

  test('who follows himself is not handed over', () => {
    const of = rota('UTC', [{ people: ['ada', 'ada', 'ben'], startsOn: '2026-06-01' }]);
    expect(onCallAt(of, at('2026-06-02T12:00Z'))).toMatchObject({
      personId: 'ada',
      since: at('2026-06-01T08:00Z'),
      until: at('2026-06-03T08:00Z'),
      nextId: 'ben',
    });
  });

  test('one person alone is never handed over, however long ago it began', () => {
    const alone = onCallAt(rota('UTC', [{ people: ['ada'], startsOn: '2019-03-01' }]), at('2026-06-05T12:00Z'));
    expect(alone).toEqual({ personId: 'ada', since: at('2019-03-01T08:00Z'), until: null, nextId: null });
  });

  test('a rota that has not begun is a gap until it does', () => {
    const of = rota('UTC', [{ startsOn: '2026-07-01' }]);
    expect(onCallAt(of, at('2026-06-05T12:00Z'))).toEqual({
      personId: null,
      since: 0,
      until: at('2026-07-01T08:00Z'),
      nextId: 'ada',
    });
  });
});

const shown = new Map<string, number>();

/** The first moment at which that day's wall shows this time or a later one, looked for minute by minute. */
function firstShown(zone: string, day: Temporal.PlainDate, time: string): number {
  const key = `${zone} ${day} ${time}`;
  const wanted = day.toPlainDateTime(time);
  let first = shown.get(key) ?? wanted.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds;
  const onWall = (): Temporal.PlainDateTime =>
    Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(zone).toPlainDateTime();
  while (!shown.has(key) && Temporal.PlainDateTime.compare(onWall(), wanted) < 0) first += 60_000;
  shown.set(key, first);
  return first;
}

/** Slow and plain: walks day by day through the calendar library, minute by minute through the layers. */
function bruteForce(schedule: Schedule, moment: number): { personId: string | null; by: string } {
  const override = schedule.overrides.findLast(({ from, to }) => from <= moment && moment < to);
  if (override) return { personId: override.person, by: 'override' };
  const wall = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(schedule.zone);
  const shows = (day: Temporal.PlainDate, time: string): boolean => moment >= firstShown(schedule.zone, day, time);
  for (const layer of schedule.layers.toReversed()) {
    const start = Temporal.PlainDate.from(layer.startsOn);
    if (!shows(start, layer.handover.at)) continue;
    let turn = 0;
    for (
      let day = start.add({ days: 1 });
      Temporal.PlainDate.compare(day, wall.toPlainDate()) <= 0;
      day = day.add({ days: 1 })
    ) {
      const { handover } = layer;
      const since = start.until(day).days;
      const due =
        handover.every === 'day' ||
        (handover.every === 'week' && handover.days.includes(day.dayOfWeek)) ||
        (handover.every === 'days' && since % handover.count === 0);
      if (due && shows(day, handover.at)) turn += 1;
    }
    const { hours } = layer;
    const open =
      hours === null ||
      [wall.toPlainDate().subtract({ days: 1 }), wall.toPlainDate()].some((day) => {
        const end = hours.to > hours.from ? day : day.add({ days: 1 });
        return hours.days.includes(day.dayOfWeek) && shows(day, hours.from) && !shows(end, hours.to);
      });
    if (open) return { personId: layer.people[turn % layer.people.length] as string, by: layer.name };
  }
  return { personId: null, by: '' };
}

describe('against a slow and plain reckoning', () => {
  const times = fc.constantFrom('00:00', '01:59', '02:00', '02:30', '03:00', '08:00', '23:59');
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const layers = fc.array(
    fc.record({
      people: fc.array(fc.constantFrom('ada', 'ben', 'cy'), { minLength: 1, maxLength: 4 }),
      handover: fc.oneof(
        fc.record({ every: fc.constant('day' as const), at: times }),
        fc.record({ every: fc.constant('week' as const), days: weekdays, at: times }),
        fc.record({ every: fc.constant('days' as const), count: fc.integer({ min: 2, max: 9 }), at: times }),
      ),
      startsOn: fc.constantFrom('2026-03-01', '2026-03-27', '2026-03-29', '2026-10-20', '2026-10-25'),
      hours: fc.option(fc.record({ days: weekdays, from: times, to: times })),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata', 'Australia/Lord_Howe');
  const starts = fc.constantFrom('2026-03-07T12:00Z', '2026-03-28T12:00Z', '2026-10-24T12:00Z', '2026-10-31T12:00Z');

  test('the spans say the same of every half hour, and leave no hole', () => {
    fc.assert(
      fc.property(zones, layers, starts, (zone, drafts, start) => {
        const from = at(start);
        const to = from + 2 * DAY;
        const override = { id: 'o', person: 'eve', from: from + 20 * HOUR, to: from + 21 * HOUR };
        const of = rota(zone, drafts as never, [override] as never);
        const spans = onCallSpans(of, from, to);
        expect(spans[0]?.from).toBe(from);
        expect(spans.at(-1)?.to).toBe(to);
        spans.forEach((span, place) => {
          expect(span.to).toBeGreaterThan(span.from);
          if (place > 0) expect(span.from).toBe(spans[place - 1]?.to);
        });
        for (let moment = from; moment < to; moment += 1_800_000) {
          const span = spans.find((one) => one.from <= moment && moment < one.to);
          expect({ personId: span?.personId, by: span?.by }).toEqual(bruteForce(of, moment));
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('400 days of 8 layers take milliseconds, not seconds', () => {
  const layer = { hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } };
  const of = rota('Europe/Berlin', [{}, ...Array.from({ length: 7 }, () => layer)]);
  onCallSpans(of, at('2026-01-01T00:00Z'), at('2026-01-02T00:00Z'));
  const began = performance.now();
  const spans = onCallSpans(of, at('2026-01-01T00:00Z'), at('2026-01-01T00:00Z') + 400 * DAY);
  const took = performance.now() - began;
  expect(spans.length).toBeGreaterThan(800);
  // Some 5 ms here; the bound is for a machine that does ten other things.
  expect(took).toBeLessThan(200);
});
