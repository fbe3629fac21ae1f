// Brings a database up to the program's version. Before anything that holds data is changed, a verified copy is made.
import { type Connection, versionOf } from './connect.ts';

/**
 * Applies the migrations the database has not seen, each in a transaction of its own with its `user_version`.
 * `backUp` runs before each one that changes a database with content (not one made just now); when it fails, nothing is
 * changed.
 */
export async function migrate(
  db: Connection,
  migrations: readonly string[],
  backUp: () => Promise<unknown>,
): Promise<void> {
  const found = versionOf(db);
  for (let version = found + 1; version <= migrations.length; version += 1) {
    if (found > 0) await backUp();
    const sql = migrations[version - 1] ?? '';
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
