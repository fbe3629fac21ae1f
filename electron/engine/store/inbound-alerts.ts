// Which check the alert of another system became, by the name it has there. Goes with its check.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Connection } from './connect.ts';

export interface StoredInboundAlert {
  /** 'alertmanager', 'zabbix', …: the format it came in. */
  readonly source: string;
  /** Fingerprint or id over there. */
  readonly key: string;
  readonly checkId: CheckId;
}

export function createInboundAlerts(db: Connection) {
  const list = db.prepare<[], StoredInboundAlert>('SELECT source, key, check_id AS checkId FROM inbound_alert');
  const put = db.prepare<[StoredInboundAlert]>(`
    INSERT INTO inbound_alert (source, key, check_id) VALUES (@source, @key, @checkId)
    ON CONFLICT (source, key) DO UPDATE SET check_id = excluded.check_id`);
  const remove = db.prepare<[string, string]>('DELETE FROM inbound_alert WHERE source = ? AND key = ?');
  return {
    list: (): readonly StoredInboundAlert[] => list.all(),
    /** Adds one, or moves it to another check; the check must be there. */
    put: (alert: StoredInboundAlert): void => void put.run(alert),
    remove: (source: string, key: string): boolean => remove.run(source, key).changes > 0,
  };
}
