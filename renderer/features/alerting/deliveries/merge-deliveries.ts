// Pure: an answer of the engine onto the rows that are shown. Rows that stand keep their place and take up their new state;
// what is new waits until somebody asks for it: nothing moves under the pointer.
import type { Delivery } from '../../../../electron/contract/model/notice.ts';

export interface Merged {
  readonly rows: readonly Delivery[];
  /** How many wait above the first row. */
  readonly waiting: number;
}

/** `answer` is newest first. Rows that are missing in it stay as they were known last. */
export function merged(rows: readonly Delivery[], answer: readonly Delivery[]): Merged {
  if (rows.length === 0) return { rows: answer, waiting: 0 };
  const now = new Map(answer.map((delivery) => [delivery.id, delivery]));
  const known = new Set(rows.map(({ id }) => id));
  const newest = rows[0]?.createdAt ?? 0;
  return {
    rows: rows.map((delivery) => now.get(delivery.id) ?? delivery),
    waiting: answer.filter(({ id, createdAt }) => !known.has(id) && createdAt >= newest).length,
  };
}

/** Rows with older ones behind them; those that are there already come once. */
export function withOlder(rows: readonly Delivery[], older: readonly Delivery[]): readonly Delivery[] {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...older.filter(({ id }) => !known.has(id))];
}
