// Outages of a host: its bad time as stretches, so that failures can be counted and repairs be timed. Time of which nothing
// is known (nobody watched, its check was off, what stands before it is down), or for which nothing was promised
// (maintenance), neither ends an outage nor begins one.
import type { StateSpan } from '../../contract/api/history.ts';
import { type AvailabilityFacts, type Column, type Counting, columnOf, merged, type Period } from './availability.ts';
import { spansOf } from './spans.ts';

export interface Outage {
  /** First bad millisecond, and behind the last one, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly badMs: number;
  /** It was not bad already when the period began. */
  readonly begins: boolean;
  /** Its end was seen in the period. */
  readonly ended: boolean;
}

interface Open {
  readonly from: number;
  to: number;
  badMs: number;
  readonly begins: boolean;
}

/** Columns of time that says nothing of the host. */
const UNKNOWN: ReadonlySet<Column> = new Set(['unmonitoredMs', 'pendingMs', 'unreachableMs']);

/** The outages of one subject over [from, to); `to` must not lie in the future. In order. */
export function outagesOf(facts: AvailabilityFacts, counting: Counting): readonly Outage[] {
  const { from, to, unreachable } = counting;
  const windows = merged(facts.maintenance);
  const [before] = spansOf(facts.log, [], from - 1, from, facts.current);
  const outages: Outage[] = [];
  let carried = before !== undefined && columnOf(before.status, unreachable) === 'badMs';
  let open: Open | null = null;
  for (const span of spansOf(facts.log, facts.gaps, from, to, facts.current)) {
    for (const piece of outside(span, windows)) {
      const column = columnOf(piece.status, unreachable);
      if (UNKNOWN.has(column)) continue;
      if (column !== 'badMs') {
        if (open) outages.push({ ...open, ended: true });
        open = null;
        carried = false;
        continue;
      }
      open ??= { from: piece.from, to: piece.from, badMs: 0, begins: !carried };
      open.to = piece.to;
      open.badMs += piece.to - piece.from;
    }
  }
  if (open) outages.push({ ...open, ended: false });
  return outages;
}

/** The parts of a span that lie in no window. Windows in order, without overlap. */
function outside(span: StateSpan, windows: readonly Period[]): readonly StateSpan[] {
  const parts: StateSpan[] = [];
  let since = span.from;
  for (const window of windows) {
    if (window.to <= since) continue;
    if (window.from >= span.to) break;
    if (window.from > since) parts.push({ ...span, from: since, to: window.from });
    since = Math.max(since, window.to);
  }
  if (since < span.to) parts.push({ ...span, from: since });
  return parts;
}
