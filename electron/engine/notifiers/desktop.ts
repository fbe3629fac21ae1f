// A notification of this machine's desktop. SEV1 and SEV2 stay until somebody closes them; an all-clear never does.
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { untilAborted } from '../lib/names.ts';
import { cleanLine, cleanOutput } from '../lib/text.ts';
import { cut } from './bounded.ts';
import { DeliveryFailure, defineNotifier, type NotifierHost } from './notifier.ts';

const config = z.strictObject({
  stays: z.enum(['urgent', 'never']).default('urgent').meta({
    title: 'Stays',
    description: 'urgent: SEV1 and SEV2 stay on the screen until closed; never: all fade.',
  }),
});

export const desktop = defineNotifier({
  kind: 'desktop',
  title: 'Desktop notification',
  about: 'Shows a notification on the desktop this engine runs on; a click brings Watchfloor to the front.',
  config,
  timeoutMs: 10_000,
  async deliver({ stays }, notice, { signal, host }) {
    signal.throwIfAborted();
    const shown = host.notify(desktopNotification(notice, stays === 'urgent')).catch((error: unknown) => {
      throw new DeliveryFailure(error instanceof Error ? error.message : String(error));
    });
    await untilAborted(shown, signal);
    return 'Shown';
  },
});

/** What the desktop is asked to show: one line, and as much text as a notification has room for. Pure. */
export function desktopNotification(notice: Notice, mayStay: boolean): Parameters<NotifierHost['notify']>[0] {
  const alarming = notice.kind !== 'all-clear' && notice.kind !== 'test';
  return {
    title: cleanLine(notice.title, 200) || 'Watchfloor',
    body: cut(cleanOutput(notice.text).trim(), 1_000),
    urgent: mayStay && alarming && notice.severity <= 2,
  };
}
