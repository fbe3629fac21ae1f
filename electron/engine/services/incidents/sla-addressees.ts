// Who is told of an incident's clocks: the channels of the routes that fit it then, as they would an alert of its hosts.
// Where no route fits at all, every channel: a promise must not be broken in silence because nobody drew a route for it. Where
// routes fit at other hours, or it is quiet, people are told when those hours come, if it still stands so.
import type { Incident } from '../../../contract/model/incident.ts';
import type { Route } from '../../../contract/model/notice.ts';
import type { Settings } from '../../../contract/model/settings.ts';
import { nextChange } from '../../core/hours.ts';
import { routesFor } from '../../core/routing.ts';
import type { Channels } from '../channels.ts';
import { createQuietHours } from '../quiet-hours.ts';
import type { World } from '../world.ts';

export interface Addressees {
  readonly channelIds: readonly string[];
  /** Nobody before then, epoch ms; null: now. */
  readonly heldUntil: number | null;
}

export interface AddresseeOptions {
  readonly world: Pick<World, 'hosts'>;
  readonly channels: Pick<Channels, 'list' | 'routes'>;
  readonly settings: { get(): Settings };
}

type Subject = Parameters<typeof routesFor>[1];

/** Answers for an incident at `at`, epoch ms. */
export function createAddressees({ world, channels, settings }: AddresseeOptions) {
  const quietUntil = createQuietHours(() => settings.get().alerting.quietHours);
  return (incident: Incident, at: number): Addressees => {
    const subjects = subjectsOf(incident, world);
    const quiet = subjects.map((subject) => quietUntil(subject, subject.severity, at));
    const awake = subjects.filter((_, place) => quiet[place] === null);
    if (awake.length === 0) return held(quiet.map((holder) => holder?.until ?? Number.POSITIVE_INFINITY));
    const routes = channels.routes();
    const open = awake.flatMap((subject) => routesFor(routes, subject, at));
    if (open.length > 0) return now(open.flatMap(({ channelIds }) => channelIds));
    const closed = awake.flatMap((subject) => routesFor(routes.map(atAnyHour), subject, at));
    if (closed.length === 0) return now(channels.list().flatMap(({ id, enabled }) => (enabled ? [id] : [])));
    const hours = routes.filter(({ id }) => closed.some((route) => route.id === id)).map((route) => route.hours);
    return held(hours.map((one) => (one && nextChange(one, at)) ?? Number.POSITIVE_INFINITY));
  };
}

const now = (channelIds: readonly string[]): Addressees => ({ channelIds: [...new Set(channelIds)], heldUntil: null });
const held = (moments: readonly number[]): Addressees => ({ channelIds: [], heldUntil: Math.min(...moments) });

const atAnyHour = (route: Route): Route => ({ ...route, hours: null });

/** One for each of its hosts; where it has none, the incident itself. */
function subjectsOf(incident: Incident, world: AddresseeOptions['world']): readonly Subject[] {
  const { severity, tags, problems, hostIds, rootHostId } = incident;
  const wanted = new Set([
    ...problems.map((one) => one.hostId),
    ...hostIds,
    ...(rootHostId === null ? [] : [rootHostId]),
  ]);
  const hosts = [...wanted].flatMap((id) => world.hosts.get(id) ?? []);
  if (hosts.length === 0) return [{ severity, tags, site: '' }];
  return hosts.map((host) => ({ severity, tags: [...tags, ...host.tags], site: host.site }));
}
