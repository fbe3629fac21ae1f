// An incident goes from one data folder into another and tells the same story there; a file that does not fit changes nothing.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { originOf } from '../../electron/contract/model/entry-origin.ts';
import type { TimelineEntry } from '../../electron/contract/model/timeline.ts';
import type { IncidentDocument } from '../../electron/engine/exporters/incident-json.ts';
import { createTestClock } from '../support/clock.ts';
import { type Floor, openFloor } from '../support/floor.ts';
import { exported, exportedDocument, openNight, PNG } from './incident-export-makers.ts';

// biome-ignore lint/suspicious/noExplicitAny: a hand that changes a file knows no types
type FileByHand = any;

/** What an entry says, whoever wrote it down where. */
const storyOf = (entries: readonly TimelineEntry[]) =>
  entries
    .filter(({ kind, data }) => !(kind === 'export' && data.form === 'import'))
    .map((entry) => ({
      kind: entry.kind,
      occurredAt: entry.occurredAt,
      text: entry.text,
      body: entry.body,
      attachment: entry.attachment,
      pinned: entry.pinned,
      struck: entry.correctedBy !== null,
      redacted: entry.redacted?.reason ?? null,
      who: originOf(entry),
    }));

async function timelineOf(floor: Floor, incident: string): Promise<readonly TimelineEntry[]> {
  const { id } = await floor.client.incidents.get({ incident });
  return (await floor.client.incidents.timeline({ incidentId: id, offset: 0, limit: 500 })).entries;
}

/** A place of its own, where another incident has the first number already. */
async function elsewhere(): Promise<Floor> {
  const floor = await openFloor({ clock: createTestClock() });
  await floor.client.incidents.open({ fields: { title: 'Something else' }, impact: 'low', urgency: 'low' });
  return floor;
}

/** As a human compares the two: without the lines that must differ, and the charts, whose figures stay where they were measured. */
const comparable = (text: string): string =>
  text
    .replace(/^## Charts[\s\S]*?^---$/m, '')
    .split('\n')
    .filter((line) => !/^(Brought in|Head of the journal|INC-|INC\\-)/.test(line) && !/· export: /.test(line))
    .map((line) => line.replace(/INC(\\?-)2026(\\?-)\d{4}/g, 'INC-2026-NNNN'))
    .join('\n');

test('out, into another folder, and out again: the same story, the same words, the same files', async () => {
  const { floor, incident } = await openNight();
  const document = await exportedDocument(floor.client, incident);
  const there = await elsewhere();
  const text = JSON.stringify(document);
  const dry = await there.client.incidents.importFile({ text, dryRun: true });
  expect(dry).toMatchObject({
    incident: null,
    number: 'INC-2026-0002',
    title: 'Web shop down',
    entries: document.entries.length,
    attachments: 2,
  });
  expect((await there.client.incidents.list({})).total).toBe(1);

  const { incident: taken, warnings } = await there.client.incidents.importFile({ text });
  expect(taken).toMatchObject({
    id: incident.id,
    number: 'INC-2026-0002',
    status: 'closed',
    importedFrom: { number: 'INC-2026-0001', by: 'ada', head: document.chain.last },
  });
  expect(warnings).toEqual([
    'Not watched here, so named but not linked: web1.',
    '1 text or file was taken away on the record before.',
  ]);
  const here = (await timelineOf(floor, incident.number)).filter(({ seq }) => seq <= document.chain.journal.seq);
  const brought = await timelineOf(there, 'INC-2026-0002');
  expect(storyOf(brought)).toEqual(storyOf(here));
  expect(brought.every(({ actor, data }) => actor.type === 'import' || data.form === 'import')).toBe(true);
  expect(brought.some(({ hostId, checkId, problemId }) => hostId ?? checkId ?? problemId)).toBe(false);
  // Files come along, byte for byte.
  const picture = brought.find(({ attachment }) => attachment?.name === 'optic.png')?.attachment;
  const part = await there.client.incidents.attachmentPart({
    incidentId: incident.id,
    sha256: picture!.sha256,
    offset: 0,
  });
  expect(Buffer.from(part.part, 'base64')).toEqual(PNG);

  const [first, second] = [
    await exported(floor.client, incident, 'markdown'),
    await exported(there.client, taken!, 'markdown'),
  ];
  expect(second).toContain('from INC-2026-0001 of another Watchfloor');
  expect(comparable(second)).toBe(comparable(first));
  await floor.expectChain();
  await there.expectChain();
});

test('brought in twice, over a third place: who wrote it first stays', async () => {
  const { floor, incident } = await openNight();
  const second = await elsewhere();
  const { incident: taken } = await second.client.incidents.importFile({
    text: await exported(floor.client, incident, 'json'),
  });
  const third = await elsewhere();
  await third.client.incidents.importFile({ text: await exported(second.client, taken!, 'json') });
  const notes = (entries: readonly TimelineEntry[]) => storyOf(entries.filter(({ kind }) => kind === 'note'));
  expect(notes(await timelineOf(third, 'INC-2026-0002'))).toEqual(notes(await timelineOf(floor, incident.number)));
});

test('the same incident again is refused with the number it has here', async () => {
  const { floor, incident } = await openNight();
  const text = await exported(floor.client, incident, 'json');
  await expect(floor.client.incidents.importFile({ text })).rejects.toThrow(
    /INC-2026-0001 is here already, as INC-2026-0001/,
  );
  const there = await elsewhere();
  await there.client.incidents.importFile({ text });
  await expect(there.client.incidents.importFile({ text, dryRun: true })).rejects.toThrow(
    /is here already, as INC-2026-0002/,
  );
  expect((await there.client.incidents.list({})).total).toBe(2);
});

test.each<[string, (document: FileByHand) => void, RegExp]>([
  [
    'an entry that was changed',
    (file) => (file.entries[4].entry.text = 'nothing'),
    /Entry \d+ \([\w-]+, 20[^)]+Z\) was altered/,
  ],
  [
    'an entry that is missing',
    (file) => file.entries.splice(4, 1),
    /an entry was removed, put in, replaced or moved here/,
  ],
  ['a cut end', (file) => file.entries.pop(), /The end is cut off: 1 of \d+ entries/],
  ['a note whose words were changed', (file) => (file.payloads[0].text = 'other words'), /its text was altered/],
  ['a severity that was changed', (file) => (file.incident.severity = 4), /The incident itself was altered/],
  [
    'a newer format',
    (file) => (file.version = 2),
    /written by a newer Watchfloor \(format 2; this one reads 1\): update/,
  ],
  ['another kind of file', (file) => (file.watchfloor = 'handoff'), /this is no exported incident/],
  ['no entries at all', (file) => delete file.entries, /entries: /],
])('%s: named, and nothing is taken in', async (_what, change, said) => {
  const { floor, incident } = await openNight();
  const document = (await exportedDocument(floor.client, incident)) as FileByHand;
  change(document);
  const there = await elsewhere();
  const before = (await there.journal()).length;
  for (const dryRun of [true, false]) {
    await expect(there.client.incidents.importFile({ text: JSON.stringify(document), dryRun })).rejects.toThrow(said);
  }
  expect(await there.journal()).toHaveLength(before);
  expect((await there.client.incidents.list({})).total).toBe(1);
});

test('no JSON, a page of it, an endless nest: refused in words', async () => {
  const there = await elsewhere();
  const refused = (text: string) => expect(there.client.incidents.importFile({ text })).rejects;
  await refused('').toThrow(/this is not JSON/);
  await refused('[1, 2').toThrow(/this is not JSON/);
  await refused('null').toThrow(/this is no exported incident/);
  const nest = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const shape = `{"watchfloor":"incident","version":1,"hosts":{},"incident":{"a":${nest}},"entries":[],"payloads":[],"chain":{"count":0,"first":"","last":"","journal":{},"seal":""}}`;
  await refused(shape).toThrow(/Nothing was changed/);
});

test('a file in parts is the same file; parts are held for a dry run, and not after', async () => {
  const { floor, incident } = await openNight();
  const text = await exported(floor.client, incident, 'json');
  const there = await elsewhere();
  let upload: string | null = null;
  for (let at = 0; at < text.length; at += 10_000) {
    upload = (await there.client.incidents.importPart({ upload, text: text.slice(at, at + 10_000) })).upload;
  }
  expect(await there.client.incidents.importFile({ upload, dryRun: true })).toMatchObject({ number: 'INC-2026-0002' });
  expect(await there.client.incidents.importFile({ upload })).toMatchObject({ number: 'INC-2026-0002' });
  await expect(there.client.incidents.importFile({ upload })).rejects.toThrow(/file on its way in/);
  await expect(there.client.incidents.importPart({ upload: 'guessed', text: 'x' })).rejects.toThrow(
    /file on its way in/,
  );
});

/** Makes a file whose chain fits whatever was changed in it: what somebody with the format's description can do. */
async function forged(document: IncidentDocument, change: (file: FileByHand) => void): Promise<string> {
  const { incidentLink, entryLink, sealOf } = await import('../../electron/engine/exporters/incident-chain.ts');
  const { sealed } = await import('../../electron/engine/exporters/incident-json.ts');
  const { hashEntry } = await import('../../electron/engine/store/journal-chain.ts');
  const file = structuredClone(document) as FileByHand;
  change(file);
  file.chain.first = incidentLink(file.incident);
  let last = file.chain.first;
  for (const one of file.entries) {
    const { hash: _hash, ...unhashed } = one.entry;
    one.entry.hash = hashEntry(unhashed);
    one.link = entryLink(last, one.entry.hash);
    last = one.link;
  }
  file.chain.last = last;
  file.chain.count = file.entries.length;
  file.chain.seal = sealOf(sealed(file));
  return JSON.stringify(file);
}

test.each<[string, (file: FileByHand) => void, RegExp]>([
  ['a title of a thousand characters', (file) => (file.incident.title = 'x'.repeat(1_000)), /incident\.title/],
  ['a status nobody knows', (file) => (file.incident.status = 'exploded'), /incident\.status/],
  ['an entry of a kind nobody knows', (file) => (file.entries[2].entry.kind = 'spell'), /entries\.2\.entry\.kind/],
  ['a time that is no time', (file) => (file.entries[0].entry.occurredAt = 9e15), /entries\.0\.entry\.occurredAt/],
  ['a file of 26 MiB', (file) => (file.payloads.at(-1).bytes = 26 * 1024 * 1024), /payloads\.\d+\.bytes|was altered/],
])('a well-made forgery with %s is still parsed at the door', async (_what, change, said) => {
  const { floor, incident } = await openNight();
  const text = await forged(await exportedDocument(floor.client, incident), change);
  const there = await elsewhere();
  await expect(there.client.incidents.importFile({ text })).rejects.toThrow(said);
  expect((await there.client.incidents.list({})).total).toBe(1);
});

test('a name that leads out of a folder is only a name afterwards', async () => {
  const { floor, incident } = await openNight();
  const text = await forged(await exportedDocument(floor.client, incident), (file) => {
    const payload = file.payloads.find(({ name }: { name?: string }) => name === 'optic.png');
    payload.name = '../../../etc/cron.d/x';
  });
  const there = await elsewhere();
  await there.client.incidents.importFile({ text });
  const entry = (await timelineOf(there, 'INC-2026-0002')).find(({ attachment }) => attachment?.name === 'optic.png');
  const sha256 = entry!.attachment!.sha256;
  expect(await there.client.incidents.attachmentPart({ incidentId: incident.id, sha256, offset: 0 })).toMatchObject({
    name: 'x',
  });
  expect(createHash('sha256').update(PNG).digest('hex')).not.toBe(sha256);
});
