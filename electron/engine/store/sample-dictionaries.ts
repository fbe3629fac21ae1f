// Small integers for long names: a check's id and a result's list of metrics are stored once. Numbers are given out in
// memory (this engine is the only writer) and written with the first rows that use them.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Metric } from '../../contract/model/result.ts';
import type { Connection } from './connect.ts';

export function createCheckRefs(db: Connection) {
  const insert = db.prepare<[number, string]>('INSERT INTO check_ref (ref, check_id) VALUES (?, ?)');
  const release = db.prepare<[number]>('UPDATE check_ref SET check_id = NULL WHERE ref = ?');
  const stored = db.prepare<[], { ref: number; checkId: CheckId }>(
    'SELECT ref, check_id AS checkId FROM check_ref WHERE check_id IS NOT NULL',
  );
  const highest = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'check_ref'").pluck();

  const refs = new Map<CheckId, number>(stored.all().map(({ ref, checkId }) => [checkId, ref]));
  let next = (highest.get() ?? 0) + 1;
  let added: { ref: number; checkId: CheckId }[] = [];
  let released: number[] = [];

  return {
    /** The number of a check; a new one when it has none. */
    refOf(checkId: CheckId): number {
      const known = refs.get(checkId);
      if (known !== undefined) return known;
      const ref = next;
      next += 1;
      refs.set(checkId, ref);
      added.push({ ref, checkId });
      return ref;
    },
    find: (checkId: CheckId): number | undefined => refs.get(checkId),
    all: (): ReadonlyMap<CheckId, number> => refs,
    /** Takes a check's number away from it; the number is never given again. */
    release(checkId: CheckId): number | undefined {
      const ref = refs.get(checkId);
      if (ref === undefined) return undefined;
      refs.delete(checkId);
      released.push(ref);
      return ref;
    },
    isUnsaved: (): boolean => added.length + released.length > 0,
    /** Inside a transaction; `saved` after it committed. */
    save(): void {
      for (const { ref, checkId } of added) insert.run(ref, checkId);
      for (const ref of released) release.run(ref);
    },
    saved(): void {
      added = [];
      released = [];
    },
  };
}

/** The metrics of a result in their order: what the figures of a row mean. */
export interface MetricSet {
  readonly ref: number;
  readonly metrics: readonly (readonly [name: string, unit: string])[];
}

function describes(set: MetricSet, metrics: readonly Metric[]): boolean {
  if (set.metrics.length !== metrics.length) return false;
  for (let i = 0; i < metrics.length; i += 1) {
    const known = set.metrics[i];
    const metric = metrics[i];
    if (known?.[0] !== metric?.name || known?.[1] !== metric?.unit) return false;
  }
  return true;
}

export function createMetricSets(db: Connection) {
  const insert = db.prepare<[number, string]>('INSERT INTO metric_set (ref, metrics) VALUES (?, ?)');
  const stored = db.prepare<[], { ref: number; metrics: string }>('SELECT ref, metrics FROM metric_set');

  const byContent = new Map<string, MetricSet>();
  const byRef = new Map<number, MetricSet>();
  /** Set of the last result of each check: nearly always the one of the next, so nothing has to be hashed. */
  const lastOf = new Map<number, MetricSet>();
  let added: { set: MetricSet; content: string }[] = [];

  function keep(set: MetricSet, content: string): MetricSet {
    byContent.set(content, set);
    byRef.set(set.ref, set);
    return set;
  }
  for (const { ref, metrics } of stored.all()) keep({ ref, metrics: JSON.parse(metrics) }, metrics);
  let next = Math.max(0, ...byRef.keys()) + 1;

  return {
    /** The set of a result of this check. */
    setOf(checkRef: number, metrics: readonly Metric[]): MetricSet {
      const last = lastOf.get(checkRef);
      if (last !== undefined && describes(last, metrics)) return last;
      const named = metrics.map((metric) => [metric.name, metric.unit] as const);
      const content = JSON.stringify(named);
      let set = byContent.get(content);
      if (set === undefined) {
        set = keep({ ref: next, metrics: named }, content);
        next += 1;
        added.push({ set, content });
      }
      lastOf.set(checkRef, set);
      return set;
    },
    byRef: (ref: number): MetricSet | undefined => byRef.get(ref),
    forget: (checkRef: number): void => void lastOf.delete(checkRef),
    /** Inside a transaction; `saved` after it committed. */
    save(): void {
      for (const { set, content } of added) insert.run(set.ref, content);
    },
    saved(): void {
      added = [];
    },
  };
}
