// The floor: a whole real engine on real files, a clock that the test moves, and probes that say what the test tells them.
// Calls go the way the app's go: a client, a message port, the guard at the engine's door.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, onTestFinished } from 'vitest';
import type { Client } from '../../electron/contract/index.ts';
import type { Check, CheckDraft } from '../../electron/contract/model/check.ts';
import type { Host, HostDraft } from '../../electron/contract/model/host.ts';
import type { Entry, EntryKind } from '../../electron/contract/model/journal.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState, HostState } from '../../electron/contract/model/state.ts';
import { type Engine, type EngineOptions, startEngine } from '../../electron/engine/engine.ts';
import { type Log, silentLog } from '../../electron/engine/lib/log.ts';
import type { Keychain } from '../../electron/engine/services/secrets.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { enginePort } from './floor-port.ts';
import { createScriptedRunner, type ScriptedRunner, type Words } from './floor-runner.ts';

export const MINUTE = 60_000;
export const SECOND = 1_000;

/** A check as a test names it; without more it is a ping every minute. */
type NewCheck = Partial<Omit<CheckDraft, 'hostId' | 'name'>> & { readonly name: string };

export interface FloorOptions {
  readonly folder?: string;
  readonly clock?: TestClock;
  readonly keychain?: Keychain | null;
  readonly log?: Log;
  /** A runner of the test's own in the place of the scripted one. */
  readonly runner?: EngineOptions['runner'];
  /** As in a program with windows; without one nobody is here to be told. */
  readonly desktop?: EngineOptions['desktop'];
  /** Folder of the runbooks that ship with the program; by default there are none. */
  readonly runbooks?: string;
}

export interface Floor {
  readonly folder: string;
  readonly clock: TestClock;
  readonly runner: ScriptedRunner;
  engine: Engine;
  client: Client;
  /** From now on every run of this check says so. */
  say(host: string, check: string, words: Words | Words['status']): void;
  /** Lets time pass until this check has been run `times` more. */
  seen(host: string, check: string, times?: number): Promise<void>;
  /** Lets time pass. */
  run(ms: number): Promise<void>;
  /** Adds a host with an alive ping and these checks behind it; parents by name. */
  watch(
    name: string,
    more?: {
      parents?: readonly (string | [string, string])[];
      checks?: readonly NewCheck[];
      alive?: NewCheck;
      host?: Partial<HostDraft>;
    },
  ): Promise<Host>;
  host(name: string): Host;
  check(host: string, check: string): Check;
  state(host: string, check: string): CheckState;
  reach(host: string): HostState['reach'] | undefined;
  problem(host: string, check: string): Problem | undefined;
  problems(): readonly Problem[];
  /** What people were told, oldest first: 'web1 http problem'. */
  told(): Promise<readonly string[]>;
  /** Oldest first. */
  journal(kind?: EntryKind): Promise<readonly Entry[]>;
  acknowledge(host: string, check: string, more?: { sticky?: boolean; expiresAt?: number }): Promise<void>;
  /** Stops the engine and walks the journal's hash chain from its first entry. */
  expectChain(): Promise<void>;
  /** Another client of the same engine, as a second window would be. */
  connect(operator?: string): Client;
  /** Ends the engine and starts another on the same folder, `downMs` later. */
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-floor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens the floor for one test; it closes with the test, and a timer left running fails it. */
export async function openFloor(options: FloorOptions = {}): Promise<Floor> {
  const folder = options.folder ?? newFolder();
  const clock = options.clock ?? createTestClock();
  const runner = createScriptedRunner();
  const ports = new Set<MessagePort>();
  const start = () =>
    startEngine({
      folder,
      clock,
      version: 'test',
      log: options.log ?? silentLog,
      keychain: options.keychain ?? null,
      knownHostsFiles: [],
      runner: options.runner ?? runner,
      watchSelf: false,
      desktop: options.desktop ?? null,
      runbooks: options.runbooks ?? null,
    });
  let running = true;

  const connect = (operator = 'ada'): Client => {
    const { port1, port2 } = new MessageChannel();
    ports.add(port1).add(port2);
    floor.engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name: operator } } });
    const client: Client = createORPCClient(new RPCLink({ port: port2 }));
    port2.start();
    return client;
  };
  const stop = async (): Promise<void> => {
    if (!running) return;
    running = false;
    await floor.engine.stop();
    for (const port of ports) port.close();
    ports.clear();
    expect(clock.pending, 'timers left after the engine stopped').toBe(0);
  };

  const engine = await start();
  const floor: Floor = {
    folder,
    clock,
    runner,
    engine,
    client: undefined as unknown as Client,
    say: runner.say,
    run: (ms) => clock.advance(ms),
    async seen(host, check, times = 1) {
      const count = () => runner.runs.filter((run) => run.host === host && run.check === check).length;
      const wanted = count() + times;
      for (let waited = 0; count() < wanted; waited += 250) {
        if (waited > 86_400_000) throw new Error(`${host} ${check} is not run any more`);
        await clock.advance(250);
      }
    },
    connect,
    stop,
    async expectChain() {
      await stop();
      const store = await openStore(folder, { clock, readOnly: true });
      try {
        expect(store.journal.verify()).toMatchObject({ ok: true });
      } finally {
        store.close();
      }
    },
    async restart(downMs) {
      await stop();
      clock.sleep(downMs);
      floor.engine = await start();
      running = true;
      floor.client = connect();
    },
    ...watching(() => floor),
    ...looking(() => floor),
  };
  floor.client = connect();
  onTestFinished(stop);
  return floor;
}

function watching(of: () => Floor): Pick<Floor, 'watch' | 'acknowledge'> {
  return {
    async watch(name, more = {}) {
      const { client, host: byName } = of();
      const parents = (more.parents ?? []).map((parent) =>
        typeof parent === 'string' ? { hostId: byName(parent).id } : { hostId: byName(parent[0]).id, group: parent[1] },
      );
      const alive = { kind: 'ping', alive: true, name: 'ping', ...more.alive };
      const checks = [alive, ...(more.checks ?? []).map((check) => ({ kind: 'ping', ...check }))];
      const { host } = await client.inventory.addHost({
        host: { name, address: '127.0.0.1', ...more.host, parents },
        checks,
      });
      return host;
    },
    async acknowledge(host, check, more = {}) {
      const { client, problem } = of();
      const found = problem(host, check);
      if (!found) throw new Error(`there is no problem of ${host} ${check}`);
      await client.monitoring.acknowledge({ problemIds: [found.id], reason: 'looking at it', ...more });
    },
  };
}

type Looking = Pick<Floor, 'host' | 'check' | 'state' | 'reach' | 'problem' | 'problems' | 'told' | 'journal'>;

function looking(of: () => Floor): Looking {
  const host = (name: string): Host => {
    const found = [...of().engine.world.hosts.values()].find((one) => one.name === name);
    if (!found) throw new Error(`there is no host ${name}`);
    return found;
  };
  const check = (hostName: string, name: string): Check => {
    const found = of()
      .engine.world.checksOf(host(hostName).id)
      .find((one) => one.name === name);
    if (!found) throw new Error(`there is no check ${name} on ${hostName}`);
    return found;
  };
  const journal = async (kind?: EntryKind): Promise<readonly Entry[]> => {
    const all: Entry[] = [];
    for (let before: number | undefined; ; before = all.at(-1)?.seq) {
      const page = await of().client.history.journal({ limit: 500, ...(before ? { before } : {}) });
      all.push(...page);
      if (page.length < 500) break;
    }
    return all.reverse().filter((entry) => !kind || entry.kind === kind);
  };
  return {
    host,
    check,
    journal,
    state(hostName, name) {
      const state = of().engine.world.memory.get(check(hostName, name).id);
      if (!state) throw new Error(`nothing is known of ${hostName} ${name}`);
      return state;
    },
    reach: (name) => of().engine.world.hostStates.get(host(name).id)?.reach,
    problem: (hostName, name) => of().engine.world.problems.get(check(hostName, name).id),
    problems: () => [...of().engine.world.problems.values()],
    async told() {
      const alerts = await journal('alert');
      return alerts.flatMap((entry) =>
        entry.data.told ? [`${(entry.text.split(':')[0] ?? '').trim()} ${entry.data.told}`] : [],
      );
    },
  };
}

/** Waits for something that comes by itself (a message, a file); fails by the test's own timeout. */
export async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}
