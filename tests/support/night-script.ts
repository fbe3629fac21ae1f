// A night that was written down beforehand (night-scenes.ts), played on a real engine with a clock that the test moves. The
// timeline that comes out is compared with the one that a reader of the script would expect.
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { ChannelId, CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { channelInput, route } from '../../electron/contract/model/notice.ts';
import { person } from '../../electron/contract/model/on-call.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { type Floor, MINUTE, SECOND } from './floor.ts';
import { at, NIGHT, type Night, SCENES } from './night-scenes.ts';

const CHANNEL = 'duty-desk' as ChannelId;

/** Hosts, a way to tell people, and the policy that opens incidents; all with ids of their own, so that every run is alike. */
export async function layNight(folder: string): Promise<void> {
  const store = await openStore(folder, { clock: { now: () => NIGHT - MINUTE } });
  const policy = { intervalMs: MINUTE, retryIntervalMs: 10 * SECOND, timeoutMs: 5 * SECOND, maxAttempts: 3 };
  store.transaction(() => {
    store.settings.put('first-start-done', true);
    store.settings.put('channels-begun', true);
    for (const name of ['core-sw1', 'web1', 'web2', 'web3']) {
      const parents = name === 'core-sw1' ? [] : [{ hostId: 'core-sw1' as HostId }];
      const host = hostInput.parse({ name, address: '127.0.0.1', site: 'ams1', parents });
      store.inventory.putHost({ ...host, id: name as HostId });
      const check = checkInput.parse({ hostId: name, name: 'ping', kind: 'ping', alive: true, policy });
      store.inventory.putCheck({ ...check, id: `${name}-ping` as CheckId });
    }
    store.channels.put({ ...channelInput.parse({ name: 'Duty desk', kind: 'desktop' }), id: CHANNEL });
    const told = { groupWaitMs: 0, repeatIntervalMs: 0, channelIds: [CHANNEL] };
    store.routes.replace([route.parse({ ...told, id: 'all', name: 'All' })]);
    store.people.put(person.parse({ id: 'sam', name: 'Sam', channelIds: [CHANNEL] }));
    const policies = [{ name: 'core', severities: [1, 2] }];
    store.settings.put('engine', settings.parse({ incidents: { policies } }));
  });
  store.close();
}

/** Plays it all, on a folder of `layNight`; the floor's clock must stand at `NIGHT`. */
export async function playNight(floor: Floor): Promise<Night> {
  const incident = async (): Promise<Incident> => {
    const { incidents } = await floor.client.incidents.list({});
    const first = incidents.at(-1);
    if (!first) throw new Error('the policy opened no incident');
    return first;
  };
  const night: Night = {
    floor,
    ada: floor.connect('ada'),
    ben: floor.connect('ben'),
    incident,
    async seqOf(words) {
      const { entries } = await floor.client.incidents.timeline({ incidentId: (await incident()).id, limit: 500 });
      const found = entries.find(({ text, body }) => `${text} ${body ?? ''}`.includes(words));
      if (!found) throw new Error(`nothing in the timeline says "${words}"`);
      return found.seq;
    },
  };
  for (const { time, play } of SCENES) {
    const waitMs = at(time) - floor.clock.now();
    if (waitMs < 0) throw new Error(`the scene of ${time} stands behind a later one`);
    await floor.run(waitMs);
    await play(night);
    await floor.run(0);
  }
  return night;
}
