// A data folder as months of work would have left it: many hosts, each with one check on an address of this machine.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInput, type JsonObject } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { openStore } from '../../electron/engine/store/open.ts';

/** The n-th address of 127.1.0.0/15: all of them are this machine. */
export const addressOf = (n: number): string => `127.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;

export const checkIdOf = (n: number): CheckId => `check-${n}` as CheckId;
export const hostIdOf = (n: number): HostId => `host-${n}` as HostId;

export interface Ground {
  readonly hosts: number;
  readonly intervalMs: number;
  /** What is checked; by default a ping of one packet to an address of each host's own. */
  readonly check?: { readonly kind: string; readonly config: JsonObject; readonly address: string };
}

/** Makes a data folder with these hosts; whoever makes it removes it. */
export async function prepareFolder({ hosts, intervalMs, check: asked }: Ground): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  const store = await openStore(folder, { clock: Date });
  const timeoutMs = Math.min(5_000, intervalMs * 0.9);
  const { kind = 'ping', config = { packets: 1 } } = asked ?? {};
  store.transaction(() => {
    // Otherwise an engine begins by watching this machine itself.
    store.settings.put('first-start-done', true);
    for (let n = 0; n < hosts; n += 1) {
      const hostId = hostIdOf(n);
      const address = asked?.address ?? addressOf(n);
      store.inventory.putHost({ ...hostInput.parse({ name: `host-${n}`, address }), id: hostId });
      const draft = { hostId, name: kind, kind, alive: true, config };
      const check = checkInput.parse({ ...draft, policy: { intervalMs, timeoutMs, retryIntervalMs: intervalMs } });
      store.inventory.putCheck({ ...check, id: checkIdOf(n) });
    }
  });
  store.close();
  return folder;
}
