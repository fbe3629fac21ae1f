// The scripted engine about hand-overs: kept in memory, with the rules of the real one (core/handoff-*.ts).
import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Briefing } from '../../electron/contract/model/briefing.ts';
import {
  type Handoff,
  type HandoffAct,
  type HandoffView,
  type HandoffWords,
  summaryOf,
} from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { blocksOf } from '../../electron/engine/core/handoff-blocks.ts';
import { differencesOf } from '../../electron/engine/core/handoff-differences.ts';
import { withPromises } from '../../electron/engine/core/handoff-promises.ts';
import { actsOf, changed, itemsOf, wantsReadBack, wantsTick } from '../../electron/engine/core/handoff-state.ts';
import { write } from '../../electron/engine/core/handoff-writing.ts';
import { isRefused } from '../../electron/engine/core/incident-words.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { FROZEN_HASH, HEAD, madeBriefing, madeHandoff } from './worlds-handoff-parts.ts';

interface Script {
  /** What the data says at a moment. */
  readonly live: (at: number) => Briefing;
  readonly standing: Handoff | null;
  readonly past: readonly Handoff[];
}

let script: Script = { live: (at) => madeBriefing(at, [], true), standing: null, past: [] };
/** What the world brought; set before the engine is made. */
export const scriptHandoffs = (written: Script): void => {
  script = written;
};

/** Those of the past, for the review of a shift. */
export const pastHandoffs = (): readonly Handoff[] => script.past;

/** The right PIN of everybody who has one. */
export const PIN = '4711';

let elsewhere: Pick<ReturnType<typeof createBook>, 'act' | 'freeze' | 'all'> | null = null;

/** What the test may turn. */
export const handoffControls = {
  /** Somebody signs the draft at another desk. */
  signElsewhere(): void {
    const [draft] = elsewhere?.all().filter(({ state }) => state === 'draft') ?? [];
    if (draft) elsewhere?.act(draft.id, 'ready', (before) => elsewhere?.freeze(before, 'by phone', '') ?? {});
  },
  /** Somebody takes it back at another desk. */
  thawElsewhere(): void {
    const [ready] = elsewhere?.all().filter(({ state }) => state === 'ready') ?? [];
    if (ready) elsewhere?.act(ready.id, 'back-to-draft', () => THAWED);
  },
  /** Somebody does something small at another desk: the number of the hand-over rises. */
  touchElsewhere(): void {
    const [open] = elsewhere?.all().filter(({ endedAt }) => endedAt === null) ?? [];
    if (open) elsewhere?.act(open.id, open.state === 'draft' ? 'write' : 'ask', () => ({}));
  },
  /** What the data says from now on. */
  change(how: (briefing: Briefing) => Briefing): void {
    const { live } = script;
    script = { ...script, live: (at) => how(live(at)) };
  },
};

/** Who signed in at the desk of this window, else its user. */
function operatorOf(stage: Stage): string {
  const { shifts, onCall } = stage.world();
  const desk = shifts.desks.find(({ user }) => user === 'mokafor');
  return onCall.people.find(({ id }) => id === desk?.personId)?.name ?? 'M. Okafor';
}

const THAWED: Partial<Handoff> = {
  ...{ state: 'draft', briefing: null, hash: '', readyAt: null, override: null },
  signatures: { outgoing: null, incoming: null },
};

const refused = (code: 'CONFLICT' | 'INVALID', path: string, message: string) =>
  new ORPCError(code, { defined: true, message, data: { fields: [{ path, message }] } });

export function handoffHandlers(stage: Stage) {
  const os = implement(contract).handoffs;
  const book = createBook(stage);
  elsewhere = book;
  const { act, viewOf } = book;
  return {
    briefing: os.briefing.handler(() => book.live()),
    begin: os.begin.handler(({ input }) => {
      stage.heard('begin', input);
      return viewOf(book.begin(input.incoming));
    }),
    view: os.view.handler(({ input }) => viewOf(book.of(input.handoffId))),
    write: os.write.handler(({ input }) => {
      stage.heard('write', input);
      return act(input.handoffId, 'write', (before) => wordsOnto(before, input.words));
    }),
    ready: os.ready.handler(({ input }) => {
      stage.heard('ready', input);
      return act(input.handoffId, 'ready', (before) => book.freeze(before, input.override, input.pin));
    }),
    backToDraft: os.backToDraft.handler(({ input }) => {
      stage.heard('backToDraft', input);
      return act(input.handoffId, 'back-to-draft', () => THAWED);
    }),
    tick: os.tick.handler(({ input }) => {
      stage.heard('tick', input);
      return act(input.handoffId, 'mark', ({ ticks }) => {
        const { [input.item]: _, ...others } = ticks;
        return { ticks: input.ticked ? { ...others, [input.item]: book.mark() } : others };
      });
    }),
    readBack: os.readBack.handler(({ input }) => {
      stage.heard('readBack', input);
      return act(input.handoffId, 'mark', ({ readBacks }) => {
        const { [input.item]: _, ...others } = readBacks;
        const said = { [input.item]: { ...book.mark(), text: input.text } };
        return { readBacks: input.text === '' ? others : { ...others, ...said } };
      });
    }),
    ask: os.ask.handler(({ input }) => {
      stage.heard('ask', input);
      return act(input.handoffId, 'ask', ({ questions }) => ({
        questions: [...questions, { ...book.mark(), id: `q${questions.length + 1}`, text: input.text, answers: [] }],
      }));
    }),
    answer: os.answer.handler(({ input }) => {
      stage.heard('answer', input);
      return act(input.handoffId, 'ask', ({ questions }) => ({
        questions: questions.map((one) =>
          one.id === input.questionId
            ? { ...one, answers: [...one.answers, { ...book.mark(), text: input.text }] }
            : one,
        ),
      }));
    }),
    accept: os.accept.handler(({ input }) => {
      stage.heard('accept', input);
      return act(input.handoffId, 'accept', (before) => book.accept(before, input.withQuestions, input.pin));
    }),
    decline: os.decline.handler(({ input }) => {
      stage.heard('decline', input);
      return act(input.handoffId, 'decline', (before) => {
        book.swear(before.incoming, input.pin);
        return { state: 'declined', endedAt: stage.clock(), declined: { ...book.mark(), reason: input.reason } };
      });
    }),
    list: os.list.handler(({ input }) => {
      const all = book.all();
      return { total: all.length, handoffs: all.slice(input.offset, input.offset + input.limit) };
    }),
    exportFile: os.exportFile.handler(({ input }) => {
      stage.heard('exportHandoff', input);
      const isPdf = input.form === 'pdf';
      const ending = { markdown: 'md', json: 'json', html: 'html', pdf: 'pdf' }[input.form];
      const type = isPdf ? 'application/pdf' : 'text/plain';
      return { name: `handoff.${ending}`, type, content: isPdf ? btoa('%PDF-1.7') : '# Handoff', base64: isPdf };
    }),
  };
}

function createBook(stage: Stage) {
  const kept = new Map<HandoffId, Handoff>(
    [...(script.standing ? [script.standing] : []), ...script.past].map((one) => [one.id, one]),
  );
  const mark = () => ({ by: operatorOf(stage), at: stage.clock() });
  const live = (): Briefing => script.live(stage.clock());
  const of = (id: HandoffId): Handoff => {
    const found = kept.get(id);
    if (!found)
      throw new ORPCError('NOT_FOUND', {
        defined: true,
        message: 'There is no such hand-over.',
        data: { what: 'hand-over' },
      });
    return found;
  };
  const put = (handoff: Handoff): void => {
    kept.set(handoff.id, handoff);
    const isOpen = handoff.state === 'draft' || handoff.state === 'ready';
    const standing = stage.world().handoff;
    if (isOpen) stage.push({ type: 'handoff', handoff: summaryOf(handoff) });
    else if (standing?.id === handoff.id) stage.push({ type: 'handoff', handoff: null });
  };
  const viewOf = (handoff: Handoff): HandoffView => {
    const now = live();
    const briefing = handoff.briefing ?? withPromises(now, handoff.promises);
    const items = itemsOf(handoff);
    return {
      handoff,
      briefing,
      toTick: items.filter(wantsTick).map(({ key }) => key),
      toReadBack: items.filter(wantsReadBack).map(({ key }) => key),
      blocks: blocksOf(handoff, now),
      differences: handoff.state === 'ready' && handoff.briefing !== null ? differencesOf(handoff.briefing, now) : [],
      can: actsOf(handoff.state),
      head: HEAD,
    };
  };
  const swear = (name: string, pin: string): void => {
    const { shifts, onCall } = stage.world();
    const has = onCall.people.some((one) => one.name === name && shifts.withPin.includes(one.id));
    if (has && pin !== PIN) throw refused('INVALID', 'pin', `this is not the PIN of ${name}`);
  };
  const signature = (by: string, pin: string) => ({
    ...{ by, at: stage.clock(), head: HEAD, withPin: pin !== '' },
    desk: operatorOf(stage) === by ? '' : `at ${operatorOf(stage)}'s desk`,
  });
  return {
    live,
    of,
    viewOf,
    mark,
    swear,
    all: () => [...kept.values()].toSorted((a, b) => b.createdAt - a.createdAt).map(summaryOf),
    act(id: HandoffId, what: HandoffAct, how: (before: Handoff) => Partial<Handoff>): HandoffView {
      const before = of(id);
      if (!actsOf(before.state).includes(what))
        throw refused('CONFLICT', '', `It is ${before.state}: nothing was changed.`);
      const after = changed(before, how(before));
      put(after);
      return viewOf(after);
    },
    begin(incoming: string): Handoff {
      const now = stage.clock();
      const id = `ho-new-${kept.size}` as HandoffId;
      const open = [...kept.values()].find(({ state }) => state === 'draft' || state === 'ready');
      if (open) put(changed(open, { state: 'superseded', supersededBy: id, endedAt: now }));
      const handoff = madeHandoff(now, { id, incoming, outgoing: operatorOf(stage), createdAt: now });
      put(handoff);
      return handoff;
    },
    freeze(before: Handoff, override: string, pin: string): Partial<Handoff> {
      const blocks = blocksOf(before, live());
      if (blocks.some(({ isHard }) => isHard)) throw refused('CONFLICT', '', blocks[0]?.text ?? '');
      if (blocks.length > 0 && override === '') throw refused('INVALID', 'override', 'say why all the same');
      swear(before.outgoing, pin);
      const isOver = blocks.length > 0;
      return {
        state: 'ready',
        readyAt: stage.clock(),
        briefing: withPromises(live(), before.promises),
        hash: FROZEN_HASH,
        override: isOver ? { ...mark(), reason: override, blocks: blocks.map(({ text }) => text) } : null,
        signatures: { outgoing: signature(before.outgoing, pin), incoming: null },
      };
    },
    accept(before: Handoff, withQuestions: boolean, pin: string): Partial<Handoff> {
      const blocks = blocksOf(before, live());
      const hard = blocks.find(({ isHard }) => isHard);
      if (hard) throw refused('CONFLICT', '', hard.text);
      if (blocks.length > 0 && !withQuestions) throw refused('CONFLICT', '', 'Accept it with questions.');
      swear(before.incoming, pin);
      return {
        state: withQuestions ? 'accepted-with-questions' : 'accepted',
        endedAt: stage.clock(),
        signatures: { ...before.signatures, incoming: signature(before.incoming, pin) },
      };
    },
  };
}

/** What is left out stays; the engine trims, as the real one does. */
function wordsOnto(before: Handoff, words: HandoffWords): Partial<Handoff> {
  const ruling = write(before, words);
  if (isRefused(ruling)) throw refused(ruling.refused, '', ruling.fields.map(({ message }) => message).join('; '));
  const { outgoing, incoming, judgement, contacts, promises, items } = ruling.after;
  return { outgoing, incoming, judgement, contacts, promises, items };
}
