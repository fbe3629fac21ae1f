// Where this window is. A screen is a value, so that Back works and a restart can come back to it.
import { create } from 'zustand';
import type { HandoffId, HostId, IncidentId, MuteId, RunId, WindowId } from '../../electron/contract/model/ids.ts';

export type InventoryView = 'hosts' | 'templates' | 'credentials' | 'import';

export type AlertsView = 'deliveries' | 'channels' | 'routes' | 'rules';

export type ReportsView = 'report' | 'schedules';

export type Route =
  | { readonly screen: 'watch' }
  | { readonly screen: 'problems' }
  | { readonly screen: 'incidents' }
  /** With an entry: that one in front. */
  | { readonly screen: 'incident'; readonly incidentId: IncidentId; readonly seq?: number }
  /** With a runbook: that one in front. */
  | { readonly screen: 'runbooks'; readonly runbookId?: string }
  | { readonly screen: 'run'; readonly runId: RunId }
  /** Without a view: the hosts. */
  | { readonly screen: 'inventory'; readonly view?: InventoryView }
  /** With a window or a mute: that one in front. */
  | { readonly screen: 'maintenance'; readonly windowId?: WindowId; readonly muteId?: MuteId }
  /** Without a view: what was sent. */
  | { readonly screen: 'alerts'; readonly view?: AlertsView }
  | { readonly screen: 'on-call' }
  /** Who works when; a tab beside on call. */
  | { readonly screen: 'shifts' }
  /** Without a hand-over: the one that is open, or the briefing and those of the past. */
  | { readonly screen: 'handoff'; readonly handoffId?: HandoffId }
  /** A stretch that was, epoch ms; without one: the last shift. With a hand-over: beside what happened next. */
  | { readonly screen: 'review'; readonly from?: number; readonly to?: number; readonly handoffId?: HandoffId }
  | { readonly screen: 'reports'; readonly view?: ReportsView }
  /** Full screen, without a frame around it. */
  | { readonly screen: 'wallboard' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'engine' }
  | { readonly screen: 'host'; readonly hostId: HostId };

interface Router {
  readonly route: Route;
  readonly past: readonly Route[];
}

/** Whether this window was opened as a wall (`index.html?wallboard`): nobody sits at it. */
export const isWall = new URLSearchParams(globalThis.location?.search).has('wallboard');

export const useRoute = create<Router>()(() => ({ route: { screen: isWall ? 'wallboard' : 'watch' }, past: [] }));

export const goTo = (route: Route): void =>
  useRoute.setState((now) => ({ route, past: [...now.past.slice(-49), now.route] }));

export const goBack = (): void =>
  useRoute.setState((now) => {
    const last = now.past.at(-1);
    return last ? { route: last, past: now.past.slice(0, -1) } : now;
  });
