// Acting on checks and problems: run now, try, acknowledge, vouch for a host key.
import type { Check, JsonObject } from '../../contract/model/check.ts';
import { hostInput } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { ProbeOutcome } from '../../contract/model/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { KnownHosts } from '../lib/known-hosts.ts';
import { invalid, notFound, storage } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { Inventory } from './inventory.ts';
import type { Jobs } from './jobs.ts';
import type { Monitoring } from './monitoring.ts';
import type { Recorder } from './recorder.ts';
import type { Runner } from './runner.ts';
import type { Scheduler } from './scheduler.ts';
import { hasSecrets, type Secrets } from './secrets.ts';
import type { World } from './world.ts';

interface TrialInput {
  readonly kind: string;
  readonly address: string;
  readonly config: JsonObject;
  readonly timeoutMs: number;
  readonly checkId?: CheckId | undefined;
}
interface AcknowledgeInput {
  readonly problemIds: readonly string[];
  readonly reason: string;
  readonly sticky: boolean;
  readonly expiresAt: number | null;
}
interface HostKeyDecision {
  readonly address: string;
  readonly port: number;
  readonly fingerprint: string;
  readonly trust: boolean;
}

export interface HandlingOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly jobs: Jobs;
  readonly runner: Runner;
  readonly scheduler: Scheduler;
  readonly monitoring: Monitoring;
  readonly inventory: Inventory;
  readonly knownHosts: KnownHosts;
  readonly secrets: Secrets;
  readonly recorder: Pick<Recorder, 'note'>;
}

/** Trials at once; a form has one. */
const MAX_TRIALS = 8;

export class Handling {
  readonly #options: HandlingOptions;
  #trials = 0;

  constructor(options: HandlingOptions) {
    this.#options = options;
  }

  checkNow(input: { hostId: HostId } | { checkIds: readonly CheckId[] }): { queued: number } {
    const { world, scheduler } = this.#options;
    const ids = 'hostId' in input ? world.checksOf(input.hostId).map((check) => check.id) : input.checkIds;
    return { queued: scheduler.runNow(ids) };
  }

  /** One probe, once, outside the schedule; stored nowhere. */
  async tryProbe(input: TrialInput, signal: AbortSignal | undefined): Promise<ProbeOutcome & { durationMs: number }> {
    const { world, jobs, runner, clock } = this.#options;
    const lender = this.#lenderOf(input);
    if (this.#trials >= MAX_TRIALS) {
      throw invalid([{ path: 'kind', message: `${MAX_TRIALS} trials are running; wait for one to end` }]);
    }
    this.#trials += 1;
    try {
      const inventoried = [...world.hosts.values()].some((host) => host.address === input.address);
      const { kind, config } = await jobs.parseTrial(input.kind, input.config, lender, inventoried);
      const job = { check: trialCheck(input), host: trialHost(input.address), kind, config: () => config };
      const due = { at: clock.now(), dueMono: clock.mono() };
      const result = await runner.runOne(job, due, signal ?? new AbortController().signal);
      const { checkId: _, at: __, lateMs: ___, ...outcome } = result;
      return outcome;
    } finally {
      this.#trials -= 1;
    }
  }

  /** Takes problems in hand. Those that are gone meanwhile are named; none left is a refusal. */
  acknowledge(input: AcknowledgeInput, actor: Actor): { acknowledged: number; gone: readonly string[] } {
    const { problemIds, reason, sticky, expiresAt } = input;
    if (expiresAt !== null && expiresAt <= this.#options.clock.now()) {
      throw invalid([{ path: 'expiresAt', message: 'must lie in the future' }]);
    }
    const found = this.#find(problemIds);
    if (found.length === 0) throw notFound('problem');
    const by = actor.type === 'operator' ? actor.name : 'engine';
    const ack = { by, at: this.#options.clock.now(), reason, sticky, expiresAt };
    this.#change(
      found.map((problem) => ({ ...problem, ack })),
      `acknowledged: ${reason}`,
      actor,
    );
    const there = new Set<string>(found.map((problem) => problem.id));
    return { acknowledged: found.length, gone: problemIds.filter((id) => !there.has(id)) };
  }

  unacknowledge(problemIds: readonly string[], actor: Actor): { released: number } {
    const found = this.#find(problemIds).filter((problem) => problem.ack);
    this.#change(
      found.map((problem) => ({ ...problem, ack: null })),
      'no longer acknowledged',
      actor,
    );
    return { released: found.length };
  }

  /** Vouches for a host key, or refuses it. The key is read from the question, never from the caller. */
  async decideHostKey({ address, port, fingerprint, trust }: HostKeyDecision, actor: Actor): Promise<void> {
    const { clock, store, world, scheduler, knownHosts } = this.#options;
    const question = knownHosts
      .questions()
      .find((one) => one.address === address && one.port === port && one.fingerprint === fingerprint);
    if (!question) throw notFound('host key question');
    const write = (outcome: string): void => {
      const text = `Host key ${fingerprint} of ${address} port ${port} ${outcome}`;
      const data = { address, port, fingerprint, known: question.known, trust };
      const entry: EntryDraft = { kind: 'host-key', occurredAt: clock.now(), actor, text, data };
      store.transaction(() => store.journal.append([entry], clock.now()));
    };
    // The record first: where it cannot be written, nothing is trusted that nobody could find out about.
    write(trust ? 'trusted' : 'refused');
    await knownHosts.decide(address, port, fingerprint, trust).catch((error: unknown) => {
      write('could not be kept: the decision did not take effect');
      throw storage(error instanceof Error ? error.message : String(error));
    });
    const concerned = [...world.hosts.values()].filter((host) => host.address === address);
    if (trust) scheduler.runNow(concerned.flatMap((host) => world.checksOf(host.id).map((check) => check.id)));
  }

  async unlockVault(passphrase: string, actor: Actor): Promise<void> {
    const { secrets, inventory, scheduler, world, recorder, clock } = this.#options;
    secrets.unlock(passphrase);
    const entry = {
      kind: 'credential',
      occurredAt: clock.now(),
      actor,
      text: 'Vault opened',
      data: { what: 'vault' },
    } as const;
    // Open it is, also while the disk refuses the record of it: that waits.
    recorder.note(entry);
    await inventory.scheduleAll();
    // What could not be measured for want of a secret is measured now.
    const waiting = [...world.checks.values()].filter((check) => hasSecrets(check.config));
    scheduler.runNow(waiting.map((check) => check.id));
  }

  /** The check that lends its stored secrets: to its own host only, or they could be sent anywhere by asking. */
  #lenderOf({ checkId, address }: TrialInput): Check | null {
    const { world } = this.#options;
    const check = checkId ? world.checks.get(checkId) : undefined;
    return check && world.hosts.get(check.hostId)?.address === address ? check : null;
  }

  #find(problemIds: readonly string[]): readonly Problem[] {
    const wanted = new Set(problemIds);
    return [...this.#options.world.problems.values()].filter((problem) => wanted.has(problem.id));
  }

  /** Writes changed problems, each with its journal entry, in one transaction. */
  #change(problems: readonly Problem[], what: string, actor: Actor): void {
    const { clock, store, world, monitoring } = this.#options;
    const now = clock.now();
    const entries = problems.map((problem): EntryDraft => {
      const { id: problemId, hostId, checkId, ack } = problem;
      const name = `${world.hosts.get(hostId)?.name ?? hostId} ${world.checks.get(checkId)?.name ?? ''}`.trim();
      const about = { hostId, checkId, problemId };
      return {
        kind: 'acknowledgement',
        occurredAt: now,
        actor,
        ...about,
        text: `${name} ${what}`,
        data: { ack: ack && { ...ack } },
      };
    });
    store.transaction(() => {
      for (const problem of problems) store.problems.put(problem);
      store.journal.append(entries, now);
    });
    monitoring.problemsEdited(problems);
  }
}

/** A check and a host that exist only for one trial run. */
const trialCheck = (input: TrialInput): Check => ({
  id: 'trial' as CheckId,
  hostId: 'trial' as HostId,
  name: 'trial',
  kind: input.kind,
  config: input.config,
  policy: {
    intervalMs: 86_400_000,
    retryIntervalMs: 86_400_000,
    maxAttempts: 1,
    recoverAfter: 1,
    timeoutMs: input.timeoutMs,
    timeoutStatus: 'critical',
    flapDetection: false,
  },
  enabled: true,
  alive: false,
  dependsOn: [],
});
const trialHost = (address: string) => ({
  ...hostInput.parse({ name: 'trial', address }),
  name: address,
  id: 'trial' as HostId,
});
