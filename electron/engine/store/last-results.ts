// The last result of each check with its words: what a screen shows before the first new result has come in.
// Written a few at a time, so that a busy engine rewrites each check about once in half a minute, not at every result.
import type { CheckId } from '../../contract/model/ids.ts';
import { type Result, STATUSES } from '../../contract/model/result.ts';
import type { Connection } from './connect.ts';

interface Row {
  readonly check_id: string;
  readonly at: number;
  readonly late_ms: number;
  readonly duration_ms: number;
  readonly status: number;
  readonly summary: string;
  readonly detail: string | null;
  readonly output: string | null;
  readonly metrics: string;
}

/** With a flush every 250 ms, a waiting result is written within about so many flushes: half a minute. */
const FLUSHES_TO_WRITE = 120;

function toResult(row: Row): Result {
  return {
    checkId: row.check_id as CheckId,
    at: row.at,
    lateMs: row.late_ms,
    durationMs: row.duration_ms,
    status: STATUSES[row.status] ?? 'unknown',
    summary: row.summary,
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.output === null ? {} : { output: row.output }),
    metrics: JSON.parse(row.metrics),
  };
}

export function createLastResults(db: Connection) {
  const put = db.prepare(`
    INSERT INTO last_result (check_ref, at, late_ms, duration_ms, status, summary, detail, output, metrics)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (check_ref) DO UPDATE SET at = excluded.at, late_ms = excluded.late_ms, duration_ms = excluded.duration_ms,
      status = excluded.status, summary = excluded.summary, detail = excluded.detail, output = excluded.output,
      metrics = excluded.metrics`);
  const select = `SELECT r.check_id, l.at, l.late_ms, l.duration_ms, l.status, l.summary, l.detail, l.output, l.metrics
    FROM last_result l JOIN check_ref r ON r.ref = l.check_ref WHERE r.check_id IS NOT NULL`;
  const one = db.prepare<[number], Row>(`${select} AND l.check_ref = ?`);
  const every = db.prepare<[], Row>(`${select} ORDER BY l.check_ref`);
  const drop = db.prepare<[number]>('DELETE FROM last_result WHERE check_ref = ?');
  const waiting = new Map<number, Result | null>();

  return {
    remember: (ref: number, result: Result): void => void waiting.set(ref, result),
    forget: (ref: number): void => void waiting.set(ref, null),
    isWaiting: (): boolean => waiting.size > 0,
    /** Writes the next few (or all) inside a transaction; the returned function drops them from memory once it committed. */
    write(all: boolean): () => void {
      const count = all ? waiting.size : Math.ceil(waiting.size / FLUSHES_TO_WRITE);
      const written: [number, Result | null][] = [];
      for (const entry of waiting) {
        if (written.length === count) break;
        const [ref, result] = entry;
        written.push(entry);
        if (result === null) {
          drop.run(ref);
          continue;
        }
        const { at, lateMs, durationMs, status, summary, detail, output, metrics } = result;
        const metricsJson = JSON.stringify(metrics);
        put.run(
          ref,
          at,
          lateMs,
          durationMs,
          STATUSES.indexOf(status),
          summary,
          detail ?? null,
          output ?? null,
          metricsJson,
        );
      }
      return () => {
        for (const [ref] of written) waiting.delete(ref);
      };
    },
    find(ref: number): Result | null {
      const inMemory = waiting.get(ref);
      if (inMemory !== undefined) return inMemory;
      const row = one.get(ref);
      return row === undefined ? null : toResult(row);
    },
    list(): readonly Result[] {
      const results = new Map(every.all().map((row) => [row.check_id as string, toResult(row)]));
      for (const result of waiting.values()) if (result !== null) results.set(result.checkId, result);
      return [...results.values()];
    },
  };
}
