// Files on a timeline: bounded, in order, kept under their true type, and never half there.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ATTACHMENT_LIMIT } from '../../electron/contract/model/timeline.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';
import { openIncident, timelineOf, upload } from '../support/timeline-desk.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ELF = readFileSync(process.execPath).subarray(0, 4_096);
const part = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function openDesk(): Promise<{ floor: Floor; incidentId: Awaited<ReturnType<typeof openIncident>>['id'] }> {
  const floor = await openFloor();
  const { id: incidentId } = await openIncident(floor, 'The shop is down');
  return { floor, incidentId };
}

test('a pasted picture comes with its note, and comes back byte for byte', async () => {
  const { floor, incidentId } = await openDesk();
  const { sha256, type } = await upload(floor, 'screen.png', PNG, 20);
  expect(type).toBe('image/png');
  await floor.client.incidents.note({ incidentId, text: 'what the caller sees', attachments: [sha256] });
  const [note, file] = (await timelineOf(floor, { id: incidentId })).slice(-2);
  expect(note).toMatchObject({ kind: 'note', body: 'what the caller sees', attachment: null });
  expect(file).toMatchObject({
    kind: 'attachment',
    attachment: { sha256, name: 'screen.png', type: 'image/png', bytes: PNG.length },
    text: `screen.png (${PNG.length} B, image/png) attached by ada`,
  });
  const got = await floor.client.incidents.attachmentPart({ incidentId, sha256, offset: 0 });
  expect(Buffer.from(got.part, 'base64').equals(PNG)).toBe(true);
  const rest = await floor.client.incidents.attachmentPart({ incidentId, sha256, offset: 8 });
  expect(Buffer.from(rest.part, 'base64').equals(PNG.subarray(8))).toBe(true);
  // Whoever has another incident open does not get it by its hash.
  const other = await openIncident(floor, 'Something else');
  await expect(floor.client.incidents.attachmentPart({ incidentId: other.id, sha256, offset: 0 })).rejects.toThrow(
    'no such file',
  );
  await floor.expectChain();
});

test.each([
  ['photo.png', ELF, 'application/octet-stream', 'photo.png is not a PNG but a program (ELF)'],
  [
    'invoice.pdf',
    Buffer.from('<!DOCTYPE html><html><script>x</script>'),
    'text/html',
    'invoice.pdf is not a PDF but an HTML page',
  ],
  [
    'logo.jpg',
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image/svg+xml',
    'logo.jpg is not a JPEG but an SVG',
  ],
  ['router.log', PNG, 'image/png', 'router.log is not plain text but a PNG'],
  ['scan.pdf', PNG, 'image/png', 'scan.pdf is not a PDF but a PNG'],
  [
    'notes.txt',
    Buffer.from([0x68, 0x69, 0x00, 0x01]),
    'application/octet-stream',
    'notes.txt is not plain text but data of no known kind',
  ],
])('%s that lies about itself is kept as what it is, and the record says so', async (name, content, type, remark) => {
  const { floor, incidentId } = await openDesk();
  const sent = await upload(floor, name, content);
  expect(sent.type).toBe(type);
  await floor.client.incidents.attach({ incidentId, sha256: sent.sha256, text: 'from the caller' });
  const last = (await timelineOf(floor, { id: incidentId })).at(-1);
  expect(last?.text).toContain(`. Careful: ${remark}`);
  expect(last?.body).toBe('from the caller');
});

test('plain files are called what they are, and their names are nothing but names', async () => {
  const { floor, incidentId } = await openDesk();
  const names = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\trace.txt', 'trace.txt'],
    ['a\u0000b\u202egpj.txt', 'abgpj.txt'],
    ['..', 'file'],
  ] as const;
  for (const [given, name] of names) {
    const { sha256, type } = await upload(floor, given, Buffer.from('Zürich\ttrace\n'));
    expect(type).toBe('text/plain');
    await floor.client.incidents.attach({ incidentId, sha256 });
    expect((await timelineOf(floor, { id: incidentId })).at(-1)?.attachment?.name).toBe(name);
  }
});

test('the same file twice is two files: taking one away leaves the other', async () => {
  const { floor, incidentId } = await openDesk();
  const [one, two] = [await upload(floor, 'a.png', PNG), await upload(floor, 'a.png', PNG)];
  expect(one.sha256).not.toBe(two.sha256);
  const { seq } = await floor.client.incidents.attach({ incidentId, sha256: one.sha256 });
  await floor.client.incidents.attach({ incidentId, sha256: two.sha256 });
  await floor.client.incidents.redact({ incidentId, seq, reason: 'shows a password' });
  await expect(floor.client.incidents.attachmentPart({ incidentId, sha256: one.sha256, offset: 0 })).rejects.toThrow(
    'no such file',
  );
  const left = await floor.client.incidents.attachmentPart({ incidentId, sha256: two.sha256, offset: 0 });
  expect(left.bytes).toBe(PNG.length);
  await expect(floor.client.incidents.attach({ incidentId, sha256: one.sha256 })).rejects.toThrow('attach it again');
});

test('a file of 2 GB is refused at its first part, in words', async () => {
  const { floor } = await openDesk();
  const sending = floor.client.incidents.uploadPart({
    upload: null,
    name: 'disk.img',
    bytes: 2 * 1024 ** 3,
    offset: 0,
    part: part(PNG),
  });
  await expect(sending).rejects.toThrow(
    'disk.img is 2 GiB, and files of up to 25 MiB are kept; nothing of it was read',
  );
});

test('a sender that does not keep to its word is stopped', async () => {
  const { floor } = await openDesk();
  const { incidents } = floor.client;
  const begin = (bytes: number) =>
    incidents.uploadPart({ upload: null, name: 'a.bin', bytes, offset: 0, part: part(Buffer.alloc(10)) });
  const go = (uploadId: string, bytes: number, offset: number, size: number) =>
    incidents.uploadPart({ upload: uploadId, name: 'a.bin', bytes, offset, part: part(Buffer.alloc(size)) });
  await expect(go((await begin(20)).upload, 20, 10, 11)).rejects.toThrow('was said to be 20 bytes, and is more');
  await expect(go((await begin(20)).upload, 20, 15, 5)).rejects.toThrow(
    '10 bytes are here, and this part begins at 15',
  );
  await expect(go((await begin(20)).upload, 30, 10, 5)).rejects.toThrow('at first, and now 30');
  const broken = await begin(20);
  await expect(
    incidents.uploadPart({ upload: broken.upload, name: 'a.bin', bytes: 20, offset: 10, part: '%%%%' }),
  ).rejects.toThrow('no base64');
  // What was stopped is gone: it does not go on.
  await expect(go(broken.upload, 20, 10, 10)).rejects.toThrow('no such upload');
});

test('uploads that nobody finishes are bounded, and dropped after ten idle minutes', async () => {
  const { floor } = await openDesk();
  const begin = (bytes: number) =>
    floor.client.incidents.uploadPart({ upload: null, name: 'a.bin', bytes, offset: 0, part: part(Buffer.alloc(9)) });
  for (let n = 0; n < 16; n += 1) await begin(1_000);
  await expect(begin(1_000)).rejects.toThrow('16 files are on their way already');
  await floor.run(21 * MINUTE);
  const uploads = [];
  for (let n = 0; n < 4; n += 1) uploads.push(await begin(ATTACHMENT_LIMIT));
  await expect(begin(ATTACHMENT_LIMIT)).rejects.toThrow('4 files are on their way already');
});

test('a file that nobody put on the record is gone after a day; one that is stays', async () => {
  const { floor, incidentId } = await openDesk();
  const [kept, dropped] = [await upload(floor, 'kept.png', PNG), await upload(floor, 'dropped.png', PNG)];
  await floor.client.incidents.attach({ incidentId, sha256: kept.sha256 });
  await floor.restart(25 * 60 * MINUTE);
  await upload(floor, 'another.png', PNG);
  await expect(floor.client.incidents.attach({ incidentId, sha256: dropped.sha256 })).rejects.toThrow('not here');
  const found = await floor.client.incidents.attachmentPart({ incidentId, sha256: kept.sha256, offset: 0 });
  expect(found.bytes).toBe(PNG.length);
});
