// Maintenance windows: planned, changed, ended, declared afterwards; which of them covers a check at a moment.
import type { CheckId, HostId, WindowId } from '../../contract/model/ids.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type {
  MaintenanceWindow,
  Occurrence,
  WindowConflict,
  WindowInput,
  WindowStatus,
} from '../../contract/model/maintenance.ts';
import type { Holder } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface WindowDraft {
  readonly windowId: WindowId | null;
  readonly window: WindowInput;
}

export interface Maintenance {
  putWindow(draft: WindowDraft, actor: Actor): MaintenanceWindow;
  endNow(windowId: WindowId, actor: Actor): MaintenanceWindow;
  skip(input: { windowId: WindowId; startsAt: number; skip: boolean }, actor: Actor): MaintenanceWindow;
  removeWindow(windowId: WindowId, actor: Actor): { removed: boolean };
  calendar(
    from: number,
    to: number,
  ): {
    occurrences: readonly Occurrence[];
    conflicts: readonly WindowConflict[];
    windows: readonly MaintenanceWindow[];
  };
  preview(draft: WindowDraft): {
    occurrences: readonly Occurrence[];
    hosts: number;
    checks: number;
    conflicts: readonly WindowConflict[];
    warnings: readonly string[];
  };
  /** The window a check is in at `at` (epoch ms); of several the one that ends last. Cheap: asked at every judgement. */
  holderOf(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  /** A problem opened: flexible windows that wait for one begin. Before the problem is judged. */
  problemOpened(hostId: HostId, checkId: CheckId, at: number): void;
  /** When a check was in maintenance within [from, to): spans in order, without overlap. For availability. */
  spansOf(
    hostId: HostId,
    checkId: CheckId | null,
    from: number,
    to: number,
  ): readonly { readonly from: number; readonly to: number }[];
  statuses(): readonly WindowStatus[];
  /** Called after a window began, ended or was changed: what it covers is judged again. Returns the undo. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

export function createMaintenance(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: Pick<LiveFeed, 'publish'>;
}): Maintenance {
  return unwritten<Maintenance>('maintenance', {
    holderOf: () => null,
    problemOpened: () => {},
    spansOf: () => [],
    statuses: () => [],
    onChange: () => () => {},
    stop: () => {},
  });
}
