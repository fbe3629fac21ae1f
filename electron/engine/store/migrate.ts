// Brings a database up to the program's version. Before anything that holds data is changed, a verified copy is made.
import { type Connection, versionOf } from './connect.ts';

/**
 * Applies the migrations the database has not seen, each in a transaction of its own with its `user_version`.
 * `backUp` runs before each one that changes a database with content; when it fails, nothing is changed.
 */
export async function migrate(
  db: Connection,
  migrations: readonly string[],
  backUp: () => Promise<unknown>,
): Promise<void> {
  for (let version = versionOf(db) + 1; version <= migrations.length; version += 1) {
    if (version > 1) await backUp();
    const sql = migrations[version - 1] ?? '';
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
