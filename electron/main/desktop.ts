// Notifications of the desktop, for the engine. Whether one was shown is known only afterwards, so the answer waits for it.
import { Notification } from 'electron';
import type { HostRequest } from '../contract/host-link.ts';

type NotifyRequest = Extract<HostRequest, { ask: 'notify' }>;

/** A desktop that says neither yes nor no within this time shows nothing. */
const ANSWER_WITHIN_MS = 5_000;
/** Kept so long, or clicks on them would go nowhere; the oldest goes first. */
const KEPT = 50;
/** What desktops have room for; beyond it some show nothing at all. */
const TITLE_LIMIT = 200;
const BODY_LIMIT = 1_000;

const kept = new Set<Notification>();

/**
 * Shows a notification; `clicked` is called when somebody clicks it. False: this desktop knows none. Rejects in words when
 * it refuses or does not answer.
 */
export function showNotification({ title, body, urgent }: NotifyRequest, clicked: () => void): Promise<boolean> {
  if (!Notification.isSupported()) return Promise.resolve(false);
  const notification = new Notification({
    title: shortened(title, TITLE_LIMIT),
    body: shortened(body, BODY_LIMIT),
    // Sounds are the screens' own, a different one for each severity.
    silent: true,
    urgency: urgent ? 'critical' : 'normal',
    timeoutType: urgent ? 'never' : 'default',
  });
  keep(notification);
  notification.on('click', clicked);
  return new Promise((resolve, reject) => {
    const refuse = (reason: string): void => {
      clearTimeout(timer);
      kept.delete(notification);
      reject(new Error(reason));
    };
    const timer = setTimeout(
      () => refuse('The desktop did not answer: is a notification service running?'),
      ANSWER_WITHIN_MS,
    );
    notification.once('show', () => {
      clearTimeout(timer);
      resolve(true);
    });
    notification.once('failed', (_event, reason) =>
      refuse(`The desktop refused the notification${reason ? `: ${reason}` : ': is a notification service running?'}`),
    );
    notification.show();
  });
}

function keep(notification: Notification): void {
  kept.add(notification);
  notification.once('close', () => kept.delete(notification));
  const [oldest] = kept;
  if (kept.size > KEPT && oldest) kept.delete(oldest);
}

const shortened = (text: string, limit: number): string => {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
};
