// Closed hours packed on a real file: what is drawn is what was measured, whatever came late or twice.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import {
  expectDrawn,
  HOUR,
  look,
  MINUTE,
  OTHER,
  type Point,
  packAll,
  rtt,
  TWO,
  WEB,
  watching,
} from './samples-makers.ts';
import { ms, result } from './store-makers.ts';

describe('a closed hour', () => {
  test('is packed: its rows are gone, and a day is drawn as if they were there, in any width', async () => {
    const floor = await watching();
    const { clock, samples, folder } = floor;
    const points: Point[] = [];
    for (; clock.at < TWO + 30 * HOUR; clock.at += 30_000) {
      samples.add(result(WEB, clock.at, [ms('rtt', rtt(clock.at)), { name: 'loss', value: 0, unit: '%' }]));
      points.push([clock.at, rtt(clock.at)]);
      samples.flush();
    }
    packAll(floor);
    const file = look(folder);
    expect(file.count('check_hour')).toBe(30);
    expect(file.count('series_values')).toBe(60);
    expect(file.count(`sample WHERE at < ${TWO + 30 * HOUR}`)).toBe(0);
    for (const [from, to] of [
      [TWO, TWO + 24 * HOUR],
      [TWO + 7 * MINUTE + 1, TWO + 29 * HOUR + 13 * MINUTE],
      [TWO - 5 * HOUR, TWO + 40 * HOUR],
      [TWO + 90 * MINUTE, TWO + 91 * MINUTE],
      [0, TWO + 500 * 24 * HOUR],
    ] as const)
      for (const width of [10, 24, 600, 2_000]) {
        const query = { from, to, points: width, minSlotMs: 30_000, metrics: ['rtt'] };
        const [drawn, ...more] = samples.read(WEB, query);
        expectDrawn(drawn, query, points);
        expect(more).toEqual([]);
      }
  });

  test('is rolled up: how many, the worst, and how long each status held', async () => {
    const floor = await watching();
    const { clock, samples } = floor;
    for (let minute = 0; minute < 60; minute += 1, clock.at += MINUTE) {
      const status = minute >= 20 && minute < 25 ? 'critical' : minute === 40 ? 'warning' : 'ok';
      samples.add({ ...result(WEB, clock.at, [ms('rtt', 1)]), status });
    }
    expect(samples.hours(WEB, TWO, TWO + HOUR)).toEqual([]);
    packAll(floor);
    const held = [54 * MINUTE, MINUTE, 5 * MINUTE, 0];
    expect(samples.hours(WEB, TWO, TWO + HOUR)).toEqual([{ at: TWO, count: 60, worst: 2, heldMs: held }]);
  });

  test('that runs still is left in rows', async () => {
    const floor = await watching();
    floor.clock.at = TWO + 59 * MINUTE;
    floor.samples.add(result(WEB, TWO + 10 * MINUTE, [ms('rtt', 1)]));
    packAll(floor);
    expect(look(floor.folder).count('check_hour')).toBe(0);
    floor.clock.at = TWO + HOUR;
    packAll(floor);
    expect(floor.samples.hours(WEB, TWO, TWO + HOUR)).toMatchObject([{ count: 1 }]);
  });

  test('takes in what comes late, and of two results of one time the later written', async () => {
    const floor = await watching();
    const { clock, samples } = floor;
    for (const [at, value] of [
      [0, 1],
      [10, 2],
      [20, 3],
    ] as const)
      samples.add(result(WEB, TWO + at * MINUTE, [ms('rtt', value)]));
    clock.at = TWO + 3 * HOUR;
    packAll(floor);
    expect(samples.hours(WEB, TWO, TWO + HOUR)).toMatchObject([{ count: 3 }]);

    const query = { from: TWO, to: TWO + 30 * MINUTE, points: 6 };
    const drawn = () => samples.read(WEB, query).map(({ metric, avg }) => [metric, ...avg]);
    samples.add({ ...result(WEB, TWO + 10 * MINUTE, [ms('rtt', 20)]), status: 'critical' });
    samples.add(result(WEB, TWO + 5 * MINUTE, [ms('rtt', 5), ms('extra', 7)]));
    const merged = [
      ['rtt', 1, 5, 20, null, 3, null],
      ['extra', null, 7, null, null, null, null],
    ];
    // In memory, in the log, and packed: the same picture.
    expect(drawn()).toEqual(merged);
    samples.flush();
    expect(drawn()).toEqual(merged);
    clock.at += HOUR;
    packAll(floor);
    expect(drawn()).toEqual(merged);
    expect(samples.hours(WEB, TWO, TWO + HOUR)).toMatchObject([{ count: 4, worst: 2 }]);
    expect(look(floor.folder).count(`sample WHERE check_ref = 1`)).toBe(0);
    // A longer look draws from roll-ups: they were made anew.
    const [hour] = samples.read(WEB, { from: TWO, to: TWO + 10 * HOUR, points: 10, metrics: ['rtt'] });
    expect(hour).toMatchObject({ avg: [7.25, ...Array(9).fill(null)], min: [1, ...Array(9).fill(null)] });
  });

  test('a result written over may take a metric with it', async () => {
    const floor = await watching();
    floor.samples.add(result(WEB, TWO, [ms('rtt', 1), ms('once', 1)]));
    floor.clock.at = TWO + 2 * HOUR;
    packAll(floor);
    floor.samples.add(result(WEB, TWO, [ms('rtt', 2)]));
    floor.clock.at += HOUR;
    packAll(floor);
    const query = { from: TWO, to: TWO + 10 * MINUTE, points: 10 };
    expect(floor.samples.read(WEB, query).map(({ metric, avg }) => [metric, avg[0]])).toEqual([['rtt', 2]]);
    expect(look(floor.folder).count('series_hour WHERE count > 0')).toBe(1);
  });

  test('a clock set back an hour: the hour that is measured twice holds both, nothing is lost', async () => {
    const floor = await watching();
    const { clock, samples } = floor;
    const minutes = (from: number, value: number) => {
      for (let n = 0; n < 60; n += 1) samples.add(result(WEB, from + n * MINUTE, [ms('rtt', value)]));
      samples.flush();
    };
    minutes(TWO, 1);
    minutes(TWO + HOUR, 2);
    clock.at = TWO + 2 * HOUR;
    packAll(floor);
    // Back to half past two: from now on the slots lie 7 s off the old ones.
    clock.at = TWO + HOUR / 2;
    minutes(TWO + HOUR / 2 + 7_000, 3);
    packAll(floor);
    clock.at = TWO + 4 * HOUR;
    packAll(floor);
    const rows = [...samples.rows(WEB, TWO, TWO + 2 * HOUR)];
    expect(rows).toHaveLength(180);
    expect(samples.hours(WEB, TWO, TWO + 2 * HOUR).map(({ count }) => count)).toEqual([90, 90]);
    expect(rows.filter(({ values }) => values[0] === 3)).toHaveLength(60);
  });
});

describe('a removed check', () => {
  test('leaves no packed hours and no series, and the others keep theirs', async () => {
    const floor = await watching();
    const { clock, samples, folder } = floor;
    for (let n = 0; n < 300; n += 1, clock.at += MINUTE)
      for (const id of [WEB, OTHER]) samples.add(result(id, clock.at, [ms('rtt', n), ms('max', n)]));
    packAll(floor);
    const file = look(folder);
    expect(file.count('series')).toBe(4);
    samples.removeCheck(WEB);
    for (let n = 0; n < 10; n += 1) samples.flush();
    expect(file.count('series')).toBe(2);
    expect(file.count('check_hour')).toBe(5);
    expect(file.count('check_values')).toBe(5);
    expect(file.count('series_hour')).toBe(10);
    expect(file.count('series_values')).toBe(10);
    expect(file.count('sample WHERE check_ref = 1')).toBe(0);
    expect(samples.read(OTHER, { from: TWO, to: TWO + HOUR, points: 60 })[0]?.avg[59]).toBe(59);
  });
});

describe('a blob that was damaged on disk', () => {
  test('its hour is drawn from the roll-up, the rest from values, and what comes late counts still', async () => {
    const floor = await watching();
    const { clock, samples, folder, store } = floor;
    for (let n = 0; n < 120; n += 1, clock.at += MINUTE) samples.add(result(WEB, clock.at, [ms('rtt', n)]));
    packAll(floor);
    const { at } = clock;
    store.close();
    const db = new Database(join(folder, 'samples.db'));
    db.prepare("UPDATE series_values SET packed = x'05ff' WHERE id = (SELECT min(id) FROM series_values)").run();
    db.close();
    const again = await watching(folder);
    again.clock.at = at;
    const query = { from: TWO, to: TWO + 2 * HOUR, points: 120 };
    const [drawn] = again.samples.read(WEB, query);
    expect(drawn?.avg.slice(0, 2)).toEqual([29.5, null]);
    expect(drawn?.avg.slice(60)).toEqual(Array.from({ length: 60 }, (_, n) => 60 + n));
    again.samples.add(result(WEB, TWO + 30_000, [ms('rtt', 999)]));
    again.clock.at += HOUR;
    packAll(again);
    expect(again.samples.trouble()).toBeNull();
    expect(again.samples.hours(WEB, TWO, TWO + HOUR)).toMatchObject([{ count: 61 }]);
    expect(again.samples.read(WEB, query)[0]?.max[0]).toBe(999);
  });
});

test('the file stays as large as it is when hours come and go', async () => {
  const floor = await watching();
  const { clock, samples, store } = floor;
  const sizes: number[] = [];
  for (let day = 0; day < 6; day += 1) {
    for (let n = 0; n < 24 * 60; n += 1, clock.at += MINUTE) {
      for (let check = 0; check < 4; check += 1)
        samples.add(result(`check-${check}`, clock.at, [ms('rtt', rtt(clock.at + check))]));
      if (n % 5 === 0) samples.flush();
    }
    while (!samples.prune({ valuesBefore: clock.at - 24 * HOUR, rollUpsBefore: clock.at - 48 * HOUR }).done);
    sizes.push(store.sizes().samplesBytes);
  }
  expect(sizes[5]!).toBeLessThan(sizes[2]! * 1.15);
});
