// Maintenance over the whole engine: planned work holds alerts back, by name, and what outlives it is told then.
// Spec: monitoring, "Handling".
import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../support/floor.ts';
import { noted, plan, turns, webFloor } from './maintenance-makers.ts';

describe('a problem inside a window', () => {
  test('is held back by the window, by its name and until its end, and told when the window is over', async () => {
    const floor = await webFloor();
    const window = await plan(floor, { inMs: MINUTE, lastsMs: 30 * MINUTE, change: 'CHG0031337' });
    await floor.run(2 * MINUTE);
    await turns(floor, 'critical');
    expect(floor.problem('web1', 'http')?.held).toEqual({
      reason: 'maintenance',
      by: 'patching',
      until: window.endsAt,
      ref: window.id,
    });
    await floor.run(window.endsAt - floor.clock.now() - SECOND);
    expect(await floor.told()).toEqual([]);
    await floor.run(2 * SECOND);
    expect(floor.problem('web1', 'http')?.held).toBeNull();
    expect(await floor.told()).toEqual(['web1 http problem']);
    expect(await noted(floor)).toEqual([
      'ada: Maintenance "patching" (CHG0031337) planned',
      'engine: Maintenance "patching" (CHG0031337) began',
      'engine: Maintenance "patching" (CHG0031337) ended',
    ]);
    const [, began, ended] = await floor.journal('maintenance');
    expect([began?.occurredAt, ended?.occurredAt]).toEqual([window.startsAt, window.endsAt]);
    expect(began?.hostId).toBe(floor.host('web1').id);
    await floor.expectChain();
  });

  test('that is over before the window is, is told to nobody; its states are on record', async () => {
    const floor = await webFloor();
    await plan(floor, { lastsMs: 30 * MINUTE });
    await turns(floor, 'critical');
    await turns(floor, 'ok');
    await floor.run(60 * MINUTE);
    expect(await floor.told()).toEqual([]);
    const states = await floor.journal('check-state');
    expect(states.filter((entry) => entry.checkId === floor.check('web1', 'http').id).length).toBeGreaterThan(2);
  });

  test('of a host that is not covered is told', async () => {
    const floor = await webFloor();
    await plan(floor, { scope: { tags: ['lab'], sites: ['fra'] } });
    await turns(floor, 'critical');
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('a check that is named is covered alone', async () => {
    const floor = await webFloor();
    const { policy } = floor.check('web1', 'http');
    await floor.client.inventory.addCheck({ hostId: floor.host('web1').id, name: 'sql', kind: 'ping', policy });
    await plan(floor, { scope: { checkIds: [floor.check('web1', 'http').id] } });
    await turns(floor, 'critical');
    await turns(floor, 'critical', 'sql');
    expect(floor.problem('web1', 'http')?.held?.reason).toBe('maintenance');
    expect(await floor.told()).toEqual(['web1 sql problem']);
  });

  test('of several windows the one that ends last is named', async () => {
    const floor = await webFloor();
    await plan(floor, { name: 'short', lastsMs: 10 * MINUTE });
    await plan(floor, { name: 'long', lastsMs: 60 * MINUTE, scope: { sites: ['ams'] } });
    await turns(floor, 'critical');
    expect(floor.problem('web1', 'http')?.held?.by).toBe('long');
  });
});

describe('what an operator does while it runs', () => {
  test('planned over a problem that is told already: its recovery inside the window waits for the end', async () => {
    const floor = await webFloor();
    await turns(floor, 'critical');
    const window = await plan(floor, { lastsMs: 20 * MINUTE });
    await turns(floor, 'ok');
    expect(await floor.told()).toEqual(['web1 http problem']);
    await floor.run(window.endsAt - floor.clock.now() + SECOND);
    expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
  });

  test('ended now: what is still open is told now, and the record says who ended it', async () => {
    const floor = await webFloor();
    const { id } = await plan(floor);
    await turns(floor, 'critical');
    await floor.client.maintenance.endNow({ windowId: id });
    await floor.run(SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
    expect((await noted(floor)).at(-1)).toBe('ada: Maintenance "patching" ended early');
    await expect(floor.client.maintenance.endNow({ windowId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
    await floor.run(2 * 60 * MINUTE);
    expect(await noted(floor)).toHaveLength(3);
  });

  test('made longer: it goes on, and nobody is told at the old end', async () => {
    const floor = await webFloor();
    const before = await plan(floor, { lastsMs: 10 * MINUTE });
    await turns(floor, 'critical');
    const { name, scope, startsAt } = before;
    const window = { name, scope, startsAt, endsAt: startsAt + 40 * MINUTE };
    const after = await floor.client.maintenance.putWindow({ windowId: before.id, window });
    expect(after.id).toBe(before.id);
    await floor.run(20 * MINUTE);
    expect(await floor.told()).toEqual([]);
    await floor.run(25 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('an occurrence that is called off holds nothing back, and the one after does', async () => {
    const floor = await webFloor();
    const { skip } = floor.client.maintenance;
    const HOURS = 2 * 60 * MINUTE;
    const every = { rrule: 'FREQ=HOURLY;INTERVAL=2', lastsMs: 30 * MINUTE };
    const { id: windowId, startsAt } = await plan(floor, { inMs: 10 * MINUTE, ...every });
    await skip({ windowId, startsAt, skip: true });
    await expect(skip({ windowId, startsAt: startsAt + 1, skip: true })).rejects.toMatchObject({ code: 'INVALID' });
    await floor.run(15 * MINUTE);
    await turns(floor, 'critical');
    expect(await floor.told()).toEqual(['web1 http problem']);
    await turns(floor, 'ok');
    await floor.run(startsAt + HOURS + 5 * MINUTE - floor.clock.now());
    await turns(floor, 'critical');
    const until = startsAt + HOURS + 30 * MINUTE;
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'maintenance', until });
    const running = { windowId, startsAt: startsAt + HOURS, skip: true };
    await expect(skip(running)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(skip({ windowId, startsAt, skip: false })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('removed before it began it is gone; removed later it is ended, and stays on the record', async () => {
    const floor = await webFloor();
    const { maintenance } = floor.client;
    const early = await plan(floor, { inMs: 10 * MINUTE });
    expect(await maintenance.removeWindow({ windowId: early.id })).toEqual({ removed: true });
    await expect(maintenance.removeWindow({ windowId: early.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const late = await plan(floor, { rrule: 'FREQ=DAILY' });
    await floor.run(MINUTE);
    expect(await maintenance.removeWindow({ windowId: late.id })).toEqual({ removed: false });
    const from = late.startsAt - MINUTE;
    const { windows, occurrences } = await maintenance.calendar({ from, to: from + 5 * 24 * 60 * MINUTE });
    expect(windows.map((window) => window.id)).toEqual([late.id]);
    expect(occurrences).toMatchObject([{ from: late.startsAt, to: late.startsAt + MINUTE, state: 'over' }]);
    const { name, scope, startsAt, endsAt } = late;
    await expect(
      maintenance.putWindow({ windowId: late.id, window: { name, scope, startsAt, endsAt } }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('flexible', () => {
  test('begins with the first problem, lasts its time beyond the end, and a second problem begins nothing', async () => {
    const floor = await webFloor();
    const window = await plan(floor, { lastsMs: 20 * MINUTE, flexibleMs: 30 * MINUTE });
    await floor.run(10 * MINUTE);
    const quiet = floor.clock.now();
    await turns(floor, 'critical');
    const held = floor.problem('web1', 'http')?.held;
    expect(held).toMatchObject({ reason: 'maintenance', by: 'patching' });
    const until = held?.until ?? 0;
    expect(until).toBeGreaterThan(window.endsAt);
    expect(until - quiet).toBeLessThanOrEqual(32 * MINUTE);
    await turns(floor, 'critical', 'ping');
    await turns(floor, 'ok', 'ping');
    expect(floor.problem('web1', 'http')?.held?.until).toBe(until);
    await floor.run(until - floor.clock.now() + SECOND);
    expect((await floor.told()).slice(0, 1)).toEqual(['web1 http problem']);
    expect(await noted(floor)).toEqual([
      'ada: Maintenance "patching" planned',
      'engine: Maintenance "patching" began with the problem of web1 http',
      'engine: Maintenance "patching" ended',
    ]);
  });

  test('a problem after its time begins nothing and is told', async () => {
    const floor = await webFloor();
    await plan(floor, { lastsMs: 5 * MINUTE, flexibleMs: 30 * MINUTE });
    await floor.run(6 * MINUTE);
    await turns(floor, 'critical');
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('planned when something inside its time is broken already: it has begun with that', async () => {
    const floor = await webFloor();
    await turns(floor, 'critical');
    const openedAt = floor.problem('web1', 'http')?.openedAt ?? 0;
    const made = await plan(floor, { inMs: -5 * MINUTE, lastsMs: 60 * MINUTE, flexibleMs: 30 * MINUTE });
    expect(made.begun).toEqual([{ startsAt: made.startsAt, begunAt: openedAt }]);
  });
});

describe('over a restart', () => {
  test('in the middle of a window it goes on: its problem stays held, its beginning is noted once', async () => {
    const floor = await webFloor();
    const window = await plan(floor, { lastsMs: 60 * MINUTE });
    await turns(floor, 'critical');
    await floor.restart(5 * MINUTE);
    await floor.seen('web1', 'http');
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'maintenance', ref: window.id });
    expect(await noted(floor)).toEqual(['ada: Maintenance "patching" planned', 'engine: Maintenance "patching" began']);
    await floor.run(window.endsAt - floor.clock.now() + SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
    await floor.expectChain();
  });

  test('that outlasts the window: its end is noted with its own time, and what is still broken is told', async () => {
    const floor = await webFloor();
    const window = await plan(floor, { lastsMs: 30 * MINUTE });
    await turns(floor, 'critical');
    await floor.restart(60 * MINUTE);
    await floor.seen('web1', 'http');
    const ended = (await floor.journal('maintenance')).at(-1);
    expect(ended?.text).toContain('ended');
    expect(ended?.occurredAt).toBe(window.endsAt);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('a flexible one that has begun keeps its beginning', async () => {
    const floor = await webFloor();
    await plan(floor, { lastsMs: 20 * MINUTE, flexibleMs: 60 * MINUTE });
    await turns(floor, 'critical');
    const until = floor.problem('web1', 'http')?.held?.until;
    await floor.restart(25 * MINUTE);
    await floor.seen('web1', 'http');
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'maintenance', until });
  });
});

test('a machine that slept through the end: what is held is told within seconds of waking', async () => {
  const floor = await webFloor();
  await plan(floor, { lastsMs: 30 * MINUTE });
  await turns(floor, 'critical');
  floor.clock.sleep(60 * MINUTE);
  await floor.run(15 * SECOND);
  expect(await floor.told()).toEqual(['web1 http problem']);
});
