// From a log of hard states to bars without gaps: what was the state at every moment of a period.
// Source: spec monitoring, "Availability" (state at the start; not monitored is a state of its own).
import type { StateSpan } from '../../contract/api/history.ts';
import { type Condition, rankOf, WORST_FIRST } from './rollup.ts';

/** A hard state that began at `at` (epoch ms). `previous`: the one before it; absent or null where the log does not know. */
export interface LoggedState {
  readonly at: number;
  readonly status: Condition;
  readonly previous?: Condition | null;
}

/** A stretch nobody watched, epoch ms, `to` exclusive; null while it lasts. */
export interface Gap {
  readonly from: number;
  readonly to: number | null;
}

/**
 * The states of one check over [from, to), gap-free and in order. `log` and `gaps` in any order and reaching beyond the
 * period as they like; gaps may overlap and cover what the log says. State at the start: the last entry at or before it,
 * else what the first entry after it says came before, else `current` (the state now).
 */
export function spansOf(
  log: readonly LoggedState[],
  gaps: readonly Gap[],
  from: number,
  to: number,
  current: Condition,
): readonly StateSpan[] {
  const entries = log.toSorted((a, b) => a.at - b.at);
  const firstInside = entries.findIndex((entry) => entry.at > from);
  const before = firstInside === -1 ? entries.at(-1) : entries[firstInside - 1];
  const after = firstInside === -1 ? undefined : entries[firstInside];
  let status = before?.status ?? after?.previous ?? current;
  let since = from;
  const bar = openBar();
  const unwatched = gaps.toSorted((a, b) => a.from - b.from);
  for (const entry of firstInside === -1 ? [] : entries.slice(firstInside)) {
    if (entry.at >= to) break;
    addWatched(bar, since, entry.at, status, unwatched);
    status = entry.status;
    since = entry.at;
  }
  addWatched(bar, since, to, status, unwatched);
  return bar.spans;
}

/** Several gap-free bars over [from, to) as one: at every moment the worst of them. Without any, all of it is pending. */
export function rollUpSpans(bars: readonly (readonly StateSpan[])[], from: number, to: number): readonly StateSpan[] {
  const edges: { readonly at: number; readonly rank: number; readonly by: 1 | -1 }[] = [];
  for (const span of bars.flat()) {
    const rank = rankOf(span.status);
    edges.push({ at: span.from, rank, by: 1 }, { at: span.to, rank, by: -1 });
  }
  edges.sort((a, b) => a.at - b.at);
  const present = WORST_FIRST.map(() => 0);
  const bar = openBar();
  let since = from;
  for (const edge of edges) {
    const at = Math.min(Math.max(edge.at, from), to);
    bar.add(since, at, worstPresent(present));
    since = Math.max(since, at);
    present[edge.rank] = (present[edge.rank] ?? 0) + edge.by;
  }
  bar.add(since, to, worstPresent(present));
  return bar.spans;
}

interface Bar {
  readonly spans: readonly StateSpan[];
  /** Appends a stretch: nothing when it is empty, and a longer last span when that has the same status. */
  add(from: number, to: number, status: Condition): void;
}

function openBar(): Bar {
  const spans: StateSpan[] = [];
  return {
    spans,
    add(from, to, status) {
      if (to <= from) return;
      const last = spans.at(-1);
      if (last?.status === status && last.to === from) spans[spans.length - 1] = { from: last.from, to, status };
      else spans.push({ from, to, status });
    },
  };
}

/** Adds [from, to) in `status`, except where a gap lies over it. `gaps` by their beginnings. */
function addWatched(bar: Bar, from: number, to: number, status: Condition, gaps: readonly Gap[]): void {
  let since = from;
  for (const gap of gaps) {
    if (gap.from >= to) break;
    const end = Math.min(gap.to ?? to, to);
    const start = Math.max(gap.from, since);
    // Passed already, or ended before it began: the clock was set back in between.
    if (end <= start) continue;
    bar.add(since, start, status);
    bar.add(start, end, 'not-monitored');
    since = end;
  }
  bar.add(since, to, status);
}

function worstPresent(present: readonly number[]): Condition {
  return WORST_FIRST[present.findIndex((count) => count > 0)] ?? 'pending';
}
