// The past of a made-up world, the same every time it is asked: samples that lead to the last figure, states that lead
// to the present one, and a journal told from the problems.
import type { Series, StateSpan } from '../../electron/contract/api/history.ts';
import type { Check } from '../../electron/contract/model/check.ts';
import type { Actor, Entry, EntryKind } from '../../electron/contract/model/journal.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Metric } from '../../electron/contract/model/result.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { chance, pingMetrics } from './worlds-build.ts';

export interface Period {
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

/** One figure over a period. With `badSince` it is calm before and on its way to the present value after. */
export function madeSeries(key: string, metric: Metric, badSince: number | null, { from, to, points }: Period): Series {
  const step = (to - from) / points;
  const at = Array.from({ length: points }, (_, index) => Math.round(from + index * step));
  const calm = calmLevel(metric, badSince !== null);
  const avg = at.map((time) => {
    const wobble = 1 + (chance(key, metric.name, Math.round(time / 60_000)) - 0.5) * 0.16;
    if (badSince === null || time < badSince) return calm * wobble;
    const way = Math.min(1, (time - badSince + step) / Math.max(step, to - badSince));
    return (calm + (metric.value - calm) * way ** 0.7) * (1 + (wobble - 1) * 0.2);
  });
  return {
    metric: metric.name,
    unit: metric.unit,
    at,
    avg,
    min: avg.map((value) => value * 0.94),
    max: avg.map((value) => value * 1.07),
  };
}

/** What a check that now brings nothing measured while it was well: the figures of a ping, until it went bad. */
export function formerSeries(state: CheckState, check: Check | undefined, period: Period): readonly Series[] {
  const { badSince } = state;
  if (check?.kind !== 'ping' || badSince === null) return [];
  return pingMetrics(check.hostId).map((metric) => {
    const series = madeSeries(check.id, metric, null, period);
    const until = <Value>(values: readonly Value[]) =>
      values.map((value, index) => ((series.at[index] ?? 0) < badSince ? value : null));
    return { ...series, avg: until(series.avg), min: until(series.min), max: until(series.max) };
  });
}

function calmLevel({ value, warn, crit }: Metric, bad: boolean): number {
  if (!bad) return value;
  const limit = Number.parseFloat(warn ?? crit ?? '');
  if (!Number.isFinite(limit)) return value * 0.08;
  return (warn ?? crit ?? '').endsWith(':') ? limit * 1.3 : limit * 0.55;
}

/** Calm, then the present state since the problem opened. */
export function madeSpans(problem: Problem | undefined, from: number, to: number): readonly StateSpan[] {
  if (!problem || problem.openedAt >= to) return [{ from, to, status: 'ok' }];
  const turn = Math.max(from, problem.openedAt);
  const now: StateSpan = { from: turn, to, status: problem.status };
  return turn > from ? [{ from, to: turn, status: 'ok' }, now] : [now];
}

const ENGINE: Actor = { type: 'engine' };

/** An entry with its place in a chain that nobody checks here. */
export function madeEntry(
  seq: number,
  kind: EntryKind,
  occurredAt: number,
  text: string,
  more: Partial<Entry> = {},
): Entry {
  return {
    seq,
    uuid: `entry-${seq}`,
    kind,
    occurredAt,
    recordedAt: occurredAt + 120,
    actor: ENGINE,
    text,
    data: {},
    prevHash: String(seq - 1).padStart(64, '0'),
    hash: String(seq).padStart(64, '0'),
    ...more,
  };
}

/** What the journal would say of this world, newest first. */
export function madeJournal(world: Snapshot): Entry[] {
  const names = new Map(world.hosts.map((host) => [host.id, host.name]));
  const checks = new Map(world.checks.map((check) => [check.id, check.name]));
  const states = new Map(world.checkStates.map((state) => [state.checkId, state.summary]));
  const told = world.problems.filter((problem) => problem.because === null && problem.held?.reason !== 'maintenance');
  const lines = told.flatMap((problem) => {
    const name = `${names.get(problem.hostId)} ${checks.get(problem.checkId)}`;
    const about = { hostId: problem.hostId, checkId: problem.checkId, problemId: problem.id };
    const opened = {
      kind: 'alert' as const,
      at: problem.openedAt,
      text: `${name}: ${states.get(problem.checkId)}.`,
      ...about,
    };
    if (!problem.ack) return [opened];
    const actor: Actor = { type: 'operator', name: problem.ack.by };
    const text = `acknowledged ${name}: ${problem.ack.reason}.`;
    return [opened, { kind: 'acknowledgement' as const, at: problem.ack.at, text, actor, ...about }];
  });
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ kind, at, text, ...about }, index) => madeEntry(index + 1, kind, at, text, about))
    .reverse();
}
