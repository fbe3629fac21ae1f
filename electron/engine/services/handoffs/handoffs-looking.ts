// A hand-over as it is looked at: with the briefing of this moment, or the frozen one and what is otherwise by now.
import { randomUUID } from 'node:crypto';
import type { Briefing } from '../../../contract/model/briefing.ts';
import { type Handoff, type HandoffView, isOpenHandoff } from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import { blocksOf } from '../../core/handoff-blocks.ts';
import { differencesOf } from '../../core/handoff-differences.ts';
import { withPromises } from '../../core/handoff-promises.ts';
import { beganAt, type Stretch, stretchOf, UNPLANNED_MS } from '../../core/handoff-shift.ts';
import { actsOf, itemsOf, wantsReadBack, wantsTick } from '../../core/handoff-state.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Shifts } from '../shifts/shifts.ts';
import { breathe } from '../slices.ts';
import type { Briefings } from './briefing.ts';
import type { HandoffBook } from './handoffs-book.ts';

/** While somebody types, a briefing of so long ago will do, ms: the next look makes a new one. */
const TYPING_MS = 5_000;

export interface HandoffLooking {
  /** Of this moment, since `from`; null: since this shift began. */
  briefing(from: number | null): Promise<Briefing>;
  /** What is handed over if somebody of this name begins now. */
  stretch(by: string): Stretch;
  /** As it is now, over the stretch of a hand-over. */
  live(handoff: Pick<Handoff, 'shift' | 'next' | 'briefing'>): Promise<Briefing>;
  /** `typing`: it need not be of this very moment. */
  view(id: HandoffId, typing?: boolean): Promise<HandoffView>;
}

export interface LookingOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly shifts: Pick<Shifts, 'on' | 'before' | 'after'>;
  readonly briefings: Briefings;
  readonly book: HandoffBook;
}

export function createLooking({ clock, store, shifts, briefings, book }: LookingOptions): HandoffLooking {
  let made: { readonly from: number; readonly until: number; readonly briefing: Briefing } | null = null;

  const stretch = (by: string): Stretch => {
    const now = clock.now();
    const before = shifts.before(now);
    return stretchOf({
      ...{ now, by, before, on: shifts.on(now), after: shifts.after(now) },
      isHandedOver: before !== null && store.handoffRows.isAccepted(before),
      lastEndedAt: store.handoffRows.lastAcceptedAt(),
    });
  };
  const live: HandoffLooking['live'] = async ({ shift, next, briefing: cold }) => {
    const until = cold?.until ?? next?.to ?? clock.now() + UNPLANNED_MS;
    const briefing = await briefings.make({ from: shift.from, until });
    made = { from: shift.from, until, briefing };
    return briefing;
  };
  const recent = ({ shift, next, briefing: cold }: Handoff): Briefing | null => {
    if (made === null || made.from !== shift.from || clock.now() - made.briefing.asOf >= TYPING_MS) return null;
    const until = cold?.until ?? next?.to ?? made.until;
    return made.until === until ? made.briefing : null;
  };
  return {
    stretch,
    live,
    async briefing(from) {
      const now = clock.now();
      const open = book.open();
      const { next } = stretch('');
      const since = beganAt({ now, on: shifts.on(now), lastEndedAt: store.handoffRows.lastAcceptedAt() });
      const briefing = await briefings.make({ from: from ?? since, until: next?.to ?? now + UNPLANNED_MS });
      return open ? withPromises(briefing, open.promises) : briefing;
    },
    async view(id, typing = false) {
      const asked = book.get(id);
      const fresh = isOpenHandoff(asked.state) ? ((typing ? recent(asked) : null) ?? (await live(asked))) : null;
      // What came before in this turn (an act is written, a briefing made), this, and the way to the screen each take long
      // with some thousand items: each has a turn of the loop.
      await breathe();
      // It may have gone on meanwhile: what is shown belongs together.
      const view = viewOf(book.get(id), fresh, store.journal.head());
      await breathe();
      return view;
    },
  };
}

/** Pure. `fresh`: the briefing of now, for one that is open. */
function viewOf(handoff: Handoff, fresh: Briefing | null, head: HandoffView['head']): HandoffView {
  const briefing = handoff.briefing ?? (fresh && withPromises(fresh, handoff.promises));
  if (briefing === null) throw new Error(`hand-over ${handoff.id} ended without a briefing`);
  const items = itemsOf({ briefing });
  const isReady = handoff.state === 'ready';
  return {
    handoff,
    briefing,
    toTick: items.filter(wantsTick).map(({ key }) => key),
    toReadBack: items.filter(wantsReadBack).map(({ key }) => key),
    blocks: blocksOf(handoff, briefing),
    differences: isReady && fresh !== null ? differencesOf(briefing, fresh) : (handoff.differences ?? []),
    can: actsOf(handoff.state),
    head: { seq: head.seq, hash: head.hash },
  };
}

export const newHandoffId = (): HandoffId => randomUUID() as HandoffId;
