// Sound on every open screen. SEV1 and SEV2 repeat until somebody acknowledges or silences them, the rest sound once. An
// all-clear makes none: what rang for its problems ends when they close (notifying sees to it), and good news may wait.
import { z } from 'zod';
import type { Alarm, Notice } from '../../contract/model/notice.ts';
import { untilAborted } from '../lib/names.ts';
import { cleanLine } from '../lib/text.ts';
import { DeliveryFailure, defineNotifier } from './notifier.ts';

const config = z.strictObject({
  repeats: z.enum(['urgent', 'never']).default('urgent').meta({
    title: 'Repeats',
    description: 'urgent: SEV1 and SEV2 until acknowledged or silenced; never: each sounds once.',
  }),
});

export const sound = defineNotifier({
  kind: 'sound',
  title: 'Sound',
  about: 'Sounds an alarm on every open screen, a different one for each severity.',
  config,
  timeoutMs: 10_000,
  async deliver({ repeats }, notice, { signal, host, clock }) {
    signal.throwIfAborted();
    const alarm = alarmOf(notice, clock.now(), repeats === 'urgent');
    if (!alarm) return 'An all-clear makes no sound';
    const sounded = host.sound(alarm).catch((error: unknown) => {
      throw new DeliveryFailure(error instanceof Error ? error.message : String(error));
    });
    await untilAborted(sounded, signal);
    return alarm.repeats ? 'Sounding until acknowledged or silenced' : 'Sounded once';
  },
});

/** The alarm of a notice, beginning at `now` (epoch ms); null when it makes no sound. Pure. */
export function alarmOf(notice: Notice, now: number, mayRepeat: boolean): Alarm | null {
  if (notice.kind === 'all-clear') return null;
  const problemIds = [
    ...new Set(notice.items.flatMap(({ problemId, status }) => (problemId && status !== 'ok' ? [problemId] : []))),
  ];
  return {
    id: notice.id,
    at: now,
    severity: notice.severity,
    title: cleanLine(notice.title, 200) || 'Watchfloor',
    problemIds,
    // What belongs to no problem nobody can acknowledge: a test, the monitor's own.
    repeats: mayRepeat && notice.kind !== 'test' && notice.severity <= 2 && problemIds.length > 0,
  };
}
