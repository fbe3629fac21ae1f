// Small settings of the engine: a key and a JSON value. Whoever reads one parses it with its schema.
import type { Connection } from './connect.ts';

export function createSettings(db: Connection) {
  const put = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  return {
    /** The value; undefined when it was never set. */
    get(key: string): unknown {
      const value = get.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    put: (key: string, value: unknown): void => void put.run(key, JSON.stringify(value ?? null)),
    remove: (key: string): boolean => remove.run(key).changes > 0,
  };
}
