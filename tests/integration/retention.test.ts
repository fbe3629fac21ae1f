// What is kept how long: values by days, roll-ups by years, given up in slices, and charts that go on without the values.
import { describe, expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { settings as settingsSchema } from '../../electron/contract/model/settings.ts';
import type { Log } from '../../electron/engine/lib/log.ts';
import { keepRetention } from '../../electron/engine/services/retention.ts';
import { createEngineSettings } from '../../electron/engine/services/settings.ts';
import { createTroubles } from '../../electron/engine/services/troubles.ts';
import { PRUNE_SLICE } from '../../electron/engine/store/sample-prune.ts';
import { createTestClock } from '../support/clock.ts';
import { openFloor } from '../support/floor.ts';
import { HOUR, look, MINUTE, packAll, rtt, TWO, WEB, watching } from './samples-makers.ts';
import { ms, newFolder, open, result } from './store-makers.ts';

const DAY = 24 * HOUR;
const NEVER = 0;

/** Two checks, measured for so many hours every ten minutes and packed. */
async function grown(hours: number) {
  const floor = await watching();
  const { clock, samples } = floor;
  for (let n = 0; n < hours * 6; n += 1, clock.at += 10 * MINUTE) {
    for (const id of [WEB, 'check-db'] as CheckId[])
      samples.add(result(id, clock.at, [ms('rtt', rtt(clock.at)), ms('max', n)]));
    samples.flush();
  }
  packAll(floor);
  return { ...floor, file: look(floor.folder) };
}

describe('pruning', () => {
  test('takes the values and leaves the roll-ups, and the chart goes on in hours', async () => {
    const { samples, file } = await grown(48);
    const query = { from: TWO, to: TWO + 48 * HOUR, points: 2_000, minSlotMs: 10 * MINUTE, metrics: ['rtt'] };
    const before = samples.read(WEB, { ...query, points: 48 });
    expect(samples.prune({ valuesBefore: TWO + 30 * HOUR, rollUpsBefore: NEVER })).toEqual({
      values: 2 * 3 * 30,
      rollUps: 0,
      done: true,
    });
    expect(file.count('check_values')).toBe(2 * 18);
    expect(file.count('series_values')).toBe(2 * 2 * 18);
    expect(file.count('series_hour')).toBe(2 * 2 * 48);
    expect(samples.read(WEB, { ...query, points: 48 })).toEqual(before);
    // Asked for narrower slots, it draws the hours it has instead of holes.
    expect(samples.read(WEB, query)).toEqual(before);
    // Where the values are still there, they are drawn as narrow as asked.
    expect(samples.read(WEB, { ...query, from: TWO + 30 * HOUR })[0]?.at.length).toBe(18 * 6);
    expect([...samples.rows(WEB, TWO, TWO + 48 * HOUR)]).toHaveLength(18 * 6);
  });

  test('takes the roll-ups when they are too old as well, and then nothing is left', async () => {
    const { samples, file } = await grown(10);
    samples.prune({ valuesBefore: TWO + 10 * HOUR, rollUpsBefore: TWO + 4 * HOUR });
    expect(
      samples.read(WEB, { from: TWO, to: TWO + 10 * HOUR, points: 10 })[0]?.avg.findIndex((avg) => avg !== null),
    ).toBe(4);
    samples.prune({ valuesBefore: TWO + 10 * HOUR, rollUpsBefore: TWO + 10 * HOUR });
    for (const table of ['check_values', 'series_values', 'series_hour']) expect(file.count(table)).toBe(0);
    expect(file.count('series WHERE check_ref = 1')).toBe(0);
    expect(samples.read(WEB, { from: TWO, to: TWO + 10 * HOUR, points: 10 })).toEqual([]);
  });

  test('a slice takes so many rows at the most, whatever has piled up', async () => {
    const { samples, file } = await grown(900);
    const rows = () =>
      ['check_values', 'series_values', 'check_hour', 'series_hour'].reduce((sum, table) => sum + file.count(table), 0);
    let left = rows();
    expect(left).toBeGreaterThanOrEqual(2 * 6 * 900);
    let slices = 0;
    for (let done = false; !done; slices += 1) {
      const slice = samples.prune({ valuesBefore: TWO + 900 * HOUR, rollUpsBefore: TWO + 900 * HOUR });
      ({ done } = slice);
      const now = rows();
      expect(left - now).toBe(slice.values + slice.rollUps);
      expect(left - now).toBeLessThanOrEqual(PRUNE_SLICE.rows);
      left = now;
    }
    expect(slices).toBeGreaterThan(10);
    expect(left).toBeLessThan(50);
  });

  test('late rows for an hour whose values are gone count in its roll-up', async () => {
    const floor = await grown(5);
    const { samples, clock } = floor;
    samples.prune({ valuesBefore: TWO + 5 * HOUR, rollUpsBefore: NEVER });
    samples.add({ ...result(WEB, TWO + 5 * MINUTE, [ms('rtt', 99), ms('new', 1)]), status: 'critical' });
    clock.at += HOUR;
    packAll(floor);
    expect(samples.hours(WEB, TWO, TWO + HOUR)).toMatchObject([{ count: 7, worst: 2 }]);
    const query = { from: TWO, to: TWO + HOUR, points: 1 };
    const drawn = new Map(samples.read(WEB, query).map(({ metric, max }) => [metric, max[0]]));
    expect(drawn.get('rtt')).toBe(99);
    expect(drawn.get('max')).toBe(5);
    expect(drawn.get('new')).toBe(1);
  });
});

describe('the retention service', () => {
  function service(store: Awaited<ReturnType<typeof open>>, clock = createTestClock(TWO)) {
    const lines: string[] = [];
    const log: Log = {
      info: (message, fields) => void lines.push(`${message} ${JSON.stringify(fields)}`),
      error: () => {},
    };
    const settings = createEngineSettings({ clock, store });
    const troubles = createTroubles(clock, log);
    const stop = keepRetention({ clock, store, settings, troubles, log });
    return { clock, settings, troubles, lines, stop };
  }
  const ADA = { type: 'operator', name: 'ada' } as const;

  test('gives up what the settings no longer keep, once a day, and says so in the log', async () => {
    const { store, file } = await grown(100);
    const { clock, settings, lines, stop } = service(store, createTestClock(TWO + 100 * HOUR));
    await clock.advance(2 * HOUR);
    expect(lines).toEqual([]);
    settings.change({ ...settings.get(), retention: { valuesDays: 1, rollUpsDays: 3 } }, ADA);
    await clock.advance(HOUR);
    const dates = { valuesBefore: '2026-11-25T00:00:00.000Z', rollUpsBefore: '2026-11-23T00:00:00.000Z' };
    // Of 100 hours since the 22nd at 2: 70 are older than a day at midnight, 22 than three. Two checks, three rows an hour.
    const gone = { values: 70 * 2 * 3, rollUps: 22 * 2 * 3 };
    expect(lines).toEqual([`old samples were given up ${JSON.stringify({ ...gone, ...dates })}`]);
    const left = file.count('check_values');
    await clock.advance(10 * HOUR);
    expect(file.count('check_values')).toBe(left);
    await clock.advance(14 * HOUR);
    expect(file.count('check_values')).toBeLessThan(left);
    stop();
    expect(clock.pending).toBe(0);
  });

  test('does not believe a clock that has just jumped a year ahead', async () => {
    const { store, file } = await grown(30);
    const { clock, stop } = service(store, createTestClock(TWO + 30 * HOUR));
    await clock.advance(2 * HOUR);
    clock.setWall(clock.now() + 800 * DAY);
    await clock.advance(50 * MINUTE);
    expect(file.count('check_values')).toBe(60);
    clock.setWall(clock.now() - 800 * DAY);
    await clock.advance(3 * HOUR);
    expect(file.count('check_values')).toBe(60);
    // One that stays there for an hour is believed.
    clock.setWall(clock.now() + 800 * DAY);
    await clock.advance(90 * MINUTE);
    expect(file.count('check_values')).toBe(0);
    stop();
  });

  test('a disk that refuses is a trouble in words, and it is tried again', async () => {
    const { store } = await grown(30);
    const failing = {
      samples: {
        ...store.samples,
        prune: () => {
          throw new Error('the disk is full');
        },
      },
    };
    const clock = createTestClock(TWO + 200 * DAY);
    const log: Log = { info: () => {}, error: () => {} };
    const troubles = createTroubles(clock, log);
    const settings = createEngineSettings({ clock, store });
    const stop = keepRetention({ clock, store: failing, settings, troubles, log });
    await clock.advance(2 * HOUR);
    expect(troubles.list()).toMatchObject([{ code: 'samples', message: 'the disk is full' }]);
    failing.samples.prune = store.samples.prune as never;
    await clock.advance(HOUR);
    expect(troubles.list()).toEqual([]);
    stop();
  });
});

describe('settings', () => {
  test('are changed with a journal entry that names what changed, and are there after a restart', async () => {
    const floor = await openFloor();
    expect(await floor.client.engine.settings()).toEqual(settingsSchema.parse({}));
    const next = settingsSchema.parse({ retention: { valuesDays: 30 }, backups: { keep: 3 } });
    expect(await floor.client.engine.changeSettings(next)).toEqual(next);
    await floor.client.engine.changeSettings(next);
    const entries = await floor.journal('settings');
    expect(entries).toMatchObject([
      {
        text: 'Settings changed: retention.valuesDays 90 → 30, backups.keep 7 → 3',
        actor: { type: 'operator', name: 'ada' },
        data: { after: next },
      },
    ]);
    await floor.restart(MINUTE);
    expect(await floor.client.engine.settings()).toEqual(next);
  });

  test('roll-ups shorter than values are refused with the field, and nothing changes', async () => {
    const { client, journal } = await openFloor();
    const wrong = { ...settingsSchema.parse({}), retention: { valuesDays: 90, rollUpsDays: 30 } };
    await expect(client.engine.changeSettings(wrong)).rejects.toMatchObject({
      code: 'INVALID',
      data: { fields: [{ path: 'retention.rollUpsDays', message: 'must not be shorter than the values are kept' }] },
    });
    expect(await journal('settings')).toEqual([]);
    expect((await client.engine.settings()).retention.rollUpsDays).toBe(730);
  });

  test('a part that cannot be read does not take the others with it, and nothing is given up on a guess', async () => {
    const store = await open(newFolder());
    const clock = createTestClock();
    store.settings.put('engine', { retention: { valuesDays: 'long' }, backups: { keep: 3, everyHours: 12 } });
    expect(createEngineSettings({ clock, store }).get()).toMatchObject({
      retention: { valuesDays: 3_650, rollUpsDays: 7_300 },
      hostKeys: { firstContact: 'ask' },
      backups: { keep: 3, everyHours: 12 },
    });
    store.settings.put('engine', 'nonsense');
    expect(createEngineSettings({ clock, store }).get().backups.keep).toBe(7);
  });
});
