// Packed hours by themselves: what went in comes out, to the last bit, and what is not a packed hour is never read as one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BitReader, BitWriter, BrokenBlob } from '../../electron/engine/store/sample-bits.ts';
import type { MetricSet } from '../../electron/engine/store/sample-dictionaries.ts';
import { readFloats, writeFloats } from '../../electron/engine/store/sample-floats.ts';
import {
  packHour,
  rollUpRows,
  seriesKey,
  unpackFigures,
  unpackRows,
  unpackTimes,
} from '../../electron/engine/store/sample-hour.ts';
import { INTEGER_LIMIT, readIntegers, writeIntegers } from '../../electron/engine/store/sample-integers.ts';
import { figures, HOUR_MS, type StoredRow } from '../../electron/engine/store/sample-row.ts';

const bitsOf = (values: Iterable<number>) => [...new BigUint64Array(Float64Array.from(values).buffer)];

function packed(values: readonly number[]): Buffer {
  const out = new BitWriter();
  writeFloats(out, Float64Array.from(values));
  return out.finish();
}

function expectBack(values: readonly number[]): void {
  const back = readFloats(new BitReader(packed(values)), values.length);
  expect(bitsOf(back)).toEqual(bitsOf(values));
}

describe('figures', () => {
  test.each<[what: string, values: readonly number[]]>([
    ['none', []],
    ['one', [0.1]],
    ['zero and minus zero', [0, -0, 0, -0]],
    ['minus zero among many', [...Array.from({ length: 40 }, (_, n) => n / 1_000), -0]],
    ['not measured now and then', [1, Number.NaN, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['never measured', Array.from({ length: 20 }, () => Number.NaN)],
    ['infinite', [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2]],
    ['denormal', [5e-324, -5e-324, 1e-320, 2.2e-308, 0]],
    ['huge', [Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 2 ** 53 + 2, 2 ** 63, 1e300]],
    ['at the edge of whole numbers', [INTEGER_LIMIT, -INTEGER_LIMIT, INTEGER_LIMIT + 1, INTEGER_LIMIT - 1, 0.5]],
    ['as probes round them', [12.341, 12.298, 0.3, 100, 33.3, 12.34, 1e-3, 999.999]],
    ['sums that are not quite decimal', [0.1 + 0.2, 0.3, 1.1 * 1.1, 1 / 3, 2 / 3]],
    ['bytes in pages', Array.from({ length: 60 }, (_, n) => 4_096 * (50_000_000 + ((n * 7_919) % 1_000)))],
    ['a counter that wraps', [4_294_967_290, 4_294_967_295, 3, 9]],
    ['a step', [...Array.from({ length: 30 }, () => 1), ...Array.from({ length: 30 }, () => 1_000_000)]],
  ])('%s come back to the last bit', (_, values) => expectBack(values));

  test('of any kind and in any mixture come back to the last bit', () => {
    const any = fc.double({ noNaN: true });
    const decimal = fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 }))
      .map(([units, places]) => units / 10 ** places);
    const odd = fc.constantFrom(
      Number.NaN,
      -0,
      0,
      Number.POSITIVE_INFINITY,
      Number.MIN_VALUE,
      Number.MAX_VALUE,
      2 ** 49,
    );
    const column = fc.oneof(
      fc.array(any, { maxLength: 80 }),
      fc.array(decimal, { maxLength: 400 }),
      fc.array(fc.oneof({ weight: 20, arbitrary: decimal }, { weight: 1, arbitrary: odd }), { maxLength: 200 }),
      fc.array(fc.oneof(any, odd), { maxLength: 80 }),
    );
    fc.assert(fc.property(column, expectBack), { numRuns: 400 });
  });

  test('that do not change take next to nothing, noise about what it tells', () => {
    const hour = (of: (n: number) => number) => packed(Array.from({ length: 360 }, (_, n) => of(n))).length;
    expect(hour(() => 61.4)).toBeLessThan(8);
    expect(hour((n) => 100_000 + 10 * n)).toBeLessThan(12);
    expect(hour((n) => (n < 200 ? 61.4 : 61.5))).toBeLessThan(60);
    // Six bits of noise: 270 bytes at the very least.
    expect(hour((n) => ((n * 2_654_435_761) % 64) / 1_000)).toBeLessThan(360);
  });
});

test('whole numbers of any size come back', () => {
  const column = fc.oneof(
    fc.array(fc.integer({ min: -INTEGER_LIMIT, max: INTEGER_LIMIT }), { maxLength: 60 }),
    fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 400 }),
    fc.array(fc.oneof(fc.constant(0), fc.constant(INTEGER_LIMIT), fc.constant(-INTEGER_LIMIT)), { maxLength: 40 }),
    fc
      .array(fc.integer({ min: -1e6, max: 1e6 }), { maxLength: 60 })
      .map((values) => values.map((value) => value * 1_024)),
  );
  fc.assert(
    fc.property(column, (values) => {
      const out = new BitWriter();
      writeIntegers(out, Float64Array.from(values));
      const back = readIntegers(new BitReader(out.finish()), values.length);
      // No column of whole numbers has a minus zero.
      expect([...back]).toEqual(values.map((value) => value + 0));
    }),
    { numRuns: 400 },
  );
});

const SETS: readonly MetricSet[] = [
  {
    ref: 1,
    metrics: [
      ['rtt', 'ms'],
      ['loss', '%'],
    ],
  },
  { ref: 2, metrics: [['loss', '%']] },
  { ref: 3, metrics: [] },
  // The same name twice, as a plugin may have it, and the same name in another unit.
  {
    ref: 4,
    metrics: [
      ['rtt', 'ms'],
      ['rtt', 'ms'],
      ['rtt', 's'],
    ],
  },
];
const setOf = (ref: number) => SETS.find((set) => set.ref === ref);

const rowAt = (at: number, status = 0): StoredRow => [at, 0, 1, status, 3, figures([])];

describe('an hour', () => {
  const figure = fc.oneof(
    fc.double(),
    fc.integer({ min: 0, max: 1_000 }).map((n) => n / 10),
  );
  const row = fc
    .tuple(
      fc.constantFrom(...SETS),
      fc.array(figure, { minLength: 3, maxLength: 3 }),
      fc.nat({ max: 3 }),
      figure,
      figure,
    )
    .map(
      ([set, values, status, late, duration]): StoredRow => [
        0,
        late,
        duration,
        status,
        set.ref,
        figures(values.slice(0, set.metrics.length)),
      ],
    );
  const hourOfRows = fc
    .uniqueArray(fc.nat({ max: HOUR_MS - 1 }), { maxLength: 60 })
    .chain((times) =>
      fc.tuple(
        fc.constant(times.sort((a, b) => a - b)),
        fc.array(row, { minLength: times.length, maxLength: times.length }),
      ),
    );

  test('gives back each row: time, lateness, duration, status, metrics and figures', () => {
    const hour = 498_000;
    fc.assert(
      fc.property(hourOfRows, ([times, bodies]) => {
        const rows = bodies.map(
          (body, n): StoredRow => [
            hour * HOUR_MS + (times[n] ?? 0),
            ...(body.slice(1) as [number, number, number, number, Buffer]),
          ],
        );
        const made = packHour(rows, hour, setOf);
        const columns = new Map(made.series.map((one) => [seriesKey(one), unpackFigures(one.packed)]));
        const back = unpackRows(unpackTimes(made.packed, hour), columns, setOf);
        expect(back.map((one) => bitsOf(one.slice(0, 5) as number[]))).toEqual(
          rows.map((one) => bitsOf(one.slice(0, 5) as number[])),
        );
        expect(back.map((one) => one[5].toString('hex'))).toEqual(rows.map((one) => one[5].toString('hex')));
      }),
    );
  });

  test('rolled up: each status counts until the next result, a hole counts as nobody measuring', () => {
    const minutes = (...at: readonly (readonly [minute: number, status: number])[]) =>
      rollUpRows(
        at.map(([minute, status]) => rowAt(HOUR_MS + minute * 60_000, status)),
        1,
      );
    // Every minute from 0 to 9, critical from 4 to 6; then nothing until 50.
    const steady = Array.from({ length: 10 }, (_, n) => [n, n >= 4 && n < 7 ? 2 : 0] as const);
    expect(minutes(...steady)).toEqual({ count: 10, worst: 2, heldMs: [420_000, 0, 180_000, 0] });
    expect(minutes(...steady, [50, 1]).heldMs).toEqual([420_000, 60_000, 180_000, 0]);
    expect(minutes([59.5, 3], [59.75, 0]).heldMs).toEqual([15_000, 0, 0, 15_000]);
    expect(minutes([20, 1])).toEqual({ count: 1, worst: 1, heldMs: [0, 2_400_000, 0, 0] });
    expect(minutes([0, 3], [1, 2]).worst).toBe(2);
    expect(minutes([0, 3], [1, 1]).worst).toBe(3);
  });

  test('that was damaged on disk is refused or read as something, never for ever and never beyond memory', () => {
    const rows = Array.from({ length: 100 }, (_, n) => rowAt(n * 10_000 + (n % 7), n % 4));
    const { packed: whole } = packHour(rows, 0, setOf);
    const figuresOf = packed(Array.from({ length: 100 }, (_, n) => (n * 7_919) % 1_000));
    fc.assert(
      fc.property(fc.nat({ max: 400 }), fc.nat({ max: 255 }), fc.nat({ max: 400 }), (place, byte, length) => {
        for (const blob of [whole, figuresOf]) {
          const broken = Buffer.from(blob.subarray(0, length));
          if (place < broken.length) broken[place] = byte;
          try {
            const times = unpackTimes(broken, 0);
            expect(times.rest().status).toHaveLength(times.at.length);
          } catch (error) {
            expect(error).toBeInstanceOf(BrokenBlob);
          }
          try {
            unpackFigures(broken);
          } catch (error) {
            expect(error).toBeInstanceOf(BrokenBlob);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
