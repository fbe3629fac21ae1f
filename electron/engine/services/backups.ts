// A verified copy of the operators' data, once a day unless set otherwise, made while everything goes on. A copy that fails is a trouble on the
// screen, never a reason to stop.
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';

const LAST = 'last-backup-at';
const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 600_000;

/** Looks every ten minutes whether the last copy is old enough for the next. Returns the undo. */
export function scheduleBackups(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly log: Log;
}): () => void {
  const { clock, store, settings, troubles, log } = options;
  let cancel = (): void => {};

  const look = async (): Promise<void> => {
    const { everyHours, keep } = settings.get().backups;
    const last = store.settings.get(LAST);
    if (typeof last === 'number' && Math.abs(clock.now() - last) < everyHours * HOUR_MS) return;
    const { file, bytes } = await store.backup(keep);
    store.settings.put(LAST, clock.now());
    log.info('backup made and verified', { file, bytes });
  };
  const again = (): void => {
    cancel = clock.after(LOOK_EVERY_MS, () => {
      look().then(
        () => troubles.set('backup', null),
        (error: unknown) =>
          troubles.set(
            'backup',
            `The backup failed; the data itself is untouched. ${error instanceof Error ? error.message : error}`,
          ),
      );
      again();
    });
  };
  again();
  return () => cancel();
}
