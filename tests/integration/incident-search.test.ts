// Search: words anywhere in incidents, notes and what stands in timelines; what is typed is never a query language.
import { expect, test } from 'vitest';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';
import { openIncident, upload } from '../support/timeline-desk.ts';

const marked = (text: string): string => text.replaceAll('\ue000', '[').replaceAll('\ue001', ']');

async function search(floor: Floor, text: string): Promise<readonly string[]> {
  const hits = await floor.client.incidents.search({ text });
  return hits.map(({ number, entry, excerpt }) => `${number} ${entry?.kind ?? 'incident'}: ${marked(excerpt)}`);
}

test('finds incidents by title, number, tag, ticket and field, and notes by their words', async () => {
  const floor = await openFloor();
  const { incidents } = floor.client;
  const one = await openIncident(floor, 'Payment gateway answers 502');
  await incidents.edit({ incidentId: one.id, fields: { rootCause: 'An expired certificate', tags: ['payments'] } });
  await incidents.putTickets({ incidentId: one.id, tickets: [{ system: 'Jira', id: 'OPS-4711', url: '' }] });
  await incidents.note({ incidentId: one.id, text: 'Zürich-Überlingen line reset by the *carrier*' });
  for (const text of ['gateway', '502', 'OPS-4711', 'payments', 'inc-2026-0001', 'certif']) {
    const found = await search(floor, text);
    expect(
      found.filter((hit) => hit.startsWith('INC-2026-0001 incident: ')),
      text,
    ).toHaveLength(1);
  }
  expect(await search(floor, 'zurich carr')).toEqual([
    'INC-2026-0001 note: [Zürich]-Überlingen line reset by the *[carrier]* Note by ada',
  ]);
  expect(await search(floor, 'carrier gateway')).toEqual([]);
});

test('a field that was changed is found by its new words only', async () => {
  const floor = await openFloor();
  const one = await openIncident(floor, 'Payment gateway answers 502');
  await floor.client.incidents.edit({ incidentId: one.id, fields: { title: 'Shop answers 503' } });
  const incidentsFound = (await floor.client.incidents.search({ text: 'gateway' })).filter(({ entry }) => !entry);
  expect(incidentsFound).toEqual([]);
  expect((await search(floor, '503'))[0]).toBe('INC-2026-0001 incident: Shop answers [503] INC-2026-0001 1');
});

test('names with dashes and dots are found whole; the beginning of the last word is enough', async () => {
  const floor = await openFloor();
  await floor.watch('edge-ams-01', { checks: [{ name: 'http' }] });
  await floor.run(30 * MINUTE);
  floor.say('edge-ams-01', 'http', 'critical');
  await floor.run(6 * MINUTE);
  await openIncident(floor, 'An edge is down', [['edge-ams-01', 'http']]);
  await openIncident(floor, 'Ams edge, 01 of December');
  const hits = await search(floor, 'edge-ams-01');
  expect(hits.length).toBeGreaterThan(3);
  expect(hits.every((hit) => hit.startsWith('INC-2026-0001'))).toBe(true);
  expect((await search(floor, 'edge-am')).length).toBe(hits.length);
});

test.each(['"', '*', '(', 'NOT', 'a" OR b', 'title:x', '-- ; DROP TABLE incident', '^zz', 'NEAR(zz b)', '🔥', "'"])(
  'typing %s is no syntax: it finds the words, or nothing',
  async (text) => {
    const floor = await openFloor();
    await openIncident(floor, 'The shop is down');
    expect(await search(floor, text)).toEqual([]);
  },
);

test('files are found by their name, text files by what is in them', async () => {
  const floor = await openFloor();
  const one = await openIncident(floor, 'The shop is down');
  const { sha256 } = await upload(floor, 'core-dump.log', Buffer.from(`${'x '.repeat(2_000)}segfault at 7ffe\n`));
  await floor.client.incidents.attach({ incidentId: one.id, sha256 });
  expect((await search(floor, 'core-dump.log'))[0]).toContain('attachment: [core]-[dump].[log]');
  expect((await search(floor, 'segfault'))[0]).toContain('[segfault] at 7ffe');
});

test('best first, of equals the newest', async () => {
  const floor = await openFloor();
  const older = await openIncident(floor, 'Fan noise in row 4');
  const newer = await openIncident(floor, 'Fan noise in row 4');
  await floor.client.incidents.note({ incidentId: older.id, text: 'in a long text somebody says fan once '.repeat(3) });
  const hits = await floor.client.incidents.search({ text: 'fan' });
  expect(hits.filter(({ entry }) => !entry).map(({ number }) => number)).toEqual([newer.number, older.number]);
  expect(hits[0]?.entry).toBeNull();
});
