// How incidents come to be at the desk, which number they get, and how they are found again.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { createTestClock } from '../support/clock.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { allIncidents, entriesOf, openIncident, problemId, refusalOf, saidIn, turn } from '../support/incident-desk.ts';

const ONE_TRY = { policy: { maxAttempts: 1 } };
const DONE = { resolution: 'cable replaced', rootCause: 'unknown' };
const HOUR = 60 * MINUTE;

/** web1 with three problems. */
async function troubled(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: ['http', 'disk', 'mail'].map((name) => ({ name, ...ONE_TRY })) });
  for (const check of ['http', 'disk', 'mail']) await turn(floor, `web1 ${check}`, 'critical');
  return floor;
}

const close = (floor: Floor, { id }: Incident) =>
  floor.client.incidents.moveTo({ incidentId: id, status: 'closed', ...DONE });
describe('opening', () => {
  test('from two problems at once: what they were then, when it began, when people were told', async () => {
    const floor = await troubled();
    const incident = await openIncident(floor, ['web1 http', 'web1 disk'], { lead: 'Bea' });
    const [http, disk] = [floor.problem('web1', 'http')!, floor.problem('web1', 'disk')!];
    expect(incident).toMatchObject({
      number: 'INC-2026-0001',
      status: 'open',
      severity: 2,
      openedBy: 'ada',
      openedAt: floor.clock.now(),
      policy: '',
      rootHostId: floor.host('web1').id,
      roles: { lead: 'Bea', scribe: '' },
      lastWordAt: floor.clock.now(),
    });
    expect(incident.problems).toEqual([
      {
        problemId: http.id,
        hostId: http.hostId,
        checkId: http.checkId,
        host: 'web1',
        check: 'http',
        alive: false,
        status: 'critical',
        openedAt: http.openedAt,
        closedAt: null,
      },
      {
        problemId: disk.id,
        hostId: disk.hostId,
        checkId: disk.checkId,
        host: 'web1',
        check: 'disk',
        alive: false,
        status: 'critical',
        openedAt: disk.openedAt,
        closedAt: null,
      },
    ]);
    expect(incident.milestones.map(({ kind, at, source }) => [kind, at, source])).toEqual([
      ['impact', http.openedAt, 'check web1 http'],
      ['detected', http.toldAt, 'the engine'],
    ]);
    expect(await saidIn(floor)).toEqual([
      'status: Incident INC-2026-0001 opened, SEV2 from impact high, urgency medium: checkout is down',
    ]);
    const [entry] = await entriesOf(floor, incident);
    expect(entry).toMatchObject({
      actor: { type: 'operator', name: 'ada' },
      data: { to: 'open', problemIds: [http.id, disk.id] },
    });
  });

  test('from nothing, by a phone call that came earlier than the desk wrote it down', async () => {
    const floor = await openFloor();
    const now = floor.clock.now();
    const incident = await openIncident(floor, [], { impactAt: now - 10 * MINUTE, detectedAt: now - 5 * MINUTE });
    expect(incident.milestones.map(({ kind, at, source }) => [kind, at, source])).toEqual([
      ['impact', now - 10 * MINUTE, 'ada'],
      ['detected', now - 5 * MINUTE, 'ada'],
    ]);
    expect(incident.problems).toEqual([]);
  });

  test('a problem that was over before the key was pressed is taken as it was', async () => {
    const floor = await troubled();
    const id = problemId(floor, 'web1 http');
    await turn(floor, 'web1 http', 'ok');
    const incident = await openIncident(floor, ['web1 disk'], { problemIds: [id, problemId(floor, 'web1 disk')] });
    expect(incident.problems.map(({ check, closedAt }) => [check, closedAt === null])).toEqual([
      ['http', false],
      ['disk', true],
    ]);
  });

  test('hosts behind the switch come along, a moment later', async () => {
    const floor = await openFloor();
    await floor.watch('sw1');
    for (const name of ['web1', 'web2']) await floor.watch(name, { parents: ['sw1'] });
    for (const name of ['sw1', 'web1', 'web2']) floor.say(name, 'ping', 'critical');
    await floor.run(10 * MINUTE);
    await openIncident(floor, ['sw1']);
    await floor.run(5 * SECOND);
    const [incident] = await allIncidents(floor);
    expect(incident?.problems.map(({ host }) => host)).toEqual(['sw1', 'web1', 'web2']);
    expect(incident?.title).toBe('checkout is down');
    expect(await saidIn(floor)).toHaveLength(2);
  });

  test('what makes no sense is refused by field, and nothing is opened', async () => {
    const floor = await troubled();
    const now = floor.clock.now();
    const cases = [
      [
        openIncident(floor, [], { impactAt: now + HOUR }),
        'INVALID',
        'impactAt',
        /lies in the future, it is 2026-11-20/,
      ],
      [openIncident(floor, [], { detectedAt: now + HOUR }), 'INVALID', 'detectedAt', /lies in the future/],
      [
        openIncident(floor, [], { impactAt: now - MINUTE, detectedAt: now - 2 * MINUTE }),
        'INVALID',
        'detectedAt',
        /UTC lies before 2026.*UTC, when the impact began/,
      ],
      [
        openIncident(floor, [], { severity: 1 }),
        'INVALID',
        'severityReason',
        /say why it is SEV1: impact high and urgency medium make SEV2/,
      ],
      [
        openIncident(floor, [], { problemIds: ['nothing' as never] }),
        'INVALID',
        'problemIds.0',
        /no such problem any more/,
      ],
      [
        openIncident(floor, [], { fields: { title: 'x', rootHostId: 'gone' as never } }),
        'INVALID',
        'fields.rootHostId',
        /no such host/,
      ],
      [
        openIncident(floor, [], { fields: { title: 'x', hostIds: [floor.host('web1').id, 'gone' as never] } }),
        'INVALID',
        'fields.hostIds.1',
        /no such host/,
      ],
      [openIncident(floor, [], { fields: { title: ' ' } }), 'INVALID', 'fields.title', /say what is wrong/],
    ] as const;
    for (const [call, code, path, message] of cases) {
      const said = await refusalOf(call);
      expect([said.code, said.path]).toEqual([code, path]);
      expect(said.message).toMatch(message);
    }
    expect(await allIncidents(floor)).toEqual([]);
    expect((await openIncident(floor)).number).toBe('INC-2026-0001');
  });
});

describe('numbers', () => {
  test('go on without a hole when the disk refuses one, and when many ask at once', async () => {
    const floor = await openFloor();
    await openIncident(floor);
    const other = new Database(join(floor.folder, 'watchfloor.db'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    expect((await refusalOf(openIncident(floor))).code).toBe('STORAGE');
    other.exec('ROLLBACK');
    // Half-way: the row is there already when the journal refuses.
    other.exec("CREATE TRIGGER no_more BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'the disk had enough'); END");
    expect((await refusalOf(openIncident(floor))).code).toBe('STORAGE');
    other.exec('DROP TRIGGER no_more');
    expect(await allIncidents(floor)).toHaveLength(1);
    const desk = floor.connect('bea');
    const title = (nth: number) => ({ fields: { title: `call ${nth}` }, impact: 'low', urgency: 'low' }) as const;
    await Promise.all(
      Array.from({ length: 20 }, (_, nth) => (nth % 2 ? desk : floor.client).incidents.open(title(nth))),
    );
    const numbers = (await allIncidents(floor)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, nth) => `INC-2026-${String(nth + 1).padStart(4, '0')}`));
  });

  test('begin anew with the year, UTC, and find their year again when the clock is set back', async () => {
    const clock = createTestClock(Date.UTC(2026, 11, 31, 23, 59, 50));
    const floor = await openFloor({ clock });
    await openIncident(floor);
    await floor.run(20 * SECOND);
    expect((await openIncident(floor)).number).toBe('INC-2027-0001');
    clock.setWall(Date.UTC(2026, 11, 31, 23, 59, 59));
    expect((await openIncident(floor)).number).toBe('INC-2026-0002');
    await floor.restart(10 * SECOND);
    expect((await openIncident(floor)).number).toBe('INC-2027-0002');
    expect((await floor.client.incidents.get({ incident: '2' })).number).toBe('INC-2027-0002');
    expect((await floor.client.incidents.get({ incident: '2026-2' })).number).toBe('INC-2026-0002');
  });

  test('have five digits from the ten-thousandth on', async () => {
    const floor = await openFloor();
    const first = await openIncident(floor);
    await floor.stop();
    const db = new Database(join(floor.folder, 'watchfloor.db'));
    db.exec(`INSERT INTO incident (id, year, serial, status, severity, opened_at, ended_at, incident)
      WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
      SELECT 'old-' || i, 2026, i, 'closed', 4, 0, 0, (SELECT incident FROM incident WHERE serial = 1) FROM n`);
    db.close();
    await floor.restart(SECOND);
    expect((await openIncident(floor)).number).toBe('INC-2026-10000');
    expect((await openIncident(floor)).number).toBe('INC-2026-10001');
    expect((await floor.client.incidents.get({ incident: '10001' })).number).toBe('INC-2026-10001');
    expect((await floor.client.incidents.get({ incident: '1' })).id).toBe(first.id);
  });
});

describe('looking one up', () => {
  test('by id, number, the last part of it, in whatever case; and in words when there is none', async () => {
    const floor = await openFloor();
    const { id } = await openIncident(floor);
    for (const incident of [id, 'INC-2026-0001', 'inc-2026-0001', 'INC-2026-1', '2026-1', ' 1 ', '#1', '0001']) {
      expect((await floor.client.incidents.get({ incident })).id, incident).toBe(id);
    }
    const none = async (incident: string) => (await refusalOf(floor.client.incidents.get({ incident }))).message;
    expect(await none('42')).toBe(
      'There is no incident INC-2026-0042. Give its number, like INC-2026-0042, or the last part of it for one of this year.',
    );
    expect(await none('INC-2025-0001')).toMatch(/^There is no incident INC-2025-0001\./);
    expect(await none('the big one')).toMatch(/^There is no incident "the big one"\./);
    expect(
      (await refusalOf(floor.client.incidents.rate({ incidentId: 'gone' as never, impact: 'low', urgency: 'low' })))
        .code,
    ).toBe('NOT_FOUND');
  });

  test('lists newest first, by page, status, severity and time', async () => {
    const floor = await openFloor();
    const times: number[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      times.push(floor.clock.now());
      await openIncident(floor, [], nth % 2 ? { urgency: 'low' } : {});
      await floor.run(MINUTE);
    }
    const list = async (input: Parameters<typeof floor.client.incidents.list>[0]) => {
      const { total, incidents } = await floor.client.incidents.list(input);
      return [total, ...incidents.map(({ number }) => Number(number.slice(-4)))];
    };
    expect(await list({})).toEqual([5, 5, 4, 3, 2, 1]);
    expect(await list({ offset: 1, limit: 2 })).toEqual([5, 4, 3]);
    expect(await list({ severities: [3] })).toEqual([2, 4, 2]);
    expect(await list({ from: times[1]!, to: times[3]! })).toEqual([2, 3, 2]);
    const [first] = await allIncidents(floor);
    await close(floor, first!);
    expect(await list({ statuses: ['closed', 'cancelled'] })).toEqual([1, 1]);
    expect(await refusalOf(floor.client.incidents.list({ from: times[3]!, to: times[1]! }))).toMatchObject({
      code: 'INVALID',
      path: 'to',
    });
  });
});
