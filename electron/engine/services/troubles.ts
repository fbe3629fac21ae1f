// What is wrong with the monitor itself, in words, as long as it is wrong.
import type { EngineTrouble } from '../../contract/model/health.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

export interface Troubles {
  /** Raises a trouble, changes its words, or (null) ends it. */
  set(code: EngineTrouble['code'], message: string | null): void;
  list(): readonly EngineTrouble[];
  /** Does what may fail; a failure becomes the trouble, a success ends it. Says whether it was done. */
  guard(code: EngineTrouble['code'], act: () => void): boolean;
}

const WORST_FIRST: readonly EngineTrouble['code'][] = ['storage', 'internal', 'lag', 'samples', 'backup'];

export function createTroubles(clock: Clock, log: Log): Troubles {
  const open = new Map<EngineTrouble['code'], EngineTrouble>();
  const set: Troubles['set'] = (code, message) => {
    const known = open.get(code);
    if (message === null) open.delete(code);
    else if (known?.message !== message) {
      if (!known) log.info('trouble', { code, message });
      open.set(code, { code, message, since: known?.since ?? clock.now() });
    }
  };
  return {
    set,
    list: () => WORST_FIRST.flatMap((code) => open.get(code) ?? []),
    guard(code, act) {
      try {
        act();
        set(code, null);
        return true;
      } catch (error) {
        if (!open.has(code)) log.error(code, error);
        set(code, error instanceof Error ? error.message : String(error));
        return false;
      }
    },
  };
}
