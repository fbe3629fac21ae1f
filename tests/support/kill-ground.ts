// What the engines of a kill test watch: sixty loopback hosts with real doors, some of which open and shut, hosts that are
// bad for good (for the operators to take in hand), and three hours of old figures that wait to be packed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import type { Chance } from './kill-chance.ts';
import { closedPort, type LabServer, startTcp } from './lab/tcp-server.ts';

export const OPERATORS = ['ada', 'bob', 'cem', 'dot'] as const;
export const WATCHED = 60;
const FLAPPING = 8;
const BAD_EACH = 2;
const OLD_CHECKS = 40;
const OLD_STEP_MS = 10_000;
const HOUR = 3_600_000;

export const watchedHost = (n: number): HostId => `watched-${n}` as HostId;
export const badCheck = (operator: string, n: number): CheckId => `bad-${operator}-${n}-door` as CheckId;
export const badChecks = (operator: string): readonly CheckId[] =>
  Array.from({ length: BAD_EACH }, (_, n) => badCheck(operator, n));
export const beatCheck = (operator: string): CheckId => `signs-${operator}-sign` as CheckId;

export interface Ground {
  readonly folder: string;
  /** The old figures: [from, to), one every ten seconds, counting from 0, of these checks. */
  readonly old: { readonly checks: readonly CheckId[]; readonly from: number; readonly to: number };
  /** Opens or shuts one of the doors that do so. */
  turnADoor(chance: Chance): Promise<void>;
  close(): Promise<void>;
}

/** Makes the folder as an engine would have left it, and opens the doors. Whoever opens it closes it. */
export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-kill-'));
  const doors = await Promise.all(Array.from({ length: WATCHED }, (_, n) => openDoor(addressOf(n))));
  const shut = await closedPort();
  await enter(folder, doors, shut);
  const old = await measureLongAgo(folder);
  return {
    folder,
    old,
    async turnADoor(chance) {
      await doors[chance.below(FLAPPING)]?.turn();
    },
    async close() {
      await Promise.all(doors.map((door) => door.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const addressOf = (n: number): string => `127.0.1.${n + 1}`;

interface Door {
  readonly port: number;
  turn(): Promise<void>;
  close(): Promise<void>;
}

async function openDoor(address: string): Promise<Door> {
  const open = (port?: number): Promise<LabServer> => startTcp((socket) => socket.resume(), address, port);
  let server: LabServer | null = await open();
  const { port } = server;
  return {
    port,
    async turn() {
      const before = server;
      server = null;
      if (before) await before.stop();
      else server = await open(port);
    },
    close: async () => void (await server?.stop()),
  };
}

async function enter(folder: string, doors: readonly Door[], shut: number): Promise<void> {
  const store = await openStore(folder, { clock: Date });
  const host = (id: string, address: string): HostId => {
    store.inventory.putHost({ ...hostInput.parse({ name: id, address }), id: id as HostId });
    return id as HostId;
  };
  const check = (hostId: HostId, name: string, kind: string, config: object, alive = false): void => {
    const policy = {
      intervalMs: 1_000,
      retryIntervalMs: 1_000,
      timeoutMs: 900,
      maxAttempts: 1,
      flapDetection: false,
    };
    const draft = checkInput.parse({ hostId, name, kind, config, alive, policy });
    store.inventory.putCheck({ ...draft, id: `${hostId}-${name}` as CheckId });
  };
  store.transaction(() => {
    // Otherwise an engine begins by watching this machine itself.
    store.settings.put('first-start-done', true);
    for (const [n, door] of doors.entries()) {
      const id = host(watchedHost(n), addressOf(n));
      check(id, 'ping', 'ping', { packets: 1 }, true);
      check(id, 'door', 'tcp', { port: door.port });
    }
    for (const operator of OPERATORS) {
      for (let n = 0; n < BAD_EACH; n += 1)
        check(host(`bad-${operator}-${n}`, '127.0.0.1'), 'door', 'tcp', { port: shut });
      check(host(`signs-${operator}`, '127.0.0.1'), 'sign', 'heartbeat', {});
    }
  });
  store.close();
}

/** Figures of three hours that are over: the engines pack them while they are killed. */
async function measureLongAgo(folder: string): Promise<Ground['old']> {
  const to = Math.floor(Date.now() / HOUR) * HOUR - HOUR;
  const from = to - 3 * HOUR;
  const checks = Array.from({ length: OLD_CHECKS }, (_, n) => `${watchedHost(n)}-ping` as CheckId);
  // Of a clock at their beginning: for this writer no hour is over yet.
  const store = await openStore(folder, { clock: { now: () => from } });
  for (let at = from; at < to; at += OLD_STEP_MS) {
    const metrics = [{ name: 'rtt', value: (at - from) / OLD_STEP_MS, unit: 'ms' }];
    for (const checkId of checks)
      store.samples.add({ checkId, at, lateMs: 0, durationMs: 1, status: 'ok', summary: '', metrics });
  }
  store.close();
  return { checks, from, to };
}
