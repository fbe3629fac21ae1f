// Looks into the folder of an engine that was just killed: is everything there that was confirmed, and nothing half done?
// Works on a copy, so that the next engine finds what the kill left, write-ahead logs and all.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import type { Entry } from '../../electron/contract/model/journal.ts';
import type { Vault } from '../../electron/engine/lib/vault.ts';
import { listBackups, verifyBackup } from '../../electron/engine/store/backup.ts';
import { watchfloorMigrations } from '../../electron/engine/store/migrations/index.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { asFound, findModel } from './kill-model.ts';
import type { Operator } from './kill-operator.ts';

export interface Scene {
  readonly folder: string;
  readonly operators: readonly Operator[];
  readonly vault: Vault;
  /** The last entry seen before this life. */
  readonly seenSeq: number;
}

/** What is wrong, in words; empty when all is well. */
export type Findings = readonly string[];

/** A copy of the two files as the kill left them, opened as the next engine would; `look` is handed the store. */
export async function inCopy<T>(folder: string, look: (store: Store, copy: string) => T): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'watchfloor-kill-look-'));
  try {
    for (const file of ['watchfloor.db', 'watchfloor.db-wal', 'samples.db', 'samples.db-wal'])
      if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(copy, file));
    const store = await openStore(copy, { clock: Date });
    try {
      return look(store, copy);
    } finally {
      store.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The files are whole: SQLite's own check, the foreign keys, the journal's chain, and every backup. */
export function filesAreWhole(store: Store, copy: string, folder: string): Findings {
  const found: string[] = store.notices.map((notice) => notice.message);
  for (const name of ['watchfloor.db', 'samples.db']) {
    const db = new Database(join(copy, name), { readonly: true });
    const integrity = db.pragma('integrity_check', { simple: true });
    const strays = db.pragma('foreign_key_check') as unknown[];
    db.close();
    if (integrity !== 'ok') found.push(`${name}: ${integrity}`);
    if (strays.length > 0) found.push(`${name}: ${strays.length} rows point to nothing`);
  }
  const chain = store.journal.verify();
  if (!chain.ok) found.push(chain.message);
  for (const file of listBackups(folder, 'watchfloor')) {
    const one = join(copy, 'backup.db');
    copyFileSync(file, one);
    const wrong = verifyBackup(one, watchfloorMigrations.length);
    if (wrong !== null) found.push(`${file}: ${wrong}`);
  }
  return found;
}

/** What each operator had confirmed, with the one write in doubt whole or absent; the journal says the same. */
export function writesAreThere(store: Store, { operators, vault, seenSeq }: Scene): Findings {
  const news = store.journal.list({ limit: Math.max(1, store.journal.head().seq - seenSeq) }).toReversed();
  return operators.flatMap((operator) => {
    const { name, setsDays, model, doubt } = operator;
    const is = asFound(findModel(store, name, vault, setsDays));
    const confirmed = isDeepStrictEqual(is, asFound(model));
    const tookEffect = doubt !== null && isDeepStrictEqual(is, asFound(doubt.after)) && !confirmed;
    const expected = [...operator.entries, ...(tookEffect && doubt.entry !== null ? [doubt.entry] : [])];
    operator.settle(tookEffect);
    const said = news.filter((entry) => entry.seq > seenSeq && isOf(entry, name)).map(textOf);
    return [
      ...(confirmed || tookEffect ? [] : [lost(name, model, is, doubt?.what ?? 'nothing')]),
      ...missingInOrder(expected, said).map((words) => `${name}: the journal has no "${words}"`),
    ];
  });
}

const isOf = ({ actor }: Entry, name: string): boolean => actor.type === 'operator' && actor.name === name;
const textOf = ({ text, data }: Entry): string => `${text} ${JSON.stringify(data)}`;

const lost = (name: string, was: unknown, is: unknown, doubt: string): string =>
  `${name}: confirmed ${JSON.stringify(was)}, found ${JSON.stringify(is)}, in doubt: ${doubt}`;

/** The words that are not said in this order. */
function missingInOrder(words: readonly string[], said: readonly string[]): readonly string[] {
  let place = 0;
  return words.filter((word) => {
    const at = said.findIndex((text, index) => index >= place && text.includes(word));
    if (at >= 0) place = at + 1;
    return at < 0;
  });
}

/** The state log ends where the memory is; every open problem is of a check that is bad; at most one a check. */
export function statesAgree(copy: string): Findings {
  const db = new Database(join(copy, 'watchfloor.db'), { readonly: true });
  try {
    const disagree = db
      .prepare<[], { check_id: string; hard_status: string; status: string }>(`
        SELECT s.check_id, s.hard_status, l.status FROM check_state s
        JOIN state_log l ON l.subject = 'check:' || s.check_id AND l.at =
          (SELECT max(at) FROM state_log WHERE subject = 'check:' || s.check_id)
        WHERE l.status <> s.hard_status`)
      .all();
    const baseless = db
      .prepare<[], { check_id: string }>(`
        SELECT p.check_id FROM problem p LEFT JOIN check_state s ON s.check_id = p.check_id
        WHERE p.closed_at IS NULL AND coalesce(s.hard_status, 'pending') IN ('ok', 'pending')`)
      .all();
    const twice = db
      .prepare<[], { check_id: string }>(
        'SELECT check_id FROM problem WHERE closed_at IS NULL GROUP BY check_id HAVING count(*) > 1',
      )
      .all();
    return [
      ...disagree.map((row) => `the state log of ${row.check_id} ends with ${row.status}, it is ${row.hard_status}`),
      ...baseless.map((row) => `${row.check_id} has an open problem and is not bad`),
      ...twice.map((row) => `${row.check_id} has two open problems`),
    ];
  } finally {
    db.close();
  }
}

/** Per check people heard "problem" and "recovery" in turns, and never without a look in this engine's life. */
export function alertsAreTrue(store: Store): Findings {
  const found: string[] = [];
  const told = new Map<string, unknown>();
  const looked = new Set<string>();
  for (const entry of store.journal.list({ limit: Math.max(1, store.journal.head().seq) }).toReversed()) {
    const { kind, checkId = '', data } = entry;
    if (kind === 'not-monitored') looked.clear();
    if (kind === 'check-state') looked.add(checkId);
    if (kind !== 'alert' || !data.told) continue;
    if (told.get(checkId) === data.told) found.push(`told twice: ${entry.text} (entry ${entry.seq})`);
    if (!looked.has(checkId)) found.push(`told without a look: ${entry.text} (entry ${entry.seq})`);
    told.set(checkId, data.told);
  }
  return found;
}

/** The time from a kill to the next start is on record as not monitored. */
export function gapIsKnown(store: Store, killedAt: number, startedAt: number): Findings {
  const gaps = store.watch.list(killedAt, startedAt).filter((gap) => gap.reason === 'engine-down');
  let reached = killedAt;
  for (const gap of gaps) if (gap.from <= reached) reached = Math.max(reached, gap.to ?? 0);
  return reached >= startedAt ? [] : [`not monitored from ${killedAt} to ${startedAt}, on record until ${reached}`];
}

/** Copies of a database that were begun and never finished: none may be left after a start. */
export const partialBackups = (folder: string): readonly string[] =>
  existsSync(join(folder, 'backups'))
    ? readdirSync(join(folder, 'backups')).filter((file) => file.includes('.partial'))
    : [];
