// Reports that schedules made, or still try to deliver: one a schedule and period.
import type { Actor } from '../../contract/model/journal.ts';
import type { MadeReport } from '../../contract/model/report.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** What is kept besides what is shown: where it went already, so that a restart does not send it there again. */
export interface KeptReport extends MadeReport {
  /** 'Mon 16 to Sun 22 November 2026'. */
  readonly words: string;
  readonly by: Actor;
  /** Ways that are over, well or for good; `said`: where it went, or why it did not. */
  readonly settled: readonly { readonly way: 'email' | 'folder'; readonly isOk: boolean; readonly said: string }[];
  /** Addresses that have its mail already, while others do not. */
  readonly mailed?: readonly string[];
  /** Of one that waits, epoch ms. */
  readonly nextTryAt: number;
  /** How many before it were due and not made, because nothing ran then. */
  readonly missed?: number;
}

export function createMadeReports(db: Connection) {
  const list = db.prepare<[number], string>('SELECT report FROM made_report ORDER BY made_at DESC, id LIMIT ?').pluck();
  const waiting = db
    .prepare<[], string>("SELECT report FROM made_report WHERE state = 'waiting' ORDER BY made_at, id")
    .pluck();
  const of = db
    .prepare<[string, number, number], string>(
      'SELECT report FROM made_report WHERE schedule_id = ? AND period_from = ? AND period_to = ?',
    )
    .pluck();
  const newest = db
    .prepare<[string], string>(
      'SELECT report FROM made_report WHERE schedule_id = ? ORDER BY period_from DESC, made_at DESC LIMIT 1',
    )
    .pluck();
  const put = db.prepare<[string, string, number, number, number, string, string]>(`
    INSERT INTO made_report (id, schedule_id, period_from, period_to, made_at, state, report) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (schedule_id, period_from, period_to) DO UPDATE SET id = excluded.id, made_at = excluded.made_at,
      state = excluded.state, report = excluded.report`);
  return {
    /** Newest first. */
    list: (limit: number): readonly KeptReport[] => list.all(limit).map((text) => objectIn<KeptReport>(text)),
    waiting: (): readonly KeptReport[] => waiting.all().map((text) => objectIn<KeptReport>(text)),
    of(scheduleId: string, from: number, to: number): KeptReport | null {
      const text = of.get(scheduleId, from, to);
      return text === undefined ? null : objectIn<KeptReport>(text);
    },
    /** Of the latest period of a schedule; null: it made none yet. */
    newestOf(scheduleId: string): KeptReport | null {
      const text = newest.get(scheduleId);
      return text === undefined ? null : objectIn<KeptReport>(text);
    },
    put: (made: KeptReport): void =>
      void put.run(made.id, made.scheduleId, made.from, made.to, made.madeAt, made.state, JSON.stringify(made)),
  };
}
