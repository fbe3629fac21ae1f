// Names as runbooks write them, found in the inventory and among the people: names are compared as everywhere, ids fit too.
import type { Host } from '../../../contract/model/host.ts';
import { nameKey } from '../../../contract/model/name-key.ts';
import type { Target } from '../../../contract/model/on-call.ts';
import type { RunTarget } from '../../../contract/model/run.ts';
import type { Channels } from '../channels.ts';
import type { OnCall } from '../on-call.ts';
import type { World } from '../world.ts';
import { type LoginSources, loginFor } from './logins.ts';

export function hostNamed(world: World, name: string): Host | null {
  const key = nameKey(name);
  const found = [...world.hosts.values()].find((host) => host.id === name || nameKey(host.name) === key);
  return found ?? null;
}

const HERE: RunTarget = { hostId: null, name: 'this machine', address: '', user: '' };

/** Targets in the order of their names, each once; `missing`: names that are not in the inventory. */
export function targetsNamed(on: string | readonly string[], sources: LoginSources) {
  const targets = new Map<string, RunTarget>();
  const missing: string[] = [];
  for (const name of typeof on === 'string' ? [on] : on) {
    const host = name === 'local' ? null : hostNamed(sources.world, name);
    if (name === 'local') targets.set('', HERE);
    else if (host) targets.set(host.id, targetOfHost(host, sources));
    else missing.push(name);
  }
  return { targets: [...targets.values()], missing };
}

/** Whether it is the machine the monitor runs on: its own figures are measured without a log-in. */
const isThisMachine = (host: Host, world: World): boolean =>
  world.checksOf(host.id).some(({ kind, enabled }) => kind === 'system' && enabled);

/** The monitor's own machine needs no log-in: where none is set, its commands run here, under its name. */
function targetOfHost(host: Host, sources: LoginSources): RunTarget {
  const login = loginFor(host, sources);
  if (!login && isThisMachine(host, sources.world)) return { ...HERE, name: host.name };
  return { hostId: host.id, name: host.name, address: host.address, user: login?.user ?? '' };
}

/** Whom a name of `notify` or `escalate` means: 'on-call', 'everybody', a person, a rota, a channel, in this order. */
export function peopleNamed(
  name: string,
  onCall: Pick<OnCall, 'world'>,
  channels: Pick<Channels, 'list'>,
): readonly Target[] {
  const key = nameKey(name);
  const { people, schedules } = onCall.world();
  if (key === 'on-call') return schedules.map(({ id }) => ({ type: 'schedule', scheduleId: id }));
  if (key === 'everybody') return people.map(({ id }) => ({ type: 'person', personId: id }));
  const person = people.find((one) => nameKey(one.name) === key || one.id === name);
  if (person) return [{ type: 'person', personId: person.id }];
  const schedule = schedules.find((one) => nameKey(one.name) === key || one.id === name);
  if (schedule) return [{ type: 'schedule', scheduleId: schedule.id }];
  const channel = channels.list().find((one) => nameKey(one.name) === key || one.id === name);
  return channel ? [{ type: 'channel', channelId: channel.id }] : [];
}
