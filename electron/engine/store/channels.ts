// Ways to tell people, as operators entered them; their secrets lie apart (store/secrets.ts).
import type { ChannelId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Channel } from '../../contract/model/notice.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export function createChannels(db: Connection) {
  const list = db.prepare<[], string>('SELECT channel FROM channel ORDER BY name_key').pluck();
  const put = db.prepare<[string, string, string]>(`
    INSERT INTO channel (id, name_key, channel) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, channel = excluded.channel`);
  const remove = db.prepare<[string]>('DELETE FROM channel WHERE id = ?');
  return {
    /** All channels, by name. */
    list: (): readonly Channel[] => list.all().map((text) => objectIn<Channel>(text)),
    put: (channel: Channel): void => void put.run(channel.id, nameKey(channel.name), JSON.stringify(channel)),
    remove: (id: ChannelId): boolean => remove.run(id).changes > 0,
  };
}
