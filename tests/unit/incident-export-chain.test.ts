// The chain of an exported incident: whatever is changed in the file is found, and the first place that does not fit is named.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf, type IncidentDocument } from '../../electron/engine/exporters/incident-json.ts';
import { walkExport } from '../../electron/engine/services/incidents/export-verify.ts';
import { AT, chained, payloadOf, sourceOf } from './incident-export-makers.ts';

const bodies = [payloadOf('first word'), null, payloadOf('**third**'), null, null, payloadOf('the last')];
const entries = chained(
  bodies.map((_, place) => ({ text: `Note ${place}`, occurredAt: AT + place * 60_000 })),
  bodies,
);
const whole = documentOf(
  sourceOf(
    { title: 'Core switch down' },
    entries,
    bodies.filter((body) => body !== null),
  ),
);

type Draft = { -readonly [Key in keyof IncidentDocument]: IncidentDocument[Key] };
/** As a file comes back, changed by a hand. */
// biome-ignore lint/suspicious/noExplicitAny: a hand that changes a file knows no types
async function changed(change: (document: any) => void) {
  const document = JSON.parse(JSON.stringify(whole)) as Draft;
  change(document);
  return walkExport(document);
}

test('an untouched export is whole, and says how many entries it has', async () => {
  expect(await changed(() => {})).toEqual({ ok: true, entries: 6, head: { seq: 25, hash: whole.chain.last } });
});

describe('what is found, and where', () => {
  test('a word that was changed in the third entry', async () => {
    const report = await changed((file) => (file.entries[2].entry.text = 'Nothing happened'));
    expect(report).toMatchObject({ ok: false, what: 'altered', seq: 16, uuid: entries[2]!.uuid });
    expect(report).toMatchObject({
      message: expect.stringContaining('Entry 16 (note, 2026-11-22T02:16:05.000Z) was altered'),
    });
  });

  test('a time that was set back, though its own hash was made anew', async () => {
    const forged = chained([{ text: 'Note 0' }, { text: 'Note 1', occurredAt: AT - 1 }], [bodies[0]!, null]);
    const report = await changed((file) => {
      const { body: _b, attachment: _a, pinned: _p, correctedBy: _c, redacted: _r, ...entry } = forged[1]!;
      file.entries[1].entry = entry;
    });
    expect(report).toMatchObject({ ok: false, what: 'out-of-place', seq: 13 });
  });

  test('an entry that was taken out of the middle: the one behind it is named', async () => {
    expect(await changed((file) => file.entries.splice(3, 1))).toMatchObject({
      ok: false,
      what: 'out-of-place',
      seq: 22,
    });
  });

  test('two entries that changed places', async () => {
    const report = await changed((file) => file.entries.splice(1, 2, file.entries[2], file.entries[1]));
    expect(report).toMatchObject({ ok: false, what: 'out-of-place', seq: 16 });
  });

  test('an entry that was put in', async () => {
    const report = await changed((file) => file.entries.splice(2, 0, structuredClone(file.entries[1])));
    expect(report).toMatchObject({ ok: false, what: 'out-of-place', seq: 13 });
  });

  test('a cut end', async () => {
    const report = await changed((file) => file.entries.splice(4));
    expect(report).toMatchObject({
      ok: false,
      what: 'missing',
      seq: 19,
      message: expect.stringContaining('2 of 6 entries are missing behind entry 19'),
    });
  });

  test('a cut end whose count was put right', async () => {
    const report = await changed((file) => {
      file.entries.splice(4);
      file.chain.count = 4;
    });
    expect(report).toMatchObject({ ok: false, what: 'missing' });
  });

  test('a fact of the incident itself', async () => {
    expect(await changed((file) => (file.incident.severity = 4))).toMatchObject({
      ok: false,
      what: 'altered',
      seq: 0,
      uuid: null,
    });
  });

  test('the words of a note', async () => {
    const report = await changed((file) => (file.payloads[1].text = 'nothing was said'));
    expect(report).toMatchObject({ ok: false, what: 'altered', seq: 16 });
  });

  test('words that are gone', async () => {
    expect(await changed((file) => file.payloads.shift())).toMatchObject({ ok: false, what: 'missing', seq: 10 });
  });

  test('words that somebody calls redacted: the seal says they were there', async () => {
    const report = await changed((file) => {
      const { text: _text, salt: _salt, ...rest } = file.payloads[0];
      file.payloads[0] = { ...rest, state: 'redacted' };
    });
    expect(report).toMatchObject({ ok: false, what: 'altered', message: expect.stringContaining('seal') });
  });

  test('another head of the journal', async () => {
    expect(await changed((file) => (file.chain.journal.hash = 'd'.repeat(64)))).toMatchObject({
      ok: false,
      what: 'altered',
    });
  });
});

test('no single change of any value anywhere in the file goes unfound', async () => {
  const places: (readonly (string | number)[])[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
    else places.push(path);
  };
  walk(JSON.parse(JSON.stringify(whole)), []);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), async (path) => {
      const report = await changed((file) => {
        const holder = path.slice(0, -1).reduce((inner, key) => inner[key], file);
        const key = path.at(-1)!;
        const was = holder[key];
        holder[key] =
          typeof was === 'number' ? was + 1 : typeof was === 'boolean' ? !was : was === null ? 0 : `${was}x`;
      });
      expect(report).toMatchObject({ ok: false });
    }),
    { numRuns: 400 },
  );
});
