// Availability from a real engine's state log: outages, sleep, restarts, removed hosts. (spec: monitoring, "Availability")
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostAvailability } from '../../electron/contract/model/availability.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { LoggedStatus, StateChange, Subject } from '../../electron/engine/store/state-log.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { newFolder, open } from './store-makers.ts';

const quick = { policy: { intervalMs: 10_000, retryIntervalMs: 5_000, maxAttempts: 1, timeoutMs: 2_000 } };

async function reportOf(floor: Floor, from: number, to: number, more: { checks?: boolean; hostIds?: HostId[] } = {}) {
  const report = await floor.client.history.availability({ from, to, ...more });
  const named = (name: string): HostAvailability | undefined =>
    report.hosts.find(
      (row) => row.hostId === [...floor.engine.world.hosts.values()].find((one) => one.name === name)?.id,
    );
  return { ...report, named };
}

/** A host that has been up for a minute. */
async function floorWith(...names: string[]): Promise<Floor> {
  const floor = await openFloor();
  for (const name of names) await floor.watch(name, { alive: { name: 'ping', ...quick } });
  await floor.run(MINUTE);
  return floor;
}

describe('a report of a running engine', () => {
  test('a host that was down for a minute of ten is 90 %, and its check says the same', async () => {
    const floor = await floorWith('web1');
    const from = floor.clock.now();
    await floor.run(2 * MINUTE);
    floor.say('web1', 'ping', 'critical');
    await floor.seen('web1', 'ping');
    floor.say('web1', 'ping', 'ok');
    const downAt = floor.state('web1', 'ping').hardSince;
    await floor.seen('web1', 'ping');
    const upAt = floor.state('web1', 'ping').hardSince;
    await floor.run(10 * MINUTE);
    const report = await reportOf(floor, from, from + 10 * MINUTE, { checks: true });
    const outage = upAt - downAt;
    expect(outage).toBe(10 * SECOND);
    expect(report.named('web1')).toMatchObject({ badMs: outage, goodMs: 10 * MINUTE - outage, periodMs: 10 * MINUTE });
    expect(report.named('web1')?.checks).toMatchObject([{ badMs: outage, goodMs: 10 * MINUTE - outage }]);
    expect(report.total).toMatchObject({ badMs: outage });
  });

  test('before the first result and after now nothing is known: pending', async () => {
    const floor = await floorWith('web1');
    const now = floor.clock.now();
    const { named } = await reportOf(floor, now - 60 * MINUTE, now + 60 * MINUTE);
    const row = named('web1');
    expect(row?.availability).toBe(100);
    expect(row?.pendingMs).toBeGreaterThanOrEqual(119 * MINUTE);
    expect((row?.goodMs ?? 0) + (row?.pendingMs ?? 0)).toBe(120 * MINUTE);
  });

  test('a laptop that slept for an hour: not monitored, neither up nor down', async () => {
    const floor = await floorWith('web1');
    const from = floor.clock.now();
    floor.clock.sleep(60 * MINUTE);
    await floor.run(9 * MINUTE);
    const row = (await reportOf(floor, from, floor.clock.now())).named('web1');
    expect(row).toMatchObject({ availability: 100, badMs: 0 });
    expect(row?.unmonitoredMs).toBeGreaterThanOrEqual(60 * MINUTE);
    expect((row?.goodMs ?? 0) + (row?.unmonitoredMs ?? 0)).toBe(floor.clock.now() - from);
  });

  test('a restart in the middle of an outage: down before and after, not monitored in between', async () => {
    const floor = await floorWith('web1');
    floor.say('web1', 'ping', 'critical');
    await floor.seen('web1', 'ping');
    const from = floor.clock.now();
    await floor.run(MINUTE);
    const stoppedAt = floor.clock.now();
    await floor.restart(5 * MINUTE);
    await floor.run(MINUTE);
    const row = (await reportOf(floor, from, floor.clock.now())).named('web1');
    expect(row).toMatchObject({ availability: 0, goodMs: 0, pendingMs: 0, unmonitoredMs: 5 * MINUTE });
    expect(row?.badMs).toBe(floor.clock.now() - from - 5 * MINUTE);
    expect(stoppedAt - from).toBe(MINUTE);
  });

  test('a clock set back an hour in an outage: every millisecond still stands in one column', async () => {
    const floor = await floorWith('web1');
    const from = floor.clock.now() - 3 * 60 * MINUTE;
    floor.say('web1', 'ping', 'critical');
    await floor.seen('web1', 'ping');
    floor.clock.setWall(floor.clock.now() - 60 * MINUTE);
    await floor.run(2 * MINUTE);
    floor.say('web1', 'ping', 'ok');
    await floor.run(2 * MINUTE);
    const to = from + 4 * 60 * MINUTE;
    const {
      availability: _,
      hostId: __,
      checks: ___,
      periodMs,
      ...columns
    } = (await reportOf(floor, from, to)).named('web1')!;
    expect(Object.values(columns).reduce((sum, ms) => sum + ms, 0)).toBe(periodMs);
    expect(periodMs).toBe(4 * 60 * MINUTE);
  });

  test.each(['switched off', 'removed'])(
    'while the alive check is %s nothing is known of the host: not up, not down',
    async (how) => {
      const floor = await floorWith('web1');
      const from = floor.clock.now();
      await floor.run(10 * MINUTE);
      const { id, ...check } = floor.check('web1', 'ping');
      if (how === 'removed') await floor.client.inventory.removeCheck({ checkId: id });
      else await floor.client.inventory.editCheck({ checkId: id, check: { ...check, enabled: false } });
      await floor.run(30 * MINUTE);
      await floor.restart(0);
      await floor.run(30 * MINUTE);
      const off = (await reportOf(floor, from, from + 70 * MINUTE)).named('web1');
      expect(off).toMatchObject({ goodMs: 10 * MINUTE, badMs: 0, pendingMs: 60 * MINUTE });
      if (how === 'removed') return;
      await floor.client.inventory.editCheck({ checkId: id, check });
      await floor.run(10 * MINUTE);
      const again = (await reportOf(floor, from, floor.clock.now())).named('web1');
      expect(again?.pendingMs).toBeLessThan(61 * MINUTE);
      expect(again?.goodMs).toBeGreaterThan(19 * MINUTE);
    },
  );

  test('a host removed in the middle is no row any more, and one of the same name begins anew', async () => {
    const floor = await floorWith('web1', 'web2');
    const from = floor.clock.now();
    floor.say('web1', 'ping', 'critical');
    await floor.run(5 * MINUTE);
    await floor.client.inventory.removeHost({ hostId: floor.host('web1').id });
    const gone = await reportOf(floor, from, floor.clock.now());
    expect(gone.hosts).toHaveLength(1);
    expect(gone.total).toMatchObject({ availability: 100, badMs: 0, periodMs: 5 * MINUTE });
    floor.say('web1', 'ping', 'ok');
    await floor.watch('web1', { alive: { name: 'ping', ...quick } });
    await floor.run(5 * MINUTE);
    const again = (await reportOf(floor, from, floor.clock.now())).named('web1');
    expect(again).toMatchObject({ availability: 100, badMs: 0 });
    expect(again?.pendingMs).toBeGreaterThanOrEqual(5 * MINUTE);
  });

  test('sites and tags are the sums of their hosts', async () => {
    const floor = await openFloor();
    const place = (site: string, ...tags: string[]) => ({ alive: { name: 'ping', ...quick }, host: { site, tags } });
    await floor.watch('web1', place('ams1', 'web', 'prod'));
    await floor.watch('web2', place('ams2', 'web'));
    await floor.watch('db1', place('ams1'));
    await floor.run(MINUTE);
    const from = floor.clock.now();
    floor.say('web2', 'ping', 'critical');
    await floor.run(10 * MINUTE);
    const report = await reportOf(floor, from, floor.clock.now());
    expect(report.groups.map((group) => [group.by, group.name, group.hosts, group.periodMs])).toEqual([
      ['site', 'ams1', 2, 20 * MINUTE],
      ['site', 'ams2', 1, 10 * MINUTE],
      ['tag', 'prod', 1, 10 * MINUTE],
      ['tag', 'web', 2, 20 * MINUTE],
    ]);
    const bad = report.named('web2')?.badMs ?? 0;
    expect(bad).toBeGreaterThan(9 * MINUTE);
    expect(report.groups.map((group) => group.badMs)).toEqual([0, bad, 0, bad]);
    expect(report.total).toMatchObject({ badMs: bad, goodMs: 30 * MINUTE - bad });
    const some = await reportOf(floor, from, floor.clock.now(), { hostIds: [floor.host('db1').id, 'gone' as HostId] });
    expect(some.hosts).toHaveLength(1);
  });

  test('an empty period is refused', async () => {
    const floor = await openFloor();
    await expect(floor.client.history.availability({ from: 5, to: 5 })).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe('the state log read for many at once', () => {
  const STATUSES: readonly LoggedStatus[] = ['ok', 'critical', 'pending'];

  test('says of each what reading it alone says', async () => {
    const { stateLog, transaction } = await open(newFolder());
    const subjects: readonly Subject[] = [
      { checkId: 'a' as CheckId },
      { hostId: 'a' as HostId },
      { checkId: 'b' as CheckId },
      { checkId: 'never' as CheckId },
    ];
    transaction(() => {
      for (let at = 0; at < 60; at += 1) {
        const subject = subjects[(at * 7) % 3]!;
        if (at % 4) stateLog.append(subject, { at, status: STATUSES[at % 3]!, previous: at % 5 ? 'ok' : null });
      }
    });
    const instant = fc.integer({ min: -5, max: 65 });
    fc.assert(
      fc.property(instant, instant, fc.shuffledSubarray([...subjects, ...subjects]), (from, to, asked) => {
        const alone = asked.map((subject): readonly StateChange[] => {
          const { before, changes, after } = stateLog.read(subject, from, to);
          const known = before ? [before, ...changes] : changes;
          return known.length > 0 || !after ? known : [after];
        });
        expect(stateLog.readMany(asked, from, to)).toEqual(alone);
      }),
    );
  });
});
