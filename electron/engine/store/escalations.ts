// Alerts that climb. Each row is written in the transaction that queues the deliveries of its step: after a kill a step is
// either on record with its deliveries, or neither is.
import type { RouteId } from '../../contract/model/ids.ts';
import type { Escalation } from '../../contract/model/on-call.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export interface StoredEscalation extends Escalation {
  /** The route that began it; null once that is not known. */
  readonly routeId: RouteId | null;
  /** Why the step that is due is put off (muted, maintenance), in words; null: it is not. */
  readonly waitsFor: string | null;
  /** Who has everything that is left of it in hand; it goes on when they let go. Null: nobody. */
  readonly takenBy: string | null;
}

export function createEscalationRows(db: Connection) {
  const open = db
    .prepare<[], string>('SELECT escalation FROM escalation WHERE ended_at IS NULL ORDER BY rowid')
    .pluck();
  const put = db.prepare<[string, number | null, string]>(`
    INSERT INTO escalation (id, ended_at, escalation) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at, escalation = excluded.escalation`);
  return {
    /** Those that have not ended, oldest first. */
    open: (): readonly StoredEscalation[] => open.all().map((text) => objectIn<StoredEscalation>(text)),
    /** `endedAt`: epoch ms; null while it climbs. */
    put: (row: StoredEscalation, endedAt: number | null): void => void put.run(row.id, endedAt, JSON.stringify(row)),
  };
}
