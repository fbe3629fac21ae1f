// The usual wording of a message: read on a phone, at night, by somebody who was asleep. The title says what and how bad; the
// text since when, what was seen, what hangs on it and where to look. Pure; the time zone comes in as an argument.
import type { Notice, NoticeItem } from '../../contract/model/notice.ts';
import { PROBLEM_STATUSES } from '../../contract/model/problem-status.ts';

/** What a message is made from. */
export type Wordable = Pick<Notice, 'kind' | 'at' | 'items' | 'heldBehind' | 'links'>;

/** More problems than this are counted, not listed. */
export const MOST_LISTED = 20;

/** '45 s', '12 min', '4 h 10 min', '3 d 4 h'. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return both(hours, 'h', minutes % 60, 'min');
  return both(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const both = (big: number, unit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${unit}` : `${big} ${unit} ${small} ${smallUnit}`;

/** '2026-11-20 02:00:15 UTC'. */
export const utcText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Making one takes longer than wording the message; there is one zone in the life of an engine. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** '03:00:15 Europe/Berlin'. */
export function localText(at: number, zone: string): string {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' });
  clocks.set(zone, clock);
  return `${clock.format(at)} ${zone}`;
}

const RANK = [...PROBLEM_STATUSES, 'ok'];

/** The worst first; what is over last. */
export function worstFirst(items: readonly NoticeItem[]): readonly NoticeItem[] {
  const over = (item: NoticeItem): number => (isOver(item) ? 1 : 0);
  return [...items].sort(
    (a, b) =>
      over(a) - over(b) ||
      a.severity - b.severity ||
      RANK.indexOf(a.status) - RANK.indexOf(b.status) ||
      a.since - b.since ||
      nameOf(a).localeCompare(nameOf(b)),
  );
}

const isOver = ({ alert, status }: NoticeItem): boolean => alert === 'recovery' || status === 'ok';

/** 'ams1-web-22 http', or the host alone. */
export const nameOf = ({ host, check }: NoticeItem): string => (check === null ? host : `${host} ${check}`);

/** 'DOWN', 'OK', 'FLAPPING'. */
export function stateWord({ alert, status }: NoticeItem): string {
  switch (alert) {
    case 'recovery':
      return 'OK';
    case 'flapping-start':
      return 'FLAPPING';
    case 'flapping-stop':
      return status === 'ok' ? 'STOPPED FLAPPING, OK' : `STOPPED FLAPPING, ${status.toUpperCase()}`;
    case 'problem':
    case 'change':
    case 'standing':
      return status.toUpperCase();
    default:
      return alert satisfies never;
  }
}

/** The usual title: 'DOWN ams1-core-sw01 and 3 more (SEV2)'. */
export function usualTitle({ kind, at, items }: Wordable): string {
  const [first, ...others] = worstFirst(items);
  if (!first) return 'Nothing is wrong';
  const what = `${nameOf(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  const severity = `(SEV${first.severity})`;
  if (kind === 'all-clear') return `ALL CLEAR ${what}`;
  if (kind === 'repeat') return `STILL ${stateWord(first)}, ${durationText(at - first.since)}: ${what} ${severity}`;
  return isOver(first) ? `${stateWord(first)} ${what}` : `${stateWord(first)} ${what} ${severity}`;
}

/** The usual text. */
export function usualText(about: Wordable, zone: string): string {
  const items = worstFirst(about.items);
  const [only] = items;
  const lines =
    items.length === 1 && only
      ? inFull(only, about.at, zone)
      : items.slice(0, MOST_LISTED).map((item) => inOneLine(item, about.at));
  if (items.length > MOST_LISTED) lines.push(`and ${items.length - MOST_LISTED} more`);
  if (about.heldBehind > 0) {
    lines.push(
      `${about.heldBehind} more ${about.heldBehind === 1 ? 'problem hangs' : 'problems hang'} behind, held back.`,
    );
  }
  return [...lines, ...about.links.map(({ title, url }) => `${title}: ${url}`)].join('\n');
}

function inFull(item: NoticeItem, at: number, zone: string): string[] {
  const lasts = durationText(at - item.since);
  const local = zone === 'UTC' ? '' : ` (${localText(item.since, zone)})`;
  const since = `${utcText(item.since)}${local}`;
  return [
    `${nameOf(item)} (${item.site}): ${saying(item, lasts)}`,
    isOver(item) ? `It began ${since}.` : `Since ${since}.`,
    ...(item.summary === '' ? [] : [item.summary]),
  ];
}

function saying(item: NoticeItem, lasts: string): string {
  const word = stateWord(item);
  if (item.alert === 'standing') return `still ${word.toLowerCase()}, ${lasts}. SEV${item.severity}`;
  return isOver(item) ? `${word}, after ${lasts}` : `${word}, SEV${item.severity}`;
}

function inOneLine(item: NoticeItem, at: number): string {
  const lasts = durationText(at - item.since);
  const when = isOver(item) ? '' : ` since ${utcText(item.since)}`;
  return `${nameOf(item)} (${item.site}): ${saying(item, lasts)}${when}${item.summary === '' ? '' : `: ${item.summary}`}`;
}
