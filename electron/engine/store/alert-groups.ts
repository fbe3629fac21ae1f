// Groups of alerts as the core decides them (core/alert-groups.ts): kept whole, so that a restart sends nothing again.
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createAlertGroups(db: Connection) {
  const list = db.prepare<[], string>('SELECT state FROM alert_group ORDER BY key').pluck();
  const put = db.prepare<[string, string]>(`
    INSERT INTO alert_group (key, state) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state`);
  const remove = db.prepare<[string]>('DELETE FROM alert_group WHERE key = ?');
  return {
    /** What they are made of is the caller's word. */
    list: <Group extends object>(): readonly Group[] => list.all().map((text) => objectIn<Group>(text)),
    put: (group: { readonly key: string }): void => void put.run(group.key, JSON.stringify(group)),
    remove: (key: string): void => void remove.run(key),
  };
}
