// Forecasts from figures that lie in a real samples file: found in the background, told when they are news.
import { describe, expect, test } from 'vitest';
import type { CapacityForecast } from '../../electron/contract/model/forecast.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { WorldEvent } from '../../electron/contract/model/world.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createForecasts } from '../../electron/engine/services/forecasts.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import type { Store } from '../../electron/engine/store/open.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { check, host, NIGHT, newFolder, open } from './store-makers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const hosts = ['db1', 'web1', 'web2'].map(host);
const checks = hosts.map((one) => ({ ...check('system', one), alive: false }));
const [db1, web1, web2] = checks.map(({ id }) => id) as [CheckId, CheckId, CheckId];

interface Ground {
  readonly store: Store;
  readonly clock: TestClock;
  readonly world: ReturnType<typeof createWorld>;
  readonly told: (readonly CapacityForecast[])[];
  readonly forecasts: ReturnType<typeof createForecasts>;
  /** Every ten minutes of so many hours until now; by hours from now. */
  measure(id: CheckId, hours: number, used: (hour: number) => number): void;
}

async function ground(): Promise<Ground> {
  const clock = createTestClock(NIGHT);
  const store = await open(newFolder(), { clock });
  const world = createWorld(hosts, checks);
  const told: (readonly CapacityForecast[])[] = [];
  const publish = (events: readonly WorldEvent[]): void => {
    for (const event of events) if (event.type === 'forecasts') told.push(event.forecasts);
  };
  const forecasts = createForecasts({ clock, store, world, feed: { publish }, log: silentLog });
  const measure = (checkId: CheckId, hours: number, used: (hour: number) => number): void => {
    for (let hour = -hours; hour <= 0; hour += 1 / 6) {
      const result = {
        checkId,
        at: Math.round(clock.now() + hour * HOUR),
        lateMs: 0,
        durationMs: 5,
        status: 'ok' as const,
        summary: '',
        metrics: [
          { name: 'cpu.used', value: 50 + hour, unit: '%', max: 100 },
          { name: 'disk.used./var', value: used(hour), unit: '%', min: 0, max: 100 },
        ],
      };
      store.samples.add(result);
      world.lastResults.set(checkId, result);
    }
    for (let round = 0; round < 20; round += 1) store.samples.flush();
  };
  return { store, clock, world, told, forecasts, measure };
}

const named = (list: readonly CapacityForecast[]): readonly string[] => list.map((one) => `${one.host} ${one.what}`);

describe('a look', () => {
  test('finds what will be full within a month, soonest first, and nothing else', async () => {
    const { forecasts, measure, told } = await ground();
    measure(db1, 14 * 24, (hour) => 80 + hour / 24);
    measure(web1, 14 * 24, (hour) => 90 + hour / 24);
    measure(web2, 14 * 24, () => 97);
    expect(forecasts.list()).toEqual([]);
    await forecasts.look();
    expect(named(forecasts.list())).toEqual(['web1 /var', 'db1 /var']);
    const [first] = forecasts.list();
    expect(first).toMatchObject({ hostId: hosts[1]?.id, check: 'system', unit: '%', limit: 100, trust: 'firm' });
    expect(Math.abs((first?.fullAt ?? 0) - (NIGHT + 10 * DAY))).toBeLessThan(2 * HOUR);
    expect(told.map(named)).toEqual([['web1 /var', 'db1 /var']]);
  });

  test('says again only what is news: a clean-up takes it off the list', async () => {
    const { forecasts, measure, told, clock } = await ground();
    measure(db1, 14 * 24, (hour) => 80 + hour / 24);
    await forecasts.look();
    await forecasts.look();
    expect(told).toHaveLength(1);
    await clock.advance(8 * HOUR);
    measure(db1, 8, () => 40);
    await forecasts.look();
    expect(told.map(named)).toEqual([['db1 /var'], []]);
  });

  test('leaves out what is switched off or gone', async () => {
    const { forecasts, measure, world } = await ground();
    for (const id of [db1, web1, web2]) measure(id, 14 * 24, (hour) => 90 + hour / 24);
    const off = checks[1];
    if (off) world.putCheck({ ...off, enabled: false });
    world.removeCheck(web2);
    await forecasts.look();
    expect(named(forecasts.list())).toEqual(['db1 /var']);
    expect(await forecasts.of(web2)).toEqual([]);
  });
});

describe('what is known', () => {
  test('before the first look came to its end nothing is, and a list that is empty says so', async () => {
    const { forecasts, clock } = await ground();
    expect(forecasts.lookedAt()).toBeNull();
    await forecasts.look();
    expect(forecasts.lookedAt()).toBe(clock.now());
  });

  test('a login that was refused just now: the disk fills up all the same, for as long as its figures may stand', async () => {
    const { forecasts, measure, world, clock } = await ground();
    measure(db1, 14 * 24, (hour) => 90 + hour / 24);
    await forecasts.look();
    const last = world.lastResults.get(db1);
    if (!last) throw new Error('db1 was not measured');
    world.lastResults.set(db1, { ...last, status: 'unknown', summary: 'login refused', metrics: [] });
    await clock.advance(2 * HOUR);
    await forecasts.look();
    expect(named(forecasts.list())).toEqual(['db1 /var']);
    await clock.advance(5 * HOUR);
    await forecasts.look();
    expect(forecasts.list()).toEqual([]);
  });

  test('a check that was removed since the last look has no date', async () => {
    const { forecasts, measure, world } = await ground();
    measure(db1, 14 * 24, (hour) => 90 + hour / 24);
    await forecasts.look();
    world.removeCheck(db1);
    expect(forecasts.list()).toEqual([]);
  });
});

describe('in the background', () => {
  test('looks some minutes after the start and then every quarter of an hour; nothing is left when it stops', async () => {
    const { forecasts, measure, told, clock } = await ground();
    measure(db1, 14 * 24, (hour) => 90 + hour / 24);
    forecasts.start();
    await clock.advance(2 * MINUTE);
    expect(told).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(told).toHaveLength(1);
    measure(web1, 14 * 24, (hour) => 85 + hour / 24);
    await clock.advance(16 * MINUTE);
    expect(told.map(named).at(-1)).toEqual(['db1 /var', 'web1 /var']);
    forecasts.stop();
    expect(clock.pending).toBe(0);
  });

  test('many checks are looked through a few at a time; a stop in the middle ends it at once', async () => {
    const clock = createTestClock(NIGHT);
    const store = await open(newFolder(), { clock });
    const many = Array.from({ length: 100 }, (_, n) => ({
      ...check(`disk${n}`, hosts[0] ?? host('db1')),
      alive: false,
    }));
    const world = createWorld(hosts, many);
    let read = 0;
    const samples = {
      ...store.samples,
      read: () => {
        read += 1;
        return [];
      },
    };
    for (const { id } of many) {
      const metrics = [{ name: 'disk.used./', value: 50, unit: '%' }];
      world.lastResults.set(id, {
        checkId: id,
        at: NIGHT,
        lateMs: 0,
        durationMs: 1,
        status: 'ok',
        summary: '',
        metrics,
      });
    }
    const forecasts = createForecasts({
      clock,
      store: { samples } as never,
      world,
      feed: { publish: () => {} },
      log: silentLog,
    });
    const looking = forecasts.look();
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(20);
    forecasts.stop();
    await looking;
    expect(read).toBeLessThan(20);
    expect(clock.pending).toBe(0);
  });

  test('figures that cannot be read: the list stands, and the next look comes', async () => {
    const { clock, world, store, measure } = await ground();
    measure(db1, 14 * 24, (hour) => 90 + hour / 24);
    let broken = false;
    const samples = {
      ...store.samples,
      read: (...asked: Parameters<typeof store.samples.read>) => {
        if (broken) throw new Error('disk I/O error');
        return store.samples.read(...asked);
      },
    };
    const words: string[] = [];
    const log = { ...silentLog, error: (text: string) => void words.push(text) };
    const forecasts = createForecasts({ clock, store: { samples }, world, feed: { publish: () => {} }, log });
    forecasts.start();
    await clock.advance(4 * MINUTE);
    expect(named(forecasts.list())).toEqual(['db1 /var']);
    broken = true;
    await clock.advance(16 * MINUTE);
    expect(words).toEqual(['capacity was not looked at: disk I/O error']);
    expect(named(forecasts.list())).toEqual(['db1 /var']);
    broken = false;
    await clock.advance(16 * MINUTE);
    expect(words).toHaveLength(1);
    forecasts.stop();
  });
});

describe('asked', () => {
  test('of one check: all that fills up, also what has no date; not its processor', async () => {
    const { forecasts, measure } = await ground();
    measure(web2, 48, () => 70);
    expect(await forecasts.of(web2)).toMatchObject([{ metric: 'disk.used./var', value: 70, fullAt: null, hours: 49 }]);
    expect(await forecasts.of(db1)).toEqual([]);
  });

  test('as of a moment that is over it knows nothing of what came later', async () => {
    const { forecasts, measure } = await ground();
    measure(db1, 20 * 24, (hour) => (hour < -48 ? 50 : 90 + hour / 24));
    const before = await forecasts.asOf(NIGHT - 3 * DAY);
    expect(before).toMatchObject([{ asOf: NIGHT - 3 * DAY, value: 50, fullAt: null }]);
    expect((await forecasts.asOf(NIGHT, [db1]))[0]?.fullAt).not.toBeNull();
    expect(await forecasts.asOf(NIGHT, [web1])).toEqual([]);
  });
});
