// Pure: which routes would take an alert, and what no route takes. The same rule as the engine's core/routing.ts, which this
// window may not load; tests/ui/alerts-routes.test.ts asks both the same questions.
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, Route } from '../../../../electron/contract/model/notice.ts';
import { SEVERITIES, type Severity } from '../../../../electron/contract/model/severity-of.ts';
import { isWithin } from '../hours-words.ts';

export interface AlertFacts {
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly site: string;
}

const fits = (wanted: readonly string[], ...had: readonly string[]): boolean =>
  wanted.length === 0 || had.some((one) => wanted.includes(one));

/** Whether a route fits an alert at `at` (epoch ms), wherever it stands. */
export const takes = (route: Route, alert: AlertFacts, at: number): boolean =>
  route.enabled &&
  route.severities.includes(alert.severity) &&
  fits(route.tags, ...alert.tags) &&
  fits(route.sites, alert.site) &&
  (route.hours === null || isWithin(route.hours, at));

/** The routes that take it, in their order: the first that fits, and those behind it as long as each goes on. */
export function takers(routes: readonly Route[], alert: AlertFacts, at: number): readonly Route[] {
  const found: Route[] = [];
  for (const route of routes) {
    if (!takes(route, alert, at)) continue;
    found.push(route);
    if (!route.goOn) break;
  }
  return found;
}

/** Whether a route tells anybody at all: a policy, or a channel that is there and switched on. */
export const tells = (route: Route, channels: ReadonlyMap<ChannelId, Channel>): boolean =>
  route.policyId !== null || route.channelIds.some((id) => channels.get(id)?.enabled ?? false);

/** Severities of which an alert could reach nobody: no route takes all of them at all times. */
export function uncovered(routes: readonly Route[], channels: ReadonlyMap<ChannelId, Channel>): readonly Severity[] {
  return SEVERITIES.filter((severity) => {
    for (const route of routes) {
      if (!route.enabled || !route.severities.includes(severity)) continue;
      const takesAll = route.tags.length === 0 && route.sites.length === 0 && route.hours === null;
      if (tells(route, channels)) {
        if (takesAll) return false;
      } else if (!route.goOn) return true;
    }
    return true;
  });
}
