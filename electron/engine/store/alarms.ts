// Alarms that sound: kept, so that a restart in mid-alarm is not silence.
import type { Alarm } from '../../contract/model/notice.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createAlarms(db: Connection) {
  const list = db.prepare<[], string>('SELECT alarm FROM alarm').pluck();
  const put = db.prepare<[string, string]>('INSERT OR REPLACE INTO alarm (id, alarm) VALUES (?, ?)');
  const remove = db.prepare<[string]>('DELETE FROM alarm WHERE id = ?');
  return {
    /** Oldest first. */
    list: (): readonly Alarm[] =>
      list
        .all()
        .map((text) => objectIn<Alarm>(text))
        .sort((a, b) => a.at - b.at),
    put: (alarm: Alarm): void => void put.run(alarm.id, JSON.stringify(alarm)),
    remove: (id: string): void => void remove.run(id),
  };
}
