// Whatever two people do, in whatever order: no typed word is lost, no state is reached that the way does not lead to, and what
// ended stays as it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BriefingItem } from '../../electron/contract/model/briefing.ts';
import type { Handoff, HandoffState } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { actsOf, type HandoffRuling, itemsOf } from '../../electron/engine/core/handoff-state.ts';
import { accept, answer, ask, decline, readBack, tick } from '../../electron/engine/core/handoff-taking.ts';
import { backToDraft, begin, supersede, write } from '../../electron/engine/core/handoff-writing.ts';
import { isRefused } from '../../electron/engine/core/incident-words.ts';
import { AB, at, begun, briefing, item, MO, NOW, refusal, STRETCH, signed, tryReady } from './handoff-makers.ts';

const KEYS = ['incident:1', 'problem:2', 'problem:3'] as const;

/** The world: any of three matters, in any stance, saying one thing or another. */
const world = fc
  .tuple(
    ...KEYS.map((key) =>
      fc.option(
        fc
          .record({ stance: fc.constantFrom('unstable', 'watch', 'stable'), state: fc.constantFrom('bad', 'worse') })
          .map(
            (more): BriefingItem =>
              item(key, { ...more, ...(key === 'incident:1' ? { section: 'incidents', severity: 1 } : {}) }),
          ),
      ),
    ),
  )
  .map((items) => briefing(items.filter((one) => one !== null)));

const key = fc.constantFrom(...KEYS);
const who = fc.constantFrom(MO, AB, 'C. Li');
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('word'), key, field: fc.constantFrom('next', 'ifThen', 'tried') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('judgement', 'promise', 'name') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ready'), world, override: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('tick', 'untick', 'read-back'), key }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('ask', 'answer', 'back-to-draft') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('accept', 'accept-with-questions') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decline') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin'), world }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const LEADS: Readonly<Record<HandoffState, readonly HandoffState[]>> = {
  draft: ['draft', 'ready', 'superseded'],
  ready: ['ready', 'draft', 'accepted', 'accepted-with-questions', 'declined', 'superseded'],
  accepted: ['accepted'],
  'accepted-with-questions': ['accepted-with-questions'],
  declined: ['declined'],
  superseded: ['superseded'],
};

/** A word nobody else types. */
const wordOf = (n: number): string => `word-${n}.`;

function ruled(handoff: Handoff, step: Act, n: number, by: string): HandoffRuling | null {
  const moment = at(by, NOW + n);
  const word = wordOf(n);
  const ending = { ...moment, differences: [] };
  switch (step.do) {
    case 'word': {
      const words = handoff.items[step.key] ?? { next: '', nextAt: null, ifThen: '', tried: '' };
      const said = `${words[step.field as 'next']} ${word}`;
      return write(handoff, { items: { [step.key]: { ...words, [step.field]: said } } });
    }
    case 'judgement':
      return write(handoff, { judgement: `${handoff.judgement} ${word}` });
    case 'promise':
      return write(handoff, {
        promises: [...handoff.promises, { id: String(n), to: 'them', text: word, at: null, by, doneAt: null }],
      });
    case 'name':
      return write(handoff, { incoming: ['', MO, AB][n % 3] ?? '' });
    case 'ready':
      return tryReady(handoff, step.world, step.override ? word : '', moment);
    case 'tick':
    case 'untick':
      return tick(handoff, step.key, step.do === 'tick', moment);
    case 'read-back':
      return readBack(handoff, step.key, `${handoff.readBacks[step.key]?.text ?? ''} ${word}`, moment);
    case 'ask':
      return ask(handoff, `q${n}`, word, moment);
    case 'answer':
      return answer(handoff, handoff.questions[0]?.id ?? '', word, moment);
    case 'back-to-draft':
      return backToDraft(handoff, word, moment);
    case 'accept':
    case 'accept-with-questions': {
      const signature = signed(handoff.incoming, NOW + n);
      return accept(handoff, step.do === 'accept-with-questions', { ...ending, signature, handedOver: [] });
    }
    case 'decline':
      return decline(handoff, word, { ...ending, name: handoff.incoming, withPin: false });
    default:
      return null;
  }
}

const typesWords = (step: Act): boolean =>
  ['word', 'judgement', 'promise', 'read-back', 'ask', 'answer', 'decline', 'back-to-draft'].includes(step.do);

/** What holds of every hand-over at every moment. */
function isSound(handoff: Handoff): void {
  const { state, signatures, briefing: cold, hash, endedAt } = handoff;
  const isSealed = ['ready', 'accepted', 'accepted-with-questions', 'declined'].includes(state);
  if (isSealed) expect([cold !== null, hash !== '', signatures.outgoing !== null]).toEqual([true, true, true]);
  if (state === 'draft') expect([cold, hash, signatures.outgoing]).toEqual([null, '', null]);
  expect(signatures.incoming !== null).toBe(state.startsWith('accepted'));
  expect(endedAt !== null).toBe(actsOf(state).length === 0);
  if (!state.startsWith('accepted')) return;
  const items = itemsOf(handoff);
  expect(items.filter(({ stance, key }) => stance !== 'stable' && !handoff.ticks[key])).toEqual([]);
  expect(items.filter(({ stance, key }) => stance === 'unstable' && !handoff.readBacks[key])).toEqual([]);
  expect(handoff.openQuestions > 0).toBe(state === 'accepted-with-questions');
}

/** To each end in few steps: what chance alone finds once in some thousand walks is always walked. */
const calm: Act = { do: 'ready', world: briefing([]), override: false };
const STRAIGHT: readonly (readonly Act[])[] = [
  [calm, { do: 'accept' }],
  [calm, { do: 'ask' }, { do: 'accept-with-questions' }],
  [calm, { do: 'decline' }],
  [calm, { do: 'back-to-draft' }, calm, { do: 'ask' }, { do: 'answer' }, { do: 'accept' }],
];

test('random walks of two people', () => {
  const reached = new Set<HandoffState>();
  fc.assert(
    fc.property(fc.array(fc.tuple(act, who), { minLength: 5, maxLength: 60 }), (steps) => {
      let handoff = begun().after;
      /** All that there ever were, as they ended. */
      const past: { readonly handoff: Handoff; readonly text: string }[] = [];
      const words: string[] = [];
      for (const [n, [step, by]] of steps.entries()) {
        const before = handoff;
        if (step.do === 'begin' && 'world' in step) {
          const id = `h${n}` as HandoffId;
          if (before.endedAt === null) {
            const { after } = supersede(before, id, step.world, NOW + n);
            past.push({ handoff: after, text: JSON.stringify(after) });
            isSound(after);
          }
          const last = past.at(-1)?.handoff ?? null;
          const stretch = STRETCH;
          handoff = begin({ id, stretch, incoming: AB, last, briefing: step.world }, at(by, NOW + n)).after;
          // Of one that nobody took, everything goes over.
          if (last && !last.state.startsWith('accepted')) {
            const { judgement, contacts, items, promises } = last;
            expect(handoff).toMatchObject({ judgement, contacts, items, promises });
          }
          isSound(handoff);
          continue;
        }
        const answered = ruled(before, step, n, by);
        if (answered === null) continue;
        if (isRefused(answered)) {
          expect(refusal(answered)).not.toBe('');
          continue;
        }
        handoff = answered.after;
        if (handoff !== before) expect(handoff.rev).toBe(before.rev + 1);
        expect(LEADS[before.state]).toContain(handoff.state);
        reached.add(handoff.state);
        if (before.endedAt !== null) expect(handoff).toBe(before);
        if (typesWords(step)) words.push(wordOf(n));
        isSound(handoff);
        if (before.endedAt === null && handoff.endedAt !== null) past.push({ handoff, text: JSON.stringify(handoff) });
      }
      // What ended is as it ended; every word that was taken stands in one of them.
      for (const one of past) expect(JSON.stringify(one.handoff)).toBe(one.text);
      const all = [...past.map(({ text }) => text), JSON.stringify(handoff)].join('\n');
      const overwritten = words.filter((word) => !all.includes(word));
      // Only the reason for going back a second time takes the place of the first, which the journal has.
      const reasons = steps.flatMap(([step], n) => (step.do === 'back-to-draft' ? [wordOf(n)] : []));
      expect(overwritten.filter((word) => !reasons.includes(word))).toEqual([]);
    }),
    { numRuns: 500, examples: STRAIGHT.map((acts) => [acts.map((one): [Act, string] => [one, MO])]) },
  );
  // The walks went everywhere.
  expect([...reached].sort()).toEqual(['accepted', 'accepted-with-questions', 'declined', 'draft', 'ready']);
});
