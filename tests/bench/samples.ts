// Samples on disk: what one takes packed and in rows, how soon a day and a year of one metric are read, and how long the
// longest slice of packing and pruning holds the writer. Real files; the rows beside them hold the same results.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { Metric, Result } from '../../electron/contract/model/result.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { median } from './figures.ts';
import type { Row } from './table.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEGIN = Date.UTC(2026, 10, 1);
const STEP_MS = 10_000;

/** The same noise in every run (Numerical Recipes' generator; Box and Muller's bell). */
function createNoise(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    bell: (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
type Noise = ReturnType<typeof createNoise>;

const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

type Measure = (noise: Noise, step: number, check: number) => readonly Metric[];

const metric = (name: string, value: number, unit: string): Metric => ({ name, value, unit });

/** What the probes return, with the places they round to. */
const measures: Readonly<Record<'ping' | 'system' | 'constant', Measure>> = {
  ping({ next, bell }, _, check) {
    // Half of the hosts are in the room, half are far away.
    const base = check % 2 === 0 ? 0.3 : 12;
    const times = [0, 0, 0].map(() => round(base * (1 + 0.05 * Math.abs(bell())), 3)).sort((a, b) => a - b);
    const avg = round(times.reduce((sum, time) => sum + time, 0) / 3, 3);
    const [min = 0, , max = 0] = times;
    const loss = next() < 0.001 ? 33.3 : 0;
    return [
      metric('rtt.min', min, 'ms'),
      metric('rtt.avg', avg, 'ms'),
      metric('rtt.max', max, 'ms'),
      metric('loss', loss, '%'),
    ];
  },
  system({ next, bell }, step) {
    return [
      metric('cpu', round(Math.abs(12 + 4 * bell()), 1), '%'),
      metric('load.1', round(Math.abs(1 + 0.1 * bell()), 2), ''),
      metric('load.5', round(1 + 0.1 * Math.sin(step / 300), 2), ''),
      metric('memory.used', round(43 + Math.sin(step / 500) + 0.1 * bell(), 1), '%'),
      metric('swap.used', 0, '%'),
      metric('disk.used./', round(61 + step / 1e5, 1), '%'),
      metric('net.rx.eth0', Math.round(120_000 + 30_000 * Math.abs(bell())), 'B/s'),
      metric('net.tx.eth0', Math.round(50_000 + 10_000 * Math.abs(bell())), 'B/s'),
      metric('processes', 200 + Math.floor(6 * next()), ''),
      metric('uptime', 100_000 + step * 10, 's'),
      metric('temperature', round(48 + Math.sin(step / 100) + 0.3 * bell(), 1), '°C'),
    ];
  },
  constant: () => ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => metric(name, 1, '')),
};

const checkOf = (n: number): CheckId => `check-${n}` as CheckId;

function resultOf(measure: Measure, noise: Noise, step: number, check: number): Result {
  return {
    checkId: checkOf(check),
    at: BEGIN + step * STEP_MS + check * 37,
    lateMs: Math.round(2 * Math.abs(noise.bell())),
    durationMs: round(2 + 0.5 * Math.abs(noise.bell()), 2),
    status: 'ok',
    summary: '',
    metrics: measure(noise, step, check),
  };
}

async function withStore<T>(now: () => number, work: (store: Store, file: string) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  try {
    const store = await openStore(folder, { clock: { now } });
    try {
      return work(store, join(folder, 'samples.db'));
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Median of a work's times, ms. */
function timesOf(rounds: number, work: () => unknown): number {
  const times: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const startedAt = performance.now();
    work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

const PACKED = ['check_hour', 'series_hour', 'check_values', 'series_values', 'series', 'sqlite_autoindex_series_1'];

interface Layout {
  readonly bytesPerSample: number;
  readonly dayMs: number;
}

/** Whole pages of these tables, empty room included. */
function pagesOf(file: string, tables: readonly string[]): number {
  const db = new Database(file, { readonly: true });
  try {
    const sum = `SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name IN (${tables.map(() => '?').join()})`;
    return (
      db
        .prepare<string[], number>(sum)
        .pluck()
        .get(...tables) ?? 0
    );
  } finally {
    db.close();
  }
}

/** Two days of twenty checks every 10 s: once all packed, once all in rows as they were before they were packed. */
async function layouts(kind: keyof typeof measures): Promise<{ readonly packed: Layout; readonly rows: Layout }> {
  const [checks, steps] = [20, (2 * DAY_MS) / STEP_MS];
  const run = (now: (step: number) => number, tables: readonly string[]): Promise<Layout> => {
    let step = 0;
    return withStore(
      () => now(step),
      (store, file) => {
        const noise = createNoise(7);
        let samples = 0;
        for (; step < steps; step += 1) {
          for (let check = 0; check < checks; check += 1) {
            const result = resultOf(measures[kind], noise, step, check);
            samples += result.metrics.length;
            store.samples.add(result);
          }
          store.samples.flush();
        }
        // The last sweeps and slices: one result without figures moves everything on.
        for (let n = 0; n < 1_500; n += 1, step += 1) {
          for (let check = 0; check < checks; check += 1)
            store.samples.add({ ...resultOf(measures.constant, noise, step, check), metrics: [] });
          store.samples.flush();
        }
        const [{ name } = { name: '' }] = measures[kind](noise, 0, 0);
        const query = { from: BEGIN, to: BEGIN + DAY_MS, points: 600, metrics: [name] };
        const read = () => store.samples.read(checkOf(3), query);
        timesOf(50, read);
        return { bytesPerSample: pagesOf(file, tables) / samples, dayMs: timesOf(200, read) };
      },
    );
  };
  return {
    packed: await run((step) => BEGIN + step * STEP_MS, PACKED),
    // A clock that stands still closes no hour: everything stays in rows.
    rows: await run(() => BEGIN, ['sample']),
  };
}

/** A year of one check every minute, read as a chart of 600 slots. */
function year(): Promise<number> {
  let now = BEGIN;
  return withStore(
    () => now,
    (store) => {
      const noise = createNoise(7);
      for (let minute = 0; minute < 365 * 24 * 60; minute += 1) {
        now = BEGIN + minute * 60_000;
        store.samples.add({ ...resultOf(measures.ping, noise, 0, 1), at: now });
        if (minute % 100 === 0) store.samples.flush();
      }
      const query = { from: BEGIN + 1, to: now, points: 600, metrics: ['rtt.avg'] };
      return timesOf(50, () => store.samples.read(checkOf(1), query));
    },
  );
}

interface Longest {
  readonly wallMs: number;
  /** Of the processor, whoever else was busy meanwhile. */
  readonly cpuMs: number;
}

/** The longest of many pieces of work. */
function createLongest() {
  let longest: Longest = { wallMs: 0, cpuMs: 0 };
  return {
    measure<T>(work: () => T): T {
      const [startedAt, before] = [performance.now(), process.cpuUsage()];
      const done = work();
      const { user, system } = process.cpuUsage(before);
      const [wallMs, cpuMs] = [performance.now() - startedAt, (user + system) / 1_000];
      longest = { wallMs: Math.max(longest.wallMs, wallMs), cpuMs: Math.max(longest.cpuMs, cpuMs) };
      return done;
    },
    longest: () => longest,
  };
}

/** 10,000 checks every 10 s over the turn of an hour, then pruned: the longest flush and the longest slice. */
function slices(): Promise<{ readonly flush: Longest; readonly prune: Longest; readonly packMinutes: number }> {
  const [checks, batch] = [10_000, 250];
  let now = BEGIN + HOUR_MS - 15 * 60_000;
  return withStore(
    () => now,
    (store, file) => {
      const noise = createNoise(7);
      const db = new Database(file, { readonly: true });
      const packed = db.prepare<[], number>('SELECT count(*) FROM check_hour').pluck();
      const [flushes, prunes] = [createLongest(), createLongest()];
      let [packedAt, step] = [0, 0];
      for (; packedAt === 0 && now < BEGIN + 2 * HOUR_MS; step += 1) {
        for (let first = 0; first < checks; first += batch, now += 250) {
          for (let check = first; check < first + batch; check += 1)
            store.samples.add({ ...resultOf(measures.ping, noise, step, check), at: now });
          flushes.measure(() => store.samples.flush());
        }
        if (packed.get() === checks) packedAt = now;
      }
      db.close();
      const limits = { valuesBefore: now, rollUpsBefore: now };
      while (!prunes.measure(() => store.samples.prune(limits)).done);
      const packMinutes = (packedAt - BEGIN - HOUR_MS) / 60_000;
      return { flush: flushes.longest(), prune: prunes.longest(), packMinutes };
    },
  );
}

/** The rows of the bench about samples. */
export async function measureSamples(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kind of ['ping', 'system', 'constant'] as const) {
    const { packed, rows: peer } = await layouts(kind);
    rows.push({
      what: `Samples on disk, ${kind} every 10 s, bytes each`,
      measured: packed.bytesPerSample,
      floor: { what: 'in rows', value: peer.bytesPerSample },
      most: 2.5,
    });
    rows.push({
      what: '  one metric of one check, one day, ms to read',
      measured: packed.dayMs,
      floor: { what: 'from rows', value: peer.dayMs },
      most: 1,
    });
  }
  const { flush, prune, packMinutes } = await slices();
  rows.push(
    { what: 'Samples, a year of one metric, ms to read', measured: await year() },
    {
      what: 'Samples, 10,000 checks every 10 s: longest flush at the turn of the hour, ms',
      measured: flush.wallMs,
      below: 50,
    },
    { what: '  of it at work, ms of CPU', measured: flush.cpuMs },
    { what: '  minutes until the hour is packed', measured: packMinutes },
    { what: '  longest slice of pruning, ms', measured: prune.wallMs, below: 50 },
    { what: '  of it at work, ms of CPU', measured: prune.cpuMs },
  );
  return rows;
}
