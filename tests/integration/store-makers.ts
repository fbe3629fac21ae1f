// What the store's tests work with: a data folder of their own, and things to put into it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Check } from '../../electron/contract/model/check.ts';
import { type Host, hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { EntryDraft } from '../../electron/contract/model/journal.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Metric, Result } from '../../electron/contract/model/result.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import { openStore, type Store, type StoreOptions } from '../../electron/engine/store/open.ts';
import { StorageError } from '../../electron/engine/store/storage-error.ts';

/** Sunday 2026-11-22, 02:14 UTC. */
export const NIGHT = Date.UTC(2026, 10, 22, 2, 14);

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a store that is closed with the test, at the latest. */
export async function open(folder: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore(folder, { clock: { now: () => NIGHT }, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** The StorageError that `work` fails with; fails itself when it does not. */
export async function refusalOf(work: () => unknown): Promise<StorageError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

export function host(name: string): Host {
  const id = `host-${name}` as HostId;
  const entered = { name, address: '127.0.0.1', site: 'ams1', role: 'web', tags: ['prod'], notes: 'rack 4' };
  return { ...hostInput.parse(entered), id };
}

export function check(name: string, on: Host): Check {
  return {
    id: `check-${on.name}-${name}` as CheckId,
    hostId: on.id,
    name,
    kind: 'ping',
    dependsOn: [],
    config: { packets: 3 },
    policy: {
      intervalMs: 10_000,
      retryIntervalMs: 5_000,
      maxAttempts: 3,
      recoverAfter: 1,
      timeoutMs: 2_000,
      timeoutStatus: 'critical',
      flapDetection: true,
    },
    enabled: true,
    alive: true,
  };
}

export function state(of: Check, hardStatus: CheckState['hardStatus'] = 'ok'): CheckState {
  return {
    checkId: of.id,
    hostId: of.hostId,
    status: hardStatus,
    type: 'hard',
    attempt: 1,
    hardStatus,
    statusSince: NIGHT,
    hardSince: NIGHT,
    badSince: null,
    goodRuns: 0,
    flapping: false,
    flapPercent: 0,
    hostDown: false,
    summary: '0.3 ms',
    detail: '',
    metrics: [],
    resultAt: NIGHT,
  };
}

export function problem(of: Check, openedAt = NIGHT): Problem {
  return {
    id: `problem-${of.id}` as ProblemId,
    hostId: of.hostId,
    checkId: of.id,
    status: 'critical',
    severity: 2,
    openedAt,
    changedAt: openedAt,
    toldAt: null,
    held: null,
    because: null,
    ack: null,
  };
}

export function entry(text: string, more: Partial<EntryDraft> = {}): EntryDraft {
  return { kind: 'check-state', occurredAt: NIGHT, actor: { type: 'engine' }, text, data: { from: 'ok' }, ...more };
}

export const ms = (name: string, value: number): Metric => ({ name, value, unit: 'ms', warn: '100', crit: '500' });

export function result(checkId: string, at: number, metrics: readonly Metric[]): Result {
  return {
    checkId: checkId as CheckId,
    at,
    lateMs: 2,
    durationMs: 12.5,
    status: 'ok',
    summary: `${metrics[0]?.value} ms`,
    metrics,
  };
}
