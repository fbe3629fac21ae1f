// Kills engines in the middle of their start on a folder of an older version: while the copies before the migrations are
// made, between copy and migration, behind it. Afterwards one is let through.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { policy } from '../../electron/contract/model/check.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { LiveMessage } from '../../electron/contract/model/world.ts';
import { GENESIS, hashEntry } from '../../electron/engine/store/journal-chain.ts';
import { firstLight } from '../../electron/engine/store/migrations/0001-first-light.ts';
import { samplesMigrations, watchfloorMigrations } from '../../electron/engine/store/migrations/index.ts';
import { sampleRows } from '../../electron/engine/store/migrations/samples-0001-rows.ts';
import type { Chance } from './kill-chance.ts';
import { startLife } from './kill-life.ts';
import { filesAreWhole, inCopy, partialBackups } from './kill-verdict.ts';

const HOSTS = 200;
const ENTRIES = 300;
const SAMPLES = 20_000;
/** Two days before, from a full hour on. */
const LONG_AGO = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 48 * 3_600_000;

const FIRST_COPY = /^watchfloor.*partial$/;
const POLICY = JSON.stringify(policy.parse({}));

export interface StartCounts {
  kills: number;
  /** Kills that came before the folder was of the new version. */
  inTime: number;
  starts: number;
  readonly findings: string[];
}

/** Kills so many starts, `perFolder` on each folder, and lets one through at the end of each. */
export async function killStarts(kills: number, perFolder: number, chance: Chance): Promise<StartCounts> {
  const counts: StartCounts = { kills: 0, inTime: 0, starts: 0, findings: [] };
  while (counts.kills < kills && counts.findings.length === 0) {
    const folder = makeOlderFolder();
    try {
      for (let n = 0; n < perFolder; n += 1) {
        await killOneStart(folder, chance, n === 0);
        counts.kills += 1;
        if (versions(folder).some((version, which) => version < latest(which))) counts.inTime += 1;
        counts.findings.push(...(await everythingIsThere(folder)));
      }
      await letThrough(folder, counts);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return counts;
}

/** A folder of version 1: hosts, a journal, figures, and ballast, so that a copy of it takes its time. */
function makeOlderFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-older-'));
  mkdirSync(join(folder, 'backups'));
  const db = new Database(join(folder, 'watchfloor.db'));
  db.pragma('journal_mode = WAL');
  db.exec(firstLight);
  db.pragma('user_version = 1');
  const host = db.prepare("INSERT INTO host VALUES (?, ?, ?, '127.0.0.1', 'main', '', '[]', '[]', ?)");
  db.transaction(() => {
    for (let n = 0; n < HOSTS; n += 1) host.run(`h${n}`, `host-${n}`, `host-${n}`, `rack ${n}. `.repeat(50));
    // Not enabled: nothing is added to its figures.
    db.prepare("INSERT INTO host_check VALUES ('c', 'h0', 'ping', 'ping', 0, 0, '{}', ?)").run(POLICY);
    db.prepare("INSERT INTO setting VALUES ('first-start-done', 'true'), ('ballast', ?)").run(
      JSON.stringify('x'.repeat(16_000_000)),
    );
    addOlderEntries(db);
  })();
  db.close();
  makeOlderSamples(join(folder, 'samples.db'));
  return folder;
}

/** As an engine of version 1 wrote them: today's knows columns that are not there yet. */
function addOlderEntries(db: Database.Database): void {
  const insert =
    db.prepare(`INSERT INTO journal (seq, uuid, kind, occurred_at, recorded_at, actor, text, data, prev_hash, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const actor = { type: 'operator', name: 'ada' } as const;
  let prevHash = GENESIS;
  for (let n = 0; n < ENTRIES; n += 1) {
    const told = {
      kind: 'engine',
      occurredAt: LONG_AGO,
      recordedAt: LONG_AGO,
      actor,
      text: `entry ${n}`,
      data: { n },
    } as const;
    const entry = { ...told, seq: n + 1, uuid: randomUUID(), prevHash };
    const hash = hashEntry(entry);
    const { seq, uuid, kind, text } = entry;
    insert.run(seq, uuid, kind, LONG_AGO, LONG_AGO, JSON.stringify(actor), text, JSON.stringify({ n }), prevHash, hash);
    prevHash = hash;
  }
}

function makeOlderSamples(file: string): void {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(sampleRows);
  db.pragma('user_version = 1');
  db.prepare("INSERT INTO check_ref (check_id) VALUES ('c')").run();
  db.prepare('INSERT INTO metric_set VALUES (1, ?)').run('[["rtt","ms"]]');
  const row = db.prepare('INSERT INTO sample VALUES (1, ?, 0, 1, 0, 1, ?)');
  db.transaction(() => {
    for (let n = 0; n < SAMPLES; n += 1) {
      const figure = Buffer.alloc(8);
      figure.writeDoubleLE(n);
      row.run(LONG_AGO + n * 1_000, figure);
    }
  })();
  db.close();
}

/** SIGKILL as soon as a certain file of a backup appears, or a little later, or by the clock where none does. */
async function killOneStart(folder: string, chance: Chance, atOnce: boolean): Promise<void> {
  // The first kill of a folder is never too late.
  const awaited = atOnce
    ? FIRST_COPY
    : chance.pick([FIRST_COPY, /^watchfloor.*\.db$/, /^samples.*partial$/, /^samples.*\.db$/]);
  const life = startLife(folder);
  const appeared = new Promise<void>((resolve) => {
    const watcher = watch(join(folder, 'backups'), (_, name) => {
      if (!name || !awaited.test(name)) return;
      watcher.close();
      resolve();
    });
    // It is up, so what was awaited is past.
    void life.connect('nobody').then(
      () => {
        watcher.close();
        resolve();
      },
      () => {},
    );
  });
  try {
    await appeared;
    if (!atOnce && chance.below(2) === 0) await pause(chance.below(40));
  } finally {
    await life.kill();
  }
}

const latest = (which: number): number => (which === 0 ? watchfloorMigrations : samplesMigrations).length;

function versions(folder: string): readonly number[] {
  return ['watchfloor.db', 'samples.db'].map((name) => {
    const db = new Database(join(folder, name), { readonly: true });
    const version = db.pragma('user_version', { simple: true }) as number;
    db.close();
    return version;
  });
}

/** As the next engine would find it: every host, the whole journal, every figure. */
function everythingIsThere(folder: string): Promise<readonly string[]> {
  return inCopy(folder, (store, copy) => {
    const hosts = store.inventory.hosts().filter((host) => host.notes.startsWith('rack')).length;
    const rows = [...store.samples.rows('c' as CheckId, LONG_AGO, LONG_AGO + SAMPLES * 1_000)].length;
    const entries = store.journal.list({ limit: 10_000 }).filter((entry) => entry.text.startsWith('entry ')).length;
    return [
      ...filesAreWhole(store, copy, folder),
      ...(hosts === HOSTS ? [] : [`${hosts} of ${HOSTS} hosts are there`]),
      ...(entries === ENTRIES ? [] : [`${entries} of ${ENTRIES} entries are there`]),
      ...(rows === SAMPLES ? [] : [`${rows} of ${SAMPLES} figures are there`]),
    ];
  });
}

async function letThrough(folder: string, counts: StartCounts): Promise<void> {
  const life = startLife(folder);
  try {
    const connection = await life.connect('ada');
    const world = await connection?.client.live.world();
    const first = (await world?.next())?.value as LiveMessage | undefined;
    const hosts = first?.type === 'snapshot' ? first.world.hosts.length : 0;
    if (hosts !== HOSTS) counts.findings.push(`the engine that came up knows ${hosts} of ${HOSTS} hosts`);
    const left = partialBackups(folder);
    if (left.length > 0) counts.findings.push(`${left.join()} was left by an engine before`);
    counts.starts += 1;
    if ((await life.end()) !== 0) counts.findings.push('told to end, it did not end in order');
  } finally {
    await life.kill();
  }
  counts.findings.push(...(await everythingIsThere(folder)));
}
