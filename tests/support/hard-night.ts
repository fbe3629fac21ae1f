// A hard night, played on a real engine with a clock that the test moves: something in every state there is, so that the
// briefing of the shift has all of it to tell. 22:00 to 06:00 UTC; the shift after it ends at 14:00.
import { join } from 'node:path';
import type { ChannelId } from '../../electron/contract/model/ids.ts';
import { person, schedule } from '../../electron/contract/model/on-call.ts';
import { createTestClock } from './clock.ts';
import { type Floor, type FloorOptions, MINUTE, SECOND } from './floor.ts';
import { at, HOUR, problemId, turn, until } from './hard-night-floor.ts';
import { playIncidents } from './hard-night-incidents.ts';
import { type Desk, head, openDesk, ownFolder } from './run-desk.ts';

export const NIGHT = { from: at('22:00'), until: at('14:00') };

const POLICY = {
  intervalMs: MINUTE,
  retryIntervalMs: 10 * SECOND,
  timeoutMs: 5 * SECOND,
  maxAttempts: 3,
  flapDetection: false,
};

export interface HardNight {
  readonly desk: Desk;
  readonly floor: Floor;
}

const books = (marks: string) => ({
  long: `${head('long')}
steps:
  - id: swap
    title: Swap the optic
    run: { argv: [sh, -c, 'echo begun >> "$1"; exec sleep 600', sh, '${marks}/long'], timeout: 20m }
    risk: safe-write
    verify: proof
    rollback: none
    onFailure: continue
  - { id: proof, title: Proof, run: { argv: ['true'] }, risk: read-only }
`,
  short: `${head('short')}
steps:
  - { id: look, title: Look at the queue, run: { argv: ['true'] }, risk: read-only }
  - { id: count, title: Count what waits, run: { argv: ['true'] }, risk: read-only }
`,
});

/** Since when /var of db1 fills up, and when it is full: nine hours after the briefing. */
const FILLS = { from: at('21:30') - 14 * HOUR, full: at('05:54') + 9 * HOUR };

/** Opens the floor, plays the night until 05:54, and leaves the clock there. */
export async function playHardNight(more: FloorOptions = {}): Promise<HardNight> {
  const marks = ownFolder('marks');
  const clock = createTestClock(FILLS.from);
  const desk = await openDesk(books(marks), marks, { clock, ...more });
  const { floor } = desk;
  await fillUp(floor);
  await layFloor(floor);
  await yesterday(floor);
  await until(floor, '22:00');
  await breakThings(floor);
  await playIncidents(floor);
  await keepNoise(floor);
  await takeInHand(floor);
  await planWork(floor);
  await runBooks(desk);
  await changePeople(floor);
  await flap(floor);
  await until(floor, '05:54');
  await leaveBlindSpots(floor);
  return { desk, floor };
}

const watch = (
  floor: Floor,
  name: string,
  checks: readonly string[] = [],
  parents: readonly string[] = [],
  tags: string[] = [],
) =>
  floor.watch(name, {
    parents,
    host: { tags },
    alive: { name: 'ping', policy: POLICY },
    checks: checks.map((check) => ({ name: check, policy: POLICY })),
  });

export const BEHIND = ['ams1-c-01', 'ams1-c-02', 'ams1-c-03', 'ams1-c-04', 'ams1-c-05', 'ams1-c-06'];

async function layFloor(floor: Floor): Promise<void> {
  await watch(floor, 'ams1-dist-sw02', ['uplink']);
  for (const name of BEHIND) await watch(floor, name, ['http'], ['ams1-dist-sw02']);
  for (const name of ['fra2-db-07', 'fra2-db-08']) await watch(floor, name, ['replication']);
  for (const name of ['pay1', 'pay2', 'pay3', 'pay4', 'pay5', 'pay6', 'pay7', 'pay8', 'pay9'])
    await watch(floor, name, ['http']);
  for (const name of ['lon3-sw04', 'mail2', 'web1', 'web9', 'lab1', 'node13', 'node14'])
    await watch(floor, name, ['http']);
  await watch(floor, 'core-fw', ['sessions'], [], ['pager']);
  await floor.watch('lon3-web-3', {
    alive: { name: 'ping', policy: POLICY },
    checks: [{ name: 'http', policy: { ...POLICY, maxAttempts: 1, flapDetection: true } }],
  });
  await floor.watch('bck1', {
    alive: { name: 'ping', policy: POLICY },
    checks: [{ name: 'nightly', kind: 'backup', config: { folder: '/var/backups' }, policy: POLICY }],
  });
  await floor.run(2 * MINUTE);
  await tellByPager(floor);
  await layRota(floor);
}

/** A way to tell people that does not work: what goes over it never arrives. */
async function tellByPager({ client }: Floor): Promise<void> {
  const pager = await client.alerts.putChannel({
    channelId: null,
    channel: { name: 'Pager', kind: 'command', config: { command: join('/nowhere', 'tell-noc') } },
  });
  await client.alerts.putRoutes({
    routes: [
      {
        id: 'pager' as never,
        name: 'Pager',
        tags: ['pager'],
        groupWaitMs: 0,
        repeatIntervalMs: 0,
        channelIds: [pager.id as ChannelId],
      },
    ],
  });
}

async function layRota({ client }: Floor): Promise<void> {
  for (const [id, name] of [
    ['okafor', 'M. Okafor'],
    ['brandt', 'A. Brandt'],
  ] as const)
    await client.onCall.putPerson(person.parse({ id, name, phone: '+31 20 555 0142' }));
  await client.onCall.putSchedule(rota([]));
}

const rota = (overrides: readonly object[]) =>
  schedule.parse({
    id: 'network',
    name: 'Network',
    zone: 'UTC',
    layers: [
      { name: 'Day', people: ['okafor', 'brandt'], handover: { every: 'day', at: '06:00' }, startsOn: '2026-11-19' },
    ],
    overrides,
  });

/** What broke before the shift and is over before it: the briefing must not speak of it. */
async function yesterday(floor: Floor): Promise<void> {
  await turn(floor, 'web1 http', 'critical');
  await turn(floor, 'web1 http', 'ok');
}

async function breakThings(floor: Floor): Promise<void> {
  await turn(floor, 'web1 http', 'warning', 'slow, 2.1 s');
  await floor.run(20 * MINUTE);
  await turn(floor, 'web1 http', 'ok');
  for (const name of [...BEHIND, 'ams1-dist-sw02'])
    floor.say(name, 'ping', { status: 'critical', summary: '3 of 3 packets lost' });
  floor.say('ams1-dist-sw02', 'uplink', { status: 'critical', summary: 'no answer' });
  await floor.run(3 * MINUTE);
  await turn(floor, 'core-fw sessions', 'critical', '98 % of the table');
  await turn(floor, 'bck1 nightly', 'critical', 'Newest backup is 51 h old');
}

/** One that goes bad and good over and over, with an alert each. */
async function keepNoise(floor: Floor): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await turn(floor, 'web9 http', 'warning');
    await turn(floor, 'web9 http', 'ok');
  }
}

async function flap(floor: Floor): Promise<void> {
  await until(floor, '05:20');
  for (let round = 0; round < 12; round += 1) {
    for (const status of ['ok', 'critical'] as const) {
      floor.say('lon3-web-3', 'http', { status, summary: `HTTP ${status === 'ok' ? 200 : 502}` });
      await floor.seen('lon3-web-3', 'http');
    }
  }
}

/** A day with a filesystem that grows by half a percent an hour, before anything else is watched. */
async function fillUp(floor: Floor): Promise<void> {
  const used = (): number => Math.min(100, 100 - (FILLS.full - floor.clock.now()) / HOUR / 2);
  floor.say('db1', 'system', {
    get status() {
      return used() >= 90 ? ('warning' as const) : ('ok' as const);
    },
    get summary() {
      return `/var ${used().toFixed(1)} %`;
    },
    get metrics() {
      return [{ name: 'disk.used./var', value: used(), unit: '%', warn: '90', crit: '98', min: 0, max: 100 }];
    },
  });
  await watch(floor, 'db1', ['system']);
  await until(floor, '21:30');
}

async function takeInHand(floor: Floor): Promise<void> {
  await turn(floor, 'lon3-sw04 http', 'critical', 'CRC errors on port 4');
  await turn(floor, 'mail2 http', 'warning', '4,100 in the queue');
  await turn(floor, 'lab1 http', 'critical', 'HTTP 500');
  await floor.acknowledge('lon3-sw04', 'http', { sticky: true, expiresAt: at('06:30') });
  await floor.acknowledge('mail2', 'http', { sticky: true });
  await floor.client.maintenance.mute({
    problemIds: [problemId(floor, 'lab1 http')],
    until: at('07:30'),
    reason: 'lab is being rebuilt',
  });
}

async function planWork(floor: Floor): Promise<void> {
  const { client } = floor;
  const now = floor.clock.now();
  const scope = (...names: string[]) => ({
    hostIds: names.map((name) => floor.host(name).id),
    checkIds: [],
    tags: [],
    sites: [],
  });
  const put = (name: string, change: string, startsAt: number, endsAt: number, ...hosts: string[]) =>
    client.maintenance.putWindow({
      windowId: null,
      window: { name, change, startsAt, endsAt, scope: scope(...hosts) },
    });
  await put('Kernel on node13', 'CHG-20931', now + MINUTE, at('06:45'), 'node13');
  const early = await put('Cable tests', 'CHG-20900', now + MINUTE, at('05:00'), 'node14');
  await put('Firmware of fra2', 'CHG-20944', at('07:00'), at('09:00'), 'fra2-db-08', 'node14');
  await put('Power feed A', '', at('08:00'), at('08:30'), 'node14');
  await put('After the next shift', 'CHG-21000', at('14:30'), at('14:45'), 'node14');
  await floor.run(2 * MINUTE);
  await turn(floor, 'node13 http', 'critical', 'connection refused');
  await client.maintenance.endNow({ windowId: early.id });
}

async function runBooks(desk: Desk): Promise<void> {
  const { floor } = desk;
  const short = await desk.start('short');
  const looked = await desk.go(short);
  await desk.act(looked, { type: 'skip', reason: 'the queue is empty' });
  // Ended green: no word of it.
  await desk.go(await desk.go(await desk.start('short')));
  await desk.act(await desk.start('long'), { type: 'go' });
  while (desk.lines('long').length === 0) await new Promise((resolve) => setImmediate(resolve));
  await floor.restart(2 * MINUTE);
  await floor.run(2 * MINUTE);
}

/** A. Brandt comes two hours early. */
async function changePeople({ client }: Floor): Promise<void> {
  await client.onCall.putSchedule(
    rota([{ id: 'swap', person: 'brandt', from: at('05:50'), to: at('06:00'), reason: 'swapped' }]),
  );
}

async function leaveBlindSpots(floor: Floor): Promise<void> {
  const { client } = floor;
  // Just entered: it was not looked at so far.
  await client.inventory.addHost({ host: { name: 'rack-pdu-9', address: '127.0.0.1' } });
  const bare = await client.inventory.addHost({ host: { name: 'rack-pdu-8', address: '127.0.0.1' } });
  for (const { id: checkId } of bare.checks) await client.inventory.removeCheck({ checkId });
  const { host } = await client.inventory.addHost({
    host: { name: 'old1', address: '127.0.0.1' },
    checks: [{ name: 'ping', kind: 'ping', enabled: false }],
  });
  if (!host) throw new Error('old1 is not there');
}
