// A redaction takes words away for good and leaves the record whole: who did it, when and why stays, and so does the chain.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Floor, openFloor } from '../support/floor.ts';
import { openIncident, timelineOf, upload } from '../support/timeline-desk.ts';

const SECRET = 'hunter2secretword';

/** Whether any file of the database still has the tail of this word: an index keeps words without their beginnings. */
const onDisk = (folder: string, word: string): boolean =>
  readdirSync(folder)
    .filter((name) => name.startsWith('watchfloor.db'))
    .some((name) => readFileSync(join(folder, name)).includes(word.slice(6)));

const found = async (floor: Floor, text: string): Promise<number> =>
  (await floor.client.incidents.search({ text })).length;

test('the text of a note is gone from the page, the search and the files; the chain fits as before', async () => {
  const floor = await openFloor();
  const { incidents } = floor.client;
  const incident = await openIncident(floor, 'The shop is down');
  const { seq } = await incidents.note({ incidentId: incident.id, text: `the password is ${SECRET}, careful` });
  for (let n = 0; n < 30; n += 1) await incidents.note({ incidentId: incident.id, text: `step ${n} of the restart` });
  expect(await found(floor, SECRET)).toBe(1);
  expect(onDisk(floor.folder, SECRET)).toBe(true);

  const { seq: redaction } = await incidents.redact({ incidentId: incident.id, seq, reason: 'a password' });
  const entries = new Map((await timelineOf(floor, incident)).map((entry) => [entry.seq, entry]));
  expect(entries.get(seq)).toMatchObject({
    kind: 'note',
    body: null,
    text: 'Note by ada',
    redacted: { by: 'ada', reason: 'a password' },
  });
  expect(entries.get(redaction)?.text).toContain('Backups and exports made before still hold it');
  expect(await found(floor, SECRET)).toBe(0);
  expect(await found(floor, 'password')).toBe(1);
  await floor.expectChain();
  expect(onDisk(floor.folder, SECRET)).toBe(false);
});

test('twice, or of an entry without words of its own, it is refused and says why', async () => {
  const floor = await openFloor();
  const { incidents } = floor.client;
  const incident = await openIncident(floor, 'The shop is down');
  const { seq } = await incidents.note({ incidentId: incident.id, text: 'x' });
  await incidents.redact({ incidentId: incident.id, seq, reason: 'private' });
  await expect(incidents.redact({ incidentId: incident.id, seq, reason: 'again' })).rejects.toThrow('already');
  const opened = (await timelineOf(floor, incident)).find(({ kind }) => kind === 'status');
  await expect(incidents.redact({ incidentId: incident.id, seq: opened?.seq ?? 0, reason: 'no' })).rejects.toThrow(
    'part of the chain',
  );
  const other = await openIncident(floor, 'Something else');
  await expect(incidents.redact({ incidentId: other.id, seq, reason: 'no' })).rejects.toThrow('no such entry');
});

test('a field that holds the same words is emptied with them', async () => {
  const floor = await openFloor();
  const { incidents } = floor.client;
  const incident = await openIncident(floor, 'The shop is down');
  await incidents.edit({ incidentId: incident.id, fields: { summary: `Login ${SECRET} was used` } });
  const edited = (await timelineOf(floor, incident)).findLast(({ kind }) => kind === 'details');
  expect(edited?.body).toContain(SECRET);
  await incidents.redact({ incidentId: incident.id, seq: edited?.seq ?? 0, reason: 'a login' });
  expect((await incidents.get({ incident: incident.number })).summary).toBe('');
  expect(await found(floor, SECRET)).toBe(0);
  expect((await timelineOf(floor, incident)).at(-1)?.text).toContain('and of summary, which held the same');
  await floor.expectChain();
  expect(onDisk(floor.folder, SECRET)).toBe(false);
});

test('a correction and the file of an attachment can be taken away too', async () => {
  const floor = await openFloor();
  const { incidents } = floor.client;
  const incident = await openIncident(floor, 'The shop is down');
  const { sha256 } = await upload(floor, 'trace.log', Buffer.from(`line one\nuser ${SECRET}\n`));
  const { seq: file } = await incidents.attach({ incidentId: incident.id, sha256, text: 'see line 2' });
  const { seq: note } = await incidents.note({ incidentId: incident.id, text: 'rack 4' });
  const { seq: correction } = await incidents.correct({ incidentId: incident.id, seq: note, text: `rack ${SECRET}` });
  expect(await found(floor, SECRET)).toBe(2);
  await incidents.redact({ incidentId: incident.id, seq: file, reason: 'a login' });
  await incidents.redact({ incidentId: incident.id, seq: correction, reason: 'a login' });
  expect(await found(floor, SECRET)).toBe(0);
  const entries = new Map((await timelineOf(floor, incident)).map((entry) => [entry.seq, entry]));
  expect(entries.get(file)).toMatchObject({ body: null, attachment: { sha256 }, redacted: { by: 'ada' } });
  expect(entries.get(note)).toMatchObject({ body: 'rack 4', correctedBy: { seq: correction }, redacted: null });
  await floor.expectChain();
  expect(onDisk(floor.folder, SECRET)).toBe(false);
});
