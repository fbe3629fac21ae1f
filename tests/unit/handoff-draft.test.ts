// A draft of a hand-over: what is typed is kept, whoever types, and can be sealed.
import { expect, test } from 'vitest';
import { handoffWords } from '../../electron/contract/model/handoff.ts';
import { freeze, write } from '../../electron/engine/core/handoff-writing.ts';
import { handoffHash } from '../../electron/engine/exporters/handoff-seal.ts';
import {
  AB,
  at,
  begun,
  briefing,
  done,
  ENDED,
  HOUR,
  INCIDENT,
  MO,
  NOW,
  REPLICA,
  refusal,
  STRETCH,
} from './handoff-makers.ts';

const NIGHT = briefing([INCIDENT, REPLICA, ENDED]);
const NEXT = { next: 'swap the optic', nextAt: NOW + HOUR, ifThen: 'no link: move row C', tried: '' };
const draft = () => done(write(begun().after, { items: { [INCIDENT.key]: NEXT } }));

test('is begun by whoever acts, for whom the plan names', () => {
  expect(begun().after).toMatchObject({ state: 'draft', outgoing: MO, incoming: AB, rev: 1, ticked: { of: 0 } });
  expect(begun().said).toMatchObject({ event: 'begun', text: 'Hand-over of Night A begun by M. Okafor' });
});

test('keeps what is typed, leaves what is not, and says nothing of each key in the journal', () => {
  const first = write(begun().after, { judgement: 'the optic is the cheap guess' });
  const second = done(write(done(first), { items: { [REPLICA.key]: NEXT } }));
  expect(second).toMatchObject({ judgement: 'the optic is the cheap guess', items: { [REPLICA.key]: NEXT }, rev: 3 });
  expect(first).toMatchObject({ said: null });
  const third = done(write(second, { items: { [REPLICA.key]: null } }));
  expect(third.items).toEqual({});
});

test('two who type about one matter at the same time both keep their words', () => {
  const first = done(write(begun().after, { items: { [REPLICA.key]: { next: 'call the vendor' } } }));
  const both = done(write(first, { items: { [REPLICA.key]: { tried: 'vacuum cancelled' } } }));
  expect(both.items).toEqual({
    [REPLICA.key]: { next: 'call the vendor', nextAt: null, ifThen: '', tried: 'vacuum cancelled' },
  });
});

test('two who promise something at the same time both keep their promise', () => {
  const promise = { text: 'call back', at: null, by: MO, doneAt: null };
  const first = done(write(begun().after, { promiseById: { a: { ...promise, to: 'carrier' } } }));
  const both = done(write(first, { promiseById: { b: { ...promise, to: 'checkout team' } } }));
  expect(both.promises.map(({ id, to }) => [id, to])).toEqual([
    ['a', 'carrier'],
    ['b', 'checkout team'],
  ]);
  const kept = done(write(both, { promiseById: { a: { ...promise, to: 'carrier', doneAt: NOW } } }));
  expect(kept.promises.map(({ id, doneAt }) => [id, doneAt])).toEqual([
    ['a', NOW],
    ['b', null],
  ]);
  expect(done(write(kept, { promiseById: { a: null } })).promises.map(({ id }) => id)).toEqual(['b']);
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`n${n}`, { ...promise, to: 'them' }]));
  expect(refusal(write(kept, { promiseById: many }))).toMatch(/more than 200 promises/);
});

test('half a character in the name of a shift, of a person or of a matter does not keep it from being sealed', () => {
  const half = 'Night \ud83d';
  const plan = { ...STRETCH, shift: { ...STRETCH.shift, name: half }, incoming: half };
  const typed = done(write(begun({ stretch: plan }, at(half)).after, { items: { [half]: { next: 'look' } } }));
  expect(handoffHash(freeze(typed, NIGHT))).toMatch(/^[0-9a-f]{64}$/);
  expect(typed).toMatchObject({ shift: { name: 'Night \ufffd' }, items: { 'Night \ufffd': { next: 'look' } } });
});

test('a time that no calendar has is refused at the door: it could be written into no file, and into no next hand-over', () => {
  for (const nextAt of [9_000_000_000_000_000, -1, 0.5])
    expect(handoffWords.safeParse({ items: { [REPLICA.key]: { nextAt } } }).success).toBe(false);
  const nextAt = Date.parse('9999-12-31T23:59:59.999Z');
  const typed = handoffWords.parse({ items: { [REPLICA.key]: { next: 'look', nextAt } } });
  const last = { ...done(write(begun().after, typed)), state: 'accepted', endedAt: NOW } as const;
  expect(begun({ last }).after.items[REPLICA.key]?.tried).toContain('next: look (9999-12-31 23:59:59 UTC)');
});

test('the same once more changes nothing', () => {
  const before = draft();
  expect(done(write(before, { items: { [INCIDENT.key]: NEXT } }))).toBe(before);
});

test('half a character that was typed is kept as one that the record can carry', () => {
  expect(done(write(begun().after, { judgement: 'a\ud83d' })).judgement).toBe('a\ufffd');
});

test('two promises with one id are refused', () => {
  const promise = { id: 'p', to: 'checkout team', text: 'state of row C', at: null, by: MO, doneAt: null };
  expect(refusal(write(begun().after, { promises: [promise, promise] }))).toMatch(/same id/);
});
