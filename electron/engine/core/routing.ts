// Which routes take an alert, and with whom it travels: pure, so that a screen and a test can ask the same question.
import type { Alert } from '../../contract/model/alert.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { Route } from '../../contract/model/notice.ts';
import { isWithin } from './hours.ts';

const fits = (wanted: readonly string[], ...had: readonly string[]): boolean =>
  wanted.length === 0 || had.some((one) => wanted.includes(one));

/** Whether a route counts at `at` (epoch ms): switched on, and within its hours. */
export const isOpen = (route: Pick<Route, 'enabled' | 'hours'>, at: number): boolean =>
  route.enabled && (route.hours === null || isWithin(route.hours, at));

/** The routes that take an alert at `at`, in their order: the first that fits, and those behind it as long as each goes on. */
export function routesFor(
  routes: readonly Route[],
  alert: Pick<Alert, 'severity' | 'tags' | 'site'>,
  at: number,
): readonly Route[] {
  const found: Route[] = [];
  for (const route of routes) {
    if (!route.severities.includes(alert.severity)) continue;
    if (!fits(route.tags, ...alert.tags) || !fits(route.sites, alert.site) || !isOpen(route, at)) continue;
    found.push(route);
    if (!route.goOn) break;
  }
  return found;
}

/** The host at the root: what stands in the way of this one, and of that one in turn; itself when nothing does. */
export function rootOf(hostId: HostId, because: (hostId: HostId) => HostId | null): HostId {
  const seen = new Set<HostId>();
  let root = hostId;
  // States of two hosts may name each other for a moment while both are being looked at.
  for (let next = because(root); next !== null && !seen.has(next); next = because(root)) {
    seen.add(root);
    root = next;
  }
  return root;
}

/** Names the group an alert belongs to on a route. */
export function groupKey(route: Pick<Route, 'id' | 'groupBy'>, alert: Pick<Alert, 'site'>, root: HostId): string {
  switch (route.groupBy) {
    case 'cause':
      return `${route.id} cause ${root}`;
    case 'site':
      return `${route.id} site ${alert.site}`;
    case 'route':
      return `${route.id} route`;
    default:
      return route.groupBy satisfies never;
  }
}
