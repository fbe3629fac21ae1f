// Pure: the items of a briefing with what people said about them, in the order in which they are shown. Nothing jumps: what is
// shown keeps its place while the briefing is made anew, what is new comes last in its part, and an item somebody types into
// stays where it is.
import type { Briefing, BriefingItem, Stance } from '../../../electron/contract/model/briefing.ts';
import { STANCES } from '../../../electron/contract/model/briefing.ts';
import type { Handoff, HandoffView, ItemWords } from '../../../electron/contract/model/handoff.ts';
import { NO_WORDS } from '../../store/handoff-words.ts';

export interface Entry {
  readonly item: BriefingItem;
  readonly words: ItemWords;
  /** Came since the screen was opened. */
  readonly isNew: boolean;
  /** It is in the briefing no more; it stays while somebody types into it. */
  readonly isGone: boolean;
  /** Why the hand-over cannot go on because of it. */
  readonly blocks: readonly { readonly text: string; readonly isHard: boolean }[];
  readonly wantsTick: boolean;
  readonly tick: Handoff['ticks'][string] | null;
  readonly wantsReadBack: boolean;
  readonly readBack: Handoff['readBacks'][string] | null;
}

/** An item in its place. */
export interface Placed {
  readonly item: BriefingItem;
  readonly isNew: boolean;
  readonly isGone: boolean;
}

/**
 * `before`: as it is shown now, null at the first look. `heldKey`: the item somebody types into; null: none.
 */
export function placed(
  before: readonly Placed[] | null,
  briefing: Briefing,
  heldKey: string | null,
): readonly Placed[] {
  const items = briefing.sections.flatMap((section) => section.items);
  if (before === null) return ranked(items).map((item) => ({ item, isNew: false, isGone: false }));
  const now = new Map(items.map((item) => [item.key, item]));
  const known = new Set(before.map(({ item }) => item.key));
  const stay = before.flatMap((one): readonly Placed[] => {
    const fresh = now.get(one.item.key);
    if (!fresh) return one.item.key === heldKey ? [{ ...one, isGone: true }] : [];
    // Another part or section would be another place, and the field would be gone from under the fingers.
    const { stance, section } = one.item.key === heldKey ? one.item : fresh;
    return [{ item: { ...fresh, stance, section }, isNew: one.isNew, isGone: false }];
  });
  const come = ranked(items.filter(({ key }) => !known.has(key)));
  return byStance([...stay, ...come.map((item) => ({ item, isNew: true, isGone: false }))], ({ item }) => item.stance);
}

const ranked = (items: readonly BriefingItem[]): readonly BriefingItem[] => byStance(items, ({ stance }) => stance);

const byStance = <One>(all: readonly One[], stanceOf: (one: One) => Stance): readonly One[] =>
  STANCES.flatMap((stance) => all.filter((one) => stanceOf(one) === stance));

/** `view` null: nobody hands over, nothing is said. */
export function entriesOf(all: readonly Placed[], view: HandoffView | null): readonly Entry[] {
  const ticks = new Set(view?.toTick);
  const readBacks = new Set(view?.toReadBack);
  const isDraft = view?.handoff.state === 'draft';
  return all.map(({ item, isNew, isGone }) => ({
    item,
    isNew,
    isGone,
    words: view?.handoff.items[item.key] ?? NO_WORDS,
    blocks: isDraft ? view.blocks.filter(({ key, what }) => key === item.key && what === 'ready') : [],
    wantsTick: ticks.has(item.key),
    tick: view?.handoff.ticks[item.key] ?? null,
    wantsReadBack: readBacks.has(item.key),
    readBack: view?.handoff.readBacks[item.key] ?? null,
  }));
}

/** What was said about items that are in the briefing no more: it is shown, so that it is not lost. */
export function saidOfGone(all: readonly Placed[], handoff: Handoff): readonly (readonly [key: string, ItemWords])[] {
  const shown = new Set(all.map(({ item }) => item.key));
  return Object.entries(handoff.items).filter(
    ([key, words]) => !shown.has(key) && (words.next !== '' || words.ifThen !== '' || words.tried !== ''),
  );
}

/** What is in front after a change: the same item, else what took its place. */
export function frontOf(keys: readonly string[], wanted: string | null, index: number): string | null {
  if (wanted !== null && keys.includes(wanted)) return wanted;
  return keys[Math.min(Math.max(0, index), keys.length - 1)] ?? null;
}
