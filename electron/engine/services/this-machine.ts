// The first start of all: the app opens watching the very machine it runs on, so that something real is on the screen.
import { hostname } from 'node:os';
import { type CheckDraft, checkInput } from '../../contract/model/check.ts';
import { hostInput, hostName } from '../../contract/model/host.ts';
import type { NewCheck } from '../../contract/model/template.ts';
import type { Store } from '../store/open.ts';
import type { Inventory } from './inventory.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

const SEEN = 'first-start-done';

/** Adds this machine, once in the life of a data folder; somebody who removes it does not get it back. */
export async function watchThisMachine(options: {
  readonly store: Store;
  readonly world: World;
  readonly inventory: Inventory;
  readonly troubles: Troubles;
}): Promise<void> {
  const { store, world, inventory, troubles } = options;
  if (world.hosts.size > 0 || store.settings.get(SEEN) === true) return;
  const own = hostName.safeParse(hostname());
  const host = hostInput.parse({
    name: own.success ? own.data : 'this-machine',
    address: '127.0.0.1',
    role: 'monitor',
  });
  const checks = [
    newCheck({ name: 'ping', kind: 'ping', alive: true, policy: { intervalMs: 10_000, timeoutMs: 5_000 } }),
    newCheck({
      name: 'system',
      kind: 'system',
      // A build or an update keeps every core busy for a minute; that is nothing to wake anybody for.
      policy: { intervalMs: 15_000, retryIntervalMs: 15_000, timeoutMs: 10_000, maxAttempts: 10 },
    }),
  ];
  try {
    await inventory.addHost({ host, checks }, { type: 'engine' });
    store.settings.put(SEEN, true);
  } catch (error) {
    troubles.set(
      'internal',
      `This machine could not be added to the inventory: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function newCheck(draft: Omit<CheckDraft, 'hostId'>): NewCheck {
  const { hostId: _, ...rest } = checkInput.parse({ ...draft, hostId: 'new' });
  return rest;
}
