// Rules of a hand-over that is written: begun, typed, made ready, taken back, superseded by another one.
import type { Briefing } from '../../contract/model/briefing.ts';
import {
  type Handoff,
  type HandoffThawed,
  type HandoffWords,
  type ItemWords,
  MOST_PROMISES,
  type Signature,
} from '../../contract/model/handoff.ts';
import type { HandoffId } from '../../contract/model/ids.ts';
import { readyBlocks } from './handoff-blocks.ts';
import { type Carried, carriedFrom } from './handoff-carry.ts';
import { saysTheSame } from './handoff-differences.ts';
import { promisesWith, withPromises } from './handoff-promises.ts';
import type { Stretch } from './handoff-shift.ts';
import {
  actRefusal,
  changed,
  type HandoffMoment,
  type HandoffRuled,
  type HandoffRuling,
  itemsOf,
  plain,
} from './handoff-state.ts';
import { because, conflict, counted, invalid } from './incident-words.ts';
import { sameName } from './person-name.ts';
import { sameValue } from './same-value.ts';

/** Words about more items than this are no words of people. */
const MOST_ITEMS = 2_000;
const NO_WORDS: ItemWords = { next: '', nextAt: null, ifThen: '', tried: '' };

export interface Beginning {
  readonly id: HandoffId;
  readonly stretch: Stretch;
  /** Who was named to come; ''. */
  readonly incoming: string;
  /** The one that is open, else the one that ended last. */
  readonly last: Handoff | null;
  /** As it is now. */
  readonly briefing: Briefing;
}

/** A new draft, with what goes over from the last one. */
export function begin({ id, stretch, incoming, last, briefing }: Beginning, { by, now }: HandoffMoment): HandoffRuled {
  const open = last !== null && last.endedAt === null ? last : null;
  const carried: Carried = carriedFrom(last, briefing);
  // Of an open one the names were typed too; of a shift that was before they are somebody else's.
  const isSame = open !== null && open.shift.key === stretch.shift.key;
  const after: Handoff = {
    id,
    rev: 1,
    state: 'draft',
    // Of plans and accounts, where half a character may stand: it could not be sealed.
    ...plain({
      shift: stretch.shift,
      next: stretch.next,
      outgoing: isSame ? open.outgoing : by,
      incoming: incoming || (isSame ? open.incoming : '') || stretch.incoming,
    }),
    createdAt: now,
    readyAt: null,
    endedAt: null,
    ticked: { done: 0, of: 0 },
    readBack: { done: 0, of: 0 },
    openQuestions: 0,
    ...carried,
    briefing: null,
    hash: '',
    override: null,
    ticks: {},
    readBacks: {},
    questions: [],
    signatures: { outgoing: null, incoming: null },
    declined: null,
    supersededBy: null,
  };
  const data = { from: after.shift.from, to: after.shift.to, shift: after.shift.key, outgoing: after.outgoing };
  return { after, said: { event: 'begun', text: `Hand-over of ${after.shift.name} begun by ${by}`, data } };
}

/** An open one ends, as it is, because another was begun. A draft keeps the briefing of that moment, to be read later. */
export function supersede(handoff: Handoff, by: HandoffId, briefing: Briefing, now: number): HandoffRuled {
  const kept = handoff.briefing ?? plain(withPromises(briefing, handoff.promises));
  const after = changed(handoff, { state: 'superseded', endedAt: now, supersededBy: by, briefing: kept });
  const text = `Hand-over of ${handoff.shift.name} superseded by another one, which has its words`;
  return { after, said: { event: 'superseded', text, data: { by, was: handoff.state } } };
}

/** Keeps what was typed. What is left out stays as it is. */
export function write(handoff: Handoff, typed: HandoffWords): HandoffRuling {
  const refusal = actRefusal(handoff, 'write');
  if (refusal) return refusal;
  const { items: itemChanges = {}, promises: all = handoff.promises, promiseById = {}, ...words } = plain(typed);
  if (new Set(all.map(({ id }) => id)).size < all.length) return invalid('promises', 'two promises have the same id');
  const promises = promisesWith(all, promiseById);
  if (promises.length > MOST_PROMISES) return invalid('promises', `more than ${MOST_PROMISES} promises are not kept`);
  const items = new Map<string, ItemWords>(Object.entries(handoff.items));
  for (const [key, one] of Object.entries(itemChanges)) {
    if (one === null) items.delete(key);
    // Parsed at the door and through JSON: nothing in it is undefined.
    else items.set(key, { ...NO_WORDS, ...items.get(key), ...(one as Partial<ItemWords>) });
  }
  if (items.size > MOST_ITEMS) return invalid('items', `words about more than ${MOST_ITEMS} items are not kept`);
  const change = { ...words, items: Object.fromEntries(items), promises } as Partial<Handoff>;
  const isSame = Object.entries(change).every(([field, value]) => sameValue(handoff[field as keyof Handoff], value));
  return { after: isSame ? handoff : changed(handoff, change), said: null };
}

export interface Readiness {
  /** As it is now, with nothing of people in it. */
  readonly briefing: Briefing;
  /** Why although something blocks it; ''. */
  readonly override: string;
}

/** As it is frozen, before it is signed: the briefing with the promises in it. A stretch that nobody planned ends with it. */
export type Frozen = Handoff & { readonly briefing: Briefing };
export const freeze = (handoff: Handoff, briefing: Briefing): Frozen => ({
  ...handoff,
  shift:
    handoff.shift.key === null ? { ...handoff.shift, to: Math.max(briefing.asOf, handoff.shift.from) } : handoff.shift,
  briefing: plain(withPromises(briefing, handoff.promises)),
});

/** What the hash of a frozen one covers: the briefing, and what people typed. */
export const sealedParts = ({ briefing, ...handoff }: Handoff) => ({
  briefing,
  words: {
    shift: handoff.shift,
    next: handoff.next,
    outgoing: handoff.outgoing,
    incoming: handoff.incoming,
    judgement: handoff.judgement,
    contacts: handoff.contacts,
    items: handoff.items,
    promises: handoff.promises,
  },
});

/** Whether it may be made ready: null, or why not. */
export function readyRefusal(handoff: Handoff, { briefing, override }: Readiness): HandoffRuling | null {
  const refusal = actRefusal(handoff, 'ready');
  if (refusal) return refusal;
  const blocks = readyBlocks(handoff, briefing);
  const hard = blocks.filter(({ isHard }) => isHard);
  if (hard.length > 0) return conflict('incoming', hard.map(({ text }) => text).join(' '));
  if (blocks.length === 0 || override.trim() !== '') return null;
  return conflict('override', `${blocks.map(({ text }) => text).join(' ')} Put that right, or give a reason`);
}

/** Signed by whoever goes. `handoff`: frozen; `hash`: of its sealed parts. */
export function ready(
  handoff: Frozen,
  given: string,
  { signature, hash, by, now }: HandoffMoment & { readonly signature: Signature; readonly hash: string },
): HandoffRuling {
  const { briefing } = handoff;
  const refusal = readyRefusal(handoff, { briefing, override: given });
  if (refusal) return refusal;
  const blocks = readyBlocks(handoff, briefing).map(({ text }) => text);
  const reason = given.trim().toWellFormed();
  const override = blocks.length === 0 ? null : { by, at: now, reason, blocks };
  const marks = marksThatHold(handoff, briefing);
  const after = changed(handoff, {
    ...{ state: 'ready', readyAt: now, hash, override },
    ...marks,
    signatures: { outgoing: signature, incoming: null },
  });
  const overridden = override ? `, although: ${blocks.join(' ')}${because(reason)}` : '';
  const text = `Hand-over of ${after.shift.name} is ready, ${after.outgoing} to ${after.incoming}, snapshot ${hash.slice(0, 12)}…${overridden}`;
  const { head, withPin, desk } = signature;
  const data = {
    ...{ hash, head: { ...head }, withPin, desk, outgoing: after.outgoing, incoming: after.incoming },
    override: override && { reason, blocks },
  };
  return { after, said: { event: 'ready', text, data } };
}

/** Ticks and read-backs of items that say the same as before, by the same person; the words of the others are kept apart. */
function marksThatHold(
  handoff: Handoff,
  briefing: Briefing,
): Pick<Handoff, 'ticks' | 'readBacks' | 'earlierReadBacks'> {
  const { thawed, ticks, readBacks, items, incoming, earlierReadBacks = [] } = handoff;
  if (!thawed) return { ticks, readBacks, earlierReadBacks };
  const was = new Map(itemsOf(thawed).map((item) => [item.key, item]));
  const now = new Map(itemsOf({ briefing }).map((item) => [item.key, item]));
  const holds = ([key]: readonly [string, unknown]): boolean => {
    const [before, after] = [was.get(key), now.get(key)];
    return (
      sameName(thawed.incoming, incoming) &&
      before !== undefined &&
      after !== undefined &&
      saysTheSame(before, after) &&
      sameValue(thawed.items[key] ?? null, items[key] ?? null)
    );
  };
  const [kept, left] = [
    Object.entries(readBacks).filter(holds),
    Object.entries(readBacks).filter((one) => !holds(one)),
  ];
  return {
    ticks: Object.fromEntries(Object.entries(ticks).filter(holds)),
    readBacks: Object.fromEntries(kept),
    earlierReadBacks: [...earlierReadBacks, ...left.map(([key, one]) => ({ key, ...one }))],
  };
}

/** Thawed: its words can be typed again. Ticks, read-backs and questions stay until it is ready again. */
export function backToDraft(handoff: Handoff, reason: string, { by, now }: HandoffMoment): HandoffRuling {
  const refusal = actRefusal(handoff, 'back-to-draft');
  if (refusal) return refusal;
  const { briefing, items, incoming, hash } = handoff;
  if (briefing === null) return conflict('', 'it has no briefing');
  const why = reason.toWellFormed();
  const thawed: HandoffThawed = { by, at: now, reason: why, incoming, briefing, items };
  const after = changed(handoff, {
    ...{ state: 'draft', readyAt: null, briefing: null, hash: '', override: null, thawed },
    signatures: { outgoing: null, incoming: null },
  });
  const marks = `${counted(Object.keys(handoff.ticks).length, 'tick')}, ${counted(Object.keys(handoff.readBacks).length, 'read-back')}`;
  const text = `Hand-over of ${handoff.shift.name} taken back to draft by ${by}${because(why)} (${marks} so far)`;
  return { after, said: { event: 'back-to-draft', text, data: { reason: why, hash } } };
}
