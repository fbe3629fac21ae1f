// A timeline is the journal seen from an incident: what happened to its problems, its checks and its hosts joins by itself.
// (spec: incidents, "Timeline")
import { expect, test } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { type Floor, MINUTE, openFloor, SECOND, until } from '../support/floor.ts';
import { openIncident, timelineOf, told } from '../support/timeline-desk.ts';

/** web1 with http and disk, db1; http of web1 is broken. */
async function floorWithTrouble(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }, { name: 'disk' }] });
  await floor.watch('db1', { checks: [{ name: 'sql' }] });
  await floor.run(30 * MINUTE);
  floor.say('web1', 'http', 'critical');
  await floor.run(8 * MINUTE);
  return floor;
}

const texts = async (floor: Floor, incident: Incident, kind: string): Promise<readonly string[]> =>
  (await timelineOf(floor, incident)).filter((entry) => entry.kind === kind).map(({ text }) => text);

test('an incident opened late shows what came before it, from its first sign on', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  expect(told(await timelineOf(floor, incident)).slice(0, 5)).toEqual([
    'check-state: web1 http critical, soft 1/3: critical of web1',
    'check-state: web1 http critical, soft 2/3: critical of web1',
    'check-state: web1 http critical, hard 3/3: critical of web1',
    'alert: web1 http: critical: critical of web1',
    'delivery: web1 http: no route takes this alert (SEV2); nobody was told',
  ]);
  expect(await texts(floor, incident, 'status')).toHaveLength(1);
});

test('what happens from then on joins by itself, and what concerns others stays out', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  await floor.acknowledge('web1', 'http');
  floor.say('db1', 'sql', 'critical');
  await floor.run(6 * MINUTE);
  const { id: hostId } = floor.host('web1');
  await floor.client.maintenance.mute({
    scope: { hostIds: [hostId], checkIds: [], tags: [], sites: [] },
    until: floor.clock.now() + 60 * MINUTE,
    reason: 'noise',
  });
  floor.say('web1', 'http', 'ok');
  await floor.run(5 * MINUTE);
  const entries = told(await timelineOf(floor, incident));
  expect(entries.join('\n')).not.toContain('db1');
  expect(entries).toContain('acknowledgement: web1 http acknowledged: looking at it');
  expect(entries.filter((entry) => entry.startsWith('mute: '))).toHaveLength(1);
  expect(entries).toContain('check-state: web1 http ok, hard 1/3: ok of web1');
  await floor.expectChain();
});

test('a host that is named brings all its checks; one that is not brings only the check of its problem', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.watch('db1', { checks: [{ name: 'sql' }] });
  await floor.run(30 * MINUTE);
  const incident = await openIncident(floor, 'Somebody rang', [], { hostIds: [floor.host('db1').id] });
  floor.say('web1', 'http', 'warning');
  floor.say('db1', 'sql', 'warning');
  await floor.run(5 * MINUTE);
  const states = await texts(floor, incident, 'check-state');
  expect(states.length).toBeGreaterThan(0);
  expect(states.every((text) => text.startsWith('db1 sql'))).toBe(true);
});

test('a problem that is added brings its past; one that is split off takes its future along', async () => {
  const floor = await floorWithTrouble();
  floor.say('db1', 'sql', 'critical');
  await floor.run(5 * MINUTE);
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const sql = floor.problem('db1', 'sql');
  expect(await texts(floor, incident, 'check-state')).not.toContain('db1 sql critical, hard 3/3: critical of db1');
  await floor.client.incidents.addProblems({ incidentId: incident.id, problemIds: [sql?.id ?? ''] as never });
  expect(await texts(floor, incident, 'check-state')).toContain('db1 sql critical, hard 3/3: critical of db1');

  const other = await floor.client.incidents.split({
    incidentId: incident.id,
    problemIds: [sql?.id ?? ''] as never,
    title: 'The database is down',
    reason: 'another matter',
  });
  const before = await texts(floor, incident, 'check-state');
  floor.say('db1', 'sql', 'ok');
  await floor.run(4 * MINUTE);
  expect(await texts(floor, incident, 'check-state')).toEqual(before);
  const split = other.id === incident.id ? await floor.client.incidents.get({ incident: 'INC-2026-0002' }) : other;
  const its = await texts(floor, split, 'check-state');
  expect(its).toContain('db1 sql critical, hard 3/3: critical of db1');
  expect(its).toContain('db1 sql ok, hard 1/3: ok of db1');
});

test('after a restart the engine still knows what belongs where', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  await floor.restart(SECOND);
  floor.say('web1', 'http', 'ok');
  await floor.run(5 * MINUTE);
  expect(await texts(floor, incident, 'check-state')).toContain('web1 http ok, hard 1/3: ok of web1');
});

test('notes are kept as they were typed; late ones stand where they happened, and both times are told', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const text = '# Nginx\n\n* 502 since **02:05**\n<script>alert(1)</script>\n\ttab, 漢字, 🔥';
  const now = floor.clock.now();
  const first = await floor.client.incidents.note({ incidentId: incident.id, text });
  const happenedAt = now - 20 * MINUTE;
  const late = await floor.client.incidents.note({
    incidentId: incident.id,
    text: 'a caller rang',
    happenedAt,
    kind: 'decision',
  });
  const entries = await timelineOf(floor, incident);
  expect(entries.find(({ seq }) => seq === first.seq)).toMatchObject({ kind: 'note', body: text, text: 'Note by ada' });
  expect(entries[0]).toMatchObject({ seq: late.seq, kind: 'decision', occurredAt: happenedAt, recordedAt: now });
  expect((await floor.client.incidents.get({ incident: incident.number })).lastWordAt).toBe(now);
  await expect(
    floor.client.incidents.note({ incidentId: incident.id, text: 'soon', happenedAt: now + 1 }),
  ).rejects.toThrow('lies in the future');
  await expect(
    floor.client.incidents.note({ incidentId: incident.id, text: 'long ago', happenedAt: 0 }),
  ).rejects.toThrow('more than ten years back');
  await floor.expectChain();
});

test('a correction strikes the old entry through; of a corrected one only its correction can be put right', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const { incidents } = floor.client;
  const { seq } = await incidents.note({ incidentId: incident.id, text: 'rack 4' });
  const second = await incidents.correct({ incidentId: incident.id, seq, text: 'rack 5' });
  await expect(incidents.correct({ incidentId: incident.id, seq, text: 'rack 6' })).rejects.toThrow(
    `by entry ${second.seq}: correct that one`,
  );
  const third = await incidents.correct({ incidentId: incident.id, seq: second.seq, text: 'rack 6' });
  const entries = new Map((await timelineOf(floor, incident)).map((entry) => [entry.seq, entry]));
  expect(entries.get(seq)).toMatchObject({ body: 'rack 4', correctedBy: { seq: second.seq } });
  expect(entries.get(second.seq)).toMatchObject({
    body: 'rack 5',
    corrects: entries.get(seq)?.uuid,
    correctedBy: { seq: third.seq },
  });
  const engines = [...entries.values()].find(({ kind }) => kind === 'check-state');
  await incidents.correct({ incidentId: incident.id, seq: engines?.seq ?? 0, text: 'that was our own test' });
  // An entry of another matter is not ours to put right.
  const elsewhere = await openIncident(floor, 'Something else');
  await expect(incidents.correct({ incidentId: elsewhere.id, seq, text: 'no' })).rejects.toThrow('no such entry');
  await floor.expectChain();
});

test('pins are on the record, and taken off again', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const { incidents } = floor.client;
  const { seq } = await incidents.note({ incidentId: incident.id, text: 'look here' });
  await incidents.pin({ incidentId: incident.id, seq, pinned: true });
  expect((await timelineOf(floor, incident, { pinned: true })).map((entry) => entry.seq)).toEqual([seq]);
  await expect(incidents.pin({ incidentId: incident.id, seq, pinned: true })).rejects.toThrow('is pinned already');
  await incidents.pin({ incidentId: incident.id, seq, pinned: false });
  expect(await timelineOf(floor, incident, { pinned: true })).toEqual([]);
  expect(await texts(floor, incident, 'pin')).toEqual([`Entry ${seq} pinned by ada`, `Entry ${seq} unpinned by ada`]);
});

test('a closed incident still takes a late note', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const { incidents } = floor.client;
  await incidents.moveTo({ incidentId: incident.id, status: 'cancelled', reason: 'false alarm' });
  await incidents.note({ incidentId: incident.id, text: 'it was the caller’s own network' });
  expect((await timelineOf(floor, incident)).at(-1)).toMatchObject({ kind: 'note' });
  // What happens to its check afterwards is another matter.
  const before = (await texts(floor, incident, 'check-state')).length;
  await floor.run(MINUTE);
  floor.say('web1', 'http', 'ok');
  await floor.run(5 * MINUTE);
  expect(await texts(floor, incident, 'check-state')).toHaveLength(before);
});

test('filters by who, kind, person, host and words, and a jump to a time', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const bert = floor.connect('bert');
  await bert.incidents.note({ incidentId: incident.id, text: 'Café router in München restarted' });
  await floor.run(MINUTE);
  await floor.client.incidents.note({ incidentId: incident.id, text: 'asked the carrier' });
  const count = async (filter: Parameters<typeof timelineOf>[2]) => (await timelineOf(floor, incident, filter)).length;
  expect(await count({ person: 'bert' })).toBe(1);
  expect(await count({ kinds: ['note'] })).toBe(2);
  expect(await count({ text: 'munchen cafe' })).toBe(1);
  expect(await count({ text: 'carr', who: 'people' })).toBe(1);
  expect(await count({ text: 'carr', who: 'engine' })).toBe(0);
  expect(await count({ text: '"; DROP TABLE' })).toBe(0);
  expect(await count({ text: '* ()' })).toBe(0);
  expect(await count({ hostId: floor.host('db1').id })).toBe(0);
  const [all, people, engine] = [await count({}), await count({ who: 'people' }), await count({ who: 'engine' })];
  expect(people + engine).toBe(all);
  const at = floor.clock.now();
  const place = await floor.client.incidents.placeOf({ incidentId: incident.id, filter: { kinds: ['note'] }, at });
  expect(place).toEqual({ offset: 1, total: 2 });
});

test('whoever looks at a timeline hears at once how long it is, and once for each turn in which it grew', async () => {
  const floor = await floorWithTrouble();
  const incident = await openIncident(floor, 'The shop is down', [['web1', 'http']]);
  const leaving = new AbortController();
  const heard: number[] = [];
  const feed = await floor.client.live.incident({ incidentId: incident.id }, { signal: leaving.signal });
  const listening = (async () => {
    for await (const { total } of feed) heard.push(total);
  })().catch(() => {});
  await until(() => heard.length === 1);
  const { total } = await floor.client.incidents.timeline({ incidentId: incident.id });
  expect(heard).toEqual([total]);
  const { seq } = await floor.client.incidents.note({ incidentId: incident.id, text: 'one' });
  await until(() => heard.at(-1) === total + 1);
  await floor.client.incidents.pin({ incidentId: incident.id, seq, pinned: true });
  await until(() => heard.at(-1) === total + 2);
  expect(heard).toEqual([total, total + 1, total + 2]);
  leaving.abort();
  await listening;
});
