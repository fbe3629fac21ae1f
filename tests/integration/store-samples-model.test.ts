// Results in any order, some twice, some late, a clock that goes back and forth, restarts: what is stored is held against a
// plain list of what was written last.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Metric, Result } from '../../electron/contract/model/result.ts';
import { expectDrawn, HOUR, MINUTE, type Point, packAll, TWO, WEB, watching } from './samples-makers.ts';
import { result } from './store-makers.ts';

const metric = (name: string, unit: string) =>
  fc
    .oneof(
      fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000),
      fc.double({ min: -1e9, max: 1e9 }),
      fc.constantFrom(Number.NaN, -0, 0, Number.POSITIVE_INFINITY),
    )
    .map((value): Metric => ({ name, value, unit }));
const metrics = fc.oneof(
  fc.tuple(metric('rtt', 'ms'), metric('loss', '%')),
  fc.tuple(metric('loss', '%')),
  fc.tuple(metric('twice', ''), metric('twice', ''), metric('rtt', 's')),
  fc.constant([]),
);
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('add' as const),
      slot: fc.nat({ max: 240 }),
      late: fc.nat({ max: 9 }),
      status: fc.constantFrom('ok', 'critical', 'unknown'),
      metrics,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('pass' as const), minutes: fc.integer({ min: -90, max: 120 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'pack' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
);

test('rows and charts are those of what was written last at each time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 80 }), async (steps) => {
      let floor = await watching();
      const told = new Map<number, Result>();
      for (const one of steps) {
        if (one.type === 'add') {
          const at = TWO + one.slot * MINUTE;
          const said = { ...result(WEB, at, one.metrics), lateMs: one.late, status: one.status as Result['status'] };
          told.set(at, said);
          floor.samples.add(said);
          if (one.late > 4) floor.samples.flush();
        } else if (one.type === 'pass') floor.clock.at += one.minutes * MINUTE;
        else if (one.type === 'pack') packAll(floor);
        else {
          const { at } = floor.clock;
          floor.store.close();
          floor = await watching(floor.folder);
          floor.clock.at = at;
        }
      }
      const expected = [...told.values()].sort((a, b) => b.at - a.at);
      const rows = [...floor.samples.rows(WEB, 0, TWO + 99 * HOUR)];
      expect(rows.map(({ at, lateMs, durationMs, status }) => [at, lateMs, durationMs, status])).toEqual(
        expected.map(({ at, lateMs, durationMs, status }) => [
          at,
          lateMs,
          durationMs,
          ['ok', 'warning', 'critical', 'unknown'].indexOf(status),
        ]),
      );
      // toEqual tells 0 from -0 and knows NaN.
      expect(rows.map(({ values }) => values)).toEqual(expected.map((one) => one.metrics.map(({ value }) => value)));
      expect(rows.map((row) => row.metrics.map(([name, unit]) => [name, unit]))).toEqual(
        expected.map((one) => one.metrics.map(({ name, unit }) => [name, unit])),
      );
      for (const [from, to] of [
        [TWO, TWO + 5 * HOUR],
        [TWO + 17 * MINUTE, TWO + 200 * MINUTE],
      ] as const)
        for (const points of [3, 10, 100]) {
          const query = { from, to, points };
          const drawn = floor.samples.read(WEB, query);
          for (const [name, unit] of [
            ['rtt', 'ms'],
            ['loss', '%'],
            ['twice', ''],
            ['rtt', 's'],
          ] as const) {
            const of = expected.flatMap(({ at, metrics: all }) =>
              all.flatMap((m): Point[] =>
                m.name === name && m.unit === unit && Number.isFinite(m.value) ? [[at, m.value]] : [],
              ),
            );
            expectDrawn(
              drawn.find((one) => one.metric === name && one.unit === unit),
              query,
              of,
            );
          }
        }
      floor.store.close();
    }),
    { numRuns: 25 },
  );
});
