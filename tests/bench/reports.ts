// A report of thirty days over 1,000 hosts with a journal of 100,000 alerts: how long it takes, and how long it holds the loop
// in one turn, in which no probe and no screen gets its turn.
import { rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Check } from '../../electron/contract/model/check.ts';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import { reportAsk } from '../../electron/contract/model/report.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { createAvailability } from '../../electron/engine/services/availability.ts';
import { storedWindowSpans } from '../../electron/engine/services/maintenance-spans.ts';
import type { ReportOptions } from '../../electron/engine/services/reports/report-facts.ts';
import { createReports } from '../../electron/engine/services/reports/reports.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { hostIdOf, prepareFolder } from './ground.ts';
import type { Row } from './table.ts';
import { type Bench, inTurns } from './turns.ts';

const HOSTS = 1_000;
const DAYS = 30;
const DAY_MS = 86_400_000;
const ENTRIES = 100_000;
/** Outages of each host. */
const OUTAGES = 5;
const OUTAGE_MS = 600_000;
/** Of each problem. */
const ALERTS = 20;
/** Entries written in one transaction. */
const BATCH = 1_000;

function fill(store: Store, now: number): void {
  const checks = store.inventory.checks();
  const from = now - DAYS * DAY_MS;
  store.watch.beat(now);
  store.transaction(() => {
    for (let n = 0; n < HOSTS; n += 1) {
      const hostId = hostIdOf(n);
      store.stateLog.append({ hostId }, { at: from - 1, status: 'ok', previous: null });
      for (let outage = 0; outage < OUTAGES; outage += 1) {
        const at = from + Math.floor(((outage + n / HOSTS) / (OUTAGES + 1)) * DAYS * DAY_MS);
        store.stateLog.append({ hostId }, { at, status: 'down', previous: 'ok' });
        store.stateLog.append({ hostId }, { at: at + OUTAGE_MS, status: 'ok', previous: 'down' });
      }
    }
  });
  const momentOf = (nth: number): number => from + Math.floor((nth / ENTRIES) * DAYS * DAY_MS);
  const checkOf = (nth: number): Check => {
    const check = checks[Math.floor(nth / ALERTS) % checks.length];
    if (!check) throw new Error('There is no check.');
    return check;
  };
  store.transaction(() => {
    for (let nth = 0; nth < ENTRIES; nth += ALERTS) {
      const { id: checkId, hostId } = checkOf(nth);
      const openedAt = momentOf(nth);
      const id = problemIdOf(nth);
      const told = { changedAt: openedAt, toldAt: openedAt, held: null, because: null, ack: null };
      store.problems.put({ id, hostId, checkId, status: 'down', severity: 1, openedAt, ...told });
      store.problems.close(id, momentOf(nth + ALERTS));
    }
  });
  for (let done = 0; done < ENTRIES; done += BATCH) {
    const entries = Array.from({ length: BATCH }, (_, place): EntryDraft => {
      const nth = done + place;
      const { id: checkId, hostId } = checkOf(nth);
      const about = { hostId, checkId, problemId: problemIdOf(nth) };
      const data = { told: 'problem', severity: 1 + (nth % 4), status: 'down' };
      const text = 'a host: down: no answer';
      return { kind: 'alert', occurredAt: momentOf(nth), actor: { type: 'engine' }, ...about, text, data };
    });
    store.journal.append(entries, now);
  }
}

const problemIdOf = (nth: number): ProblemId => `problem-${Math.floor(nth / ALERTS)}` as ProblemId;

async function withReports<T>(work: (make: () => Promise<void>) => Promise<T>): Promise<T> {
  const folder = await prepareFolder({ hosts: HOSTS, intervalMs: 60_000 });
  const store = await openStore(folder, { clock: Date });
  const now = Date.now();
  try {
    fill(store, now);
    const world = createWorld(store.inventory.hosts(), store.inventory.checks());
    const spansOf = storedWindowSpans(store, world);
    // What has no rows here is not asked: no shifts, no library, no forecasts.
    const reports = createReports({
      clock: { now: () => now },
      store,
      world,
      settings: { get: () => settings.parse({}) },
      availability: createAvailability(store, world, { clock: { now: () => now }, watching: true, spansOf }),
      forecasts: { asOf: async () => [] },
      library: { list: () => [] },
      shifts: { calendar: () => ({ shifts: [], gaps: [] }), world: () => ({ plans: [] }) },
    } as unknown as ReportOptions);
    const ask = reportAsk.parse({ period: 'custom', from: now - DAYS * DAY_MS, to: now });
    return await work(async () => {
      const { sections, rowSets } = await reports.make(ask, { type: 'engine' });
      const alerts = rowSets.find(({ id }) => id === 'alerts')?.rows.length;
      if (sections.length !== 12 || alerts !== ENTRIES) throw new Error(`The report has ${alerts} alerts.`);
    });
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The longest that nothing else got its turn, ms. */
async function longestTurn(work: () => Promise<void>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await work();
  await new Promise((resolve) => setTimeout(resolve, 20));
  delays.disable();
  return delays.max / 1e6;
}

export async function measureReports(bench: Bench): Promise<Row[]> {
  const found = await withReports(async (make) => {
    // Compiled, and the pages in memory.
    await make();
    return inTurns(bench, 'a report', {
      took: async () => {
        const startedAt = performance.now();
        await make();
        return performance.now() - startedAt;
      },
      turn: () => longestTurn(make),
    });
  });
  return [
    { what: 'Report of 30 days, 1,000 hosts, 100,000 alerts, ms', measured: found.took },
    { what: 'The same, longest turn of the loop, ms', measured: found.turn, most: 50 },
  ];
}
