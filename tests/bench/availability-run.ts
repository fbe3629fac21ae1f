// Thirty days of availability of 1,000 (alive) checks: from the state log, as the report does, beside counting rows of
// samples.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createAvailability } from '../../electron/engine/services/availability.ts';
import { storedWindowSpans } from '../../electron/engine/services/maintenance-spans.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { hostIdOf, prepareFolder } from './ground.ts';
import type { Row } from './table.ts';
import { type Bench, inTurns } from './turns.ts';

const CHECKS = 1_000;
const DAY_MS = 86_400_000;
const DAYS = 30;
/** Problems of each check in that time. */
const PROBLEMS = 5;
const PROBLEM_MS = 600_000;
/** Rows are counted for a part of the checks, one every five minutes: all of them, every 10 s, would be 260 million. */
const COUNTED = 100;
const ROW_MS = 300_000;

/** `work` gets the report and the counting, each to be timed. */
async function withBoth<T>(work: (report: () => Promise<unknown>, countRows: () => void) => Promise<T>): Promise<T> {
  const now = Date.now();
  const folder = await prepareFolder({ hosts: CHECKS, intervalMs: 10_000 });
  const store = await openStore(folder, { clock: Date });
  const rows = rowsOf(folder, now);
  try {
    store.transaction(() => {
      // Watched without a gap.
      store.watch.beat(now);
      for (let n = 0; n < CHECKS; n += 1) {
        const log = (at: number, status: 'ok' | 'down', previous: 'ok' | 'down' | null): void =>
          store.stateLog.append({ hostId: hostIdOf(n) }, { at, status, previous });
        log(now - DAYS * DAY_MS - n, 'ok', null);
        for (let problem = 0; problem < PROBLEMS; problem += 1) {
          const at = now - DAYS * DAY_MS + Math.floor(((problem + n / CHECKS) / (PROBLEMS + 1)) * DAYS * DAY_MS);
          log(at, 'down', 'ok');
          log(at + PROBLEM_MS, 'ok', 'down');
        }
      }
    });
    const world = createWorld(store.inventory.hosts(), store.inventory.checks());
    const availability = createAvailability(store, world, {
      clock: Date,
      watching: true,
      spansOf: storedWindowSpans(store, world),
    });
    const input = {
      from: now - DAYS * DAY_MS,
      to: now,
      checks: false,
      maintenance: 'exclude',
      unreachable: 'own',
    } as const;
    const report = async (): Promise<void> => {
      const { total } = await availability.report(input);
      if (total.badMs !== CHECKS * PROBLEMS * PROBLEM_MS)
        throw new Error(`The report counts ${total.badMs} ms as bad.`);
    };
    return await work(report, rows.count);
  } finally {
    rows.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A table of results as most monitors keep them. */
function rowsOf(folder: string, now: number) {
  const db = new Database(join(folder, 'rows.db'));
  db.exec(
    'CREATE TABLE result (check_id INTEGER, at INTEGER, status INTEGER, PRIMARY KEY (check_id, at)) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT INTO result VALUES (?, ?, ?)');
  db.transaction(() => {
    for (let check = 0; check < COUNTED; check += 1)
      for (let at = now - DAYS * DAY_MS; at < now; at += ROW_MS) insert.run(check, at, at % 97 === 0 ? 2 : 0);
  })();
  const select = db.prepare(
    'SELECT check_id, sum(status <= 1) * 100.0 / count(*) FROM result WHERE at >= ? AND at < ? GROUP BY check_id',
  );
  return { count: () => void select.all(now - DAYS * DAY_MS, now), close: () => void db.close() };
}

export async function measureAvailability(bench: Bench): Promise<Row[]> {
  const timed = async (work: () => unknown): Promise<number> => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  const ms = await withBoth(async (report, countRows) => {
    // Compiled, and the pages in memory.
    for (let n = 0; n < 3; n += 1) await report();
    return inTurns(bench, '30-day availability', {
      log: () => timed(report),
      rows: async () => (await timed(countRows)) * (CHECKS / COUNTED),
    });
  });
  return [
    {
      what: '30-day availability of 1,000 checks with 5 problems each, ms',
      measured: ms.log,
      peer: { what: 'counting rows, one each 5 min', value: ms.rows },
      most: 20,
    },
  ];
}
