// One turn of notifying, decided whole before anything is written: which groups hear which alerts, what goes out now, and
// what is said in the journal. The core decides about a group; here it is found, and its message is put into words.
import { randomUUID } from 'node:crypto';
import type { Alert } from '../../contract/model/alert.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Notice, NoticeItem, Route } from '../../contract/model/notice.ts';
import type { Severity } from '../../contract/model/severity.ts';
import { type AlertGroup, hear, newGroup, type Sending, type Timing, take } from '../core/alert-groups.ts';
import { groupKey, isOpen, rootOf, routesFor } from '../core/routing.ts';
import { durationText, usualText, usualTitle } from './notice-text.ts';
import type { GroupBook } from './notifying-book.ts';
import type { Hands } from './notifying-hands.ts';
import type { World } from './world.ts';

export interface TurnFacts {
  readonly at: number;
  readonly world: World;
  readonly routes: readonly Route[];
  readonly hands: Pick<Hands, 'mayRepeat'>;
  /** Of this machine, for the wording. */
  readonly zone: string;
}

export interface Message {
  readonly notice: Notice;
  readonly via: Sending['via'];
}

export interface Turn {
  readonly messages: readonly Message[];
  /** Groups as they are afterwards; one without members has ended. */
  readonly groups: readonly AlertGroup[];
  readonly journal: readonly EntryDraft[];
  /** Alerts that nobody wanted. */
  readonly unrouted: number;
}

/** A route that is gone or switched off begins nothing and repeats nothing; it still says that things are over. */
const ENDING: Timing = { groupWaitMs: 0, groupIntervalMs: 0, repeatIntervalMs: 0 };
const MOST_LINKS = 8;

export function decideTurn(book: GroupBook, alerts: readonly Alert[], facts: TurnFacts): Turn {
  const routes = new Map(facts.routes.map((route) => [route.id, route]));
  const active = (group: AlertGroup): Route | null => {
    const route = routes.get(group.routeId);
    return route?.enabled ? route : null;
  };
  const changed = new Map<string, AlertGroup>();
  const journal: EntryDraft[] = [];
  const heard = sortByGroup(book, [...takeOrphans(book, active, changed), ...alerts], facts);
  for (const alert of heard.unrouted) journal.push(noRoute(alert));
  for (const [key, { routeId, alerts: mine }] of heard.groups) {
    const known = changed.get(key) ?? book.get(key) ?? newGroup(key, randomUUID(), routeId);
    const { group, cancelled } = hear(known, mine, active(known) ?? ENDING, facts.at);
    for (const alert of cancelled) journal.push(neverTold(alert, routes.get(routeId)?.name ?? 'a removed route'));
    changed.set(key, group);
  }
  const behind = heldBehind(facts.world);
  const messages: Message[] = [];
  for (const key of new Set([...changed.keys(), ...book.dueAt(facts.at, active)])) {
    const known = changed.get(key) ?? book.get(key);
    if (!known) continue;
    const route = active(known);
    const mayRepeat = route !== null && isOpen(route, facts.at);
    const { group, sending } = take(known, route ?? ENDING, facts.at, {
      via: route?.channelIds ?? [],
      repeats: ({ alert }) => mayRepeat && facts.hands.mayRepeat(alert.checkId),
    });
    if (group !== known) changed.set(key, group);
    // The conversation is that of the group before: an all-clear may have begun another.
    if (sending) messages.push({ notice: wordNotice(known, sending, facts, behind), via: sending.via });
  }
  return { messages, groups: [...changed.values()], journal, unrouted: heard.unrouted.length };
}

/** Problems that wait in groups of routes that are no more: they find their way anew, or nobody would hear of them. */
function takeOrphans(
  book: GroupBook,
  active: (group: AlertGroup) => Route | null,
  changed: Map<string, AlertGroup>,
): readonly Alert[] {
  if (!book.routesTurned()) return [];
  const orphans: Alert[] = [];
  for (const group of book.all()) {
    if (group.dueAt === null || active(group)) continue;
    const waits = ({ toldAt }: AlertGroup['members'][number]): boolean => toldAt === null;
    orphans.push(...group.members.filter(waits).map(({ alert }) => alert));
    changed.set(group.key, { ...group, members: group.members.filter((one) => !waits(one)), dueAt: null });
  }
  return orphans;
}

interface Heard {
  readonly groups: ReadonlyMap<string, { readonly routeId: Route['id']; readonly alerts: Alert[] }>;
  readonly unrouted: readonly Alert[];
}

function sortByGroup(book: GroupBook, alerts: readonly Alert[], { routes, world, at }: TurnFacts): Heard {
  const groups = new Map<string, { readonly routeId: Route['id']; readonly alerts: Alert[] }>();
  const unrouted: Alert[] = [];
  /** What this very turn began. */
  const begun = new Map<string, Map<string, Route['id']>>();
  const because = (hostId: HostId): HostId | null => world.hostStates.get(hostId)?.because ?? null;
  for (const alert of alerts) {
    const known = new Map([...book.groupsOf(alert.checkId), ...(begun.get(alert.checkId) ?? [])]);
    const places = new Map(known);
    if (alert.kind !== 'recovery' && alert.kind !== 'flapping-stop') {
      // Who was told of it hears what becomes of it, within the hours of the route.
      for (const [key, routeId] of known) {
        const route = routes.find(({ id }) => id === routeId);
        if (!route || !isOpen(route, at)) places.delete(key);
      }
      const taking = routesFor(routes, alert, at).filter(({ id }) => ![...places.values()].includes(id));
      for (const route of taking) places.set(groupKey(route, alert, rootOf(alert.hostId, because)), route.id);
      if (places.size === 0) unrouted.push(alert);
    }
    for (const [key, routeId] of places) {
      const found = groups.get(key) ?? { routeId, alerts: [] };
      found.alerts.push(alert);
      groups.set(key, found);
    }
    begun.set(alert.checkId, new Map([...known, ...places]));
  }
  return { groups, unrouted };
}

/** How many problems are held back behind each host. */
function heldBehind(world: World): ReadonlyMap<HostId, number> {
  const counts = new Map<HostId, number>();
  for (const { because, held } of world.problems.values()) {
    if (because !== null && held !== null) counts.set(because, (counts.get(because) ?? 0) + 1);
  }
  return counts;
}

function wordNotice(
  group: AlertGroup,
  { kind, items: sent }: Sending,
  { at, world, zone }: TurnFacts,
  behind: ReadonlyMap<HostId, number>,
): Notice {
  const items = sent.map(({ as, alert }) => itemOf(as, alert, world));
  const bad = new Set(sent.flatMap(({ alert }) => (alert.alive && alert.status !== 'ok' ? [alert.hostId] : [])));
  const hosts = new Set(sent.map(({ alert }) => alert.hostId));
  const links = [...hosts].slice(0, MOST_LINKS).flatMap((id) => world.hosts.get(id)?.links ?? []);
  const about = {
    kind,
    at,
    items,
    heldBehind: [...bad].reduce((sum, hostId) => sum + (behind.get(hostId) ?? 0), 0),
    links: links.slice(0, MOST_LINKS).map(({ title, url }) => ({ title, url })),
  };
  return {
    ...about,
    id: randomUUID(),
    severity: items.reduce<Severity>((worst, { severity }) => (severity < worst ? severity : worst), 4),
    conversation: group.conversation,
    title: usualTitle(about),
    text: usualText(about, zone),
    routeId: group.routeId,
  };
}

/** An alert as a line of a message. Of a standing problem what it is now: much may have changed since it was told. */
export function itemOf(as: NoticeItem['alert'], alert: Alert, world: World): NoticeItem {
  const { host, site, tags, problemId, since } = alert;
  const now = as === 'standing' ? world.problems.get(alert.checkId) : undefined;
  const summary = now ? (world.memory.get(alert.checkId)?.summary ?? alert.summary) : alert.summary;
  return {
    alert: as,
    status: now?.status ?? alert.status,
    severity: now?.severity ?? alert.severity,
    problemId: now?.id ?? problemId,
    host,
    check: alert.alive ? null : alert.check,
    site,
    tags,
    summary,
    since,
  };
}

const about = (
  alert: Alert,
): Pick<EntryDraft, 'kind' | 'occurredAt' | 'actor' | 'hostId' | 'checkId' | 'problemId'> => ({
  kind: 'delivery',
  occurredAt: alert.at,
  actor: { type: 'engine' },
  hostId: alert.hostId,
  checkId: alert.checkId,
  ...(alert.problemId ? { problemId: alert.problemId } : {}),
});
const subject = ({ alive, host, check }: Alert): string => (alive ? host : `${host} ${check}`);

const noRoute = (alert: Alert): EntryDraft => ({
  ...about(alert),
  text: `${subject(alert)}: no route takes this alert (SEV${alert.severity}); nobody was told`,
  data: { alertId: alert.id, outcome: 'no-route', severity: alert.severity },
});

const neverTold = (alert: Alert, route: string): EntryDraft => ({
  ...about(alert),
  text: `${subject(alert)}: over after ${durationText(alert.at - alert.since)}, before anybody was told (route ${route})`,
  data: { alertId: alert.id, outcome: 'cancelled', route },
});
