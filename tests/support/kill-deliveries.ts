// Kills an engine at random moments while hosts fail and recover and people are told of it over two webhooks, one of which
// refuses now and then; counts what was lost between an alert on disk and the other end. The other end is in this process,
// which outlives every engine. The short form is a test, the long one `npm run soak -- --deliveries 200`.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { ChannelId, CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { channelInput, route } from '../../electron/contract/model/notice.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { type Chance, createChance } from './kill-chance.ts';
import { accountFor, type DeliveryCounts, isIdle } from './kill-deliveries-verdict.ts';
import { startLife } from './kill-life.ts';

const HOSTS = 40;
const GROUPED = 12;
/** Of the lives, these many in a hundred end before their first second. */
const KILLED_AT_START = 25;
const DRAIN_WITHIN_MS = 180_000;

/** What the other end has got: how often by each idempotency key. */
export interface Recorder {
  readonly received: ReadonlyMap<string, number>;
  readonly refused: number;
  /** From now on it takes everything. */
  behave(): void;
  readonly port: number;
  close(): Promise<void>;
}

async function openRecorder(chance: Chance): Promise<Recorder> {
  const received = new Map<string, number>();
  let refused = 0;
  let behaves = false;
  const server: Server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key'] ?? '');
    const refuses = !behaves && request.url === '/flaky' && chance.below(10) < 3;
    request.resume().on('end', async () => {
      if (refuses) refused += 1;
      else received.set(key, (received.get(key) ?? 0) + 1);
      // Time for a kill between having it and saying so.
      await pause(chance.below(40));
      response.writeHead(refuses ? 503 : 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    get refused() {
      return refused;
    },
    behave() {
      behaves = true;
    },
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The folder as an engine would have left it: hosts that say themselves how they are, two channels, two routes. */
async function enter(folder: string, port: number): Promise<void> {
  const store = await openStore(folder, { clock: Date });
  const policy = { intervalMs: 1_000, retryIntervalMs: 1_000, timeoutMs: 900, maxAttempts: 1, flapDetection: false };
  store.transaction(() => {
    store.settings.put('first-start-done', true);
    for (let n = 0; n < HOSTS; n += 1) {
      const site = n < GROUPED ? 'grouped' : 'main';
      const id = `sign-${n}` as HostId;
      store.inventory.putHost({ ...hostInput.parse({ name: id, address: '127.0.0.1', site }), id });
      const check = checkInput.parse({ hostId: id, name: 'sign', kind: 'heartbeat', policy });
      store.inventory.putCheck({ ...check, id: `${id}-sign` as CheckId });
    }
    const channelIds = ['steady', 'flaky'].map((name) => {
      const config = { url: `http://127.0.0.1:${port}/${name}` };
      const id = name as ChannelId;
      store.channels.put({ ...channelInput.parse({ name, kind: 'webhook', config }), id });
      return id;
    });
    const quick = { channelIds, groupWaitMs: 50, groupIntervalMs: 200, repeatIntervalMs: 0 };
    store.routes.replace([
      route.parse({ ...quick, id: 'grouped', name: 'Grouped', sites: ['grouped'], groupBy: 'site', groupWaitMs: 200 }),
      route.parse({ ...quick, id: 'all', name: 'Everything' }),
    ]);
    store.settings.put('channels-begun', true);
  });
  store.close();
}

/** Hosts fail and recover until the engine is killed. */
async function oneLife(folder: string, chance: Chance, bad: Set<number>): Promise<void> {
  const life = startLife(folder);
  try {
    if (chance.below(100) < KILLED_AT_START) {
      await pause(chance.below(1_500));
      return;
    }
    const connection = await life.connect('ada');
    if (!connection) return;
    const end = Date.now() + 50 + chance.below(900);
    const beats = async (): Promise<void> => {
      while (!life.killed && Date.now() < end) {
        const n = chance.below(HOSTS);
        const status = bad.has(n) ? 'ok' : 'critical';
        // Killed in the middle: whether it was taken shows later.
        await connection.client.monitoring.beat({ check: `sign-${n}/sign`, status }).catch(() => {});
        if (bad.has(n)) bad.delete(n);
        else bad.add(n);
        await pause(chance.below(15));
      }
    };
    await Promise.race([Promise.all([beats(), beats()]), pause(end - Date.now())]);
  } finally {
    await life.kill();
  }
}

/** A life that is not killed: everything that waits is told. */
async function lastLife(folder: string): Promise<void> {
  const life = startLife(folder);
  try {
    await life.connect('ada');
    const limit = Date.now() + DRAIN_WITHIN_MS;
    while (!(await isIdle(folder)) && Date.now() < limit) await pause(500);
    await life.end();
  } finally {
    await life.kill();
  }
}

/** Kills so often and counts. Findings are what must not be: an alert that reached nobody, or was told twice by two keys. */
export async function killDeliveries(options: {
  readonly kills: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}): Promise<DeliveryCounts> {
  const { kills, seed, say = () => {} } = options;
  const chance = createChance(seed);
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-kill-deliveries-'));
  const recorder = await openRecorder(createChance(seed + 1));
  try {
    await enter(folder, recorder.port);
    const bad = new Set<number>();
    for (let n = 1; n <= kills; n += 1) {
      await oneLife(folder, chance, bad);
      if (n % 10 === 0 || n === kills) say(`kill ${n}: ${recorder.received.size} deliveries received`);
    }
    recorder.behave();
    await lastLife(folder);
    return { kills, ...(await accountFor(folder, recorder)) };
  } finally {
    await recorder.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
