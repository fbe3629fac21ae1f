// What windows do by themselves, on record: they begin, they end. Where the disk refuses, monitoring goes on and the record
// waits here; what people do is not kept waiting but refused (maintenance.ts).
import type { JsonObject } from '../../contract/model/check.ts';
import type { WindowId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { MaintenanceWindow } from '../../contract/model/maintenance.ts';
import type { Scope } from '../../contract/model/scope.ts';
import type { KeptWindow } from '../core/maintenance.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

export interface Diary {
  /** Writes a window with its entries in one transaction, or keeps them and tries again with `flush`; never throws. */
  write(windows: readonly KeptWindow[], entries: readonly EntryDraft[]): void;
  /** Somebody else wrote this window, or removed it: an older one that waits must not overwrite that. */
  superseded(id: WindowId): void;
  /** True when nothing waits any more. */
  flush(): boolean;
}

export function createDiary(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly troubles: Troubles;
}): Diary {
  const { clock, store, troubles } = options;
  const windows = new Map<WindowId, KeptWindow>();
  let entries: EntryDraft[] = [];

  const flush = (): boolean => {
    if (windows.size === 0 && entries.length === 0) return true;
    const write = (): void =>
      store.transaction(() => {
        for (const kept of windows.values()) store.maintenanceWindows.put(kept);
        store.journal.append(entries, clock.now());
      });
    if (!troubles.guard('storage', write, 'maintenance')) return false;
    windows.clear();
    entries = [];
    return true;
  };

  return {
    write(changed, said) {
      for (const kept of changed) windows.set(kept.window.id, kept);
      entries.push(...said);
      flush();
    },
    superseded: (id) => void windows.delete(id),
    flush,
  };
}

export const BY_ITSELF: Actor = { type: 'engine' };

/** An entry about a window; it stands in the history of the host or check where the window is about one alone. */
export function windowEntry(
  world: Pick<World, 'checks'>,
  window: MaintenanceWindow,
  said: { readonly at: number; readonly actor: Actor; readonly text: string; readonly data?: JsonObject },
): EntryDraft {
  return {
    kind: 'maintenance',
    occurredAt: said.at,
    actor: said.actor,
    ...subjectOf(world, window.scope),
    text: `Maintenance "${window.name}"${window.change === '' ? '' : ` (${window.change})`} ${said.text}`,
    data: { windowId: window.id, ...said.data },
  };
}

/** The one host or check that a scope is about, where it names just that. */
export function subjectOf(world: Pick<World, 'checks'>, scope: Scope): Pick<EntryDraft, 'hostId' | 'checkId'> {
  const { hostIds, checkIds, tags, sites } = scope;
  if (tags.length + sites.length + hostIds.length + checkIds.length !== 1) return {};
  const [hostId] = hostIds;
  if (hostId) return { hostId };
  const [checkId] = checkIds;
  const check = checkId && world.checks.get(checkId);
  return check ? { hostId: check.hostId, checkId: check.id } : {};
}
