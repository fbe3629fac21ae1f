// Files of a hand-over: verified by somebody who has the JSON and nothing of ours, and written in pieces.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { handoffText } from '../../electron/cli/handoff-print.ts';
import type { HandoffView } from '../../electron/contract/model/handoff.ts';
import { readBack } from '../../electron/engine/core/handoff-taking.ts';
import { backToDraft, write } from '../../electron/engine/core/handoff-writing.ts';
import { handoffExporterOf, handoffExporters } from '../../electron/engine/exporters/handoff-forms.ts';
import { handoffHash } from '../../electron/engine/exporters/handoff-seal.ts';
import { AB, at, begun, briefing, done, INCIDENT, item, MO, NOW, REPLICA, tryReady } from './handoff-makers.ts';

function sourceOf(count: number) {
  const many = Array.from({ length: count }, (_, n) =>
    item(`problem:${n}`, { title: `host-${n} "down" \u2028 é 0.1` }),
  );
  const words = {
    judgement: 'a "quoted" \\ word, ünïcode 🙂',
    items: { [INCIDENT.key]: { next: 'swap', nextAt: NOW } },
  };
  const draft = done(write(begun().after, words));
  const ready = done(tryReady(draft, briefing([INCIDENT, REPLICA, ...many])));
  const handoff = { ...ready, hash: handoffHash(ready) };
  const view = { handoff, briefing: handoff.briefing, differences: [], head: { seq: 12, hash: 'b'.repeat(64) } };
  return { view: view as unknown as HandoffView, exportedAt: NOW, exportedBy: 'ada', zone: 'Europe/Amsterdam' };
}

function drained(work: Generator<void, string>): { readonly pauses: number; readonly text: string } {
  for (let pauses = 0; ; pauses += 1) {
    const step = work.next();
    if (step.done) return { pauses, text: step.value };
  }
}

/** RFC 8785, by hand: names in the order of their UTF-16 units, no white space, numbers and texts as ECMAScript writes them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`);
  return `{${fields.join(',')}}`;
}
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

test('hash and seal are computed again from the JSON alone, as it says', () => {
  const { text } = drained(handoffExporterOf('json').write(sourceOf(3)));
  const { seal, ...document } = JSON.parse(text);
  expect(document.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(sha256(canonical(document.sealed))).toBe(document.hash);
  expect(sha256(canonical(document))).toBe(seal);
  expect(sha256(canonical({ ...document.sealed, words: { ...document.sealed.words, judgement: '' } }))).not.toBe(
    document.hash,
  );
});

test('a fleet on fire: no form writes more than some hundred matters in one turn of the loop', () => {
  const [few, many] = [sourceOf(3), sourceOf(2_000)];
  for (const { form, write } of handoffExporters) {
    const [short, long] = [drained(write(few)), drained(write(many))];
    expect(long.text.length, form).toBeGreaterThan(100_000);
    // The seal of a JSON file is one piece; what is read has each matter put into words.
    expect(long.pauses - short.pauses, form).toBe(form === 'json' ? 0 : 10);
    expect(short.pauses, form).toBeGreaterThan(0);
  }
});

test('what was read back of a matter that was over when it was ready again is left out of no file that is read', () => {
  const marked = done(readBack(sourceOf(0).view.handoff, INCIDENT.key, 'optic first, else row C', at(AB)));
  const thawed = done(backToDraft(marked, 'it is over', at(MO)));
  const handoff = done(tryReady(thawed, briefing([REPLICA])));
  expect(handoff.earlierReadBacks).toHaveLength(1);
  const source = sourceOf(0);
  const view = { ...source.view, handoff, briefing: briefing([REPLICA]) };
  const { text } = drained(handoffExporterOf('markdown').write({ ...source, view }));
  const [, over = ''] = text.split('## Said about matters that are over');
  expect(over).toMatch(/### STABLE: INC-2026-0412\n[\s\S]*optic first, else row C[\s\S]*by\*\*: A\. Brandt/);
  const printed = handoffText({ handoff, briefing: view.briefing, differences: [] });
  expect(printed).toMatch(/incident:412\n.*\n +Read back before it changed by A\. Brandt, .*: optic first, else row C/);
});
