// What notifiers ask of the program around the engine: desktop notifications of main, sounds of the windows. An alarm that
// repeats is over when every problem it is about is taken in hand, silenced or closed, or when somebody silences it.
import type { Actor } from '../../contract/model/journal.ts';
import type { Alarm } from '../../contract/model/notice.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { NotifierHost } from '../notifiers/notifier.ts';
import type { Store } from '../store/open.ts';
import { StorageError } from '../store/storage-error.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Hands } from './notifying-hands.ts';

/** What main can do; null where there is none (a terminal, a test). */
export interface DesktopHost {
  notify(notification: { readonly title: string; readonly body: string; readonly urgent: boolean }): Promise<boolean>;
  tray(state: {
    readonly worst: 'ok' | 'warning' | 'unknown' | 'unreachable' | 'critical' | 'down' | 'isolated';
    readonly unhandled: number;
    readonly tooltip: string;
  }): Promise<boolean>;
  /** A self-contained HTML page as PDF, base64. */
  printPdf(html: string): Promise<string>;
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

/** One that sounds once is on the screens for so long: each plays it when it appears. */
const ONCE_MS = 5_000;

export interface Alarms {
  /** Goes on with what sounded before a restart: silence would say that it is over. */
  start(): void;
  /** Rejects in words when no screen is open. */
  sound(alarm: Alarm): Promise<void>;
  /** Looks whether alarms are over. */
  handled(): void;
  /** All, or those named; on the record. */
  silence(alarmIds: readonly string[] | undefined, actor: Actor): { silenced: number };
  /** The worst first. */
  list(): readonly Alarm[];
  stop(): void;
}

interface AlarmOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly feed: LiveFeed;
  readonly hands: Hands;
  readonly log: Log;
}

/** What sounds now: in memory, on the screens, and (those that repeat) in the store. */
function openSounding({ clock, store, feed, log }: AlarmOptions) {
  const sounding = new Map<string, Alarm>();
  const ends = new Map<string, () => void>();
  const list = (): readonly Alarm[] => [...sounding.values()].sort((a, b) => a.severity - b.severity || a.at - b.at);
  const show = (): void => feed.publish([{ type: 'alarms', alarms: list() }]);
  /** An alarm must sound on a full disk as well; then it is forgotten by a restart, no more. */
  const keep = (write: () => void): void => {
    try {
      store.transaction(write);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      log.error('an alarm could not be kept', error);
    }
  };
  const forget = (ids: readonly string[]): void => {
    for (const id of ids) {
      sounding.delete(id);
      ends.get(id)?.();
      ends.delete(id);
    }
  };
  const end = (ids: readonly string[]): void => {
    if (ids.length === 0) return;
    forget(ids);
    keep(() => {
      for (const id of ids) store.alarms.remove(id);
    });
    show();
  };
  const begin = (alarm: Alarm): void => {
    // The same problems sound once: a repeat takes the place of what it repeats.
    const mine = new Set(alarm.problemIds);
    const older = list().filter((one) => one.problemIds.length > 0 && one.problemIds.every((id) => mine.has(id)));
    forget(older.map(({ id }) => id));
    sounding.set(alarm.id, alarm);
    if (!alarm.repeats)
      ends.set(
        alarm.id,
        clock.after(ONCE_MS, () => end([alarm.id])),
      );
    keep(() => {
      for (const { id } of older) store.alarms.remove(id);
      if (alarm.repeats) store.alarms.put(alarm);
    });
    show();
  };
  const recall = (): void => {
    for (const alarm of store.alarms.list()) sounding.set(alarm.id, alarm);
  };
  const stop = (): void => {
    for (const cancel of ends.values()) cancel();
    ends.clear();
  };
  return { list, show, forget, end, begin, recall, stop };
}

export function createAlarms(options: AlarmOptions): Alarms {
  const { clock, store, feed, hands } = options;
  const sounding = openSounding(options);
  const handled = (): void => {
    const all = sounding.list();
    if (all.length === 0) return;
    const isInHand = hands.look();
    sounding.end(all.flatMap((alarm) => (alarm.repeats && alarm.problemIds.every(isInHand) ? [alarm.id] : [])));
  };
  return {
    list: sounding.list,
    stop: sounding.stop,
    handled,
    start() {
      sounding.recall();
      handled();
    },
    async sound(alarm) {
      if (feed.screens() === 0) throw new Error('No screen is open: nobody would hear it.');
      // It waited for a screen, and somebody took it in hand meanwhile.
      if (alarm.repeats && alarm.problemIds.every(hands.look())) return;
      sounding.begin(alarm);
    },
    silence(alarmIds, actor) {
      const named = alarmIds && new Set(alarmIds);
      const gone = sounding.list().filter(({ id }) => !named || named.has(id));
      if (gone.length === 0) return { silenced: 0 };
      const titles = gone.slice(0, 5).map(({ title }) => title);
      const text = `Silenced: ${titles.join(', ')}${gone.length > 5 ? ` and ${gone.length - 5} more` : ''}`;
      const ids = gone.map(({ id }) => id);
      store.transaction(() => {
        for (const id of ids) store.alarms.remove(id);
        const entry = { kind: 'alerting' as const, occurredAt: clock.now(), actor, text, data: { alarmIds: ids } };
        store.journal.append([entry], clock.now());
      });
      sounding.forget(ids);
      sounding.show();
      return { silenced: gone.length };
    },
  };
}
