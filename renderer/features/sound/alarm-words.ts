// Pure: what the alarm bar shows and says.
import type { Alarm } from '../../../electron/contract/model/notice.ts';
import { count } from '../../lib/number.ts';
import type { Sound } from '../../store/sound.ts';

/** An alarm that sounds once is shown so long, ms, and only where it could not be heard. */
const SHOWN_ONCE_MS = 30_000;

/** The alarms the bar is about, worst first, then the longest: those that go on, and those nobody could hear. */
export function shownAlarms(
  alarms: readonly Alarm[],
  { quieted, audible, volume }: Pick<Sound, 'quieted' | 'audible' | 'volume'>,
  now: number,
): readonly Alarm[] {
  const unheard = audible === 'blocked' || audible === 'none' || volume === 0;
  return alarms
    .filter(({ id, repeats, at }) => !quieted.has(id) && (repeats || (unheard && now - at < SHOWN_ONCE_MS)))
    .toSorted((a, b) => a.severity - b.severity || a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Why nothing is heard, in words; null while something is (or nothing was tried yet). */
export function silentWhy({ audible, volume }: Pick<Sound, 'audible' | 'volume'>): string | null {
  if (volume === 0) return 'Sound could not be heard: the volume is 0 %.';
  if (audible === 'blocked') return 'Sound could not be played: this window may not play until a key is pressed in it.';
  if (audible === 'none') return 'Sound could not be played: no audio device takes it.';
  return null;
}

/** "and 3 more alarms"; '' for one. */
export const othersWords = (alarms: readonly Alarm[]): string =>
  alarms.length < 2 ? '' : `and ${count(alarms.length - 1, 'more alarm')}`;
