// Parts of the engine by themselves: what a state transition, a stored result, a journal entry and a snapshot cost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInput } from '../../electron/contract/model/check.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import { transition } from '../../electron/engine/core/alert-state.ts';
import { initialState } from '../../electron/engine/core/check-memory.ts';
import { startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import type { Runner } from '../../electron/engine/services/runner.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { prepareFolder } from './ground.ts';

const ROUNDS = 1_000_000;
const HOSTS = 10_000;

const result = (checkId: CheckId, at: number, status: Result['status'] = 'ok'): Result => ({
  checkId,
  at,
  lateMs: 3,
  durationMs: 12,
  status,
  summary: '0.31 ms, 0 % loss',
  metrics: [
    { name: 'rtt.min', value: 0.3, unit: 'ms' },
    { name: 'rtt.avg', value: 0.31, unit: 'ms' },
    { name: 'rtt.max', value: 0.32, unit: 'ms' },
    { name: 'loss', value: 0, unit: '%', warn: '@20:', crit: '@100:', min: 0, max: 100 },
  ],
});

/** Nanoseconds a transition: of a check that stays ok, and of one that fails and recovers all the time. */
export function stateMachine(): { readonly steadyNs: number; readonly stormNs: number } {
  const { policy } = checkInput.parse({ hostId: 'host', name: 'ping', kind: 'ping' });
  const run = (statuses: readonly Result['status'][]): number => {
    let state = initialState({ id: 'check' as CheckId, hostId: 'host' as HostId }, 0);
    const results = statuses.map((status) => result(state.checkId, 0, status));
    const startedAt = process.hrtime.bigint();
    for (let n = 1; n <= ROUNDS; n += 1) {
      const next = results[n % results.length];
      if (next) state = transition(state, next, 'up', policy).state;
    }
    return Number(process.hrtime.bigint() - startedAt) / ROUNDS;
  };
  run(['ok']);
  return { steadyNs: run(['ok']), stormNs: run(['critical', 'critical', 'critical', 'ok', 'warning']) };
}

async function withStore<T>(work: (store: Store) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  try {
    const store = await openStore(folder, { clock: Date });
    try {
      return work(store);
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cpuSecondsOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
};

/** CPU seconds per 1,000 results stored, at 10,000 checks every 10 s: batches of 250, with their last words and sweeps. */
export function storing(): Promise<number> {
  return withStore((store) => {
    const [slots, batch] = [70, 250];
    const cpu = cpuSecondsOf(() => {
      for (let slot = 0; slot < slots; slot += 1) {
        for (let first = 0; first < HOSTS; first += batch) {
          for (let n = first; n < first + batch; n += 1) {
            const one = result(`check-${n}` as CheckId, slot * 10_000);
            store.samples.add(one);
            store.samples.rememberLast([one]);
          }
          store.samples.flush();
        }
      }
    });
    return (cpu / (slots * HOSTS)) * 1_000;
  });
}

/** Entries a second: one to a transaction (as an operator's keys come), and 300 to one (as a dead switch has it). */
export function journal(): Promise<{ readonly single: number; readonly storm: number }> {
  return withStore((store) => {
    const entry: EntryDraft = {
      kind: 'check-state',
      occurredAt: 1,
      actor: { type: 'engine' },
      hostId: 'host' as HostId,
      checkId: 'check' as CheckId,
      text: 'web1 http critical, hard 3/3: HTTP 500',
      data: { event: 'hard', status: 'critical', type: 'hard', attempt: 3, summary: 'HTTP 500' },
    };
    const rate = (transactions: number, size: number): number => {
      const startedAt = performance.now();
      const entries = Array.from({ length: size }, () => entry);
      for (let n = 0; n < transactions; n += 1) store.transaction(() => store.journal.append(entries, 1));
      return (transactions * size) / ((performance.now() - startedAt) / 1_000);
    };
    return { single: rate(300, 1), storm: rate(40, 300) };
  });
}

/** The snapshot of 10,000 hosts, each with a result: how large on the wire, and how long to make and write down. */
export async function snapshot(): Promise<{ readonly bytes: number; readonly ms: number; readonly startMs: number }> {
  const folder = await prepareFolder({ hosts: HOSTS, intervalMs: 1_000 });
  const answer = (checkId: CheckId, at: number): Result => result(checkId, at);
  const runner: Runner = {
    runOne: async (job, due) => answer(job.check.id, due.at),
    runBatch: async (jobs, due, report) => {
      for (const job of jobs) report(job, answer(job.check.id, due.at));
    },
  };
  try {
    const beganAt = performance.now();
    const options = { folder, version: 'bench', log: silentLog, keychain: null, knownHostsFiles: [], watchSelf: false };
    const engine = await startEngine({ ...options, runner });
    const startMs = performance.now() - beganAt;
    try {
      const { world } = engine;
      while (world.lastResults.size < HOSTS) await new Promise((resolve) => setTimeout(resolve, 50));
      const startedAt = performance.now();
      const stream = engine.feed.subscribe(undefined);
      const { value } = await stream.next();
      const text = JSON.stringify(value);
      const ms = performance.now() - startedAt;
      await stream.return();
      return { bytes: text.length, ms, startMs };
    } finally {
      await engine.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
