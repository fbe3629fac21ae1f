// Sealed secrets by reference. Only what the keychain or the vault has sealed comes here; the store cannot open it.
import type { Connection } from './connect.ts';

export function createSecrets(db: Connection) {
  const put = db.prepare<[string, Uint8Array, number]>(`
    INSERT INTO secret (id, sealed, created_at) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at`);
  const get = db.prepare<[string], Buffer>('SELECT sealed FROM secret WHERE id = ?').pluck();
  const remove = db.prepare<[string]>('DELETE FROM secret WHERE id = ?');
  const list = db.prepare<[], { id: string; createdAt: number }>(
    'SELECT id, created_at AS createdAt FROM secret ORDER BY created_at, id',
  );
  return {
    put: (id: string, sealed: Uint8Array, createdAt: number): void => void put.run(id, sealed, createdAt),
    get: (id: string): Buffer | null => get.get(id) ?? null,
    remove: (id: string): boolean => remove.run(id).changes > 0,
    list: (): readonly { readonly id: string; readonly createdAt: number }[] => list.all(),
  };
}
