// Pure: a route while it is typed, and what goes to the engine.
import type { FieldError } from '../../../../electron/contract/api/errors.ts';
import type { ChannelId, PolicyId, RouteId } from '../../../../electron/contract/model/ids.ts';
import type { Route } from '../../../../electron/contract/model/notice.ts';
import { SEVERITIES, type Severity } from '../../../../electron/contract/model/severity-of.ts';
import { durationText, parseDuration } from '../../../lib/duration-text.ts';
import { type HoursText, usualHours } from '../hours-field.tsx';

export interface RouteText {
  readonly name: string;
  readonly enabled: boolean;
  readonly severities: readonly Severity[];
  readonly tags: readonly string[];
  readonly sites: readonly string[];
  readonly isAlways: boolean;
  readonly hours: HoursText;
  readonly channelIds: readonly ChannelId[];
  readonly policyId: PolicyId | null;
  readonly groupBy: Route['groupBy'];
  readonly wait: string;
  readonly interval: string;
  readonly repeat: string;
  readonly goOn: boolean;
}

const NEW: Omit<RouteText, 'hours'> = {
  name: '',
  enabled: true,
  severities: SEVERITIES,
  tags: [],
  sites: [],
  isAlways: true,
  channelIds: [],
  policyId: null,
  groupBy: 'cause',
  wait: '30 s',
  interval: '5 min',
  repeat: '4 h',
  goOn: false,
};

export function textOfRoute(route: Route | null): RouteText {
  if (!route) return { ...NEW, hours: usualHours() };
  const { groupWaitMs, groupIntervalMs, repeatIntervalMs, hours, id: _, ...same } = route;
  return {
    ...same,
    isAlways: hours === null,
    hours: hours ?? usualHours(),
    wait: durationText(groupWaitMs),
    interval: durationText(groupIntervalMs),
    repeat: repeatIntervalMs === 0 ? 'never' : durationText(repeatIntervalMs),
  };
}

const NOT_A_SPAN = 'must be a span of time like 30 s, 5 min or 4 h';

/** 'never' and '0' are no time at all. */
const spanOf = (text: string): number | null => (/^(never|no|0)$/i.test(text.trim()) ? 0 : parseDuration(text));

/** As the contract wants it; what is no span of time is said before the engine is asked. */
export function routeOfText(
  text: RouteText,
  id: RouteId,
): { readonly route: Route; readonly wrong: readonly FieldError[] } {
  const wrong: FieldError[] = [];
  const span = (field: 'wait' | 'interval' | 'repeat', path: string): number => {
    const ms = spanOf(text[field]);
    if (ms === null) wrong.push({ path, message: NOT_A_SPAN });
    return ms ?? 0;
  };
  if (text.name.trim() === '') wrong.push({ path: 'name', message: 'is missing' });
  if (text.severities.length === 0) wrong.push({ path: 'severities', message: 'name at least one severity' });
  if (!text.isAlways && text.hours.days.length === 0)
    wrong.push({ path: 'hours.days', message: 'name at least one day' });
  const { enabled, severities, tags, sites, channelIds, policyId, groupBy, goOn } = text;
  const route: Route = {
    id,
    name: text.name.trim(),
    enabled,
    severities: [...severities],
    tags: [...tags],
    sites: [...sites],
    hours: text.isAlways ? null : { ...text.hours, days: text.hours.days.toSorted() },
    channelIds: [...channelIds],
    policyId,
    groupBy,
    groupWaitMs: span('wait', 'groupWaitMs'),
    groupIntervalMs: span('interval', 'groupIntervalMs'),
    repeatIntervalMs: span('repeat', 'repeatIntervalMs'),
    goOn,
  };
  return { route, wrong };
}

/** All routes with this one put in its place: where it stood, before another, or at the end. */
export function withRoute(routes: readonly Route[], route: Route, before: RouteId | undefined): readonly Route[] {
  const at = routes.findIndex(({ id }) => id === route.id);
  if (at >= 0) return routes.with(at, route);
  const place = routes.findIndex(({ id }) => id === before);
  return routes.toSpliced(place < 0 ? routes.length : place, 0, route);
}
