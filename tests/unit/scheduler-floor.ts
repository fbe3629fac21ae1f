// A scheduler on a test clock with probes made on the spot: what the scheduler's tests work with.
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Check, Policy } from '../../electron/contract/model/check.ts';
import { assetRecord } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { ProbeOutcome, Result } from '../../electron/contract/model/result.ts';
import { defineProbe, type ProbeKind } from '../../electron/engine/probes/probe.ts';
import { createRunner, GRACE_MS, type Job } from '../../electron/engine/services/runner.ts';
import { Scheduler, type SchedulerOptions } from '../../electron/engine/services/scheduler.ts';
import { createTestClock } from '../support/clock.ts';

export const OK: ProbeOutcome = { status: 'ok', summary: 'fine', metrics: [] };

type Running = (signal: AbortSignal) => Promise<ProbeOutcome>;

interface Kind {
  readonly name?: string;
  readonly concurrency?: number;
  readonly run?: Running;
  /** What a batch does with its items; without it the kind has none. */
  readonly batch?: (count: number, report: (index: number) => void, signal: AbortSignal) => Promise<void>;
}

export function kind({ name = 'probe', concurrency = 1_000, run = async () => OK, batch }: Kind): ProbeKind {
  return defineProbe({
    kind: name,
    title: name,
    about: name,
    config: z.any(),
    metrics: [],
    defaults: { intervalMs: 60_000, timeoutMs: 10_000 },
    canBeAlive: true,
    concurrency,
    run: (_config, { signal }) => run(signal),
    ...(batch && {
      batch: {
        available: async () => true,
        run: (items, report, signal) => batch(items.length, (index) => report(index, OK), signal),
      },
    }),
  });
}

export function job(id: string, of: ProbeKind, policy: Partial<Policy> = {}, hostId = `host of ${id}`): Job {
  const check: Check = {
    id: id as CheckId,
    hostId: hostId as HostId,
    name: id,
    kind: of.kind,
    config: {},
    dependsOn: [],
    policy: {
      intervalMs: 60_000,
      retryIntervalMs: 15_000,
      maxAttempts: 3,
      recoverAfter: 1,
      timeoutMs: 10_000,
      timeoutStatus: 'critical',
      flapDetection: true,
      ...policy,
    },
    enabled: true,
    alive: false,
  };
  const host = {
    id: check.hostId,
    name: hostId,
    address: '127.0.0.1',
    site: 'main',
    role: '',
    tags: [],
    parents: [],
    notes: '',
    asset: assetRecord.parse({}),
    links: [],
  };
  return { check, host, kind: of, config: () => ({}) };
}

/** Opens a scheduler; it is stopped with the test. `next` says what a result leads to. */
export function openScheduler(
  options: Partial<SchedulerOptions> & { next?: (result: Result) => 'interval' | 'retry' } = {},
) {
  const clock = createTestClock();
  const results: Result[] = [];
  const faults: unknown[] = [];
  const runner = createRunner({ clock, hostKeys: { verify: () => 'trusted' }, lastBeat: () => null });
  const deliver = (_job: Job, result: Result): 'interval' | 'retry' => {
    results.push(result);
    return options.next?.(result) ?? 'interval';
  };
  const scheduler = new Scheduler({
    clock,
    runner,
    batches: (of) => of.batch !== undefined,
    deliver,
    onFault: (error) => faults.push(error),
    ...options,
  });
  onTestFinished(async () => {
    const stopped = scheduler.stop();
    await clock.advance(GRACE_MS);
    await stopped;
  });
  /** Lets time pass until something has happened. */
  const until = async (happened: () => boolean): Promise<void> => {
    for (let waited = 0; !happened(); waited += 50) {
      if (waited > 3_600_000) throw new Error('it does not happen');
      await clock.advance(50);
    }
  };
  return {
    until,
    clock,
    scheduler,
    results,
    faults,
    of: (id: string) => results.filter((result) => result.checkId === id),
  };
}
