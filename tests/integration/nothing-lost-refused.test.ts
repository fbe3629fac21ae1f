// The data folder cannot be written: every call of the contract that changes something is refused in words and changes
// nothing, monitoring goes on, and what it decided meanwhile is written when there is room. (spec: trust, "Nothing lost")
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Client, contract } from '../../electron/contract/index.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import type { LiveMessage, Snapshot } from '../../electron/contract/model/world.ts';
import { startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { clientOf } from '../soak/desk.ts';
import { type Floor, MINUTE, newFolder, openFloor, SECOND } from '../support/floor.ts';
import { startSshPeer } from '../support/lab/ssh-peer.ts';
import { canMount, fillDisk, smallDisk } from '../support/small-disk.ts';

type Call = (floor: Floor, nth: number) => Promise<unknown>;

const CHECK = { name: 'new', kind: 'tcp', config: { port: 1 } };
/** Of a size that does not fit into what a full disk has to spare. */
const LONG = 'x'.repeat(9_000);
const problemOf = (floor: Floor) => floor.problem('web1', 'http')?.id ?? '';
const hostOf = (name: string, nth: number) => ({ name: `${name}-${nth}`, address: '127.0.0.1', notes: LONG });

/** Every call that changes something, each so that it would succeed. What stands in `READS` changes nothing. */
const CHANGES: Readonly<Record<string, Call>> = {
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
  'engine.changeSettings': ({ client }, nth) => {
    const days = settings.parse({}).retention.valuesDays;
    return client.engine.changeSettings(settings.parse({ retention: { valuesDays: days + nth } }));
  },
};

/** Refused too, each in a test of its own below. */
const APART = ['monitoring.decideHostKey', 'engine.unlockVault', 'engine.backUp'];

const READS = [
  ...['live.world', 'live.host', 'inventory.kinds', 'inventory.csvColumns', 'inventory.exportFile'],
  ...['monitoring.checkNow', 'monitoring.tryProbe'],
  ...['history.samples', 'history.samplesCsv', 'history.states', 'history.availability', 'history.journal'],
  ...['engine.about', 'engine.details', 'engine.log', 'engine.settings'],
];

/** Twenty hosts, one of them with a problem in hand, and what the calls need. */
async function busyFloor(folder = newFolder()): Promise<Floor> {
  const floor = await openFloor({ folder });
  await floor.client.engine.unlockVault({ passphrase: 'a shift of eight hours' });
  await floor.client.inventory.putCredential({ name: 'old', secret: 'secret' });
  await floor.client.inventory.putTemplate({ template: { name: 'old', tag: 'nobody', checks: [CHECK] } });
  const checks = [
    { name: 'http', policy: { maxAttempts: 1 } },
    { name: 'disk', policy: { maxAttempts: 1 } },
    { name: 'sign', kind: 'heartbeat' },
  ];
  await floor.watch('web1', { checks });
  for (const name of ['spare1', 'spare2', 'spare3']) await floor.watch(name, { checks: [{ name: 'extra' }] });
  floor.say('web1', 'http', 'critical');
  await floor.run(2 * MINUTE);
  await floor.acknowledge('web1', 'http', { sticky: true });
  return floor;
}

/** What operators have in the engine, as its screens see it. */
async function everything({ engine, client }: Floor) {
  const { world } = engine;
  // By id, whatever their order: a restart reads them by name.
  const byId = <Thing extends { readonly id: string }>(things: Iterable<Thing>) =>
    Object.fromEntries([...things].map((one) => [one.id, one]));
  const problems = Object.values(byId(world.problems.values()));
  return {
    hosts: byId(world.hosts.values()),
    checks: byId(world.checks.values()),
    templates: byId(world.templates.values()),
    credentials: [...world.credentials.values()],
    acks: Object.fromEntries(problems.map((problem) => [problem.id, problem.ack])),
    settings: await client.engine.settings(),
  };
}

async function snapshot(client: Client): Promise<Snapshot> {
  const stream = await client.live.world();
  const value = (await stream.next()).value as LiveMessage | undefined;
  await stream.return?.();
  if (value?.type !== 'snapshot') throw new Error('the first message is no snapshot');
  return value.world;
}

const refusal = (error: unknown) => error as { readonly code?: string; readonly message?: string };

test('every call of the contract either changes nothing or is tried here', () => {
  const calls = Object.entries(contract).flatMap(([area, procedures]) =>
    Object.keys(procedures).map((name) => `${area}.${name}`),
  );
  expect([...Object.keys(CHANGES), ...APART, ...READS].sort()).toEqual(calls.sort());
});

describe('another program holds the file', () => {
  test('every change is refused with what to do, and nothing of it is kept; afterwards it is taken', async () => {
    const floor = await busyFloor();
    const before = await everything(floor);
    const other = new Database(join(floor.folder, 'watchfloor.db'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    for (const [name, call] of Object.entries(CHANGES)) {
      const said = refusal(await call(floor, 1).catch((error: unknown) => error));
      expect(said.code, name).toBe('STORAGE');
      expect(said.message, name).toMatch(
        /another program has it locked\. Nothing of this change was kept.*Close that program/,
      );
    }
    expect(await everything(floor)).toEqual(before);

    // It goes on watching all the while.
    floor.say('web1', 'disk', 'critical');
    await floor.seen('web1', 'disk');
    await floor.run(SECOND);
    expect(floor.problem('web1', 'disk')).toMatchObject({ status: 'critical' });
    expect(floor.engine.watchdog.health().troubles).toContainEqual(expect.objectContaining({ code: 'storage' }));

    other.exec('ROLLBACK');
    await floor.run(10 * SECOND);
    expect(floor.engine.watchdog.health().troubles).toEqual([]);
    for (const [name, call] of Object.entries(CHANGES)) {
      expect(await call(floor, 2).then(() => 'taken', refusal), name).toBe('taken');
    }
    const after = await everything(floor);
    await floor.restart(SECOND);
    expect(await everything(floor)).toEqual(after);
    expect(await floor.told()).toContain('web1 disk problem');
    await floor.expectChain();
  });

  test('a vault is not made, a host key is not trusted', async () => {
    const folder = newFolder();
    const engine = await startEngine({
      folder,
      version: 'test',
      log: silentLog,
      keychain: null,
      knownHostsFiles: [],
      watchSelf: false,
    });
    onTestFinished(() => engine.stop());
    const peer = await startSshPeer({ user: 'ada', password: 'secret' });
    onTestFinished(() => peer.stop());
    const { client, hangUp } = clientOf(engine);
    onTestFinished(hangUp);
    const config = { port: peer.port, auth: 'password', user: 'ada', password: 'secret' };
    await client.monitoring.tryProbe({ kind: 'ssh', address: '127.0.0.1', config });
    const [question] = (await snapshot(client)).hostKeys;
    const other = new Database(join(folder, 'watchfloor.db'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    const { address, port, fingerprint } = question ?? { address: '', port: 0, fingerprint: '' };
    const trust = () => client.monitoring.decideHostKey({ address, port, fingerprint, trust: true });
    const unlock = () => client.engine.unlockVault({ passphrase: 'a shift of eight hours' });
    for (const call of [trust, unlock])
      expect(refusal(await call().catch((error: unknown) => error)).code).toBe('STORAGE');
    expect((await client.engine.about()).secrets).toBe('none');
    expect((await snapshot(client)).hostKeys).toEqual([question]);
    other.exec('ROLLBACK');
    await trust();
    await unlock();
    expect((await client.engine.about()).secrets).toBe('vault');
    expect((await snapshot(client)).hostKeys).toEqual([]);
  });
});

const mountable = canMount();

describe.skipIf(!mountable)(
  `a full disk${mountable ? '' : ' (skipped: this user may not mount a file system)'}`,
  () => {
    test('every change is refused with what to do; with room again all that was decided is written', async () => {
      const floor = await busyFloor(smallDisk(8));
      const makeRoom = fillDisk(floor.folder);
      for (const [name, call] of Object.entries({ ...CHANGES, 'engine.backUp': backUp })) {
        // The write-ahead log may have some pages to spare: it is refused in the end.
        if (ONCE.has(name)) continue;
        const { said, before } = await refusedInTheEnd(floor, call);
        expect(said.code, name).toBe('STORAGE');
        expect(said.message, name).toMatch(/full/);
        expect(await everything(floor), name).toEqual(before);
      }
      floor.say('web1', 'disk', 'critical');
      await floor.run(4 * MINUTE);
      expect(floor.problem('web1', 'disk')).toMatchObject({ status: 'critical' });
      expect(floor.engine.watchdog.health().troubles.map((trouble) => trouble.code)).toContain('storage');
      makeRoom();
      await floor.run(10 * SECOND);
      expect(floor.engine.watchdog.health().troubles).toEqual([]);
      const after = await everything(floor);
      await floor.restart(SECOND);
      expect(await everything(floor)).toEqual(after);
      expect(await floor.told()).toContain('web1 disk problem');
      await floor.expectChain();
    });
  },
);

const backUp: Call = ({ client }) => client.engine.backUp();
/** Can be tried once only; what they share with the others was tried with those. */
const ONCE = new Set([
  'inventory.removeHost',
  'inventory.removeHosts',
  'inventory.removeCheck',
  'inventory.removeTemplate',
  'inventory.removeCredential',
  'monitoring.unacknowledge',
]);

async function refusedInTheEnd(floor: Floor, call: Call) {
  for (let nth = 1; nth < 500; nth += 1) {
    const before = await everything(floor);
    const error = await call(floor, nth).then(
      () => null,
      (one: unknown) => one,
    );
    if (error !== null) return { said: refusal(error), before };
  }
  throw new Error('it was never refused');
}
