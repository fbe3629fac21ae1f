// A hand-over from near, as the engine answered last; asked again when the live world says that it changed. An open one is
// asked again every half minute too: the briefing of a draft, and what changed since it froze, are made anew each time.
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { HandoffView } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { useNowEvery } from '../lib/now.ts';
import { isOpen as isOpenState } from '../store/handoff.ts';
import { say } from '../store/say.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';

/** Between two questions about an open one, milliseconds. */
export const BRIEFING_EVERY_MS = 30_000;

interface Views {
  readonly byId: ReadonlyMap<HandoffId, HandoffView>;
}

const useViews = create<Views>()(() => ({ byId: new Map() }));

/** Keeps an answer, unless a newer one is known already. */
export function takeView(view: HandoffView): HandoffView {
  const { id, rev } = view.handoff;
  const known = useViews.getState().byId.get(id);
  if (!known || rev >= known.handoff.rev)
    useViews.setState(({ byId }) => ({ byId: new Map([...byId, [id, view] as const]) }));
  return view;
}

export const knownView = (id: HandoffId): HandoffView | null => useViews.getState().byId.get(id) ?? null;

export const askView = async (handoffId: HandoffId): Promise<HandoffView> =>
  takeView(await engine().handoffs.view({ handoffId }));

export interface HandoffAsked {
  readonly view: HandoffView | null;
  /** Why it could not be read; what was known stays beside it. */
  readonly failure: string | null;
  readonly again: () => void;
}

export function useHandoff(id: HandoffId): HandoffAsked {
  const view = useViews((state) => state.byId.get(id) ?? null);
  const rev = useWorld(({ handoff }) => (handoff?.id === id ? handoff.rev : -1));
  const engineId = useWorld((world) => (world.link === 'live' ? world.engineId : null));
  const isOpen = view === null || isOpenState(view.handoff.state);
  const moment = useNowEvery(BRIEFING_EVERY_MS);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them says that another answer may be due
  useEffect(() => {
    if (engineId === null) return;
    let wanted = true;
    askView(id).then(
      () => wanted && setFailure(null),
      (error) => wanted && setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [id, rev, engineId, isOpen ? moment : 0, round]);
  return { view, failure, again: () => setRound((now) => now + 1) };
}

/** Does something to a hand-over; says `done`, or why it was refused. Answers whether it was taken. */
export async function actOn(call: () => Promise<HandoffView>, done: string): Promise<boolean> {
  try {
    takeView(await call());
    if (done !== '') say(done);
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    return false;
  }
}
