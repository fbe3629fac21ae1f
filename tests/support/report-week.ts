// A week on the floor, played on a real engine with a moved clock: Mon 16 to Sun 22 November 2026 in Berlin. What happened is
// written down as it was done, so that a test can count every figure of the week's report by hand.
import type { Client } from '../../electron/contract/index.ts';
import type { ShiftId } from '../../electron/contract/model/ids.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { createTestClock } from './clock.ts';
import { type Floor, MINUTE, openFloor, SECOND } from './floor.ts';
import { openIncident } from './incident-desk.ts';
import { runbookFolder, runbookText } from './runbook-files.ts';

export const WEEK_ZONE = 'Europe/Berlin';
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, 16 November 2026, 00:00 in Berlin. */
export const WEEK_FROM = Date.UTC(2026, 10, 15, 23);
export const WEEK_TO = WEEK_FROM + 7 * DAY;

/** A stretch in which a check was bad: from its first bad result to its first good one. */
export interface Bad {
  readonly detectedAt: number;
  readonly endedAt: number;
}

export interface PlayedWeek {
  readonly floor: Floor;
  readonly client: Client;
  /** web1 down on Monday in business hours; acknowledged. */
  readonly web1: Bad & { readonly acknowledgedAt: number };
  /** The dump of db1 fails on Monday late in the evening, until Tuesday morning; nobody acknowledges it. */
  readonly dump: Bad;
  /** web1 http fails on Tuesday at night: an incident, acknowledged, resolved, closed. */
  readonly http: Bad & { readonly openedAt: number; readonly acknowledgedAt: number; readonly resolvedAt: number };
  /** Planned work on db1 on Tuesday, in which it was down. */
  readonly work: { readonly from: number; readonly to: number };
  /** Declared on Tuesday after it had begun. */
  readonly late: { readonly from: number; readonly to: number };
  /** The machine slept from Wednesday to Thursday, and from Thursday to Monday. */
  readonly slept: readonly { readonly from: number; readonly to: number }[];
  /** Opened on Thursday and still open. */
  readonly openedLast: number;
  /** Of the runbook `tidy`: one that ended green, tied to a change; one with a skipped step; one that was aborted. */
  readonly runs: { readonly green: number; readonly skips: number; readonly aborted: number };
}

const POLICY = { intervalMs: MINUTE, retryIntervalMs: 15 * SECOND, maxAttempts: 1, timeoutMs: 5_000 };
const SLOW = { ...POLICY, intervalMs: 5 * MINUTE };

const STEPS = `  - id: look
    title: Look at it
    manual: { text: Look at it. }
  - id: tidy
    title: Tidy up
    manual: { text: Tidy up. }
`;

/** `at`: '0 09:00' is Monday at nine in Berlin. */
const momentOf = (at: string): number => {
  const [day = '0', wall = '00:00'] = at.split(' ');
  const [hours = '0', minutes = '0'] = wall.split(':');
  return WEEK_FROM + Number(day) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE;
};

/** Opens the floor, plays the week, and leaves it on the Monday after, 06:10 in Berlin. It closes with the test. */
export async function playWeek(): Promise<PlayedWeek> {
  const clock = createTestClock(WEEK_FROM - HOUR);
  const files = { 'tidy.yaml': runbookText('tidy', { title: 'Tidy up' }, STEPS) };
  const floor = await openFloor({ clock, runbooks: runbookFolder(files) });
  const { client } = floor;
  const till = (at: string): Promise<void> => floor.run(momentOf(at) - clock.now());
  const sleepTill = async (at: string): Promise<void> => {
    clock.sleep(momentOf(at) - clock.now());
    await floor.run(2 * MINUTE);
  };
  /** Says it and waits for the result; the moment of that. */
  const turn = async (host: string, check: string, status: 'ok' | 'critical'): Promise<number> => {
    floor.say(host, check, status);
    await floor.seen(host, check);
    return floor.engine.world.memory.get(floor.check(host, check).id)?.resultAt ?? 0;
  };

  await setUp(floor);
  const web1 = await mondayMorning();
  await till('0 14:55');
  await handOver(floor);
  await till('0 23:30');
  const dumpAt = await turn('db1', 'dump', 'critical');
  const http = await tuesdayNight();
  await till('1 06:00');
  const dump = { detectedAt: dumpAt, endedAt: await turn('db1', 'dump', 'ok') };
  const { work, late, runs } = await tuesdayWork();
  await till('2 00:10');
  await sleepTill('3 08:00');
  await till('3 09:00');
  await openIncident(floor, [], { fields: { title: 'a drill' }, impact: 'low', urgency: 'low' }).then(({ id }) =>
    client.incidents.moveTo({ incidentId: id, status: 'cancelled', reason: 'it was a drill' }),
  );
  const openedLast = clock.now();
  await openIncident(floor, [], { fields: { title: 'the mail is slow' }, impact: 'medium', urgency: 'medium' });
  await till('3 12:00');
  await sleepTill('7 06:00');
  await till('7 06:10');
  // As the journal has it: from the last sign of life before.
  const slept = (await floor.journal('not-monitored')).map(({ data }) => ({
    from: Number(data.from),
    to: Number(data.to),
  }));
  return { floor, client, web1, dump, http, work, late, slept, openedLast, runs };

  async function mondayMorning(): Promise<PlayedWeek['web1']> {
    await till('0 09:00');
    const detectedAt = await turn('web1', 'ping', 'critical');
    await floor.run(5 * MINUTE);
    const acknowledgedAt = clock.now();
    await floor.acknowledge('web1', 'ping');
    await till('0 09:20');
    return { detectedAt, acknowledgedAt, endedAt: await turn('web1', 'ping', 'ok') };
  }

  async function tuesdayNight(): Promise<PlayedWeek['http']> {
    await till('1 03:00');
    const detectedAt = await turn('web1', 'http', 'critical');
    await floor.run(2 * MINUTE);
    const openedAt = clock.now();
    const { id: incidentId } = await openIncident(floor, ['web1 http'], { lead: 'ada' });
    await floor.run(4 * MINUTE);
    const acknowledgedAt = clock.now();
    await client.incidents.moveTo({ incidentId, status: 'acknowledged' });
    await till('1 03:40');
    const endedAt = await turn('web1', 'http', 'ok');
    await till('1 03:50');
    const resolvedAt = clock.now();
    await client.incidents.moveTo({ incidentId, status: 'resolved' });
    await floor.run(5 * MINUTE);
    await client.incidents.moveTo({ incidentId, status: 'closed', resolution: 'restarted', rootCause: 'a leak' });
    return { detectedAt, endedAt, openedAt, acknowledgedAt, resolvedAt };
  }

  async function tuesdayWork() {
    await till('1 13:00');
    const work = { from: momentOf('1 14:00'), to: momentOf('1 15:00') };
    const scopeOf = (name: string) => ({ hostIds: [floor.host(name).id], checkIds: [], tags: [], sites: [] });
    const plan = (name: string, host: string, startsAt: number, endsAt: number, change: string) =>
      client.maintenance.putWindow({ window: { name, scope: scopeOf(host), startsAt, endsAt, change } });
    await plan('new disks', 'db1', work.from, work.to, 'CHG-1');
    await till('1 14:10');
    await turn('db1', 'ping', 'critical');
    const runs = await threeRuns();
    await till('1 14:30');
    await turn('db1', 'ping', 'ok');
    await till('1 16:00');
    const late = { from: momentOf('1 15:45'), to: momentOf('1 16:30') };
    await plan('forgotten', 'web1', late.from, late.to, '');
    return { work, late, runs };
  }

  async function threeRuns(): Promise<PlayedWeek['runs']> {
    const took = async (acts: readonly object[], more = {}): Promise<number> => {
      const startedAt = clock.now();
      let view = await client.runbooks.start({ runbookId: 'tidy', ...more });
      for (const act of acts) {
        await floor.run(MINUTE);
        view = await client.runbooks.act({ runId: view.run.id, rev: view.run.rev, act: act as never });
      }
      return (view.run.endedAt ?? 0) - startedAt;
    };
    return {
      green: await took([{ type: 'go' }, { type: 'go' }], { change: 'CHG-1' }),
      skips: await took([{ type: 'go' }, { type: 'skip', reason: 'tidy already' }]),
      aborted: await took([{ type: 'abort', reason: 'the wrong host' }]),
    };
  }
}

/** The shift that is on, to bea, who ticks and reads back whatever there is. */
async function handOver({ client, connect }: Floor): Promise<void> {
  const { handoff } = await client.handoffs.begin({ incoming: 'bea' });
  const handoffId = handoff.id;
  const { toTick, toReadBack } = await client.handoffs.ready({ handoffId });
  const bea = connect('bea');
  for (const item of toTick) await bea.handoffs.tick({ handoffId, item, ticked: true });
  for (const item of toReadBack) await bea.handoffs.readBack({ handoffId, item, text: 'understood' });
  await bea.handoffs.accept({ handoffId });
}

/** Two hosts, watched for the last hour of the Sunday, and a day shift that is planned. */
async function setUp(floor: Floor): Promise<void> {
  const alive = { name: 'ping', policy: POLICY };
  await floor.watch('web1', {
    alive,
    checks: [{ name: 'http', policy: SLOW }],
    host: { site: 'ams1', tags: ['core'] },
  });
  await floor.watch('db1', {
    alive,
    checks: [{ name: 'dump', kind: 'backup', policy: SLOW }],
    host: { site: 'fra2', tags: ['core', 'db'] },
  });
  const now = await floor.client.engine.settings();
  const reports = { ...now.reports, hours: { ...now.reports.hours, zone: WEEK_ZONE } };
  await floor.client.engine.changeSettings(settings.parse({ ...now, reports }));
  await floor.client.shifts.putPlan({
    id: 'day' as ShiftId,
    name: 'Day',
    zone: WEEK_ZONE,
    from: '07:00',
    to: '15:00',
    days: [1, 2, 3, 4, 5],
    startsOn: '2026-11-16',
  });
  await floor.run(WEEK_FROM - floor.clock.now());
}
