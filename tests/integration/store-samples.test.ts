// Samples on a real file: what is drawn, what survives, what goes away.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { ms, NIGHT, newFolder, open, result } from './store-makers.ts';

const WEB = 'check-web' as CheckId;
const DB = 'check-db' as CheckId;
const MINUTE = 60_000;
/** Sweeps early, so that both places of rows are in play with few rows. */
const EARLY = { samples: { sweep: { minRows: 50, rowsPerCheck: 4 } } };

describe('reading back', () => {
  test('average, lowest and highest a slot, and nothing where nothing was measured', async () => {
    const { samples } = await open(newFolder());
    // Ten seconds apart; nobody measured from minute 2 to minute 4.
    for (let at = 0; at < 6 * MINUTE; at += 10_000) {
      if (at >= 2 * MINUTE && at < 4 * MINUTE) continue;
      samples.add(result(WEB, NIGHT + at, [ms('rtt.avg', at / 10_000), { name: 'loss', value: 0, unit: '%' }]));
    }
    samples.flush();
    const [rtt, loss, ...more] = samples.read(WEB, { from: NIGHT, to: NIGHT + 6 * MINUTE, points: 6 });
    expect(rtt).toEqual({
      metric: 'rtt.avg',
      unit: 'ms',
      at: [0, 1, 2, 3, 4, 5].map((minute) => NIGHT + minute * MINUTE),
      avg: [2.5, 8.5, null, null, 26.5, 32.5],
      min: [0, 6, null, null, 24, 30],
      max: [5, 11, null, null, 29, 35],
    });
    expect(loss).toMatchObject({ metric: 'loss', unit: '%', avg: [0, 0, null, null, 0, 0] });
    expect(more).toEqual([]);
  });

  test('rows not yet written are drawn too', async () => {
    const { samples } = await open(newFolder());
    samples.add(result(WEB, NIGHT, [ms('rtt', 4)]));
    expect(samples.waiting()).toBe(1);
    expect(samples.read(WEB, { from: NIGHT, to: NIGHT + 1, points: 10 })[0]?.avg).toEqual([4]);
    samples.flush();
    expect(samples.waiting()).toBe(0);
    expect(samples.read(WEB, { from: NIGHT, to: NIGHT + 1, points: 10 })[0]?.avg).toEqual([4]);
  });

  test('only the metrics asked for, and only the period asked for: from inclusive, to exclusive', async () => {
    const { samples } = await open(newFolder());
    for (let n = 0; n < 4; n += 1) samples.add(result(WEB, NIGHT + n, [ms('a', n), ms('b', 10 + n)]));
    samples.flush();
    const series = samples.read(WEB, { from: NIGHT + 1, to: NIGHT + 3, points: 10, metrics: ['b', 'c'] });
    expect(series).toMatchObject([{ metric: 'b', avg: [11, 12] }]);
    expect(samples.read(DB, { from: NIGHT, to: NIGHT + 9, points: 10 })).toEqual([]);
  });

  test('a check whose metrics change over time: each is drawn where it was measured', async () => {
    const { samples } = await open(newFolder());
    samples.add(result(WEB, NIGHT, [ms('disk./', 1), ms('disk./var', 2)]));
    samples.add(result(WEB, NIGHT + 1, []));
    samples.add(result(WEB, NIGHT + 2, [ms('disk./var', 3), ms('disk./srv', Number.NaN)]));
    samples.flush();
    const series = samples.read(WEB, { from: NIGHT, to: NIGHT + 3, points: 3 });
    expect(Object.fromEntries(series.map(({ metric, avg }) => [metric, avg]))).toEqual({
      'disk./': [1, null, null],
      'disk./var': [2, null, 3],
      'disk./srv': [null, null, null],
    });
  });

  test('20 checks, swept again and again, are drawn as they went in; so they are after a restart', async () => {
    const folder = newFolder();
    const store = await open(folder, EARLY);
    const checks = Array.from({ length: 20 }, (_, n) => `check-${n}` as CheckId);
    const rounds = 300;
    for (let round = 0; round < rounds; round += 1) {
      checks.forEach((id, n) => void store.samples.add(result(id, NIGHT + round, [ms('rtt', round * 100 + n)])));
      store.samples.flush();
    }
    const expected = (n: number) => Array.from({ length: rounds }, (_, round) => round * 100 + n);
    const drawn = (samples: typeof store.samples, id: CheckId) =>
      samples.read(id, { from: NIGHT, to: NIGHT + rounds, points: rounds })[0]?.avg;
    checks.forEach((id, n) => void expect(drawn(store.samples, id)).toEqual(expected(n)));
    store.close();

    const file = new Database(join(folder, 'samples.db'), { readonly: true });
    const count = (table: string) => file.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    expect(count('sample')).toBeGreaterThan(1_000);
    expect(count('sample_log')).toBeLessThan(1_000);
    file.close();

    const again = await open(folder, EARLY);
    checks.forEach((id, n) => void expect(drawn(again.samples, id)).toEqual(expected(n)));
    // And it goes on where it stopped: the rows before and after the restart hang together.
    again.samples.add(result(checks[3]!, NIGHT + rounds, [ms('rtt', 7)]));
    again.samples.flush();
    const [series] = again.samples.read(checks[3]!, { from: NIGHT, to: NIGHT + rounds + 1, points: rounds + 1 });
    expect(series?.avg).toEqual([...expected(3), 7]);
  });

  test('figures are kept to the last bit', async () => {
    const { samples } = await open(newFolder());
    const odd = [0.1 + 0.2, 1e-320, Number.MAX_VALUE, -0.5, 2 ** 53];
    odd.forEach((value, n) => void samples.add(result(WEB, NIGHT + n, [ms('odd', value)])));
    samples.flush();
    expect(samples.read(WEB, { from: NIGHT, to: NIGHT + odd.length, points: odd.length })[0]?.max).toEqual(odd);
  });

  test('a clock set back in between loses no rows', async () => {
    const { samples } = await open(newFolder());
    [5, 6, 2, 3].forEach((at) => void samples.add(result(WEB, NIGHT + at, [ms('rtt', at)])));
    samples.flush();
    const [series] = samples.read(WEB, { from: NIGHT, to: NIGHT + 8, points: 8 });
    expect(series?.avg).toEqual([null, null, 2, 3, null, 5, 6, null]);
  });
});

describe('the last results', () => {
  test('are known after a restart, with words, output and thresholds', async () => {
    const folder = newFolder();
    const store = await open(folder);
    const worded = {
      ...result(WEB, NIGHT, [ms('rtt', 4)]),
      status: 'critical',
      detail: 'over 500 ms',
      output: 'a\nb',
    } as const;
    store.samples.rememberLast([result(WEB, NIGHT - 9, []), worded, result(DB, NIGHT, [ms('rtt', 2)])]);
    expect(store.samples.last(WEB)).toEqual(worded);
    store.close();
    const again = await open(folder);
    expect(again.samples.last(WEB)).toEqual(worded);
    expect(again.samples.lastResults()).toEqual([worded, result(DB, NIGHT, [ms('rtt', 2)])]);
  });

  test('a result still in memory goes before the one on disk', async () => {
    const { samples } = await open(newFolder());
    samples.rememberLast([result(WEB, NIGHT, [])]);
    samples.flush();
    samples.rememberLast([result(WEB, NIGHT + 1, [])]);
    expect(samples.lastResults().map(({ at }) => at)).toEqual([NIGHT + 1]);
  });
});

describe('a removed check', () => {
  test('leaves no rows, no name and no last result, and the others keep theirs', async () => {
    const folder = newFolder();
    const store = await open(folder, EARLY);
    for (let round = 0; round < 200; round += 1) {
      for (const id of [WEB, DB]) store.samples.add(result(id, NIGHT + round, [ms('rtt', round)]));
      store.samples.flush();
    }
    store.samples.rememberLast([result(WEB, NIGHT, []), result(DB, NIGHT, [])]);
    store.samples.removeCheck(WEB);
    expect(store.samples.read(WEB, { from: NIGHT, to: NIGHT + 200, points: 200 })).toEqual([]);
    expect(store.samples.last(WEB)).toBeNull();
    store.samples.flush();
    store.close();

    const file = new Database(join(folder, 'samples.db'), { readonly: true });
    const all = (sql: string) => file.prepare(sql).pluck().all();
    expect(all('SELECT check_id FROM check_ref')).toEqual([DB]);
    expect(all('SELECT DISTINCT check_ref FROM sample')).toEqual([2]);
    expect(all('SELECT check_ref FROM last_result')).toEqual([2]);
    file.close();
    const again = await open(folder, EARLY);
    expect(again.samples.read(DB, { from: NIGHT, to: NIGHT + 200, points: 200 })[0]?.avg[199]).toBe(199);
  });

  test('that comes back begins empty: its number is not used again', async () => {
    const folder = newFolder();
    const store = await open(folder);
    store.samples.add(result(WEB, NIGHT, [ms('rtt', 1)]));
    store.samples.flush();
    store.samples.removeCheck(WEB);
    store.close();
    const again = await open(folder);
    again.samples.add(result(WEB, NIGHT + 1, [ms('rtt', 2)]));
    again.samples.flush();
    expect(again.samples.read(WEB, { from: NIGHT, to: NIGHT + 2, points: 2 })[0]?.avg).toEqual([null, 2]);
  });

  test('removed while the engine was down is forgotten at the next start', async () => {
    const { samples } = await open(newFolder());
    for (const id of [WEB, DB]) samples.add(result(id, NIGHT, [ms('rtt', 1)]));
    samples.keepOnly(new Set([DB]));
    expect(samples.read(WEB, { from: NIGHT, to: NIGHT + 1, points: 1 })).toEqual([]);
    expect(samples.read(DB, { from: NIGHT, to: NIGHT + 1, points: 1 })).toHaveLength(1);
  });
});

test('the file stays as it is when rows come and go: the log gives its pages back', async () => {
  const store = await open(newFolder(), { samples: { sweep: { minRows: 2_000, rowsPerCheck: 4 } } });
  const sizes: number[] = [];
  for (let lap = 0; lap < 4; lap += 1) {
    const id = `check-${lap}` as CheckId;
    for (let n = 0; n < 8_000; n += 100) {
      for (let i = 0; i < 100; i += 1) store.samples.add(result(id, NIGHT + n + i, [ms('rtt', i)]));
      store.samples.flush();
    }
    store.samples.removeCheck(id);
    for (let slice = 0; slice < 10; slice += 1) store.samples.flush();
    sizes.push(store.sizes().samplesBytes);
  }
  expect(sizes[3]).toBeLessThan(sizes[1]! * 1.2);
});
