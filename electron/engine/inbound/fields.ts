// What formats share: reading fields of bodies that may hold anything. What is wrong is told without repeating it, a body
// may hold what nobody else should read.
import type { InboundAlert } from './format.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Alerts or lines of one request. */
const MAX_PARTS = 2_000;
const LONG_TEXT = 4_000;
const MAX_LINKS = 8;
const MAX_URL = 2_048;
/** Times outside of these years are what systems send that have none: 0001-01-01. */
const [FROM_YEAR, TO_YEAR] = [Date.UTC(2000, 0), Date.UTC(2200, 0)];

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object; none for anything else. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The first `limit` of a list; that there are more is said. */
export function bounded<Item>(list: readonly Item[], rejected: string[], limit = MAX_PARTS): readonly Item[] {
  if (list.length > limit) rejected.push(`${list.length - limit} more were left out: at most ${limit} at once`);
  return list.slice(0, limit);
}

/** A field as text, bounded; '' for what is no text and no number. */
export function textOf(value: unknown, limit = LONG_TEXT): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim().slice(0, limit) : '';
}

/** The first that says something. */
export const firstText = (...values: readonly unknown[]): string =>
  values.map((value) => textOf(value)).find((text) => text !== '') ?? '';

/** Web addresses only: a click must never start a program. What is none is left out. */
export function linksOf(wanted: readonly (readonly [title: string, url: unknown])[]): InboundAlert['links'] {
  const links = new Map<string, { readonly title: string; readonly url: string }>();
  for (const [title, value] of wanted) {
    const url = typeof value === 'string' ? value.trim() : '';
    if (url.length > MAX_URL || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) continue;
    if (links.size < MAX_LINKS && !links.has(url)) links.set(url, { title: title.slice(0, 128), url });
  }
  return [...links.values()];
}

/** Epoch ms of an ISO date, or of a number of seconds or milliseconds since 1970; null when it is none of them. */
export function timeOf(value: unknown): number | null {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d{9,14}$/.test(value.trim()));
  const given = isNumber ? Number(value) : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const at = isNumber && given < 100_000_000_000 ? given * 1_000 : given;
  return at > FROM_YEAR && at < TO_YEAR ? Math.round(at) : null;
}

/** The host in 'web1:9100', '[fe80::1]:9100', 'https://web1.example.org/health'; an IPv6 address stays whole. */
export function hostWithin(text: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text) ? new URL(text).hostname : text;
  const bare = /^\[([^\]]*)\]/.exec(url)?.[1];
  if (bare !== undefined) return bare;
  const withoutPath = url.split('/')[0] ?? '';
  return /^[^:]*:\d{1,5}$/.test(withoutPath) ? withoutPath.slice(0, withoutPath.lastIndexOf(':')) : withoutPath;
}

const CRITICAL_OR_WORSE = 'critical';
const MILD = new Set([
  'warning',
  'warn',
  'minor',
  'low',
  'info',
  'information',
  'informational',
  'notice',
  'none',
  'debug',
]);

/** A word for a severity as a status. A word nobody knows is critical: what is not understood must not be played down. */
export function statusOfSeverity(word: string): 'critical' | 'warning' | 'unknown' {
  const plain = word.trim().toLowerCase();
  if (plain === 'unknown') return 'unknown';
  return MILD.has(plain) || /^(?:p|sev)[345]$/.test(plain) ? 'warning' : CRITICAL_OR_WORSE;
}
