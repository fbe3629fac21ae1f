// A real engine at a high rate for as long as one likes: a thousand checks a second on loopback, some of them flapping, with
// a screen and an operator beside it. Memory, handles, child processes and write-ahead logs have to stay flat.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../electron/contract/index.ts';
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { LiveMessage } from '../../electron/contract/model/world.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { type Chance, createChance } from '../support/kill-chance.ts';
import { startLife } from '../support/kill-life.ts';
import { type LabServer, startTcp } from '../support/lab/tcp-server.ts';
import { type Trend, trendOf } from './figures.ts';

const HOSTS = 500;
const DOORS = 20;
/** Of the doors so many open and shut. */
const FLAPPING = 4;
const LOOK_EVERY_MS = 2_000;
const MB = 1024 * 1024;

/** V8 lets garbage stand while there is room. With little room what grows is what is held. */
const SMALL_HEAP = ['--max-old-space-size=128', '--max-semi-space-size=8'];

/** One look at the engine from outside. */
interface Look {
  readonly at: number;
  readonly rssMb: number;
  readonly handles: number;
  readonly children: number;
  readonly logsMb: number;
}
type Figure = Exclude<keyof Look, 'at'>;

/** What a figure may rise by between the middle third and the last, and what it may be at most. */
const LIMITS: Readonly<Record<Figure, { readonly what: string; readonly rise: number; readonly most: number }>> = {
  rssMb: { what: 'resident memory, MB', rise: 24, most: 300 },
  handles: { what: 'open handles', rise: 20, most: 1_000 },
  children: { what: 'child processes', rise: 4, most: 60 },
  logsMb: { what: 'write-ahead logs, MB', rise: 16, most: 64 },
};

export interface HighRate {
  readonly resultsPerSecond: number;
  readonly rows: readonly { readonly what: string; readonly trend: Trend; readonly isFlat: boolean }[];
  readonly journalEntries: number;
  readonly databaseMb: number;
  readonly samplesMb: number;
  /** Troubles the engine told of itself at the end, and an end that was not in order. */
  readonly troubles: readonly string[];
}

/** Watches an engine for so many minutes; the first third is its warm-up. */
export async function watchHighRate(minutes: number, seed: number, say: (line: string) => void): Promise<HighRate> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-soak-'));
  const doors = await Promise.all(Array.from({ length: DOORS }, openDoor));
  await prepare(folder, doors);
  const life = startLife(folder, SMALL_HEAP);
  try {
    const connection = await life.connect('ada');
    if (!connection) throw new Error('the engine did not come up');
    const seen = await work(connection.client, { life, folder, doors, say, minutes, chance: createChance(seed) });
    const { journalEntries, databaseBytes, samplesBytes } = await connection.client.engine.details();
    const troubles = await troublesOf(connection.client);
    const status = await life.end();
    return {
      resultsPerSecond: seen.resultsPerSecond,
      rows: rowsOf(seen.looks),
      journalEntries,
      databaseMb: databaseBytes / MB,
      samplesMb: samplesBytes / MB,
      troubles: status === 0 ? troubles : [...troubles, `told to end, the engine ended with ${status}`],
    };
  } finally {
    await life.kill();
    await Promise.all(doors.map((door) => door.server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Shift {
  readonly life: { readonly pid: number };
  readonly folder: string;
  readonly doors: readonly Door[];
  readonly say: (line: string) => void;
  readonly minutes: number;
  readonly chance: Chance;
}

/** Looks at the engine, turns doors and does what operators do, until the time is up. */
async function work(client: Client, { life, folder, doors, say, minutes, chance }: Shift) {
  const looks: Look[] = [];
  const rates: number[] = [];
  const end = Date.now() + minutes * 60_000;
  for (let turn = 0; Date.now() < end; turn += 1) {
    await pause(LOOK_EVERY_MS);
    const door = doors[chance.below(FLAPPING)];
    if (door && turn % 2 === 0) door.isShut = !door.isShut;
    await operate(client, turn);
    const look = lookAt(life.pid, folder);
    looks.push(look);
    const { past } = await client.engine.details();
    rates.push(past.at(-1)?.resultsPerSecond ?? 0);
    if (turn % 15 === 0) {
      const { rssMb, handles, children, logsMb } = look;
      say(
        `${rates.at(-1)} results/s, ${Math.round(rssMb)} MB, ${handles} handles, ${children} children, logs ${logsMb.toFixed(1)} MB`,
      );
    }
  }
  const warm = rates.slice(Math.floor(rates.length / 3));
  return { looks, resultsPerSecond: warm.reduce((sum, one) => sum + one, 0) / Math.max(1, warm.length) };
}

interface Door {
  readonly server: LabServer;
  isShut: boolean;
}

/** Says "ready" to whoever comes in, while it is not shut. */
async function openDoor(): Promise<Door> {
  const door: { server: LabServer | null; isShut: boolean } = { server: null, isShut: false };
  const server = await startTcp((socket) => {
    socket.resume();
    if (door.isShut) socket.destroy();
    else socket.end('ready');
  });
  return Object.assign(door, { server });
}

const addressOf = (n: number): string => `127.0.${10 + Math.floor(n / 250)}.${1 + (n % 250)}`;

/** Half of the checks are pings, half ask doors; each comes every second. */
async function prepare(folder: string, doors: readonly Door[]): Promise<void> {
  const store = await openStore(folder, { clock: Date });
  const policy = { intervalMs: 1_000, retryIntervalMs: 1_000, timeoutMs: 900, maxAttempts: 2 };
  store.transaction(() => {
    store.settings.put('first-start-done', true);
    for (let n = 0; n < HOSTS; n += 1) {
      const id = `host-${n}` as HostId;
      const door = doors[n % DOORS];
      store.inventory.putHost({ ...hostInput.parse({ name: id, address: addressOf(n) }), id });
      // Doors stand on one address: they get hosts of their own.
      const gate = `gate-${n}` as HostId;
      store.inventory.putHost({ ...hostInput.parse({ name: gate, address: '127.0.0.1' }), id: gate });
      const ping = { hostId: id, name: 'ping', kind: 'ping', alive: true, config: { packets: 1 }, policy };
      const tcp = {
        hostId: gate,
        name: 'door',
        kind: 'tcp',
        config: { port: door?.server.port, expect: 'ready' },
        policy,
      };
      store.inventory.putCheck({ ...checkInput.parse(ping), id: `ping-${n}` as CheckId });
      store.inventory.putCheck({ ...checkInput.parse(tcp), id: `door-${n}` as CheckId });
    }
  });
  store.close();
}

/** What screens and people do all the time; what is added goes again. */
async function operate(client: Client, turn: number): Promise<void> {
  const now = Date.now();
  await client.history.journal({ limit: 100 });
  await client.history.samples({ checkId: 'ping-1' as CheckId, from: now - 3_600_000, to: now });
  const world = await client.live.world();
  await world.next();
  await world.return?.();
  if (turn % 10 === 0) {
    const { host } = await client.inventory.addHost({ host: { name: `guest-${turn}`, address: '127.0.0.1' } });
    await client.inventory.removeHost({ hostId: host.id });
  }
  if (turn % 60 === 30) await client.engine.backUp();
}

async function troublesOf(client: Client): Promise<readonly string[]> {
  const world = await client.live.world();
  const first = (await world.next()).value as LiveMessage | undefined;
  await world.return?.();
  return first?.type === 'snapshot' ? first.world.health.troubles.map((trouble) => trouble.message) : [];
}

/** Reads /proc: Linux only, as the other figures of a soak. */
function lookAt(pid: number, folder: string): Look {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const logs = ['watchfloor.db-wal', 'samples.db-wal'].map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return {
    at: Date.now(),
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024,
    handles: readdirSync(`/proc/${pid}/fd`).length,
    children: childrenOf(pid),
    logsMb: logs.reduce((sum, bytes) => sum + bytes, 0) / MB,
  };
}

function childrenOf(pid: number): number {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${entry}/stat`, 'latin1'))?.[1]) === pid;
    } catch {
      return false;
    }
  }).length;
}

function rowsOf(looks: readonly Look[]): HighRate['rows'] {
  return (Object.keys(LIMITS) as Figure[]).map((figure) => {
    const { what, rise, most } = LIMITS[figure];
    const trend = trendOf(looks.map((look) => ({ at: look.at, value: look[figure] })));
    return {
      what: `${what} (may rise by ${rise}, at most ${most})`,
      trend,
      isFlat: trend.rise <= rise && trend.most <= most,
    };
  });
}
