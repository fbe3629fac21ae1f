// Alerts on their way: put in the transaction that decided them, taken over by notifying.
import type { Alert } from '../../contract/model/alert.ts';
import type { Connection } from './connect.ts';

export function createAlerts(db: Connection) {
  const put = db.prepare<[string, number, string]>('INSERT OR IGNORE INTO alert (id, at, alert) VALUES (?, ?, ?)');
  const waiting = db.prepare<[], string>('SELECT alert FROM alert WHERE taken_at IS NULL ORDER BY at, rowid').pluck();
  const take = db.prepare<[number, string]>('UPDATE alert SET taken_at = ? WHERE id = ?');
  return {
    put: (alert: Alert): void => void put.run(alert.id, alert.at, JSON.stringify(alert)),
    /** Those that nobody took over yet, in their order. */
    waiting: (): readonly Alert[] => waiting.all().map((text) => JSON.parse(text) as Alert),
    take: (id: string, at: number): void => void take.run(at, id),
  };
}
