// Keeps the tray of the desktop true: looks once a second at what nobody has in hand, and says it where it changed.
import type { Problem } from '../../contract/model/problem.ts';
import { sameValue } from '../core/same-value.ts';
import { type TrayState, trayState } from '../core/tray-state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { DesktopHost } from './screens.ts';

/** At most so often: an operator sees no more, and a storm must not keep the desktop busy. */
const LOOK_EVERY_MS = 1_000;

export interface TrayOptions {
  readonly clock: Clock;
  readonly world: { readonly problems: ReadonlyMap<unknown, Problem> };
  /** Whether the monitor is cut off from what it watches. */
  readonly isolated: () => boolean;
  readonly desktop: Pick<DesktopHost, 'tray'>;
  readonly log: Pick<Log, 'info'>;
}

/** Keeps the tray; the returned function ends it. Ends by itself on a desktop that has no tray. */
export function keepTray({ clock, world, isolated, desktop, log }: TrayOptions): () => void {
  let shown: TrayState | null = null;
  let complained = false;
  let ended = false;
  let cancel = (): void => {};

  const look = async (): Promise<void> => {
    const state = trayState(world.problems.values(), clock.now(), isolated());
    if (!shown || !sameValue(state, shown)) await show(state);
    if (!ended) cancel = clock.after(LOOK_EVERY_MS, () => void look());
  };
  const show = async (state: TrayState): Promise<void> => {
    try {
      if (await desktop.tray(state)) shown = state;
      else ended = true;
      complained = false;
    } catch (error) {
      // Tried again with the next look, and said once: what the tray does not show, the screens do.
      if (!complained) log.info('the tray could not be changed', { reason: String(error) });
      complained = true;
    }
  };
  void look();
  return () => {
    ended = true;
    cancel();
  };
}
