// Alerts on their way: put in the transaction that decided them, taken over by notifying.
import type { Alert } from '../../contract/model/alert.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createAlerts(db: Connection) {
  const put = db.prepare<[string, number, string]>('INSERT OR IGNORE INTO alert (id, at, alert) VALUES (?, ?, ?)');
  const waiting = db.prepare<[], string>('SELECT alert FROM alert WHERE taken_at IS NULL ORDER BY at, rowid').pluck();
  const take = db.prepare<[number, string]>('UPDATE alert SET taken_at = ? WHERE id = ?');
  const prune = db.prepare<[number, number]>(
    'DELETE FROM alert WHERE id IN (SELECT id FROM alert WHERE at < ? AND taken_at IS NOT NULL LIMIT ?)',
  );
  return {
    put: (alert: Alert): void => void put.run(alert.id, alert.at, JSON.stringify(alert)),
    /** Those that nobody took over yet, in their order. */
    waiting: (): readonly Alert[] => waiting.all().map((text) => objectIn<Alert>(text)),
    take: (id: string, at: number): void => void take.run(at, id),
    /** Removes up to `limit` that were taken over, from before (epoch ms); says how many went. */
    prune: (before: number, limit: number): number => prune.run(before, limit).changes,
  };
}
