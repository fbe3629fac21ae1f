// Words of the dependency story.

import type { ProblemStatus } from '../../contract/model/problem.ts';
import { wallTime } from './maintenance-words.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/** '14 s', '3 min', '2 h 05 min', '3 d'. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / SECOND))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms >= DAY) return `${Math.floor(ms / DAY)} d`;
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const hours = `${Math.floor(ms / HOUR)} h`;
  return minutes === 0 ? hours : `${hours} ${String(minutes).padStart(2, '0')} min`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** '02:31:08 UTC'. */
export function utc(at: number): string {
  const seconds = Math.floor(at / SECOND) % (DAY / SECOND);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map(twoDigits).join(':')} UTC`;
}

/** '2026-11-12 02:31 UTC': for what may lie days back. */
export const utcDay = (at: number): string => `${wallTime(at, 'UTC')} UTC`;

const WENT: Readonly<Record<ProblemStatus, string>> = {
  down: 'went down',
  critical: 'went critical',
  unreachable: 'went out of reach',
  unknown: 'went unknown',
  warning: 'went to warning',
};

export const went = (status: ProblemStatus): string => WENT[status];

export const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** 'the host', 'both hosts', 'all 38 hosts', '12 of the 38 hosts'. */
export function shareWords(count: number, all: number, one: string): string {
  if (count < all) return `${count} of the ${plural(all, one)}`;
  if (all === 1) return `the ${one}`;
  return all === 2 ? `both ${one}s` : `all ${plural(all, one)}`;
}

/** The first few by name: 'web1, web2, web3 and 35 more'. */
export function listed(names: readonly string[], shown = 3): string {
  if (names.length <= shown + 1)
    return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;
}

/** When something was, seen from another moment: '14 s before', 'at the same moment as', '2 min after'. */
export function beforeWords(at: number, other: number): string {
  const ms = other - at;
  if (Math.abs(ms) < SECOND) return 'at the same moment as';
  return ms > 0 ? `${span(ms)} before` : `${span(-ms)} after`;
}
