// Pure: handled strips as lines. What one planned window covers at one site is one line: "lon3-k8s-23 … 36, 14 hosts".
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import type { Strip } from './strips.ts';

export interface HandledLine {
  /** The problem it speaks of, the first of `all`. */
  readonly problem: Problem;
  readonly all: readonly Problem[];
}

export const isPlanned = ({ held, ack }: Problem): boolean => held?.reason === 'maintenance' && ack === null;

/** People's lines first, then what was planned. */
export function handledLines(strips: readonly Strip[], hosts: ReadonlyMap<HostId, Host>): readonly HandledLine[] {
  const windows = new Map<string, Problem[]>();
  const lines: HandledLine[] = [];
  for (const { problem } of strips) {
    if (!isPlanned(problem)) {
      lines.push({ problem, all: [problem] });
      continue;
    }
    const host = hosts.get(problem.hostId);
    const key = `${problem.held?.by} ${host?.site} ${host?.role}`;
    const window = windows.get(key);
    if (window) window.push(problem);
    else windows.set(key, [problem]);
  }
  for (const all of windows.values()) if (all[0]) lines.push({ problem: all[0], all });
  return lines;
}

/** "lon3-k8s-23 … 36": the first name, and of the last only what differs. */
export function rangeName(names: readonly string[]): string {
  const sorted = names.toSorted(new Intl.Collator('en', { numeric: true }).compare);
  const first = sorted[0] ?? '';
  const last = sorted.at(-1) ?? '';
  if (first === last) return first;
  let same = 0;
  while (same < first.length && first[same] === last[same]) same += 1;
  // Digits are not cut in two.
  while (same > 0 && /\d/.test(first[same - 1] ?? '') && /\d/.test(last[same] ?? '')) same -= 1;
  return `${first} … ${last.slice(same)}`;
}
