// Messages, as they were made; what became of each lies in the deliveries.
import type { Notice } from '../../contract/model/notice.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createNotices(db: Connection) {
  // One that was sent twice by its id is one.
  const put = db.prepare<[string, number, string]>('INSERT OR IGNORE INTO notice (id, at, notice) VALUES (?, ?, ?)');
  const get = db.prepare<[string], string>('SELECT notice FROM notice WHERE id = ?').pluck();
  const prune = db.prepare<[number, number]>(`
    DELETE FROM notice WHERE id IN (
      SELECT id FROM notice WHERE at < ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE notice_id = notice.id) LIMIT ?)`);
  return {
    put: (notice: Notice): void => void put.run(notice.id, notice.at, JSON.stringify(notice)),
    get(id: string): Notice | null {
      const text = get.get(id);
      return text === undefined ? null : objectIn<Notice>(text);
    },
    /** Removes up to `limit` from before (epoch ms) that no delivery needs; says how many went. */
    prune: (before: number, limit: number): number => prune.run(before, limit).changes,
  };
}
