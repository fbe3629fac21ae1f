// Named credentials: what they are called and where their sealed secret lies. The secret itself is in the table `secret`.
import { nameKey } from '../../contract/model/name-key.ts';
import type { Connection } from './connect.ts';

export interface StoredCredential {
  readonly name: string;
  readonly about: string;
  /** In the table `secret`. */
  readonly secretId: string;
  /** When the secret was last entered, epoch ms. */
  readonly changedAt: number;
}

const COLUMNS = 'name, about, secret_id AS secretId, changed_at AS changedAt';

export function createCredentials(db: Connection) {
  const list = db.prepare<[], StoredCredential>(`SELECT ${COLUMNS} FROM credential ORDER BY name_key`);
  const get = db.prepare<[string], StoredCredential>(`SELECT ${COLUMNS} FROM credential WHERE name_key = ?`);
  const remove = db.prepare<[string]>('DELETE FROM credential WHERE name_key = ?');
  const put = db.prepare<[StoredCredential & { readonly key: string }]>(`
    INSERT INTO credential (name_key, name, about, secret_id, changed_at)
    VALUES (@key, @name, @about, @secretId, @changedAt)
    ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, about = excluded.about, secret_id = excluded.secret_id,
      changed_at = excluded.changed_at`);
  return {
    /** All credentials, by name. */
    list: (): readonly StoredCredential[] => list.all(),
    /** The credential of that name, whatever its case. */
    get: (name: string): StoredCredential | null => get.get(nameKey(name)) ?? null,
    put: (credential: StoredCredential): void => void put.run({ ...credential, key: nameKey(credential.name) }),
    remove: (name: string): boolean => remove.run(nameKey(name)).changes > 0,
  };
}
