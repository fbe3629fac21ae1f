// What notifiers ask of the program around the engine: desktop notifications of main, sounds of the windows.
import type { NotifierHost } from '../notifiers/notifier.ts';

/** What main can do; null where there is none (a terminal, a test). */
export interface DesktopHost {
  notify(notification: { readonly title: string; readonly body: string; readonly urgent: boolean }): Promise<boolean>;
  tray(state: {
    readonly worst: 'ok' | 'warning' | 'unknown' | 'unreachable' | 'critical' | 'down' | 'isolated';
    readonly unhandled: number;
    readonly tooltip: string;
  }): Promise<boolean>;
}

/** `sound` puts an alarm on the screens; rejects in words when no screen listens. */
export function createNotifierHost(desktop: DesktopHost | null, sound: NotifierHost['sound']): NotifierHost {
  return {
    sound,
    async notify(notification) {
      if (!desktop) throw new Error('No desktop: this engine runs without windows.');
      if (!(await desktop.notify(notification))) throw new Error('This desktop shows no notifications.');
    },
  };
}
