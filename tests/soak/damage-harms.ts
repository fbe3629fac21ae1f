// What happens to files of a data folder: a dying disk, a copy that broke off, a hand that slipped. Each harm is drawn by
// chance and says in words what it did.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Chance } from '../support/kill-chance.ts';

export const FILES = ['watchfloor.db', 'samples.db'] as const;
export type FileName = (typeof FILES)[number];

export interface Harm {
  readonly name: string;
  /** Whether SQLite can be expected to see it: a byte turned over inside a text is as good a text to it. */
  readonly visible: boolean;
  /** Committed rows that were in the write-ahead log alone may be gone without a sign. */
  readonly takesTheLog?: true;
  harm(file: string, chance: Chance): void;
}

const PAGE = 4_096;

function change(file: string, edit: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, edit(readFileSync(file)));
}

/** So many bytes turned over, anywhere from `from` on. */
function flip(bytes: Buffer, count: number, chance: Chance, from = 0): Buffer {
  for (let n = 0; n < count && bytes.length > from; n += 1) {
    const place = from + chance.below(bytes.length - from);
    bytes[place] = (bytes[place] ?? 0) ^ (1 + chance.below(255));
  }
  return bytes;
}

function pages(bytes: Buffer, chance: Chance, fill: (page: Buffer) => void): Buffer {
  for (let n = 1 + chance.below(4); n > 0; n -= 1) {
    const start = chance.below(Math.max(1, Math.floor(bytes.length / PAGE))) * PAGE;
    fill(bytes.subarray(start, start + PAGE));
  }
  return bytes;
}

function noise(page: Buffer, chance: Chance): void {
  for (let at = 0; at < page.length; at += 1) page[at] = chance.below(256);
}

function sql(file: string, statement: string): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  db.exec(statement);
  db.close();
}

const TABLES = ['host', 'host_check', 'check_state', 'problem', 'setting', 'template', 'state_log'] as const;
const JSON_PLACES = [
  ['host', 'tags'],
  ['host', 'parents'],
  ['host', 'asset'],
  ['host', 'links'],
  ['host_check', 'config'],
  ['host_check', 'policy'],
  ['check_state', 'state'],
  ['check_state', 'memory'],
  ['host_state', 'state'],
  ['problem', 'problem'],
  ['template', 'checks'],
] as const;

/** Harms to either file. */
export const HARMS: readonly Harm[] = [
  {
    name: 'some bytes turned over',
    visible: false,
    harm: (file, chance) => change(file, (bytes) => flip(bytes, 1 + chance.below(60), chance)),
  },
  {
    name: 'bytes of its head turned over',
    visible: false,
    harm: (file, chance) =>
      change(file, (bytes) => Buffer.concat([flip(bytes.subarray(0, 100), 8, chance), bytes.subarray(100)])),
  },
  {
    name: 'pages zeroed',
    visible: false,
    harm: (file, chance) => change(file, (b) => pages(b, chance, (page) => page.fill(0))),
  },
  {
    name: 'pages of noise',
    visible: false,
    harm: (file, chance) => change(file, (b) => pages(b, chance, (page) => noise(page, chance))),
  },
  {
    name: 'cut off',
    visible: false,
    harm: (file, chance) => truncateSync(file, 1 + chance.below(readFileSync(file).length - 1)),
  },
  { name: 'text instead', visible: true, harm: (file) => writeFileSync(file, 'This was a database. '.repeat(500)) },
  { name: 'nothing left of it', visible: true, harm: (file) => writeFileSync(file, '') },
  {
    name: 'its log is gone',
    visible: false,
    takesTheLog: true,
    harm: (file) => rmSync(`${file}-wal`, { force: true }),
  },
  {
    name: 'its log turned over',
    visible: false,
    takesTheLog: true,
    harm(file, chance) {
      if (existsSync(`${file}-wal`)) change(`${file}-wal`, (bytes) => flip(bytes, 1 + chance.below(20), chance));
    },
  },
  {
    name: 'noise for a log',
    visible: false,
    takesTheLog: true,
    harm: (file, chance) => writeFileSync(`${file}-wal`, flip(Buffer.alloc(20_000), 20_000, chance)),
  },
  {
    name: 'cut off, and its log is gone',
    visible: false,
    takesTheLog: true,
    harm(file, chance) {
      rmSync(`${file}-wal`, { force: true });
      truncateSync(file, PAGE * (1 + chance.below(20)));
    },
  },
  {
    name: 'a folder in its place',
    visible: true,
    harm(file) {
      rmSync(file);
      rmSync(`${file}-wal`, { force: true });
      mkdirSync(file);
    },
  },
  { name: 'of a version to come', visible: true, harm: (file) => sql(file, 'PRAGMA user_version = 900') },
  { name: 'of no version', visible: true, harm: (file) => sql(file, 'PRAGMA user_version = 0') },
];

/** Of these SQLite itself reads a field, and takes nothing but JSON. */
const READ_BY_SQLITE: ReadonlySet<string> = new Set(['state']);

/** Harms that only the operators' file can have: what is written in it makes no sense. */
export const INNER_HARMS: readonly Harm[] = [
  {
    name: 'a table is gone',
    visible: true,
    harm: (file, chance) => sql(file, `DROP TABLE ${chance.pick(TABLES)}`),
  },
  {
    name: 'a value that is no JSON',
    visible: true,
    harm(file, chance) {
      const [table, column] = chance.pick(JSON_PLACES.filter(([, name]) => !READ_BY_SQLITE.has(name)));
      sql(file, `UPDATE ${table} SET ${column} = '{"half' WHERE rowid = (SELECT min(rowid) FROM ${table})`);
    },
  },
  {
    name: 'a value of another make',
    visible: false,
    harm(file, chance) {
      const [table, column] = chance.pick(JSON_PLACES);
      sql(file, `UPDATE ${table} SET ${column} = '[7]' WHERE rowid = (SELECT min(rowid) FROM ${table})`);
    },
  },
];

/** Makes the newest backup, or all of them, no good. */
export function harmBackups(folder: string, which: 'newest' | 'all', chance: Chance): void {
  const files = readdirSync(join(folder, 'backups')).sort().reverse();
  for (const name of which === 'newest' ? files.slice(0, 1) : files) {
    const file = join(folder, 'backups', name);
    if (chance.below(2) === 0) truncateSync(file, PAGE * 3);
    else change(file, (bytes) => flip(bytes, 2_000, chance));
  }
}
