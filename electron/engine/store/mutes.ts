// Mutes that are not over yet; what became of the others is in the journal.
import type { MuteId } from '../../contract/model/ids.ts';
import type { Mute } from '../../contract/model/mute.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createMutes(db: Connection) {
  const list = db.prepare<[], { readonly mute: string }>('SELECT mute FROM mute ORDER BY until, id');
  const put = db.prepare<[string, number, string]>('INSERT INTO mute (id, until, mute) VALUES (?, ?, ?)');
  const remove = db.prepare<[string]>('DELETE FROM mute WHERE id = ?');
  return {
    /** By their ends. */
    list: (): readonly Mute[] => list.all().map((row) => objectIn<Mute>(row.mute)),
    put: (mute: Mute): void => void put.run(mute.id, mute.until, JSON.stringify(mute)),
    remove: (id: MuteId): boolean => remove.run(id).changes > 0,
  };
}
