// The maintenance windows of a replay: fixed ones, by host, check, tag and site.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Holder } from '../core/suppression.ts';
import type { World } from './world.ts';

export interface ReplayWindow {
  /** All that is named must fit. `check` is a check's name, or 'host/check'. */
  readonly scope: {
    readonly host?: string | undefined;
    readonly check?: string | undefined;
    readonly tag?: string | undefined;
    readonly site?: string | undefined;
  };
  /** [from, to) in epoch ms. */
  readonly from: number;
  readonly to: number;
  /** As people name it. */
  readonly name: string;
}

export interface ReplayWindows {
  add(window: ReplayWindow): void;
  /** The window this check is in at `at`; of several the one that ends last. */
  holderOf(hostId: HostId, checkId: CheckId, at: number): Holder | null;
}

export function createReplayWindows(world: World): ReplayWindows {
  const windows: ReplayWindow[] = [];

  const fits = ({ scope }: ReplayWindow, hostId: HostId, checkId: CheckId): boolean => {
    const host = world.hosts.get(hostId);
    const check = world.checks.get(checkId);
    if (!host || !check) return false;
    if (scope.host !== undefined && scope.host !== host.name) return false;
    if (scope.site !== undefined && scope.site !== host.site) return false;
    if (scope.tag !== undefined && !host.tags.includes(scope.tag)) return false;
    // The alive check has no name of its own: it is the host.
    const names = check.alive ? [] : [check.name, `${host.name}/${check.name}`];
    return scope.check === undefined || names.includes(scope.check);
  };

  return {
    add: (window) => void windows.push(window),
    holderOf(hostId, checkId, at) {
      let last: ReplayWindow | null = null;
      for (const window of windows) {
        if (at < window.from || at >= window.to || (last && window.to <= last.to)) continue;
        if (fits(window, hostId, checkId)) last = window;
      }
      return last && { by: last.name, until: last.to };
    },
  };
}
