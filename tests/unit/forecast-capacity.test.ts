// When something will be full: lines with a known answer, and everything that must not sound like one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CapacityFit, fitCapacity, type HourFigure } from '../../electron/engine/core/forecast.ts';
import { theilSenLine } from '../../electron/engine/services/forecasts-line.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 12);
const WEEKS = 336;

/** `count` hours until now; `figure` by hours from now (negative). */
const hours = (count: number, figure: (hour: number) => number): readonly HourFigure[] =>
  Array.from({ length: count }, (_, place) => {
    const hour = place - count + 0.5;
    return { at: NOW + hour * HOUR, value: figure(hour) };
  });

const forecast = (figures: readonly HourFigure[], limit = 100): CapacityFit | null =>
  fitCapacity({ hours: figures, limit, at: NOW, fitLine: theilSenLine });

/** Hours from now. */
const away = (at: number | null | undefined): number =>
  at === null || at === undefined ? Number.NaN : (at - NOW) / HOUR;

/** Chance that is the same at every run. */
function chance(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return { next, normal: () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()) };
}

const daily = (hour: number, height: number): number => height * Math.sin((2 * Math.PI * hour) / 24);

describe('a date', () => {
  test('a straight line crosses where it must, to the minute', () => {
    const found = forecast(hours(WEEKS, (hour) => 80 + hour / 24));
    expect(away(found?.fullAt)).toBeCloseTo(480, 1);
    expect(away(found?.earliestAt)).toBeCloseTo(480, 1);
    expect(found).toMatchObject({ hours: WEEKS, trust: 'firm' });
    expect(found?.perDay).toBeCloseTo(1, 6);
  });

  test('a tenth of the hours may say anything: within a day of twenty', () => {
    const { next } = chance(3);
    const found = forecast(hours(WEEKS, (hour) => 80 + hour / 24 + (next() < 0.1 ? 30 * next() : 0)));
    expect(Math.abs(away(found?.fullAt) - 480)).toBeLessThan(24);
  });

  test('hours without figures leave it where it was', () => {
    const holed = hours(WEEKS, (hour) => 80 + hour / 24).filter((_, place) => place < 90 || place > 210);
    expect(away(forecast(holed)?.fullAt)).toBeCloseTo(480, 1);
  });

  test('after a clean-up only what came since counts', () => {
    const found = forecast(hours(WEEKS, (hour) => (hour < -24 ? 90 + hour / 48 : 40 + (hour + 24) / 2)));
    expect(away(found?.fullAt)).toBeCloseTo(96, 0);
    expect(found?.hours).toBe(24);
  });

  test('a log that ran wild ten hours ago is found in two quiet weeks', () => {
    const found = forecast(hours(WEEKS, (hour) => (hour < -10 ? 60 : 60 + (hour + 10) * 2)));
    expect(away(found?.fullAt)).toBeCloseTo(10, 0);
    expect(found).toMatchObject({ hours: 10, trust: 'rough' });
  });

  test('a new pace through noise: within six hours of 32', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const { normal } = chance(seed);
      const found = forecast(hours(WEEKS, (hour) => (hour < -30 ? 50 : 50 + 0.8 * (hour + 30)) + normal() / 2));
      expect(Math.abs(away(found?.fullAt) - 32.5), `seed ${seed}`).toBeLessThan(6);
    }
  });

  test('on a daily wave it is the crest that touches the limit first', () => {
    const found = forecast(hours(WEEKS, (hour) => 80 + hour / 24 + daily(hour, 10)));
    expect(Math.abs(away(found?.fullAt) - 240)).toBeLessThan(12);
  });

  test('already at its limit and rising: now', () => {
    expect(away(forecast(hours(48, (hour) => 101 + hour / 24))?.fullAt)).toBe(0);
  });

  test('of ten hours a rough one, as far ahead as they can speak', () => {
    expect(forecast(hours(10, (hour) => 80 + 2 * hour))).toMatchObject({ trust: 'rough' });
    expect(away(forecast(hours(10, (hour) => 80 + 2 * hour))?.fullAt)).toBeCloseTo(10, 1);
    expect(forecast(hours(10, (hour) => 60 + hour))?.fullAt).toBeNull();
  });
});

describe('no date', () => {
  test('of nothing, of one figure, of five hours, of what is not measured any more', () => {
    const rising = (hour: number): number => 90 + 2 * hour;
    expect(forecast([])).toBeNull();
    expect(forecast(hours(1, rising))).toBeNull();
    expect(forecast(hours(5, rising))).toBeNull();
    expect(forecast(hours(6, rising))).not.toBeNull();
    expect(forecast(hours(48, rising).filter(({ at }) => at < NOW - 7 * HOUR))).toBeNull();
    expect(forecast(hours(48, () => Number.NaN))).toBeNull();
  });

  test('five hours after a clean-up nothing is known of the new pace', () => {
    expect(forecast(hours(WEEKS, (hour) => (hour < -5 ? 90 : 40 + 4 * (hour + 5))))).toBeNull();
  });

  test.each([
    ['flat', () => 97],
    ['falling', (hour: number) => 60 - hour / 24],
    ['a step up that stays', (hour: number) => (hour < -100 ? 40 : 95)],
    ['a step up an afternoon ago', (hour: number) => (hour < -8 ? 40 : 95)],
    ['levelling off below the limit', (hour: number) => 90 - 30 * Math.exp(-(hour + WEEKS) / 60)],
    ['a daily wave', (hour: number) => 85 + daily(hour, 12)],
    ['a nightly clean-up', (hour: number) => 70 + ((hour + WEEKS) % 24)],
    ['a clean-up every four days', (hour: number) => 40 + ((hour + WEEKS) % 100) / 2],
    ['a spike an hour ago', (hour: number) => (hour > -2 ? 99 : 40)],
  ])('%s', (_, figure) => {
    const found = forecast(hours(WEEKS, figure));
    expect(found).not.toBeNull();
    expect(found?.fullAt).toBeNull();
    expect(found?.earliestAt).toBeNull();
  });

  test('a daily wave is no alarm, at whatever hour it is looked at, from two days on; with noise upon it', () => {
    for (let days = 2; days <= 14; days += 1) {
      for (let phase = 0; phase < 24; phase += 1) {
        const { normal } = chance(days * 100 + phase);
        const found = forecast(hours(days * 24, (hour) => 80 + daily(hour + phase, 8) + normal() / 3));
        const soon = found?.fullAt ?? null;
        expect(soon === null || away(soon) > 7 * 24, `${days} days, phase ${phase}`).toBe(true);
      }
    }
  });

  test('what only trembles is hardly ever called filling: under 2 of 100', () => {
    const alarms = (memory: number): number =>
      Array.from({ length: 200 }, (_, seed) => {
        const { normal } = chance(seed + 1);
        let off = 0;
        return forecast(
          hours(WEEKS, () => {
            off = memory * off + normal() / 2;
            return 80 + off;
          }),
        )?.fullAt;
      }).filter((fullAt) => fullAt !== null && fullAt !== undefined).length;
    for (const memory of [0, 0.5, 0.9]) expect(alarms(memory), `memory ${memory}`).toBeLessThan(4);
  });
});

describe('how sure it is', () => {
  /** Figures that grow by `perDay` to 100 in so many hours, with noise of which each hour keeps `memory` of the last. */
  const shareHeld = (count: number, perDay: number, memory: number): number => {
    let [said, held] = [0, 0];
    const full = (15 / perDay) * 24;
    for (let seed = 1; seed <= 200; seed += 1) {
      const { normal } = chance(seed * 7_919);
      let off = 0;
      const found = forecast(
        hours(count, (hour) => {
          off = memory * off + normal() / 3;
          return 85 + (perDay * hour) / 24 + off;
        }),
      );
      if (!found?.fullAt || !found.earliestAt) continue;
      said += 1;
      if (away(found.earliestAt) <= full && (found.latestAt === null || away(found.latestAt) >= full)) held += 1;
    }
    expect(said).toBeGreaterThan(180);
    return held / said;
  };

  test.each([0, 0.5, 0.9])(
    'two weeks: the true date lies in the range 9 times of 10, with a memory of %s',
    (memory) => {
      expect(shareHeld(WEEKS, 1, memory)).toBeGreaterThan(0.9);
    },
  );

  test('of four days, in which each hour came three times: mere noise is no daily wave, and the range is as wide as it is', () => {
    for (const memory of [0, 0.5, 0.9]) expect(shareHeld(96, 8, memory), `memory ${memory}`).toBeGreaterThan(0.85);
  });

  test('the range holds the date, and more noise makes it wider', () => {
    const width = (noise: number): number => {
      const { normal } = chance(7);
      const found = forecast(hours(WEEKS, (hour) => 80 + hour / 24 + noise * normal()));
      expect(away(found?.earliestAt)).toBeLessThanOrEqual(away(found?.fullAt));
      expect(away(found?.latestAt)).toBeGreaterThanOrEqual(away(found?.fullAt));
      return away(found?.latestAt) - away(found?.earliestAt);
    };
    expect(width(2)).toBeGreaterThan(width(0.5));
  });
});

describe('whatever it is measured in', () => {
  const course = fc.record({
    slope: fc.double({ min: 0.2, max: 3, noNaN: true }),
    noise: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    count: fc.integer({ min: 24, max: WEEKS }),
  });
  const made = ({ slope, noise, seed, count }: { slope: number; noise: number; seed: number; count: number }) => {
    const { normal } = chance(seed);
    return hours(count, (hour) => 90 + (slope * hour) / 24 + noise * normal());
  };

  test('bytes instead of percent, the same dates', () => {
    fc.assert(
      fc.property(course, fc.double({ min: 0.01, max: 1e10, noNaN: true }), (one, scale) => {
        const [plain, scaled] = [
          forecast(made(one)),
          forecast(
            made(one).map(({ at, value }) => ({ at, value: value * scale })),
            100 * scale,
          ),
        ];
        expect((scaled?.fullAt ?? null) === null).toBe((plain?.fullAt ?? null) === null);
        if (!plain?.fullAt) return;
        expect(Math.abs(away(scaled?.fullAt) - away(plain.fullAt))).toBeLessThan(1e-3 * (1 + away(plain.fullAt)));
        expect((scaled?.perDay ?? 0) / scale).toBeCloseTo(plain.perDay, 6);
      }),
      { numRuns: 100 },
    );
  });

  test('it never fails, and never says a date in the past or out of order', () => {
    const any = fc.array(
      fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constant(0), fc.constant(100)),
      {
        minLength: 0,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(any, (values) => {
        const found = forecast(hours(values.length, (hour) => values[Math.floor(hour + values.length)] ?? 0));
        if (!found) return;
        expect(found.perDayLow).toBeLessThanOrEqual(found.perDayHigh);
        if (found.fullAt === null) return;
        const { earliestAt, fullAt, latestAt } = found;
        expect(earliestAt).toBeGreaterThanOrEqual(NOW);
        expect(fullAt).toBeGreaterThanOrEqual(earliestAt ?? 0);
        expect(latestAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(fullAt);
      }),
      { numRuns: 300 },
    );
  });
});
