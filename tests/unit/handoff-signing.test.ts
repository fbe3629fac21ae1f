// While somebody's PIN is looked at, the hand-over may go on at another desk: who signs signs what they looked at.
import { expect, test } from 'vitest';
import type { Briefing } from '../../electron/contract/model/briefing.ts';
import type { Handoff } from '../../electron/contract/model/handoff.ts';
import type { Actor } from '../../electron/contract/model/journal.ts';
import { readBack, tick } from '../../electron/engine/core/handoff-taking.ts';
import { backToDraft, write } from '../../electron/engine/core/handoff-writing.ts';
import { handoffHash } from '../../electron/engine/exporters/handoff-seal.ts';
import { createSigning, type SigningOptions } from '../../electron/engine/services/handoffs/handoffs-signing.ts';
import type { IncidentChange } from '../../electron/engine/services/incidents/book.ts';
import { AB, at, begun, briefing, done, INCIDENT, MO, NOW, tryReady } from './handoff-makers.ts';

const NIGHT = briefing([INCIDENT]);
const NEXT = { next: 'swap the optic' };
const draft = () => done(write(begun().after, { items: { [INCIDENT.key]: NEXT } }));
const isReady = (from = draft()) => done(tryReady(from, NIGHT));
const read = () =>
  done(readBack(done(tick(isReady(), INCIDENT.key, true, at(AB))), INCIDENT.key, 'optic first', at(AB)));

/** One hand-over on a desk. `meanwhile` is what happens while a PIN is looked at; `known`: as the person is called. */
function desk(before: Handoff, { meanwhile = (now: Handoff) => now, known = AB, now = NIGHT as Briefing } = {}) {
  let handoff = before;
  let incidents: readonly IncidentChange[] = [];
  const actor: Actor = { type: 'operator', name: MO };
  const row = { number: 'INC-2026-0412', status: 'open', roles: { lead: MO, next: '' } };
  const options = {
    store: { journal: { head: () => ({ seq: 12, hash: 'b'.repeat(64) }) } },
    shifts: {
      async swear() {
        handoff = meanwhile(handoff);
        return { name: known, withPin: true };
      },
    },
    looking: { live: async () => now },
    incidentBook: { rows: () => [row] },
    book: {
      get: () => handoff,
      change: (_id: unknown, _actor: Actor, rule: (one: Handoff, now: number) => never) => {
        handoff = done(rule(handoff, NOW));
      },
      changeWithIncidents: (
        _id: unknown,
        _actor: Actor,
        rule: (one: Handoff, now: number) => { ruling: never; incidents: readonly IncidentChange[] },
      ) => {
        const decided = rule(handoff, NOW);
        handoff = done(decided.ruling);
        incidents = decided.incidents;
      },
    },
  } as unknown as SigningOptions;
  const signing = createSigning(options);
  return {
    ready: () => signing.ready(before.id, '', '1357', actor),
    accept: () => signing.accept(before.id, false, '2468', actor),
    decline: () => signing.decline(before.id, 'not so', '2468', actor),
    handoff: () => handoff,
    leads: () => incidents.map(({ after }) => after.roles.lead),
  };
}

/** Taken back, other words, ready anew: every mark still holds, for no item changed. */
function other(handoff: Handoff): Handoff {
  const typed = done(write(done(backToDraft(handoff, 'wait', at(MO))), { judgement: 'do NOT touch row C' }));
  return { ...isReady(typed), hash: 'c'.repeat(64) };
}

test('taken back and made ready anew while a PIN was looked at: nobody accepts or declines what they never saw', async () => {
  for (const act of ['accept', 'decline'] as const) {
    const at = desk(read(), { meanwhile: other });
    await expect(at[act]()).rejects.toThrow(/taken back and is ready anew: look at it again/);
    expect(at.handoff()).toMatchObject({ state: 'ready', judgement: 'do NOT touch row C', ticked: { done: 1, of: 1 } });
    expect(at.leads()).toEqual([]);
  }
});

test('who comes gets the lead by the name they are known by, however it was typed', async () => {
  const typed = done(write(draft(), { incoming: 'a.  brandt' }));
  const marked = done(tick(isReady(typed), INCIDENT.key, true, at(AB)));
  const at2 = desk(done(readBack(marked, INCIDENT.key, 'optic first', at(AB))));
  await at2.accept();
  expect(at2.handoff()).toMatchObject({ state: 'accepted', signatures: { incoming: { by: AB } } });
  expect(at2.leads()).toEqual([AB]);
});

test('what is typed while a PIN is looked at is frozen with the rest, under the hash of all of it', async () => {
  const at2 = desk(draft(), { known: MO, meanwhile: (handoff) => done(write(handoff, { judgement: 'line card' })) });
  await at2.ready();
  const handoff = at2.handoff();
  expect(handoff).toMatchObject({ state: 'ready', judgement: 'line card', signatures: { outgoing: { by: MO } } });
  expect(handoff.hash).toBe(handoffHash(handoff));
});
