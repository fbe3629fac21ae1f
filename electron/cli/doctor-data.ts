// The data folder as `watchfloor doctor` sees it: read only, beside a running engine or without one.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { size } from '../engine/lib/text.ts';
import { listBackups } from '../engine/store/backup.ts';
import { bytesOf, connect, damageOf, versionOf } from '../engine/store/connect.ts';
import { readHolder } from '../engine/store/lock.ts';
import { samplesMigrations, watchfloorMigrations } from '../engine/store/migrations/index.ts';
import type { Store } from '../engine/store/open.ts';
import type { CliIo } from './command.ts';
import { openForReading } from './data-folder.ts';
import { type DoctorItem, homeless, item } from './doctor-item.ts';
import { connectEngine } from './engine-client.ts';

/** Larger files are not looked through: some 2 s a gigabyte. */
const CHECKED_BELOW_BYTES = 512 * 1024 * 1024;
const DAY_MS = 86_400_000;

/** Looks at the data folder and at the engine on it. Nothing is written. */
export async function lookAtData(io: Pick<CliIo, 'env' | 'clock'>, folder: string): Promise<readonly DoctorItem[]> {
  const name = homeless(folder, io.env.HOME);
  if (!existsSync(join(folder, 'watchfloor.db'))) {
    return [item('note', 'data folder', `${name}: no engine has run here yet`)];
  }
  const now = io.clock.now();
  return [
    folderItem(folder, name),
    await engineItem(folder, now),
    fileItem(folder, 'watchfloor.db', watchfloorMigrations.length),
    ...(existsSync(join(folder, 'samples.db')) ? [fileItem(folder, 'samples.db', samplesMigrations.length)] : []),
    backupItem(folder, now),
    ...damagedItems(folder),
    ...(await contentItems(folder)),
  ];
}

function folderItem(folder: string, name: string): DoctorItem {
  const { mode } = statSync(folder);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return item('ok', 'data folder', name);
  const octal = (mode & 0o777).toString(8);
  return item('warning', 'data folder', `${name}: others may look into it (mode ${octal}). Run: chmod 700 on it`);
}

async function engineItem(folder: string, now: number): Promise<DoctorItem> {
  try {
    const connection = await connectEngine(folder);
    if (!connection) return noEngine(folder, now);
    const { version, pid, since } = connection.engine;
    const who = `Watchfloor ${version}, process ${pid}, for ${hours(now - since)}`;
    try {
      for await (const message of await connection.client.live.world()) {
        if (message.type !== 'snapshot') continue;
        const { lagMs, resultsPerSecond, queued, troubles } = message.world.health;
        const figures = `lag ${lagMs} ms, ${resultsPerSecond} checks/s, queued ${queued}`;
        if (troubles.length === 0) return item('ok', 'engine', `${who}; ${figures}`);
        return item(
          'warning',
          'engine',
          `${who}; ${figures}; ${troubles.map((one) => one.code).join(', ')}: see its own screen`,
        );
      }
      return item('warning', 'engine', `${who}; it ended while it was looked at`);
    } finally {
      connection.close();
    }
  } catch (error) {
    return item('warning', 'engine', error instanceof Error ? error.message : String(error));
  }
}

function noEngine(folder: string, now: number): DoctorItem {
  const holder = readHolder(folder);
  if (!holder) return item('note', 'engine', 'none is running here');
  return item(
    'note',
    'engine',
    `none answers; process ${holder.pid} took the lock ${hours(now - holder.since)} ago and did not give it back in words (killed, or starting)`,
  );
}

function fileItem(folder: string, name: string, latest: number): DoctorItem {
  const file = join(folder, name);
  const bytes = bytesOf(file);
  try {
    const db = connect(file, { synchronous: 'FULL', readOnly: true });
    try {
      const version = versionOf(db);
      const about = `${size(bytes)}, format ${version}`;
      if (version > latest)
        return item('error', name, `${about}; this program knows ${latest}. Use the newer version.`);
      if (bytes >= CHECKED_BELOW_BYTES) return item('ok', name, `${about}; too large to be looked through here`);
      const damage = damageOf(db);
      if (damage)
        return item(
          'error',
          name,
          `${about}; damaged (${damage}). Start the engine: it restores the newest good backup.`,
        );
      const older = version < latest ? `; the next start brings it to ${latest}, after a backup` : '';
      return item('ok', name, `${about}; sound${older}`);
    } finally {
      db.close();
    }
  } catch (error) {
    return item('error', name, `could not be read: ${error instanceof Error ? error.message : error}`);
  }
}

function backupItem(folder: string, now: number): DoctorItem {
  const files = listBackups(folder, 'watchfloor');
  const newest = files[0] && statSync(files[0], { throwIfNoEntry: false });
  if (!newest) {
    const begun = statSync(join(folder, 'watchfloor.db')).birthtimeMs;
    const young = now - begun < 2 * DAY_MS;
    return item(
      young ? 'note' : 'warning',
      'backups',
      `none yet${young ? '; the first comes by itself' : ': look at the log of the engine'}`,
    );
  }
  const text = `${files.length}, the newest ${hours(now - newest.mtimeMs)} old`;
  const old = now - newest.mtimeMs > 8 * DAY_MS;
  return item(old ? 'warning' : 'ok', 'backups', old ? `${text}: no engine has made one for over a week` : text);
}

function damagedItems(folder: string): readonly DoctorItem[] {
  const aside = readdirSync(folder).filter((name) => /\.db\.damaged-[^/]*Z$/.test(name));
  if (aside.length === 0) return [];
  return [
    item(
      'note',
      'set aside',
      `${aside.join(', ')}: damaged files of the past; remove them when nothing in them is missed`,
    ),
  ];
}

/** What is inside, in figures; nothing where the format is another one. */
async function contentItems(folder: string): Promise<readonly DoctorItem[]> {
  let store: Store | null = null;
  try {
    store = await openForReading(folder);
    const { seq, hash } = store.journal.head();
    const checks = store.inventory.checks();
    const kinds = [...new Set(checks.map((check) => check.kind))].sort();
    const count = kinds.map((kind) => `${kind} ${checks.filter((check) => check.kind === kind).length}`).join(', ');
    return [
      item(
        'ok',
        'inventory',
        `${store.inventory.hosts().length} hosts, ${checks.length} checks${count && ` (${count})`}`,
      ),
      item(
        'ok',
        'journal',
        `${seq} entries, the last is ${hash.slice(0, 16)}… ("watchfloor journal verify" walks the chain)`,
      ),
    ];
  } catch {
    return [];
  } finally {
    store?.close();
  }
}

const hours = (ms: number): string => {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1_440)} d`;
};
