// Notices as notifying makes them, and what a notifier is given beside them.

import type { z } from 'zod';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { Alarm, Notice, NoticeItem } from '../../electron/contract/model/notice.ts';
import type { HttpMessage } from '../../electron/engine/notifiers/http-sender.ts';
import type { NotifierContext } from '../../electron/engine/notifiers/notifier.ts';

/** 2027-03-04 03:00:00 UTC. */
export const THREE_AT_NIGHT = Date.UTC(2027, 2, 4, 3);

export function noticeItem(parts: Partial<NoticeItem> = {}): NoticeItem {
  return {
    alert: 'problem',
    status: 'down',
    severity: 2,
    problemId: 'problem-1' as ProblemId,
    host: 'sw-core-1',
    check: null,
    site: 'Bern',
    tags: ['core', 'network'],
    summary: 'No answer to 5 pings',
    since: THREE_AT_NIGHT - 60_000,
    ...parts,
  };
}

export function notice(parts: Partial<Notice> = {}): Notice {
  return {
    id: 'notice-1',
    at: THREE_AT_NIGHT,
    kind: 'problem',
    severity: 2,
    conversation: 'conversation-1',
    title: 'sw-core-1 is down',
    text: 'sw-core-1 (Bern): no answer to 5 pings, since 02:59.\nHeld back behind it: 300.',
    items: [noticeItem()],
    heldBehind: 300,
    links: [{ title: 'Open in Watchfloor', url: 'https://watch.example.org/problems/problem-1' }],
    routeId: null,
    ...parts,
  };
}

export interface ScriptedHost {
  readonly shown: { readonly title: string; readonly body: string; readonly urgent: boolean }[];
  readonly sounded: Alarm[];
}

/** A context whose desktop and screens remember what they were asked for. */
export function notifierContext(parts: Partial<NotifierContext> = {}): NotifierContext & ScriptedHost {
  const shown: ScriptedHost['shown'][number][] = [];
  const sounded: Alarm[] = [];
  return {
    signal: AbortSignal.timeout(30_000),
    clock: { now: () => THREE_AT_NIGHT },
    host: {
      notify: async (notification) => void shown.push(notification),
      sound: async (alarm) => void sounded.push(alarm),
    },
    idempotencyKey: 'notice-1/channel-1',
    attempt: 1,
    ...parts,
    shown,
    sounded,
  };
}

/** What a request would carry, as JSON of any make. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of many makes is looked into.
export const json = (message: HttpMessage | undefined): any => JSON.parse(JSON.stringify(message?.json));

/** A config as a kind parses it. */
export const settings = <Schema extends z.ZodType>(kind: { config: Schema }, given: object): z.output<Schema> =>
  kind.config.parse(given);

/** Longer than any limit, with a character of two units at every place a cut may fall. */
export const LONG = '🚨a'.repeat(60_000);

export const flood = notice({
  title: LONG,
  text: LONG,
  items: Array.from({ length: 2_000 }, (_, n) =>
    noticeItem({ host: `web${n}`, summary: LONG.slice(0, 900), tags: [`tag${n}`] }),
  ),
});

/** Whether no character was cut in two. */
export const whole = (text: string): boolean => text.isWellFormed() && !text.includes('\ufffd');
