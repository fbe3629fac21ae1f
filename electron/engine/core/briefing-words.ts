// Words of a briefing: short, with units, and without anything that only the clock changes: a sentence that says how long
// ago something was would differ at each look. Moments are left to the screen, which shows them in UTC and local.
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import { counted, utc } from './incident-words.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const LINE = 200;

/** '40 s', '23 min', '4 h 5 min', '3 days 4 h'. */
export function spell(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  if (ms < 2 * DAY_MS) return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(ms / HOUR_MS);
  return joined(Math.floor(hours / 24), 'days', hours % 24, 'h');
}

const joined = (many: number, large: string, few: number, small: string): string =>
  few === 0 ? `${many} ${large}` : `${many} ${large} ${few} ${small}`;

/** As `spell`, as rough as a look ahead is: '40 min', '9 h', '6 days'. */
export function about(ms: number): string {
  if (ms < 1.5 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return ms < 3 * DAY_MS ? `${Math.round(ms / HOUR_MS)} h` : `${Math.round(ms / DAY_MS)} days`;
}

/** '2026-11-20 06:30 UTC': a moment that no field of an item has room for. */
export const minuteOf = (at: number): string => `${utc(at).slice(0, 16)} UTC`;

/** What somebody typed, as one line. */
export function line(text: string, most = LINE): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…`.toWellFormed() : plain;
}

/** 'web1 http'; 'web1' for the host itself. */
export const subjectOf = (one: { readonly host: string; readonly check: string; readonly alive: boolean }): string =>
  one.alive ? one.host : `${one.host} ${one.check}`;

const RANK: Readonly<Record<ProblemStatus | 'maintenance', number>> = {
  down: 0,
  critical: 1,
  unreachable: 2,
  unknown: 3,
  warning: 4,
  maintenance: 5,
};

/** Worst first; without a status last. */
export const rankOf = (status: ProblemStatus | 'maintenance' | null): number => (status === null ? 6 : RANK[status]);

export const worstOf = (statuses: Iterable<ProblemStatus>): ProblemStatus | null => {
  let worst: ProblemStatus | null = null;
  for (const one of statuses) if (rankOf(one) < rankOf(worst)) worst = one;
  return worst;
};

/** ['3 checks', ''] → '3 checks'; parts that say nothing are left out. */
export const sentence = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

export { counted };
