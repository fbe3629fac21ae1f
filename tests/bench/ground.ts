// A data folder as months of work would have left it: many hosts, each pinged on a loopback address of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { openStore } from '../../electron/engine/store/open.ts';

/** The n-th address of 127.1.0.0/15: all of them are this machine. */
export const addressOf = (n: number): string => `127.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;

export interface Ground {
  readonly hosts: number;
  readonly intervalMs: number;
}

/** Makes a data folder with these hosts; whoever makes it removes it. */
export async function prepareFolder({ hosts, intervalMs }: Ground): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  const store = await openStore(folder, { clock: Date });
  const timeoutMs = Math.min(5_000, intervalMs * 0.9);
  store.transaction(() => {
    // Otherwise an engine begins by watching this machine itself.
    store.settings.put('first-start-done', true);
    for (let n = 0; n < hosts; n += 1) {
      const hostId = `host-${n}` as HostId;
      store.inventory.putHost({ ...hostInput.parse({ name: `host-${n}`, address: addressOf(n) }), id: hostId });
      const draft = { hostId, name: 'ping', kind: 'ping', alive: true, config: { packets: 1 } };
      const check = checkInput.parse({ ...draft, policy: { intervalMs, timeoutMs, retryIntervalMs: intervalMs } });
      store.inventory.putCheck({ ...check, id: `check-${n}` as CheckId });
    }
  });
  store.close();
  return folder;
}
