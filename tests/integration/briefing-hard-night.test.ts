// A hard night, and what the briefing of it says: every single fact once, and in its section. (spec: incidents, "Shift and
// handoff"; issue: "The shift", 2)

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Briefing, BriefingItem, BriefingSectionId } from '../../electron/contract/model/briefing.ts';
import { BRIEFING_SECTIONS } from '../../electron/contract/model/briefing.ts';
import { MINUTE, openFloor } from '../support/floor.ts';
import { type HardNight, NIGHT, playHardNight } from '../support/hard-night.ts';
import { at } from '../support/hard-night-floor.ts';

const DAY = 24 * 60 * MINUTE;

const brief = ({ floor }: Pick<HardNight, 'floor'>, stretch = NIGHT): Promise<Briefing> =>
  floor.engine.shiftRoom.briefings.make(stretch);

const itemsOf = (briefing: Briefing, id: BriefingSectionId): readonly BriefingItem[] =>
  briefing.sections.find((section) => section.id === id)?.items ?? [];

/** 'unstable ams1-dist-sw02: down, unhandled'. */
const said = (briefing: Briefing, id: BriefingSectionId): readonly string[] =>
  itemsOf(briefing, id).map(({ stance, subject, state }) => `${stance} ${subject}: ${state}`);

function itemOf(briefing: Briefing, subject: string): BriefingItem {
  const found = briefing.sections.flatMap(({ items }) => items).filter((item) => item.subject === subject);
  if (!found[0] || found.length > 1) throw new Error(`${found.length} items are about ${subject}`);
  return found[0];
}

/** Everything that is on disk, table by table. */
function rowsOf(folder: string): unknown {
  const db = new Database(join(folder, 'watchfloor.db'), { readonly: true });
  try {
    const names = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
      .pluck();
    return (names.all() as string[]).map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]);
  } finally {
    db.close();
  }
}

test('the hard night: every fact stands once, in its section, the worst first', { timeout: 180_000 }, async () => {
  const night = await playHardNight();
  const { floor } = night;
  const before = rowsOf(floor.folder);
  const briefing = await brief(night);

  expect(briefing).toMatchObject({ asOf: at('05:54'), from: at('22:00'), until: at('14:00') });
  expect(briefing.sections.map(({ id }) => id)).toEqual([...BRIEFING_SECTIONS]);

  // Section by section, nothing more and nothing less.
  expect(said(briefing, 'incidents')).toEqual([
    'unstable INC-2026-0001: open, nobody has it',
    'unstable INC-2026-0002: acknowledged',
    'watch INC-2026-0003: mitigated',
    'watch INC-2026-0004: open, nobody has it, on hold, waits for a vendor',
    'watch INC-2026-0005: open, opened again, nobody has it',
  ]);
  expect(said(briefing, 'states')).toEqual([
    'unstable ams1-dist-sw02: down, unhandled',
    'unstable core-fw sessions: critical, unhandled',
  ]);
  expect(said(briefing, 'runs')).toEqual([
    'unstable The book of long: interrupted, nobody knows how its step ended',
    'watch The book of short: ended with skipped steps',
  ]);
  expect(said(briefing, 'held')).toEqual([
    'unstable lon3-sw04 http: critical, acknowledged',
    'watch lab1 http: muted',
    'watch behind ams1-dist-sw02: held back, ams1-dist-sw02 stands in the way',
    'watch mail2 http: warning, acknowledged',
  ]);
  expect(said(briefing, 'maintenance')).toEqual([
    'watch CHG-20931: under way',
    'watch CHG-20944: planned',
    'watch Power feed A: planned',
    'stable CHG-20900: ended early',
  ]);
  expect(said(briefing, 'noisy')).toEqual([
    'watch lon3-web-3 http: critical, unhandled',
    'watch old1: not seen',
    'watch rack-pdu-9: not seen',
    'watch rack-pdu-8: not seen',
    'watch web9 http: noisy',
    'stable Not monitored: over',
  ]);
  expect(said(briefing, 'capacity')).toEqual([
    expect.stringMatching(/^unstable db1 \/var: 95\.\d % of 100 %; warning, unhandled$/),
    'watch Pager: given up',
    'watch bck1 nightly: critical, unhandled',
  ]);
  expect(said(briefing, 'resolved')).toEqual([
    'stable INC-2026-0009: merged into another',
    'stable INC-2026-0007: closed by ada',
    'stable INC-2026-0006: resolved by ada, not closed yet',
    'stable web9 http: was warning',
    'stable INC-2026-0008: cancelled, a false alarm',
    'stable web1 http: was warning',
  ]);
  expect(said(briefing, 'promises')).toEqual([]);
  expect(said(briefing, 'contacts')).toEqual(['stable Network: on call', 'stable Changed: changed in this shift']);
  expect(said(briefing, 'figures')).toEqual([]);

  await tellsTheRest(night, briefing);

  // Made again it is the same, and making it left no trace.
  expect((await brief(night)).sections).toEqual(briefing.sections);
  expect(rowsOf(floor.folder)).toEqual(before);
  expect(briefing.head).toEqual({ seq: (await floor.journal()).length, hash: (await floor.journal()).at(-1)?.hash });
});

/** What each item says besides. */
async function tellsTheRest({ floor }: HardNight, briefing: Briefing): Promise<void> {
  const item = (subject: string) => itemOf(briefing, subject);
  // Incidents carry their problems, their clocks and what was tried.
  expect(item('INC-2026-0001')).toMatchObject({
    severity: 1,
    status: 'critical',
    facts: ['1 problem: fra2-db-07 replication', 'Missed: time to resolve, update'],
    sla: { kind: 'acknowledge', state: 'missed' },
  });
  expect(item('INC-2026-0002')).toMatchObject({
    owner: 'M. Okafor',
    tried: [{ who: 'ada', text: 'Gateway B answers, A does not. Moved half of it over.' }],
  });
  expect(item('INC-2026-0004').facts).toEqual([
    '1 problem: pay3 http',
    'On hold by ada: carrier looks at it, ref 88213',
    'Carrier desk 88213',
  ]);
  // A storm is one item for its cause and one for what stands behind it.
  expect(item('ams1-dist-sw02').facts).toEqual(['1 check with it: ams1-dist-sw02 uplink']);
  expect(item('behind ams1-dist-sw02')).toMatchObject({
    title: '6 hosts behind ams1-dist-sw02',
    facts: ['ams1-c-01, ams1-c-02, ams1-c-03 and 3 more'],
  });
  expect(item('The book of long')).toMatchObject({ title: 'step 1 of 2, Swap the optic', owner: 'ada' });
  expect(item('The book of short').facts).toEqual(['Step 2, Count what waits, skipped by ada: the queue is empty']);
  // Acknowledgements and mutes say when they end.
  expect(item('lon3-sw04 http')).toMatchObject({ until: at('06:30'), owner: 'ada', facts: ['ada: looking at it'] });
  expect(item('mail2 http').until).toBeNull();
  expect(item('lab1 http')).toMatchObject({
    title: 'Muted: lab1 http',
    until: at('07:30'),
    facts: ['lab is being rebuilt'],
  });
  // Windows say what broke inside, what they cover and whom they meet.
  expect(item('CHG-20931')).toMatchObject({ until: at('06:45'), facts: ['1 problem in it: node13 http', '1 host'] });
  expect(item('CHG-20944')).toMatchObject({
    since: null,
    until: at('07:00'),
    facts: ['2 hosts', 'For 2 h', 'Overlaps "Power feed A" for 30 min on node14'],
  });
  expect(item('Not monitored').title).toBe('Nobody watched 2 min in all: the engine was down');
  expect(item('lon3-web-3 http').title).toMatch(/^Flapping, \d+ %$/);
  // The filesystem is full in nine hours, and its warning is no second item.
  const full = item('db1 /var');
  expect(full.title).toBe('Full in 9 h if it goes on so');
  expect(Math.abs((full.until ?? 0) - at('14:54'))).toBeLessThan(30 * MINUTE);
  expect(full.ref.problemId).toBe(floor.problem('db1', 'system')?.id);
  const dead = await floor.client.alerts.deliveries({ states: ['dead'], limit: 500 });
  expect(dead.length).toBeGreaterThan(1);
  expect(item('Pager').title).toContain(`${dead.length} messages did not arrive`);
  expect(item('bck1 nightly').title).toBe('Newest backup is 51 h old');
  expect(item('web1 http').title).toBe('Recovered after 22 min');
  expect(item('INC-2026-0007').facts).toEqual(['Lasted 7 min', 'Restarted it.', '1 problem']);
  expect(item('Network')).toMatchObject({ title: 'A. Brandt is on call, then M. Okafor', until: at('06:00') + DAY });
  expect(item('Changed').title).toContain('Rota "Network" changed: override: A. Brandt');
  expect(briefing.figures).toMatchObject({ incidentsOpened: 9, from: at('22:00'), to: at('05:54') });
}

test('a quiet shift: all eleven sections are there, empty, and the figures with them', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.run(30 * MINUTE);
  const from = floor.clock.now() - 10 * MINUTE;
  const briefing = await brief({ floor }, { from, until: from + 60 * MINUTE });
  expect(briefing.sections.map(({ id, items }) => [id, items.length])).toEqual(BRIEFING_SECTIONS.map((id) => [id, 0]));
  expect(briefing.sections.every(({ title }) => title !== '')).toBe(true);
  expect(briefing.figures).toMatchObject({ alerts: 0, incidentsOpened: 0, sla: { kept: 0, of: 0 } });
  expect(briefing.forecasts).toEqual([]);

  // On paper each of the ten that are no figures says "none".
  const { handoffs } = floor.client;
  const { handoff } = await handoffs.begin({});
  const { content } = await handoffs.exportFile({ handoffId: handoff.id, form: 'markdown', zone: 'UTC' });
  const sections = content.slice(content.indexOf('## 1 '), content.indexOf('## 11 '));
  expect(sections.match(/^## \d+ .+\n\n\*none\*$/gm)).toHaveLength(10);
});

test('a shift that begins this very moment, or tomorrow, is briefed as of now', async () => {
  const floor = await openFloor();
  await floor.watch('web1');
  await floor.run(5 * MINUTE);
  const now = floor.clock.now();
  const briefing = await brief({ floor }, { from: now + MINUTE, until: now - MINUTE });
  expect(briefing).toMatchObject({ from: now, asOf: now, until: now, figures: { alerts: 0 } });
});
