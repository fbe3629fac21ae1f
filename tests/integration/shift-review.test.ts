// A night that was: played on a whole engine with a clock that the test moves, then read back as one stream with figures.
import { describe, expect, test } from 'vitest';
import type { ReviewEntry } from '../../electron/contract/model/review.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';
import { openIncident, refusalOf, turn } from '../support/incident-desk.ts';

const HOUR = 60 * MINUTE;
const ONE_TRY = { policy: { maxAttempts: 1, flapDetection: false } };

/** db1 fills its disk at once, web1 http fails later, web1 mail is left to itself. Begins at 02:00. */
async function night(): Promise<Floor & { from: number }> {
  const floor = await openFloor();
  const from = floor.clock.now();
  await floor.watch('web1', { checks: ['http', 'mail'].map((name) => ({ name, ...ONE_TRY })) });
  await floor.watch('db1', { checks: [{ name: 'disk', ...ONE_TRY }] });
  return Object.assign(floor, { from });
}

const problemOf = (floor: Floor, host: string, check: string) => floor.problem(host, check)?.id ?? '';
const said = ({ entry, subject, answers }: ReviewEntry): string =>
  `${entry.kind} ${subject}${answers === '' ? '' : `, ${answers}`}`;

describe('figures of a shift', () => {
  test('who took what, how soon; what nobody took is counted apart', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'critical');
    const told = floor.problem('db1', 'disk')?.toldAt ?? 0;
    await floor.run(7 * MINUTE);
    await floor.acknowledge('db1', 'disk');
    const taken = floor.clock.now();
    await turn(floor, 'web1 mail', 'critical');
    await turn(floor, 'web1 mail', 'ok');
    const { figures, reactions } = await floor.client.shifts.reviewFacts({ from: floor.from, to: floor.clock.now() });
    expect(reactions).toMatchObject([
      { subject: 'web1 mail', takenAt: null, takenBy: '' },
      { subject: 'db1 disk', toldAt: told, takenAt: taken, takenBy: 'ada', endedAt: null },
    ]);
    expect(reactions[0]?.endedAt).not.toBeNull();
    expect(figures).toMatchObject({
      alerts: 2,
      operators: 1,
      unacknowledged: 1,
      timeToAcknowledge: { n: 1, medianMs: taken - told, maxMs: taken - told, meanMs: null },
      timeToResolve: { n: 1 },
      incidentsOpened: 0,
    });
    expect(figures.slots.alerts.reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  test('what was told before the shift is not its reaction; an acknowledgement after it counts all the same', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'critical');
    const middle = floor.clock.now();
    await floor.run(HOUR);
    await turn(floor, 'web1 http', 'critical');
    const end = floor.clock.now();
    await floor.run(HOUR);
    await floor.acknowledge('web1', 'http');
    await floor.acknowledge('db1', 'disk');
    const early = await floor.client.shifts.reviewFacts({ from: floor.from, to: middle });
    const late = await floor.client.shifts.reviewFacts({ from: middle, to: end });
    expect(early.reactions.map(({ subject }) => subject)).toEqual(['db1 disk']);
    expect(late.reactions).toMatchObject([{ subject: 'web1 http', takenBy: 'ada' }]);
    expect(late.figures.timeToAcknowledge.n).toBe(1);
  });

  test('told again in the next shift, it stays the first one’s', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'warning');
    const middle = floor.clock.now();
    await turn(floor, 'db1 disk', 'critical');
    const late = await floor.client.shifts.reviewFacts({ from: middle, to: floor.clock.now() });
    expect(late.figures.alerts).toBe(1);
    expect(late.reactions).toEqual([]);
  });

  test('whoever acknowledges the incident took its problems; promises kept are counted', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'critical');
    await turn(floor, 'web1 http', 'critical');
    const incident = await openIncident(floor, ['db1 disk', 'web1 http']);
    await floor.run(3 * MINUTE);
    const bea = floor.connect('bea');
    await bea.incidents.moveTo({ incidentId: incident.id, status: 'acknowledged' });
    const taken = floor.clock.now();
    await floor.run(MINUTE);
    await floor.client.incidents.moveTo({ incidentId: incident.id, status: 'resolved' });
    await floor.client.incidents.moveTo({
      incidentId: incident.id,
      status: 'closed',
      resolution: 'made room',
      rootCause: 'unknown',
    });
    const closed = floor.clock.now();
    await floor.run(MINUTE);
    const facts = await floor.client.shifts.reviewFacts({ from: floor.from, to: floor.clock.now() });
    expect(facts.reactions.map(({ takenAt, takenBy }) => [takenAt, takenBy])).toEqual([
      [taken, 'bea'],
      [taken, 'bea'],
    ]);
    expect(facts.figures).toMatchObject({ incidentsOpened: 1, incidentsClosed: 1, sla: { kept: 1, of: 1 } });
    expect(facts.bars).toMatchObject([{ lane: 'incident', incidentId: incident.id, to: closed }]);
    expect(facts.people).toEqual(['ada', 'bea']);
  });

  test('a problem that joins what is in hand is taken when it comes', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'critical');
    const incident = await openIncident(floor, ['db1 disk']);
    await floor.client.incidents.moveTo({ incidentId: incident.id, status: 'acknowledged' });
    await floor.run(10 * MINUTE);
    await turn(floor, 'web1 http', 'critical');
    await floor.run(10 * MINUTE);
    await floor.client.incidents.addProblems({
      incidentId: incident.id,
      problemIds: [problemOf(floor, 'web1', 'http')] as never,
    });
    const { reactions } = await floor.client.shifts.reviewFacts({ from: floor.from, to: floor.clock.now() + 1 });
    expect(reactions.find(({ subject }) => subject === 'web1 http')).toMatchObject({ takenAt: floor.clock.now() });
  });

  test('the clock was set back before somebody took it: they took it all the same', async () => {
    const floor = await night();
    await floor.run(5 * MINUTE);
    await turn(floor, 'db1 disk', 'critical');
    const told = floor.problem('db1', 'disk')?.toldAt ?? 0;
    floor.clock.setWall(told - 4 * MINUTE);
    await floor.run(MINUTE);
    await floor.acknowledge('db1', 'disk');
    floor.clock.setWall(told + HOUR);
    await floor.run(MINUTE);
    const period = { from: floor.from, to: floor.clock.now() };
    const { figures, reactions } = await floor.client.shifts.reviewFacts(period);
    expect(reactions).toMatchObject([{ subject: 'db1 disk', toldAt: told, takenAt: told, takenBy: 'ada' }]);
    expect(figures).toMatchObject({ unacknowledged: 0, timeToAcknowledge: { n: 1, maxMs: 0 } });
    // The stream says the same.
    const { entries } = await floor.client.shifts.review({ ...period, filter: { kinds: ['acknowledgement'] } });
    expect(entries).toMatchObject([{ reactionMs: 0 }]);
  });

  test('while the machine slept nobody watched: nothing told is not the same as nothing happened', async () => {
    const floor = await night();
    await floor.run(10 * MINUTE);
    const sleptAt = floor.clock.now();
    floor.clock.sleep(3 * HOUR);
    await floor.run(2 * MINUTE);
    const facts = (from: number, to: number) => floor.client.shifts.reviewFacts({ from, to });
    const inside = { from: sleptAt + HOUR, to: sleptAt + 2 * HOUR };
    expect((await facts(inside.from, inside.to)).unwatched).toEqual([inside]);
    const { unwatched } = await facts(floor.from, floor.clock.now());
    expect(unwatched).toHaveLength(1);
    expect((unwatched[0]?.to ?? 0) - (unwatched[0]?.from ?? 0)).toBeGreaterThan(3 * HOUR - MINUTE);
    expect((await facts(floor.from, sleptAt - 2 * MINUTE)).unwatched).toEqual([]);
  });

  test('a shift that begins this moment has figures, all of them none', async () => {
    const floor = await night();
    await floor.run(MINUTE);
    const { figures } = await floor.client.shifts.reviewFacts({
      from: floor.clock.now(),
      to: floor.clock.now() + HOUR,
    });
    expect(figures).toMatchObject({ alerts: 0, perHour: 0, timeToAcknowledge: { n: 0, medianMs: null } });
    expect((await refusalOf(floor.client.shifts.reviewFacts({ from: floor.from, to: floor.from }))).code).toBe(
      'INVALID',
    );
  });

  test('planned people share the load', async () => {
    const floor = await night();
    const people = ['Ada', 'Bea', 'Cy'].map((name) => ({ id: name.toLowerCase(), name, channelIds: [] }));
    for (const person of people) await floor.client.onCall.putPerson(person as never);
    await floor.client.shifts.putPlan({
      id: 'night' as never,
      name: 'Night',
      zone: 'UTC',
      from: '00:00',
      to: '08:00',
      days: [1, 2, 3, 4, 5, 6, 7],
      startsOn: '2026-11-01',
      people: ['ada', 'bea', 'cy'] as never,
    });
    for (const host of ['db1 disk', 'web1 http', 'web1 mail']) await turn(floor, host, 'critical');
    const { figures, shifts } = await floor.client.shifts.reviewFacts({ from: floor.from, to: floor.from + HOUR });
    expect(figures.operators).toBe(3);
    expect(shifts).toEqual([{ name: 'Night', people: ['Ada', 'Bea', 'Cy'] }]);
  });
});

describe('the stream', () => {
  test('alerts, what people did and how long after, in the order in which it happened', async () => {
    const floor = await night();
    const begin = floor.clock.now();
    await turn(floor, 'db1 disk', 'critical');
    await floor.run(7 * MINUTE);
    await floor.acknowledge('db1', 'disk');
    const incident = await openIncident(floor, ['db1 disk']);
    await floor.client.incidents.moveTo({ incidentId: incident.id, status: 'acknowledged' });
    await floor.client.incidents.note({ incidentId: incident.id, text: 'cleaning /var/log' });
    await floor.acknowledge('db1', 'disk', { sticky: true });
    const page = await floor.client.shifts.review({ from: begin, to: floor.clock.now() + 1 });
    expect(page.offset).toBe(0);
    expect(page.total).toBe(page.entries.length);
    expect(page.entries.map(({ entry }) => entry.occurredAt)).toEqual(
      page.entries.map(({ entry }) => entry.occurredAt).toSorted((a, b) => a - b),
    );
    const words = page.entries.map(said).filter((one) => !one.startsWith('sla'));
    const told = new Date(floor.problem('db1', 'disk')?.toldAt ?? 0).toISOString().slice(11, 16);
    const first = words.indexOf(`alert db1 disk`);
    expect(words.slice(first)).toEqual([
      'alert db1 disk',
      'delivery db1 disk',
      `acknowledgement db1 disk, told ${told}`,
      expect.stringMatching(/^status INC-2026-0001/),
      expect.stringMatching(/^status INC-2026-0001, detected \d\d:\d\d$/),
      'note INC-2026-0001',
      // Nothing was told since the one before.
      'acknowledgement db1 disk',
    ]);
    const ack = page.entries.find(({ entry }) => entry.kind === 'acknowledgement');
    expect(ack?.reactionMs).toBe((ack?.entry.occurredAt ?? 0) - (floor.problem('db1', 'disk')?.toldAt ?? 0));
    expect(words.some((one) => one.startsWith('check-state') || one.startsWith('suppression'))).toBe(false);
  });

  test('is filtered by kind, person, host and words; other kinds come when they are asked for', async () => {
    const floor = await night();
    const begin = floor.clock.now();
    await turn(floor, 'db1 disk', 'critical');
    await turn(floor, 'web1 http', 'critical');
    await floor.acknowledge('db1', 'disk');
    await floor.connect('bea').monitoring.acknowledge({
      problemIds: [problemOf(floor, 'web1', 'http')],
      reason: 'Rack 4 is dark',
    });
    const of = async (filter: object) =>
      (await floor.client.shifts.review({ from: begin, to: floor.clock.now() + 1, filter })).entries.map(said);
    expect(await of({ kinds: ['alert'] })).toEqual(['alert db1 disk', 'alert web1 http']);
    expect(await of({ people: ['bea'] })).toEqual([expect.stringMatching(/^acknowledgement web1 http, told/)]);
    expect(await of({ hostIds: [floor.host('db1').id], kinds: ['alert', 'acknowledgement'] })).toHaveLength(2);
    expect(await of({ text: 'rack 4' })).toHaveLength(1);
    expect(await of({ text: 'BEA' })).toHaveLength(1);
    expect(await of({ text: '100%_' })).toEqual([]);
    expect((await of({ kinds: ['check-state'] })).length).toBeGreaterThan(0);
  });

  test('a note says its words and is found by them; redacted, it says that something stood there', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'critical');
    const incident = await openIncident(floor, ['db1 disk']);
    const { seq } = await floor.client.incidents.note({
      incidentId: incident.id,
      text: 'Cleaning **/var/log**, the carrier rings back',
    });
    const of = async (filter: object = {}) =>
      (await floor.client.shifts.review({ from: floor.from, to: floor.clock.now() + 1, filter })).entries;
    const bodies = async () => (await of({ kinds: ['note'] })).map(({ body }) => body);
    expect(await bodies()).toEqual(['Cleaning **/var/log**, the carrier rings back']);
    expect((await of({ text: 'carrier' })).map(({ entry }) => entry.seq)).toEqual([seq]);
    expect(await of({ kinds: ['note'], text: 'nothing like it' })).toEqual([]);
    expect((await of({ kinds: ['alert'] })).every((one) => !('body' in one))).toBe(true);
    await floor.client.incidents.redact({ incidentId: incident.id, seq, reason: 'a password' });
    expect(await bodies()).toEqual([null]);
    expect(await of({ kinds: ['note'], text: 'carrier' })).toEqual([]);
  });

  test('comes in pages from the newest back, and none is shown twice', async () => {
    const floor = await night();
    for (let round = 0; round < 6; round += 1) await turn(floor, 'db1 disk', round % 2 === 0 ? 'critical' : 'ok');
    const period = { from: floor.from, to: floor.clock.now() + 1 };
    const all = await floor.client.shifts.review({ ...period, limit: 500 });
    const newest = await floor.client.shifts.review({ ...period, limit: 4 });
    expect(newest).toMatchObject({ total: all.total, offset: all.total - 4 });
    const before = await floor.client.shifts.review({ ...period, limit: 4, offset: newest.offset - 4 });
    expect([...before.entries, ...newest.entries].map(({ entry }) => entry.seq)).toEqual(
      all.entries.slice(-8).map(({ entry }) => entry.seq),
    );
  });

  test('half open: what happened at the end belongs to the next shift', async () => {
    const floor = await night();
    await turn(floor, 'db1 disk', 'critical');
    const at = floor.problem('db1', 'disk')?.toldAt ?? 0;
    const alerts = async (from: number, to: number) =>
      (await floor.client.shifts.review({ from, to, filter: { kinds: ['alert'] } })).total;
    expect(await alerts(at - HOUR, at)).toBe(0);
    expect(await alerts(at, at + 1)).toBe(1);
  });
});
