// Every call of the contract that changes something, each so that it would succeed, and the floor it needs for that: for the
// tests in which the data folder cannot be written. A call that is neither here nor among the reads fails them.
import type { Client } from '../../electron/contract/index.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import type { LiveMessage, Snapshot } from '../../electron/contract/model/world.ts';
import { INCIDENT_CHANGES, INCIDENT_ONCE, INCIDENT_READS } from './every-change-incidents.ts';
import { RUN_CHANGES, RUN_READS } from './every-change-runs.ts';
import { SHIFT_CHANGES, SHIFT_ONCE, SHIFT_READS } from './every-change-shifts.ts';
import { type Floor, MINUTE } from './floor.ts';

export type Call = (floor: Floor, nth: number) => Promise<unknown>;

export const CHECK = { name: 'new', kind: 'tcp', config: { port: 1 } };
/** Of a size that does not fit into what a full disk has to spare. */
const LONG = 'x'.repeat(9_000);
const problemOf = (floor: Floor) => floor.problem('web1', 'http')?.id ?? '';
const hostOf = (name: string, nth: number) => ({ name: `${name}-${nth}`, address: '127.0.0.1', notes: LONG });

const HOUR = 60 * MINUTE;
/** A channel that takes nothing, until it is switched off: what is for it waits then, and is no trouble. */
const REFUSING = { kind: 'command', config: { command: '/bin/false' } };
const SILENT = { kind: 'command', config: { command: '/bin/true' }, enabled: false };
const ROTA = {
  id: 'rota' as never,
  name: 'rota',
  zone: 'UTC',
  layers: [
    { name: 'all', people: ['ada' as never], handover: { every: 'day' as const, at: '08:00' }, startsOn: '2026-01-01' },
  ],
};
const POLICY = {
  id: 'policy' as never,
  name: 'policy',
  steps: [{ delayMs: HOUR, targets: [{ type: 'person' as const, personId: 'ada' as never }] }],
};
const workOn = ({ clock, host }: Floor, name: string, inMs: number) => ({
  name,
  scope: { hostIds: [host(name).id] },
  startsAt: clock.now() + inMs,
  endsAt: clock.now() + inMs + HOUR,
});
const windowNamed = async (client: Client, name: string) =>
  (await snapshot(client)).windows.find(({ window }) => window.name === name)?.window.id ?? ('' as never);
const channelNamed = async (client: Client, name: string) =>
  (await snapshot(client)).channels.find((channel) => channel.name === name)?.id ?? ('' as never);
const deliveryIds = async (client: Client) => (await client.alerts.deliveries({})).map(({ id }) => id);

/** Every call that changes something, each so that it would succeed. What stands in `READS` changes nothing. */
export const CHANGES: Readonly<Record<string, Call>> = {
  'inventory.addHost': ({ client }, nth) => client.inventory.addHost({ host: hostOf('added', nth) }),
  'inventory.editHost': ({ client, host }, nth) =>
    client.inventory.editHost({ hostId: host('web1').id, host: { ...hostOf('x', nth), name: 'web1' } }),
  'inventory.removeHost': ({ client, host }) => client.inventory.removeHost({ hostId: host('spare1').id }),
  'inventory.removeHosts': ({ client, host }) => client.inventory.removeHosts({ hostIds: [host('spare2').id] }),
  'inventory.bulkEdit': ({ client, host }, nth) =>
    client.inventory.bulkEdit({ hostIds: [host('web1').id, host('spare3').id], change: { site: `site${nth}` } }),
  'inventory.addCheck': ({ client, host }, nth) =>
    client.inventory.addCheck({ hostId: host('web1').id, ...CHECK, name: `new-${nth}` }),
  'inventory.editCheck': ({ client, host, check }, nth) =>
    client.inventory.editCheck({
      checkId: check('web1', 'disk').id,
      check: { ...CHECK, hostId: host('web1').id, name: 'disk', policy: { intervalMs: 60_000 + nth } },
    }),
  'inventory.removeCheck': ({ client, check }) =>
    client.inventory.removeCheck({ checkId: check('spare3', 'extra').id }),
  'inventory.putTemplate': ({ client }, nth) =>
    client.inventory.putTemplate({ template: { name: `t-${nth}`, tag: 'nobody', checks: [CHECK] } }),
  'inventory.removeTemplate': ({ client, engine }) =>
    client.inventory.removeTemplate({ templateId: [...engine.world.templates.keys()][0] ?? ('' as never) }),
  'inventory.putCredential': ({ client }, nth) =>
    client.inventory.putCredential({ name: `c-${nth}`, secret: 'secret' }),
  'inventory.removeCredential': ({ client }) => client.inventory.removeCredential({ name: 'old' }),
  'inventory.importFile': ({ client }, nth) => {
    const text = `watchfloor: 1\nhosts:\n  - { name: read-${nth}, address: 127.0.0.1, notes: "${LONG}" }\n`;
    return client.inventory.importFile({ format: 'yaml', text });
  },
  'monitoring.beat': ({ client }, nth) =>
    client.monitoring.beat({ check: 'web1/sign', message: `${nth} ${LONG.slice(0, 1_900)}` }),
  'monitoring.acknowledge': (floor, nth) =>
    floor.client.monitoring.acknowledge({ problemIds: [problemOf(floor)], reason: `${nth} ${LONG.slice(0, 1_900)}` }),
  'monitoring.unacknowledge': (floor) => floor.client.monitoring.unacknowledge({ problemIds: [problemOf(floor)] }),
  'engine.changeSettings': async ({ client }, nth) => {
    const days = settings.parse({}).retention.valuesDays;
    const { reports } = await client.engine.settings();
    return client.engine.changeSettings(settings.parse({ retention: { valuesDays: days + nth }, reports }));
  },
  'engine.newInboundToken': ({ client }) => client.engine.newInboundToken(),
  'maintenance.putWindow': (floor, nth) =>
    floor.client.maintenance.putWindow({ window: { ...workOn(floor, 'spare3', HOUR), name: `work ${nth}` } }),
  'maintenance.endNow': async ({ client }) => client.maintenance.endNow({ windowId: await windowNamed(client, 'now') }),
  'maintenance.skip': async ({ client }, nth) => {
    const windowId = await windowNamed(client, 'nightly');
    const { windows } = await snapshot(client);
    const startsAt = windows.find(({ window }) => window.id === windowId)?.window.startsAt ?? 0;
    return client.maintenance.skip({ windowId, startsAt, skip: nth % 2 === 1 || nth === 2 });
  },
  'maintenance.removeWindow': async ({ client }) =>
    client.maintenance.removeWindow({ windowId: await windowNamed(client, 'later') }),
  'maintenance.mute': ({ client, clock, host }) =>
    client.maintenance.mute({ scope: { hostIds: [host('spare3').id] }, until: clock.now() + HOUR }),
  'maintenance.unmute': async ({ client }) => {
    const [mute] = (await snapshot(client)).mutes;
    return client.maintenance.unmute({ muteIds: mute ? [mute.id] : [] });
  },
  'alerts.putChannel': ({ client }, nth) => client.alerts.putChannel({ channel: { ...SILENT, name: `ch-${nth}` } }),
  'alerts.removeChannel': async ({ client }) =>
    client.alerts.removeChannel({ channelId: await channelNamed(client, 'spare') }),
  'alerts.putRoutes': async ({ client }, nth) => {
    const channelIds = [await channelNamed(client, 'off')];
    return client.alerts.putRoutes({ routes: [{ id: 'r' as never, name: `route ${nth}`, channelIds }] });
  },
  'alerts.retry': async ({ client }) => client.alerts.retry({ deliveryIds: await deliveryIds(client) }),
  'alerts.giveUp': async ({ client }) => client.alerts.giveUp({ deliveryIds: await deliveryIds(client) }),
  'onCall.putPerson': ({ client }, nth) => client.onCall.putPerson({ id: 'ada' as never, name: `Ada ${nth}` }),
  'onCall.removePerson': ({ client }) => client.onCall.removePerson({ personId: 'spare' as never }),
  'onCall.putSchedule': ({ client }, nth) => client.onCall.putSchedule({ ...ROTA, name: `rota ${nth}` }),
  'onCall.removeSchedule': ({ client }) => client.onCall.removeSchedule({ scheduleId: 'spare' as never }),
  'onCall.putPolicy': ({ client }, nth) => client.onCall.putPolicy({ ...POLICY, name: `policy ${nth}` }),
  'onCall.removePolicy': ({ client }) => client.onCall.removePolicy({ policyId: 'spare' as never }),
  'onCall.escalate': async (floor, nth) =>
    floor.client.onCall.escalate({
      problemIds: [problemOf(floor) as never],
      targets: [{ type: 'channel', channelId: await channelNamed(floor.client, 'on') }],
      note: `${nth} ${LONG}`,
    }),
  ...INCIDENT_CHANGES,
  ...RUN_CHANGES,
  ...SHIFT_CHANGES,
};

/** Refused too, each in a test of its own below; or nothing of it is kept at all: a test message, an alarm nobody hears here. */
export const APART = [
  ...['monitoring.decideHostKey', 'engine.unlockVault', 'engine.backUp'],
  ...['alerts.testChannel', 'alerts.silence'],
];

export const READS = [
  ...['live.world', 'live.host', 'inventory.kinds', 'inventory.csvColumns', 'inventory.exportFile'],
  ...['monitoring.checkNow', 'monitoring.tryProbe'],
  ...['history.samples', 'history.samplesCsv', 'history.states', 'history.availability', 'history.journal'],
  ...['history.alarmLoad', 'maintenance.calendar', 'maintenance.preview'],
  ...['alerts.notifiers', 'alerts.deliveries', 'alerts.delivery', 'onCall.who', 'onCall.calendar', 'onCall.ical'],
  ...['engine.about', 'engine.details', 'engine.log', 'engine.settings', 'engine.inbound'],
  ...INCIDENT_READS,
  ...RUN_READS,
  ...SHIFT_READS,
];

/** In the place of desktop and sound, which nobody is here for: a channel that is off. It has what the first problem made. */
export async function onlySilent({ client }: Floor): Promise<void> {
  await client.alerts.putRoutes({ routes: [] });
  for (const { id } of (await snapshot(client)).channels) await client.alerts.removeChannel({ channelId: id });
  const { id } = await client.alerts.putChannel({ channel: { ...REFUSING, name: 'off' } });
  await client.alerts.putChannel({ channel: { ...SILENT, name: 'spare' } });
  await client.alerts.putChannel({ channel: { ...SILENT, name: 'on', enabled: true } });
  await client.alerts.putRoutes({ routes: [{ id: 'r' as never, name: 'all', channelIds: [id], groupWaitMs: 0 }] });
}

/** After its first tries: what waits for it goes on waiting. */
export async function switchOff({ client }: Floor): Promise<void> {
  const channelId = await channelNamed(client, 'off');
  await client.alerts.putChannel({ channelId, channel: { ...REFUSING, name: 'off', enabled: false } });
}

/** One window now, one later, one every night; a mute; people, rotas and policies, one of each that nobody names. */
export async function planAndRota(floor: Floor): Promise<void> {
  const { client, clock, check } = floor;
  await client.maintenance.putWindow({ window: { ...workOn(floor, 'spare1', 0), name: 'now' } });
  await client.maintenance.putWindow({ window: { ...workOn(floor, 'spare2', 5 * HOUR), name: 'later' } });
  const nightly = { ...workOn(floor, 'spare3', 5 * HOUR), name: 'nightly', rrule: 'FREQ=DAILY' };
  await client.maintenance.putWindow({ window: nightly });
  const scope = { checkIds: [check('spare3', 'extra').id] };
  await client.maintenance.mute({ scope, until: clock.now() + 12 * HOUR });
  for (const id of ['ada', 'spare']) await client.onCall.putPerson({ id: id as never, name: id });
  for (const id of ['rota', 'spare']) await client.onCall.putSchedule({ ...ROTA, id: id as never, name: id });
  for (const id of ['policy', 'spare']) await client.onCall.putPolicy({ ...POLICY, id: id as never, name: id });
}

export async function snapshot(client: Client): Promise<Snapshot> {
  const stream = await client.live.world();
  const value = (await stream.next()).value as LiveMessage | undefined;
  await stream.return?.();
  if (value?.type !== 'snapshot') throw new Error('the first message is no snapshot');
  return value.world;
}

/** Can be tried once only; what they share with the others was tried with those. */
export const ONCE = new Set([
  'inventory.removeHost',
  'inventory.removeHosts',
  'inventory.removeCheck',
  'inventory.removeTemplate',
  'inventory.removeCredential',
  'monitoring.unacknowledge',
  'maintenance.endNow',
  'maintenance.removeWindow',
  'maintenance.unmute',
  'alerts.removeChannel',
  'onCall.removePerson',
  'onCall.removeSchedule',
  'onCall.removePolicy',
  ...INCIDENT_ONCE,
  ...SHIFT_ONCE,
]);
