// Pure: the words of a strip.
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { clock } from '../../lib/time.ts';
import { HOLD_WORDS } from '../../store/problem-words.ts';
import type { Strip } from './strips.ts';

/** Whether people were told, and if not, why: two short lines. */
export function toldWords(problem: Problem): readonly [string, string] {
  if (problem.held) return ['held back', HOLD_WORDS[problem.held.reason]];
  if (problem.toldAt !== null) return ['told', clock(problem.toldAt)];
  return ['not told', 'yet'];
}

/** Line one is what to read, line two the fact behind it. */
export function whatWords(strip: Strip, state: CheckState | undefined): readonly [string, string] {
  const { problem, behind } = strip;
  const first = state?.summary || FALLBACK[problem.status];
  if (behind.length > 0) return [first, `${behind.length} unreachable behind it, alerts held back`];
  return [first, state?.detail ?? ''];
}

const FALLBACK: Readonly<Record<Problem['status'], string>> = {
  down: 'Down',
  critical: 'Critical',
  unreachable: 'Unreachable',
  unknown: 'Unknown',
  warning: 'Warning',
};

/** "web 16, app 12, k8s 10": what hangs on a dead parent, by role, most first. */
export function roleTally(problems: readonly Problem[], hosts: ReadonlyMap<HostId, Host>): string {
  const tally = new Map<string, number>();
  for (const { hostId } of problems) {
    const role = hosts.get(hostId)?.role || 'other';
    tally.set(role, (tally.get(role) ?? 0) + 1);
  }
  const parts = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([role, n]) => `${role} ${n}`);
  return parts.length > 6 ? `${parts.slice(0, 6).join(', ')} and ${parts.length - 6} more roles` : parts.join(', ');
}

/** "3 more are soft, nobody told yet". */
export const softWords = (soft: number): string =>
  soft === 0 ? '' : `${soft} more ${soft === 1 ? 'is' : 'are'} soft, nobody told yet`;

/** "↑ 1 new came in, 2 are over, order kept." */
export function pendingWords(fresh: number, over: number): string {
  if (fresh === 0 && over === 0) return '';
  const parts = [fresh > 0 ? `${fresh} new came in` : '', over > 0 ? `${over} over` : ''].filter(Boolean);
  return `${parts.join(', ')}, order kept.`;
}
