// Windows on record: declared afterwards, changed later, looked at before; and what availability makes of them.
// Spec: monitoring, "Handling" and "Availability" ("downtime edited afterwards re-computes").
import { describe, expect, test } from 'vitest';
import type { HostAvailability } from '../../electron/contract/model/availability.ts';
import { type Floor, MINUTE, SECOND } from '../support/floor.ts';
import { noted, plan, turns, webFloor } from './maintenance-makers.ts';

const DAY = 24 * 60 * MINUTE;

async function rowOf(floor: Floor, from: number, to: number, more = {}): Promise<HostAvailability> {
  const report = await floor.client.history.availability({ from, to, checks: true, ...more });
  const row = report.hosts.find(({ hostId }) => hostId === floor.host('web1').id);
  if (!row) throw new Error('web1 has no row');
  return row;
}

/** web1 was down for some minutes of an hour: [from, from + 60 min). */
async function outage(): Promise<{ floor: Floor; from: number; downAt: number; upAt: number }> {
  const floor = await webFloor();
  const from = floor.clock.now();
  await floor.run(10 * MINUTE);
  await turns(floor, 'critical', 'ping');
  const downAt = floor.state('web1', 'ping').hardSince;
  await floor.run(10 * MINUTE);
  await turns(floor, 'ok', 'ping');
  const upAt = floor.state('web1', 'ping').hardSince;
  await floor.run(from + 60 * MINUTE - floor.clock.now());
  return { floor, from, downAt, upAt };
}

describe('declared afterwards', () => {
  test('an outage becomes maintenance: excluded, or counted as good, and the alerts that went out stay', async () => {
    const { floor, from, downAt, upAt } = await outage();
    const to = from + 60 * MINUTE;
    const bad = upAt - downAt;
    const told = await floor.told();
    expect(await rowOf(floor, from, to)).toMatchObject({ badMs: bad, maintenanceMs: 0 });
    const made = await plan(floor, { inMs: downAt - floor.clock.now(), lastsMs: bad, change: 'CHG1' });
    expect(made.declaredLate).toBe(true);
    expect(await rowOf(floor, from, to)).toMatchObject({
      availability: 100,
      badMs: 0,
      maintenanceMs: bad,
      goodMs: 60 * MINUTE - bad,
    });
    const asGood = await rowOf(floor, from, to, { maintenance: 'good' });
    expect(asGood).toMatchObject({ availability: 100, goodMs: 60 * MINUTE, maintenanceMs: 0 });
    expect(asGood.checks).toHaveLength(2);
    expect(await floor.told()).toEqual(told);
    expect(await noted(floor)).toEqual(['ada: Maintenance "patching" (CHG1) declared afterwards']);
  });

  test('corrected to half of the outage: the other half is bad again, and the record has both', async () => {
    const { floor, from, downAt, upAt } = await outage();
    const { id, name, scope, startsAt } = await plan(floor, {
      inMs: downAt - floor.clock.now(),
      lastsMs: upAt - downAt,
    });
    const half = Math.floor((upAt - downAt) / 2);
    const window = { name, scope, startsAt, endsAt: startsAt + half };
    await floor.client.maintenance.putWindow({ windowId: id, window });
    const row = await rowOf(floor, from, from + 60 * MINUTE);
    expect(row).toMatchObject({ badMs: upAt - downAt - half, maintenanceMs: half });
    expect(await floor.journal('maintenance')).toHaveLength(2);
  });

  test('a window over one check leaves the host its outage', async () => {
    const { floor, from, downAt, upAt } = await outage();
    const scope = { checkIds: [floor.check('web1', 'http').id] };
    await plan(floor, { inMs: downAt - floor.clock.now(), lastsMs: upAt - downAt, scope });
    const row = await rowOf(floor, from, from + 60 * MINUTE);
    expect(row).toMatchObject({ badMs: upAt - downAt, maintenanceMs: 0 });
    const http = row.checks?.find(({ checkId }) => checkId === floor.check('web1', 'http').id);
    expect(http).toMatchObject({ maintenanceMs: upAt - downAt });
  });

  test('what is over cannot be flexible, and a host that nobody watches cannot be named', async () => {
    const floor = await webFloor();
    await expect(plan(floor, { inMs: -60 * MINUTE, lastsMs: 30 * MINUTE, flexibleMs: MINUTE })).rejects.toMatchObject({
      data: { fields: [{ path: 'window.flexibleMs' }] },
    });
    await expect(plan(floor, { scope: { hostIds: ['nobody'] } })).rejects.toMatchObject({
      data: { fields: [{ path: 'window.scope.hostIds', message: '1 of the hosts are not watched any more' }] },
    });
    expect(await floor.journal('maintenance')).toEqual([]);
  });
});

describe('recurring', () => {
  test('past occurrences leave availability, and changing the window later does not move them', async () => {
    const floor = await webFloor();
    const from = floor.clock.now();
    const made = await plan(floor, { rrule: 'FREQ=HOURLY', lastsMs: 10 * MINUTE });
    await floor.run(3 * 60 * MINUTE + 30 * MINUTE);
    const to = floor.clock.now();
    expect(await rowOf(floor, from, to)).toMatchObject({ maintenanceMs: 40 * MINUTE });
    const { name, scope, startsAt } = made;
    const window = {
      name,
      scope,
      rrule: 'FREQ=HOURLY',
      startsAt: startsAt + 5 * MINUTE,
      endsAt: startsAt + 25 * MINUTE,
    };
    const after = await floor.client.maintenance.putWindow({ windowId: made.id, window });
    expect(after.id).toBe(made.id);
    expect(await rowOf(floor, from, to)).toMatchObject({ maintenanceMs: 40 * MINUTE });
    await floor.restart(SECOND);
    expect(await rowOf(floor, from, to)).toMatchObject({ maintenanceMs: 40 * MINUTE });
    const { occurrences } = await floor.client.maintenance.calendar({ from, to: from + 5 * 60 * MINUTE });
    expect(occurrences.map((one) => (one.from - from) / MINUTE)).toEqual([0, 60, 120, 180, 245]);
  });

  test('made into one that is once only: nights that were stay, and it cannot be laid into their time', async () => {
    const floor = await webFloor();
    const { name, scope, startsAt, endsAt, id } = await plan(floor, { rrule: 'FREQ=HOURLY', lastsMs: 10 * MINUTE });
    await floor.run(2 * 60 * MINUTE + 30 * MINUTE);
    const change = (from: number) =>
      floor.client.maintenance.putWindow({
        windowId: id,
        window: { name, scope, startsAt: from, endsAt: from + (endsAt - startsAt) },
      });
    await expect(change(startsAt + 20 * MINUTE)).rejects.toMatchObject({
      data: { fields: [{ path: 'window.startsAt' }] },
    });
    await change(startsAt + 4 * 60 * MINUTE);
    const { occurrences } = await floor.client.maintenance.calendar({ from: startsAt, to: startsAt + DAY });
    expect(occurrences.map((one) => (one.from - startsAt) / MINUTE)).toEqual([0, 60, 120, 240]);
  });

  test('a rule that cannot be is refused with its field, what is wrong and an example', async () => {
    const floor = await webFloor();
    const refused = {
      code: 'INVALID',
      data: { fields: [{ path: 'window.rrule', message: expect.stringContaining('e.g. FREQ=WEEKLY') }] },
    };
    for (const rrule of ['FREQ=SECONDLY', 'every night', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30']) {
      await expect(plan(floor, { rrule })).rejects.toMatchObject(refused);
    }
    expect(await floor.journal('maintenance')).toEqual([]);
    expect(floor.engine.world.hosts.size).toBe(1);
  });
});

describe('looked at before it is kept', () => {
  test('next times, what it covers, what it collides with, and what may not be meant', async () => {
    const floor = await webFloor();
    await floor.watch('web2', { host: { site: 'ams' } });
    const startsAt = Date.UTC(2027, 2, 21, 1, 30);
    const other = {
      name: 'rack move',
      scope: { sites: ['ams'] },
      startsAt: startsAt + 7 * DAY - 60 * MINUTE,
      endsAt: startsAt + 7 * DAY + 10 * 60 * MINUTE,
    };
    await floor.client.maintenance.putWindow({ windowId: null, window: other });
    const window = {
      name: 'patching',
      scope: { tags: ['prod'] },
      startsAt,
      endsAt: startsAt + 60 * MINUTE,
      rrule: 'FREQ=DAILY;COUNT=9',
      zone: 'Europe/Berlin',
    };
    const before = await floor.journal();
    const seen = await floor.client.maintenance.preview({ windowId: null, window });
    expect(seen).toMatchObject({ hosts: 1, checks: 2 });
    expect(seen.occurrences).toHaveLength(9);
    expect(seen.warnings).toEqual([
      'The clocks in Europe/Berlin go forward over 2027-03-28 02:30: that occurrence does not take place.',
    ]);
    expect(seen.conflicts).toEqual([]);
    const wide = await floor.client.maintenance.preview({ windowId: null, window: { ...window, zone: 'UTC' } });
    expect(wide.conflicts).toMatchObject([{ hosts: ['web1'], hostCount: 1, from: startsAt + 7 * DAY }]);
    const strange = {
      ...window,
      scope: { tags: ['nobody'] },
      rrule: 'FREQ=HOURLY;BYHOUR=4,5',
      endsAt: startsAt + 2 * DAY,
    };
    expect((await floor.client.maintenance.preview({ windowId: null, window: strange })).warnings).toEqual([
      'It covers no host that is watched now.',
      'The start, 2027-03-21 02:30, is not a time of the rule: the first occurrence is 2027-03-21 04:30.',
      'It lasts 48 h and begins again after 1 h: it would never end, and nobody would be alerted.',
    ]);
    expect(await floor.journal()).toEqual(before);
  });

  test('two windows on the same host stand on the calendar as a conflict; called off, they do not', async () => {
    const floor = await webFloor();
    const first = await plan(floor, { name: 'first', inMs: 60 * MINUTE });
    const second = await plan(floor, { name: 'second', inMs: 90 * MINUTE, scope: { tags: ['prod'] } });
    const period = { from: floor.clock.now(), to: floor.clock.now() + DAY };
    const { conflicts } = await floor.client.maintenance.calendar(period);
    expect(conflicts).toMatchObject([
      {
        a: { windowId: first.id },
        b: { windowId: second.id },
        from: second.startsAt,
        to: first.endsAt,
        hosts: ['web1'],
      },
    ]);
    await floor.client.maintenance.skip({ windowId: second.id, startsAt: second.startsAt, skip: true });
    const after = await floor.client.maintenance.calendar(period);
    expect(after.conflicts).toEqual([]);
    expect(after.occurrences).toMatchObject([{ state: 'planned' }, { state: 'called-off' }]);
    const long = { from: 0, to: 401 * DAY };
    await expect(floor.client.maintenance.calendar(long)).rejects.toMatchObject({ code: 'INVALID' });
  });
});

test('the screens hear of it: planned, begun, over', async () => {
  const floor = await webFloor();
  const stop = new AbortController();
  const seen: string[] = [];
  const listening = (async () => {
    for await (const message of await floor.client.live.world(undefined, { signal: stop.signal })) {
      if (message.type !== 'push') continue;
      for (const event of message.events) {
        if (event.type === 'windows')
          seen.push(event.windows.map(({ current, next }) => current?.state ?? next?.state ?? 'over').join());
      }
    }
  })().catch(() => {});
  await floor.run(SECOND);
  await plan(floor, { inMs: MINUTE, lastsMs: 5 * MINUTE });
  await floor.run(10 * MINUTE);
  stop.abort();
  await listening;
  expect([...new Set(seen)]).toEqual(['planned', 'active', 'over']);
});
