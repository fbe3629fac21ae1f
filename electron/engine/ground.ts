// What the engine stands on: the locked data folder, the store, the world as it was last known, the keys and secrets.
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import type { EngineOptions } from './engine-options.ts';
import { waitedFor } from './engine-words.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { openKnownHosts } from './lib/known-hosts.ts';
import { createLogKeeper } from './lib/log-keeper.ts';
import { probeKinds } from './probes/index.ts';
import { Alerting, type Holders, NO_HOLDERS } from './services/alerting.ts';
import { createBatchChoice } from './services/batch-choice.ts';
import { recall } from './services/recall.ts';
import { createSecrets } from './services/secrets.ts';
import { createEngineSettings } from './services/settings.ts';
import { createTroubles } from './services/troubles.ts';
import { createVerification } from './services/verification.ts';
import { createWorld } from './services/world.ts';
import { lockFolder } from './store/lock.ts';
import { openStore, type Store, suspectDamage } from './store/open.ts';
import { StorageError, type StorageReason } from './store/storage-error.ts';

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** What everything stands on: the locked folder, the store, the world as it was last known. */
export async function openGround(options: EngineOptions) {
  const { folder, clock = systemClock } = options;
  const startedAt = clock.now();
  const unlock = lockFolder(folder, { pid: process.pid, host: hostname(), since: startedAt });
  try {
    const ground = await readGround(options, clock).catch((error: unknown) => {
      if (error instanceof StorageError && NOT_IN_THE_FILE.has(error.reason)) throw error;
      // Something in the files makes no sense: looked through from end to end they can be repaired, or it is said what is wrong.
      suspectDamage(folder);
      return readGround(options, clock);
    });
    return { clock, startedAt, unlock, ...ground };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Reasons that lie with the disk, or with who else uses it: looking closer at the files finds nothing. */
const NOT_IN_THE_FILE: ReadonlySet<StorageReason> = new Set(['full', 'read-only', 'locked', 'newer']);

async function readGround(options: EngineOptions, clock: Clock) {
  const store = await openStore(options.folder, { clock });
  try {
    return { store, ...(await layGround(options, clock, store)) };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function layGround(options: EngineOptions, clock: Clock, store: Store) {
  const { folder, keychain, knownHostsFiles } = options;
  const log = createLogKeeper(options.log, clock);
  const settings = createEngineSettings({ clock, store });
  const troubles = createTroubles(clock, log);
  // Stays on the screen until the next start: what is missing must be seen, not found out.
  for (const { code, message } of store.notices) troubles.set('restored', message, code);
  const world = createWorld(store.inventory.hosts(), store.inventory.checks());
  const verification = createVerification();
  // Who they are is known when the services are built over this ground.
  const holders: { -readonly [Key in keyof Holders]: Holders[Key] } = { ...NO_HOLDERS };
  const alerting = new Alerting(world, (hostId) => waitedFor(world, verification.waitingFor(hostId)), holders);
  const { gap, setBackMs } = recall({ store, world, told: alerting.told, stale: alerting.stale, now: clock.now() });
  const knownHosts = openKnownHosts({
    files: knownHostsFiles ?? [join(homedir(), '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'],
    own: join(folder, 'known_hosts'),
    asksFirst: () => settings.get().hostKeys.firstContact === 'ask',
    clock,
  });
  const put = (id: string, sealed: Uint8Array): void => store.secrets.put(id, sealed, clock.now());
  const secrets = createSecrets({ keychain, sealed: { ...store.secrets, put }, credentials: store.credentials });
  await secrets.start();
  const batches = createBatchChoice(clock, probeKinds);
  await batches.start();
  const known = { log, settings, troubles, world, verification, alerting, holders };
  return { ...known, gap, setBackMs, knownHosts, secrets, batches };
}
