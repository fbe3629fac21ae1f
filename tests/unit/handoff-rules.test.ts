// The rules of a hand-over, from the first key to the second signature.
import { describe, expect, test } from 'vitest';
import { acceptBlocks, readyBlocks } from '../../electron/engine/core/handoff-blocks.ts';
import { withPromises } from '../../electron/engine/core/handoff-promises.ts';
import {
  accept,
  acceptRefusal,
  answer,
  ask,
  decline,
  readBack,
  tick,
} from '../../electron/engine/core/handoff-taking.ts';
import { backToDraft, supersede, write } from '../../electron/engine/core/handoff-writing.ts';
import {
  AB,
  at,
  begun,
  briefing,
  done,
  ENDED,
  HOUR,
  INCIDENT,
  item,
  MINUTE,
  MO,
  NOW,
  REPLICA,
  refusal,
  signed,
  tryReady,
} from './handoff-makers.ts';

const NIGHT = briefing([INCIDENT, REPLICA, ENDED]);
const NEXT = { next: 'swap the optic', nextAt: NOW + HOUR, ifThen: 'no link: move row C', tried: '' };
const draft = () => done(write(begun().after, { items: { [INCIDENT.key]: NEXT } }));
const isReady = () => done(tryReady(draft(), NIGHT));
const read = () => {
  let handoff = isReady();
  for (const { key } of [INCIDENT, REPLICA]) handoff = done(tick(handoff, key, true, at(AB)));
  return done(readBack(handoff, INCIDENT.key, 'optic first, else row C', at(AB)));
};
const acceptIt = (handoff = read(), withQuestions = false) =>
  accept(handoff, withQuestions, { ...at(AB), signature: signed(AB), handedOver: ['INC-2026-0412'], differences: [] });

describe('what stands before ready', () => {
  test('a SEV1 incident without a next action; a SEV3 needs none', () => {
    const third = item('incident:409', { section: 'incidents', severity: 3 });
    expect(readyBlocks(begun().after, briefing([INCIDENT, third]))).toEqual([
      { what: 'ready', key: INCIDENT.key, text: 'INC-2026-0412 (SEV1) has no next action.', isHard: false },
    ]);
    expect(readyBlocks(draft(), NIGHT)).toEqual([]);
  });

  test('spaces are no next action', () => {
    const blank = done(write(begun().after, { items: { [INCIDENT.key]: { ...NEXT, next: '  ' } } }));
    expect(readyBlocks(blank, NIGHT)).toHaveLength(1);
  });

  test('nobody named is hard: no reason helps', () => {
    const nobody = done(write(draft(), { incoming: '' }));
    expect(readyBlocks(nobody, NIGHT)).toMatchObject([{ isHard: true }]);
    expect(refusal(tryReady(nobody, NIGHT, 'nobody comes'))).toMatch(/Nobody is named who takes over/);
  });

  test('handing over to oneself wants a reason, however the name is written', () => {
    for (const incoming of ['m.  okafor', 'M. Okafor\u200b'])
      expect(readyBlocks(done(write(draft(), { incoming })), NIGHT)).toHaveLength(1);
    const self = done(write(draft(), { incoming: 'm.  okafor' }));
    expect(refusal(tryReady(self, NIGHT))).toMatch(/would hand over to themselves.*give a reason/);
    expect(done(tryReady(self, NIGHT, 'a double shift')).override?.reason).toBe('a double shift');
  });

  test('a reason lets it go, and the record keeps the reason and what it was given for', () => {
    const ruling = tryReady(begun().after, NIGHT, 'bridge is calling me');
    expect(done(ruling).override).toEqual({
      ...{ by: MO, at: NOW, reason: 'bridge is calling me' },
      blocks: ['INC-2026-0412 (SEV1) has no next action.'],
    });
    expect(ruling).toMatchObject({
      said: { event: 'ready', data: { override: { reason: 'bridge is calling me' }, head: { seq: 12 } } },
    });
  });

  test('a reason that was not needed is no override', () => {
    expect(done(tryReady(draft(), NIGHT, 'just in case')).override).toBeNull();
  });
});

describe('ready', () => {
  test('is frozen and signed: words are typed into it no more, and it counts what is to be ticked', () => {
    const ready = isReady();
    expect(ready).toMatchObject({ state: 'ready', ticked: { done: 0, of: 2 }, readBack: { done: 0, of: 1 } });
    expect(ready.signatures.outgoing?.by).toBe(MO);
    expect(refusal(write(ready, { judgement: 'more' }))).toMatch(/frozen.*back to draft/);
    expect(refusal(tryReady(ready, NIGHT))).toMatch(/ready since/);
  });

  test('open promises want a tick, kept ones do not', () => {
    const promise = { to: 'checkout team', text: 'state of row C', at: NOW, by: MO };
    const promises = [
      { ...promise, id: 'kept', doneAt: NOW },
      { ...promise, id: 'open', doneAt: null },
    ];
    const ready = done(tryReady(done(write(draft(), { promises })), NIGHT));
    expect(ready.ticked.of).toBe(3);
    expect(ready.briefing?.sections.find(({ id }) => id === 'promises')?.items.map(({ key }) => key)).toEqual([
      ...['promise:open', 'promise:kept'],
    ]);
    expect(withPromises(NIGHT, []).sections).toEqual(NIGHT.sections);
  });

  test('who marks at the desk of another does it in their own name, and the record says where', () => {
    const ready = done(tick(isReady(), REPLICA.key, true, at(MO)));
    expect(ready.ticks[REPLICA.key]).toEqual({ by: "A. Brandt at M. Okafor's desk", at: NOW });
    expect(done(tick(isReady(), REPLICA.key, true, at('a.  brandt'))).ticks[REPLICA.key]?.by).toBe('a.  brandt');
  });

  test('stable items want no tick, watch items no read-back, others are not there', () => {
    expect(refusal(tick(isReady(), ENDED.key, true, at(AB)))).toMatch(/no tick/);
    expect(refusal(readBack(isReady(), REPLICA.key, 'lag', at(AB)))).toMatch(/no read-back/);
    expect(refusal(tick(isReady(), 'problem:99', true, at(AB)))).toMatch(/not in this briefing/);
  });

  test('a mark can be taken away, and twice is once', () => {
    const ticked = done(tick(isReady(), REPLICA.key, true, at(AB)));
    expect(done(tick(ticked, REPLICA.key, true, at(AB)))).toBe(ticked);
    expect(done(tick(ticked, REPLICA.key, false, at(AB))).ticked.done).toBe(0);
    const back = done(readBack(ticked, INCIDENT.key, 'optic', at(AB)));
    expect(back.readBack.done).toBe(1);
    expect(done(readBack(back, INCIDENT.key, '', at(AB))).readBack.done).toBe(0);
  });

  test('taken back and made ready again: marks of what did not change stay, other words are kept apart', () => {
    const back = done(backToDraft(read(), 'I forgot the carrier', at(MO)));
    expect(back).toMatchObject({ state: 'draft', briefing: null, hash: '', signatures: { outgoing: null } });
    const moved = briefing([{ ...INCIDENT, state: 'acknowledged' }, REPLICA]);
    const again = done(tryReady(back, moved));
    expect(Object.keys(again.ticks)).toEqual([REPLICA.key]);
    expect(again.readBacks).toEqual({});
    expect(again.earlierReadBacks).toMatchObject([{ key: INCIDENT.key, by: AB, text: 'optic first, else row C' }]);
    const same = done(tryReady(back, NIGHT));
    expect(same).toMatchObject({ ticked: { done: 2 }, readBack: { done: 1 }, earlierReadBacks: [] });
  });

  test('other words about an item, or another person who comes, want the marks anew', () => {
    const back = done(backToDraft(read(), 'wait', at(MO)));
    const reworded = done(write(back, { items: { [INCIDENT.key]: { ...NEXT, next: 'call the vendor' } } }));
    expect(Object.keys(done(tryReady(reworded, NIGHT)).ticks)).toEqual([REPLICA.key]);
    const other = done(write(back, { incoming: 'R. Castellanos' }));
    expect(done(tryReady(other, NIGHT))).toMatchObject({ ticks: {}, readBacks: {}, earlierReadBacks: [{ by: AB }] });
  });
});

describe('the other signature', () => {
  test('what is not ticked or not read back stands before it, by name', () => {
    expect(acceptBlocks(isReady()).map(({ text }) => text)).toEqual([
      ...['INC-2026-0412 is not read back.', 'INC-2026-0412 is not ticked.', 'fra2-db-07 is not ticked.'],
    ]);
    expect(refusal(acceptRefusal(isReady(), true))).toMatch(/not read back/);
  });

  test('accepted: signed, ended, and what went over is on the record', () => {
    const ruling = acceptIt();
    expect(done(ruling)).toMatchObject({ state: 'accepted', endedAt: NOW, signatures: { incoming: { by: AB } } });
    expect(ruling).toMatchObject({
      said: {
        text: expect.stringContaining('lead of INC-2026-0412 goes over'),
        data: { incidents: ['INC-2026-0412'] },
      },
    });
  });

  test('a question without an answer: accepted with questions, or answered first', () => {
    const asked = done(ask(read(), 'q1', 'Who tells the checkout team?', at(AB)));
    expect(asked.openQuestions).toBe(1);
    expect(refusal(acceptIt(asked))).toMatch(/Who tells the checkout team\?.*accept it with questions/);
    expect(done(acceptIt(asked, true)).state).toBe('accepted-with-questions');
    const answered = done(answer(asked, 'q1', 'I do, from line 2', at(MO)));
    expect(answered.questions[0]?.answers).toEqual([{ by: MO, at: NOW, text: 'I do, from line 2' }]);
    expect(done(acceptIt(answered)).state).toBe('accepted');
  });

  test('declined with a reason: it stays with whoever had it', () => {
    const ruling = decline(isReady(), 'row C first', { ...at(AB), name: AB, withPin: true, differences: [] });
    expect(done(ruling)).toMatchObject({
      state: 'declined',
      declined: { by: AB, reason: 'row C first' },
      endedAt: NOW,
    });
    expect(ruling).toMatchObject({ said: { text: expect.stringContaining('M. Okafor keeps what was theirs') } });
  });

  test('once it ended nothing is taken any more, and the words say what to do', () => {
    const ended = done(acceptIt());
    const calls = [
      write(ended, { judgement: 'late' }),
      tryReady(ended, NIGHT),
      backToDraft(ended, 'oops', at(MO)),
      tick(ended, REPLICA.key, false, at(AB)),
      ask(ended, 'q', 'what?', at(AB)),
      acceptIt(ended),
    ];
    for (const call of calls)
      expect(refusal(call)).toBe('A. Brandt accepted it at 2026-11-20 05:40:00 UTC; nothing of it changes any more');
  });
});

describe('the next one', () => {
  const promise = { to: 'carrier', text: 'call back on ref 88213', at: null, by: MO };

  test('has everything of an open one, which ends superseded with the briefing of that moment', () => {
    const open = done(write(draft(), { judgement: 'line card', contacts: 'duty: S. Varga', incoming: 'R. C.' }));
    const next = begun({ last: open }, at('C. Li')).after;
    expect(next).toMatchObject({ judgement: 'line card', contacts: 'duty: S. Varga', items: open.items });
    expect(next).toMatchObject({ outgoing: MO, incoming: 'R. C.' });
    const old = supersede(open, next.id, NIGHT, NOW + MINUTE).after;
    expect(old).toMatchObject({ state: 'superseded', supersededBy: next.id, judgement: 'line card', briefing: NIGHT });
    // It never was ready: nothing of it was there to be ticked.
    expect(old).toMatchObject({ ticked: { done: 0, of: 0 }, readBack: { done: 0, of: 0 } });
  });

  test('has everything of one that was declined', () => {
    const declined = done(decline(isReady(), 'no', { ...at(AB), name: AB, withPin: false, differences: [] }));
    expect(begun({ last: declined }).after.items).toEqual({ [INCIDENT.key]: NEXT });
  });

  test('of an accepted one it has the open promises, and what was said of matters that are still there as said last time', () => {
    const words = done(
      write(draft(), {
        judgement: 'line card',
        items: { [ENDED.key]: NEXT, [REPLICA.key]: { ...NEXT, tried: 'vacuum cancelled' } },
        promises: [
          { ...promise, id: 'open', doneAt: null },
          { ...promise, id: 'kept', doneAt: NOW },
        ],
      }),
    );
    const accepted = { ...words, state: 'accepted', endedAt: NOW, readyAt: NOW } as const;
    const next = begun({ last: accepted, briefing: briefing([INCIDENT, REPLICA]) }, at(AB)).after;
    expect(next.promises.map(({ id }) => id)).toEqual(['open']);
    expect(next.judgement).toBe('');
    expect(next.outgoing).toBe(AB);
    const said =
      'Said 2026-11-20 05:40:00 UTC by M. Okafor: next: swap the optic (2026-11-20 06:40:00 UTC); if: no link: move row C';
    expect(next.items).toEqual({
      [INCIDENT.key]: { next: '', nextAt: null, ifThen: '', tried: said },
      [REPLICA.key]: { next: '', nextAt: null, ifThen: '', tried: `${said}\nvacuum cancelled` },
    });
    // An old plan is no next action.
    expect(readyBlocks(next, briefing([INCIDENT])).map(({ key }) => key)).toContain(INCIDENT.key);
  });
});
