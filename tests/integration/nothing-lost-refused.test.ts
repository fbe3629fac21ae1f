// The data folder cannot be written: every call of the contract that changes something is refused in words and changes
// nothing, monitoring goes on, and what it decided meanwhile is written when there is room. (spec: trust, "Nothing lost")
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contract } from '../../electron/contract/index.ts';
import { startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { clientOf } from '../soak/desk.ts';
import {
  APART,
  type Call,
  CHANGES,
  CHECK,
  ONCE,
  onlySilent,
  planAndRota,
  READS,
  snapshot,
  switchOff,
} from '../support/every-change.ts';
import { incidentsAtHand, incidentsKept } from '../support/every-change-incidents.ts';
import { roundRunbook, runsAtHand, runsKept } from '../support/every-change-runs.ts';
import { shiftsAtHand, shiftsKept } from '../support/every-change-shifts.ts';
import { type Floor, MINUTE, newFolder, openFloor, SECOND } from '../support/floor.ts';
import { startSshPeer } from '../support/lab/ssh-peer.ts';
import { canMount, fillDisk, smallDisk } from '../support/small-disk.ts';

/** Twenty hosts, one of them with a problem in hand, and what the calls need. */
async function busyFloor(folder = newFolder()): Promise<Floor> {
  const floor = await openFloor({ folder, runbooks: roundRunbook() });
  await floor.client.engine.unlockVault({ passphrase: 'a shift of eight hours' });
  await onlySilent(floor);
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
  await floor.seen('web1', 'http');
  await floor.run(SECOND);
  await switchOff(floor);
  await floor.run(2 * MINUTE);
  await floor.acknowledge('web1', 'http', { sticky: true });
  await planAndRota(floor);
  await incidentsAtHand(floor);
  await runsAtHand(floor);
  await shiftsAtHand(floor);
  return floor;
}

/** What operators have in the engine, as its screens see it. */
async function everything({ engine, client }: Floor) {
  const { world } = engine;
  // By id, whatever their order: a restart reads them by name.
  const byId = <Thing extends { readonly id: string }>(things: Iterable<Thing>) =>
    Object.fromEntries([...things].map((one) => [one.id, one]));
  const problems = Object.values(byId(world.problems.values()));
  const { windows, mutes, channels, routes, onCall } = await snapshot(client);
  return {
    hosts: byId(world.hosts.values()),
    checks: byId(world.checks.values()),
    templates: byId(world.templates.values()),
    credentials: [...world.credentials.values()],
    acks: Object.fromEntries(problems.map((problem) => [problem.id, problem.ack])),
    settings: await client.engine.settings(),
    windows: byId(windows.map(({ window }) => window)),
    mutes: byId(mutes),
    channels: byId(channels),
    routes,
    people: byId(onCall.people),
    schedules: byId(onCall.schedules),
    policies: byId(onCall.policies),
    deliveries: byId(await client.alerts.deliveries({})),
    incidents: await incidentsKept(client),
    runs: await runsKept(client),
    shifts: await shiftsKept(client),
  };
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
    // Incidents follow what was removed a moment later.
    await floor.run(SECOND);
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
