// Gives up measured values that are older than the settings keep them, and roll-ups years later: once a day, a slice of
// some milliseconds at a time, so that what is being measured is written all along. Hard states, events and the journal
// are never given up.
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 600_000;
/** Between two slices: the writer and the probes come first. */
const SLICE_EVERY_MS = 100;
/**
 * A clock that was set, or a machine that woke up, is believed after it has gone right for so long: what is deleted by a
 * clock that is a year ahead is gone.
 */
const BELIEVED_AFTER_MS = 3_600_000;
const DRIFT_MS = 60_000;

interface RetentionOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, 'samples'>;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly troubles: Troubles;
  readonly log: Log;
}

/** Says since when (monotonic ms) the wall clock has gone as fast as the monotonic one. */
function createClockTrust(clock: Clock) {
  let offset = clock.now() - clock.mono();
  let since = clock.mono();
  return (): boolean => {
    const next = clock.now() - clock.mono();
    if (Math.abs(next - offset) > DRIFT_MS) since = clock.mono();
    offset = next;
    return clock.mono() - since >= BELIEVED_AFTER_MS;
  };
}

/** Looks every ten minutes whether a new day or a new setting makes something too old. Returns the undo. */
export function keepRetention({ clock, store, settings, troubles, log }: RetentionOptions): () => void {
  let cancel = (): void => {};
  /** The limits that everything stored is known to keep to. */
  let kept = '';
  const isTrusted = createClockTrust(clock);

  const limits = () => {
    const today = Math.floor(clock.now() / DAY_MS) * DAY_MS;
    const { valuesDays, rollUpsDays } = settings.get().retention;
    return { valuesBefore: today - valuesDays * DAY_MS, rollUpsBefore: today - rollUpsDays * DAY_MS };
  };

  function look(): void {
    const now = limits();
    if (isTrusted() && JSON.stringify(now) !== kept) slice(now, { values: 0, rollUps: 0 });
    else again();
  }

  function slice(now: ReturnType<typeof limits>, before: { readonly values: number; readonly rollUps: number }): void {
    const sum = { ...before };
    let done = false;
    const went = troubles.guard(
      'samples',
      () => {
        const part = store.samples.prune(now);
        sum.values += part.values;
        sum.rollUps += part.rollUps;
        done = part.done;
      },
      'retention',
    );
    if (went && !done) {
      cancel = clock.after(SLICE_EVERY_MS, () => slice(now, sum));
      return;
    }
    if (went) kept = JSON.stringify(now);
    if (sum.values + sum.rollUps > 0) log.info('old samples were given up', { ...sum, ...asDates(now) });
    again();
  }

  function again(): void {
    cancel = clock.after(LOOK_EVERY_MS, look);
  }

  again();
  return () => cancel();
}

const asDates = (limits: { readonly valuesBefore: number; readonly rollUpsBefore: number }) => ({
  valuesBefore: new Date(limits.valuesBefore).toISOString(),
  rollUpsBefore: new Date(limits.rollUpsBefore).toISOString(),
});
