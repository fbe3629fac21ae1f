// What one operator of a kill test does with the hand-over: begins it, types into it, makes it ready, asks, takes it back. Only
// one: there is one hand-over for all.
import type { HandoffWords } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { type Desk, idOf, type Write, wordOf } from './kill-desk.ts';
import type { HandoffModel } from './kill-model-handoff.ts';

/** What its id is remembered by. */
export const HANDOFF = 'the hand-over';
const ITEMS = ['problem:a', 'problem:b', 'problem:c'] as const;
const MOST_PROMISES = 20;

function begin(desk: Desk): Write {
  const { handoff: was } = desk.model;
  const empty = { judgement: '', next: {}, promises: [] };
  const handoff = { ...(was ?? empty), begun: (was?.begun ?? 0) + 1, isReady: false, questions: [] };
  return {
    what: 'begin',
    entry: `begun by ${desk.operator}`,
    after: { ...desk.model, handoff },
    async send({ handoffs }) {
      desk.ids.set(HANDOFF, (await handoffs.begin({ incoming: 'Relief' })).handoff.id);
    },
  };
}

/** Types: a judgement, words about an item, a promise. None of it is in the journal: the hand-over itself is the record. */
function type(desk: Desk, was: HandoffModel): Write {
  const word = wordOf(desk);
  const item = desk.chance.pick(ITEMS);
  const promises = [...was.promises, word].slice(-MOST_PROMISES);
  const [after, words] = desk.chance.pick<readonly [HandoffModel, HandoffWords]>([
    [{ ...was, judgement: word }, { judgement: word }],
    [
      { ...was, next: sorted({ ...was.next, [item]: word }) },
      { items: { [item]: { next: word, nextAt: null, ifThen: '', tried: '' } } },
    ],
    [
      { ...was, promises },
      {
        promises: promises.map((text) => ({ id: text, to: 'carrier', text, at: null, by: '', doneAt: null })),
      },
    ],
  ]);
  return {
    what: 'type',
    entry: null,
    after: { ...desk.model, handoff: after },
    send: ({ handoffs }) => handoffs.write({ handoffId: idOf<HandoffId>(desk, HANDOFF), words }),
  };
}

const sorted = (record: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function makeReady(desk: Desk, was: HandoffModel): Write {
  return {
    what: 'ready',
    entry: 'is ready',
    after: { ...desk.model, handoff: { ...was, isReady: true } },
    send: ({ handoffs }) =>
      handoffs.ready({ handoffId: idOf<HandoffId>(desk, HANDOFF), override: 'the engine is being killed' }),
  };
}

function ask(desk: Desk, was: HandoffModel): Write {
  const text = wordOf(desk);
  return {
    what: 'ask',
    entry: text,
    after: { ...desk.model, handoff: { ...was, questions: [...was.questions, text] } },
    send: ({ handoffs }) => handoffs.ask({ handoffId: idOf<HandoffId>(desk, HANDOFF), text }),
  };
}

function takeBack(desk: Desk, was: HandoffModel): Write {
  const reason = wordOf(desk);
  return {
    what: 'backToDraft',
    entry: reason,
    after: { ...desk.model, handoff: { ...was, isReady: false } },
    send: ({ handoffs }) => handoffs.backToDraft({ handoffId: idOf<HandoffId>(desk, HANDOFF), reason }),
  };
}

/** The next thing that is done with it. */
export function writeHandoff(desk: Desk): Write {
  const was = desk.model.handoff;
  if (!was || desk.chance.below(12) === 0) return begin(desk);
  if (was.isReady) return desk.chance.below(3) === 0 ? takeBack(desk, was) : ask(desk, was);
  return desk.chance.below(5) === 0 ? makeReady(desk, was) : type(desk, was);
}
