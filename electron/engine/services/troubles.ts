// What is wrong with the monitor itself, in words, as long as it is wrong.
import type { EngineTrouble } from '../../contract/model/health.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

export interface Troubles {
  /** Raises a trouble, changes its words, or (null) ends it. Each `source` ends only what it raised. */
  set(code: EngineTrouble['code'], message: string | null, source?: string): void;
  list(): readonly EngineTrouble[];
  /** Does what may fail; a failure becomes the trouble, a success ends it. Says whether it was done. */
  guard(code: EngineTrouble['code'], act: () => void, source?: string): boolean;
}

const WORST_FIRST: readonly EngineTrouble['code'][] = [
  'isolated',
  'storage',
  'internal',
  'delivery',
  'restored',
  'lag',
  'samples',
  'backup',
  'inbound',
  'runbooks',
  'reports',
];

export function createTroubles(clock: Clock, log: Log): Troubles {
  const open = new Map<string, EngineTrouble>();
  const set: Troubles['set'] = (code, message, source = code) => {
    const known = open.get(source);
    if (message === null) open.delete(source);
    else if (known?.message !== message) {
      if (!known) log.info('trouble', { code, message });
      open.set(source, { code, message, since: known?.since ?? clock.now() });
    }
  };
  return {
    set,
    list: () => WORST_FIRST.flatMap((code) => [...open.values()].find((trouble) => trouble.code === code) ?? []),
    guard(code, act, source = code) {
      try {
        act();
        set(code, null, source);
        return true;
      } catch (error) {
        if (!open.has(source)) log.error(code, error);
        set(code, error instanceof Error ? error.message : String(error), source);
        return false;
      }
    },
  };
}
