// Every alert that is held back is looked at again when its reason ends: within a second of the clock, or at once when
// somebody ends it. What is over by then nobody hears of. (spec: monitoring, "State machine", suppression)
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../electron/contract/model/settings.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

const HOUR = 60 * MINUTE;

async function floorWith(checks: readonly string[] = ['http']): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: checks.map((name) => ({ name })), host: { tags: ['prod'], site: 'ams1' } });
  await floor.run(2 * MINUTE);
  return floor;
}

async function setAlerting(floor: Floor, alerting: Partial<Settings['alerting']>): Promise<void> {
  const now = await floor.client.engine.settings();
  await floor.client.engine.changeSettings({ ...now, alerting: { ...now.alerting, ...alerting } });
}

/** '05:00', UTC. */
const clockText = (at: number): string => new Date(at).toISOString().slice(11, 16);
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Quiet for problems of these severities until `until`. */
const quietUntil = (floor: Floor, until: number, more: object = {}): Settings['alerting']['quietHours'] => [
  {
    ...{ name: 'night', zone: 'UTC', days: EVERY_DAY, severities: [2, 3, 4], tags: [], sites: [] },
    from: clockText(floor.clock.now() - HOUR),
    to: clockText(until),
    ...more,
  },
];

async function openProblem(floor: Floor): Promise<void> {
  floor.say('web1', 'http', 'critical');
  while (!floor.problem('web1', 'http')) await floor.run(SECOND);
}

describe('an acknowledgement', () => {
  test('runs out: what it held is told within a second, though no result comes', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { checks: [{ name: 'http', policy: { intervalMs: HOUR } }] });
    await floor.run(6 * MINUTE);
    floor.say('web1', 'http', 'critical');
    await openProblem(floor);
    const expiresAt = floor.clock.now() + 20 * MINUTE;
    await floor.acknowledge('web1', 'http', { sticky: true, expiresAt });
    floor.say('web1', 'http', 'warning');
    await floor.client.monitoring.checkNow({ checkIds: [floor.check('web1', 'http').id] });
    await floor.run(expiresAt - floor.clock.now() - SECOND);
    expect(floor.problem('web1', 'http')?.held?.reason).toBe('acknowledged');
    expect(await floor.told()).toEqual(['web1 http problem']);
    const runs = floor.runner.runs.filter((run) => run.check === 'http').length;
    await floor.run(2 * SECOND);
    expect(floor.runner.runs.filter((run) => run.check === 'http')).toHaveLength(runs);
    expect(await floor.told()).toEqual(['web1 http problem', 'web1 http change']);
    expect((await floor.journal('alert')).at(-1)?.occurredAt).toBeLessThanOrEqual(expiresAt + SECOND);
  });

  test('runs out with nothing to tell: it is gone from the problem, and nobody is told', async () => {
    const floor = await floorWith();
    await openProblem(floor);
    await floor.acknowledge('web1', 'http', { expiresAt: floor.clock.now() + 5 * MINUTE });
    await floor.run(5 * MINUTE + 2 * SECOND);
    expect(floor.problem('web1', 'http')).toMatchObject({ ack: null });
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('that ran out over a restart is gone too', async () => {
    const floor = await floorWith();
    await openProblem(floor);
    await floor.acknowledge('web1', 'http', { expiresAt: floor.clock.now() + 35 * MINUTE });
    await floor.restart(30 * MINUTE);
    await floor.run(6 * MINUTE);
    expect(floor.problem('web1', 'http')).toMatchObject({ ack: null });
  });
});

describe('a mute', () => {
  test('ends by itself: the problem that opened under it is told then', async () => {
    const floor = await floorWith();
    const until = floor.clock.now() + 15 * MINUTE;
    const scope = { hostIds: [floor.host('web1').id] };
    const { id } = await floor.client.maintenance.mute({ scope, until });
    await openProblem(floor);
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'muted', by: 'ada', until, ref: id });
    await floor.run(until - floor.clock.now() - SECOND);
    expect(await floor.told()).toEqual([]);
    await floor.run(2 * SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('is ended by somebody: told at once', async () => {
    const floor = await floorWith();
    const scope = { tags: ['prod'] };
    const { id } = await floor.client.maintenance.mute({ scope, until: floor.clock.now() + HOUR });
    await openProblem(floor);
    await floor.client.maintenance.unmute({ muteIds: [id] });
    await floor.run(0);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('a problem that is over before it ends: nobody hears of it', async () => {
    const floor = await floorWith();
    await floor.client.maintenance.mute({ scope: { sites: ['ams1'] }, until: floor.clock.now() + 15 * MINUTE });
    await openProblem(floor);
    floor.say('web1', 'http', 'ok');
    await floor.run(20 * MINUTE);
    expect(await floor.told()).toEqual([]);
  });

  test('a recovery that it held is told when it ends', async () => {
    const floor = await floorWith();
    await openProblem(floor);
    await floor.client.maintenance.mute({ scope: { tags: ['prod'] }, until: floor.clock.now() + 15 * MINUTE });
    floor.say('web1', 'http', 'ok');
    await floor.run(5 * MINUTE);
    expect([floor.problems(), await floor.told()]).toEqual([[], ['web1 http problem']]);
    await floor.run(11 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
  });
});

describe('a maintenance window', () => {
  const plan = (floor: Floor, minutes: number, more: object = {}) => ({
    windowId: null,
    window: {
      name: 'CHG-7',
      scope: { hostIds: [floor.host('web1').id] },
      startsAt: floor.clock.now() - MINUTE,
      endsAt: floor.clock.now() + minutes * MINUTE,
      ...more,
    },
  });

  test('ends: the problem that outlives it is told within a second, one that does not never', async () => {
    const floor = await floorWith(['http', 'dns']);
    const { windowId: _, window } = plan(floor, 30);
    await floor.client.maintenance.putWindow({ window });
    for (const check of ['http', 'dns']) floor.say('web1', check, 'critical');
    await floor.run(5 * MINUTE);
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'maintenance', until: window.endsAt });
    floor.say('web1', 'dns', 'ok');
    await floor.run(window.endsAt - floor.clock.now() - SECOND);
    expect(await floor.told()).toEqual([]);
    await floor.run(2 * SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
    expect((await floor.journal('alert')).at(-1)?.occurredAt).toBeLessThanOrEqual(window.endsAt + SECOND);
  });

  test('a flexible one begins with the problem itself: that is held already', async () => {
    const floor = await floorWith();
    const { window } = plan(floor, 60, { flexibleMs: 10 * MINUTE });
    await floor.client.maintenance.putWindow({ window });
    await openProblem(floor);
    expect(floor.problem('web1', 'http')?.held?.reason).toBe('maintenance');
    await floor.run(11 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('is called off, or its end is moved: looked at again at once', async () => {
    const floor = await floorWith();
    const { window } = plan(floor, 60);
    const { id: windowId } = await floor.client.maintenance.putWindow({ window });
    await openProblem(floor);
    await floor.client.maintenance.endNow({ windowId });
    await floor.run(SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });
});

describe('quiet hours', () => {
  test('hold what is not urgent until they end, right to the second; SEV1 goes out', async () => {
    const floor = await floorWith(['http', 'dns']);
    const until = floor.clock.now() + 20 * MINUTE - (floor.clock.now() % MINUTE);
    await setAlerting(floor, { quietHours: quietUntil(floor, until) });
    await openProblem(floor);
    expect(floor.problem('web1', 'http')?.held).toEqual({ reason: 'outside-hours', by: 'night', until });
    await floor.run(until - floor.clock.now() - SECOND);
    expect(await floor.told()).toEqual([]);
    await floor.run(2 * SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
    const severityRules = [{ statuses: [], tags: ['prod'], sites: [], roles: [], severity: 1 as const }];
    await setAlerting(floor, { quietHours: quietUntil(floor, until + 2 * HOUR), severityRules });
    floor.say('web1', 'dns', 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem', 'web1 dns problem']);
  });

  test('that are taken out, or concern others now: told at once', async () => {
    const floor = await floorWith();
    const until = floor.clock.now() + 5 * HOUR;
    await setAlerting(floor, { quietHours: quietUntil(floor, until, { tags: ['prod'] }) });
    await openProblem(floor);
    expect(await floor.told()).toEqual([]);
    await setAlerting(floor, { quietHours: quietUntil(floor, until, { tags: ['test'] }) });
    await floor.run(0);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('a recovery in the night waits for the morning with its problem', async () => {
    const floor = await floorWith();
    await openProblem(floor);
    const until = floor.clock.now() + 20 * MINUTE;
    await setAlerting(floor, { quietHours: quietUntil(floor, until) });
    floor.say('web1', 'http', 'ok');
    await floor.run(15 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem']);
    await floor.run(6 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
  });

  test('one goes over into the next: held until the last ends', async () => {
    const floor = await floorWith();
    const until = floor.clock.now() + 15 * MINUTE - (floor.clock.now() % MINUTE);
    const [first] = quietUntil(floor, until);
    const [second] = quietUntil(floor, until + 10 * MINUTE, { name: 'morning' });
    if (!first || !second) throw new Error('no quiet hours');
    await setAlerting(floor, { quietHours: [first, { ...second, from: clockText(until - MINUTE) }] });
    await openProblem(floor);
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ by: 'night' });
    await floor.run(until + MINUTE - floor.clock.now());
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ by: 'morning' });
    await floor.run(10 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });
});

describe('severities', () => {
  test('edited rules show on open problems at once, and nobody is told anew', async () => {
    const floor = await floorWith();
    await openProblem(floor);
    expect(floor.problem('web1', 'http')?.severity).toBe(2);
    const rule = { statuses: [], tags: ['prod'], sites: [], roles: [], severity: 4 as const };
    await setAlerting(floor, { severityRules: [rule] });
    await floor.run(0);
    expect(floor.problem('web1', 'http')?.severity).toBe(4);
    expect(await floor.told()).toEqual(['web1 http problem']);
  });
});

test('a reason that gives way to another is on record, and the news is told once when none is left', async () => {
  const floor = await floorWith();
  const now = floor.clock.now();
  await floor.client.maintenance.mute({ scope: { tags: ['prod'] }, until: now + 10 * MINUTE });
  await openProblem(floor);
  await floor.acknowledge('web1', 'http', { expiresAt: now + 20 * MINUTE });
  await floor.run(25 * MINUTE);
  const reasons = (await floor.journal('suppression')).map((entry) => (entry.data.held as { reason: string }).reason);
  expect(reasons).toEqual(['muted', 'acknowledged']);
  expect(await floor.told()).toEqual(['web1 http problem']);
});

test('a clock that is set forward over the end of a mute does not tell of what is stale', async () => {
  const floor = await floorWith();
  await floor.client.maintenance.mute({ scope: { tags: ['prod'] }, until: floor.clock.now() + HOUR });
  await openProblem(floor);
  floor.runner.hold('web1');
  floor.clock.sleep(2 * HOUR);
  floor.say('web1', 'http', 'ok');
  await floor.run(5 * SECOND);
  expect(await floor.told()).toEqual([]);
  floor.runner.release('web1');
  await floor.run(2 * MINUTE);
  expect([floor.problems(), await floor.told()]).toEqual([[], []]);
});
