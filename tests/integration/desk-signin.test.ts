// Who sits where: on a whole engine, over real ports. What somebody does is on record by the name they signed in with.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Log } from '../../electron/engine/lib/log.ts';
import { enter, openControl } from '../support/control-floor.ts';
import { type Floor, MINUTE } from '../support/floor.ts';
import { AB, hearShifts, id, MO, manned, night, said } from './shift-makers.ts';

const actors = async (floor: Floor, kind: 'inventory' | 'on-call' | 'settings' | 'acknowledgement') =>
  (await floor.journal(kind)).map(({ actor }) => (actor.type === 'operator' ? actor.name : actor.type));

/** What the client is refused with, in words. */
const words = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'taken',
    (error) => error.message,
  );

test('whoever signed in acts in every window of the desk, in every kind of command, and about says so', async () => {
  const floor = await manned();
  const second = floor.connect();
  const elsewhere = floor.connect('bob');
  expect(await second.engine.about()).toMatchObject({ operator: 'ada', desk: 'ada' });
  expect(await floor.client.shifts.signIn({ personId: MO })).toMatchObject({ name: 'M. Okafor', initials: 'MO' });
  expect(await second.engine.about()).toMatchObject({ operator: 'M. Okafor', desk: 'ada' });
  expect(await elsewhere.engine.about()).toMatchObject({ operator: 'bob', desk: 'bob' });

  await second.inventory.addHost({
    host: { name: 'web1', address: '127.0.0.1' },
    checks: [{ kind: 'ping', name: 'ping', alive: true }],
  });
  floor.say('web1', 'ping', 'critical');
  await floor.seen('web1', 'ping', 3);
  await floor.acknowledge('web1', 'ping');
  await floor.client.shifts.putPlan(night());
  await floor.client.onCall.putPerson({ id: AB, name: 'A. Brandt', phone: '1' });
  await floor.client.engine.changeSettings(await floor.client.engine.settings());
  const settings = await floor.client.engine.settings();
  await second.engine.changeSettings({ ...settings, alerting: { ...settings.alerting, louderAfterMinutes: 7 } });
  const { id: incidentId } = await floor.client.incidents.open({
    fields: { title: 'Odd' },
    impact: 'low',
    urgency: 'low',
  });
  await second.incidents.note({ incidentId, text: 'Looked at it.' });
  await elsewhere.incidents.note({ incidentId, text: 'So did I.' });

  expect(floor.problem('web1', 'ping')?.ack?.by).toBe('M. Okafor');
  expect(new Set(await actors(floor, 'inventory'))).toEqual(new Set(['M. Okafor']));
  expect((await actors(floor, 'on-call')).at(-1)).toBe('M. Okafor');
  expect((await actors(floor, 'settings')).at(-1)).toBe('M. Okafor');
  const notes = await floor.journal('note');
  expect(notes.map(({ actor }) => actor)).toEqual([
    { type: 'operator', name: 'M. Okafor' },
    { type: 'operator', name: 'bob' },
  ]);
  // Every entry of a person since is by one of the two: nothing went past the desk.
  const since = (await floor.journal()).filter(({ kind, actor }) => kind !== 'engine' && actor.type === 'operator');
  const names = since.slice(2).map(({ actor }) => (actor.type === 'operator' ? actor.name : ''));
  expect(new Set(names)).toEqual(new Set(['M. Okafor', 'bob']));
  await floor.expectChain();
});

test('it lasts over restarts, until they sign out or another takes the seat; each stands on record', async () => {
  const floor = await manned();
  await floor.client.shifts.signIn({ personId: MO });
  await floor.client.shifts.signIn({ personId: MO });
  await floor.restart(5 * MINUTE);
  expect((await floor.client.engine.about()).operator).toBe('M. Okafor');
  await floor.client.shifts.signIn({ personId: AB });
  await floor.client.shifts.signOut();
  await floor.client.shifts.signOut();
  expect((await floor.client.engine.about()).operator).toBe('ada');
  expect(await said(floor)).toEqual([
    'M. Okafor: M. Okafor sits at desk ada (signed in without a PIN)',
    'A. Brandt: A. Brandt sits at desk ada, in place of M. Okafor (signed in without a PIN)',
    'A. Brandt: A. Brandt left desk ada (signed out)',
  ]);
  await floor.restart(MINUTE);
  expect((await floor.client.engine.about()).operator).toBe('ada');
});

test('the desk is in the world of every window at once; a removed person sits nowhere and has no PIN', async () => {
  const floor = await manned();
  const { heard, stop } = hearShifts(floor);
  await floor.client.shifts.setPin({ personId: MO, pin: '4711' });
  await floor.client.shifts.signIn({ personId: MO, pin: '4711' });
  await floor.run(0);
  expect(heard.at(-1)).toMatchObject({ desks: [{ user: 'ada', personId: MO }], withPin: [MO] });
  await floor.client.onCall.removePerson({ personId: MO });
  await floor.run(0);
  expect(heard.at(-1)).toMatchObject({ desks: [], withPin: [] });
  expect((await floor.client.engine.about()).operator).toBe('ada');
  await stop();
  await floor.restart(MINUTE);
  // Somebody of that id again is somebody else: the old PIN is gone from the disk as well.
  await floor.client.onCall.putPerson({ id: MO, name: 'M. Okafor' });
  expect(await floor.client.shifts.signIn({ personId: MO })).toMatchObject({ name: 'M. Okafor' });
});

test('who is renamed acts under the new name', async () => {
  const floor = await manned();
  await floor.client.shifts.signIn({ personId: MO });
  await floor.client.onCall.putPerson({ id: MO, name: 'M. Lind' });
  expect((await floor.client.engine.about()).operator).toBe('M. Lind');
});

test('a program acts as the user of the operating system, whoever sits at the desk', async () => {
  const floor = await manned();
  await openControl(floor, {
    welcome: (port, { operator: name }) =>
      floor.engine.handler.upgrade(port, { context: { actor: { type: 'operator', name }, isProgram: true } }),
  });
  await floor.client.shifts.signIn({ personId: MO });
  const { client: program } = await enter(floor.folder);
  expect(await program.engine.about()).toMatchObject({ operator: 'ada', desk: 'ada' });
  await program.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' }, checks: [] });
  expect(await actors(floor, 'inventory')).toEqual(['ada']);
});

test('a wrong PIN is refused in words, and after five the next waits: a minute, two, four, at most five', async () => {
  const floor = await manned();
  const { shifts } = floor.client;
  await shifts.setPin({ personId: MO, pin: '4711' });
  const tried = (pin: string) => words(shifts.signIn({ personId: MO, pin }));
  expect(await tried('')).toContain('M. Okafor has a PIN: it must be typed');
  for (let n = 1; n < 5; n += 1) expect(await tried('0000')).toMatch(/pin: that is not the PIN of M. Okafor$/);
  expect(await tried('0000')).toContain('that is not the PIN of M. Okafor; no more is taken for 1 min');
  // The right one is not looked at either: who tries in that minute learns nothing.
  expect(await tried('4711')).toContain('too many wrong PINs for M. Okafor: try again in 1 min');
  await floor.run(59_001);
  expect(await tried('4711')).toContain('try again in 1 s');
  await floor.run(1_000);
  expect(await tried('0001')).toContain('no more is taken for 2 min');
  for (const minutes of [2, 4, 5, 5]) {
    await floor.run(minutes * MINUTE);
    await tried('0002');
  }
  expect(await tried('4711')).toContain('try again in 5 min');
  // Another person's PIN is not held up by it.
  await shifts.setPin({ personId: AB, pin: '1234' });
  expect(await words(shifts.signIn({ personId: AB, pin: '1234' }))).toBe('taken');
  await floor.run(5 * MINUTE);
  expect(await tried('4711')).toBe('taken');
  expect(await tried('0000')).toMatch(/that is not the PIN of M. Okafor$/);
  expect((await said(floor)).filter((line) => line.includes('Wrong PINs')).at(0)).toBe(
    'ada: Wrong PINs for M. Okafor: no more is taken for 1 min',
  );
});

test('who types wrong PINs at one desk holds nobody up at another, and is held up whoever they sign in as', async () => {
  const floor = await manned();
  const mine = floor.connect('bob');
  await floor.client.shifts.setPin({ personId: MO, pin: '4711' });
  const tried = (client: typeof mine, pin: string) => words(client.shifts.signIn({ personId: MO, pin }));
  for (let n = 0; n < 5; n += 1) await tried(floor.client, '0000');
  expect(await tried(floor.client, '4711')).toContain('too many wrong PINs for M. Okafor');
  expect(await tried(mine, '4711')).toBe('taken');
  // In another name, but at the same desk; and by another act that wants the PIN.
  await floor.client.shifts.signIn({ personId: AB });
  expect(await tried(floor.client, '4711')).toContain('too many wrong PINs for M. Okafor');
  expect(await words(floor.client.shifts.setPin({ personId: MO, pin: '1234', current: '4711' }))).toContain(
    'too many wrong PINs for M. Okafor',
  );
});

test('a hundred tries at one moment are a hundred tries: five are looked at', async () => {
  const floor = await manned();
  await floor.client.shifts.setPin({ personId: MO, pin: '0099' });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, pin) =>
      words(floor.client.shifts.signIn({ personId: MO, pin: String(pin).padStart(4, '0') })),
    ),
  );
  expect(answers.filter((answer) => answer.includes('that is not the PIN'))).toHaveLength(5);
  expect(answers.filter((answer) => answer.includes('too many wrong PINs'))).toHaveLength(95);
  expect((await floor.client.engine.about()).operator).toBe('ada');
});

test('a PIN is changed with the old one, or without it for a reason; both stand on record, no PIN does', async () => {
  const lines: string[] = [];
  const log: Log = {
    info: (message, fields) => void lines.push(`${message} ${JSON.stringify(fields)}`),
    error: (message, error) => void lines.push(`${message} ${String(error)}`),
  };
  const floor = await manned({ log });
  const { shifts } = floor.client;
  const [first, second, third, wrong] = ['90817263', '81726354', '72635445', '63544536'];
  await shifts.setPin({ personId: MO, pin: first });
  expect(await words(shifts.setPin({ personId: MO, pin: second }))).toContain('current: type the PIN M. Okafor has');
  expect(await words(shifts.setPin({ personId: MO, pin: second, current: wrong }))).toContain(
    'current: that is not the PIN of M. Okafor',
  );
  await shifts.setPin({ personId: MO, pin: second, current: first });
  expect(await words(shifts.signIn({ personId: MO, pin: first }))).toContain('that is not the PIN');
  await shifts.signIn({ personId: MO, pin: second });
  await shifts.setPin({ personId: MO, pin: third, forgotten: 'lost over the holidays' });
  expect(await words(shifts.signIn({ personId: AB }))).toBe('taken');
  expect(await words(shifts.signIn({ personId: MO, pin: third }))).toBe('taken');
  await shifts.setPin({ personId: MO, pin: null, current: third });
  await shifts.setPin({ personId: MO, pin: null });
  expect(await words(shifts.setPin({ personId: MO, pin: '12ab' }))).toContain('must be 4 to 12 digits');
  expect((await said(floor)).filter((line) => line.includes('PIN of'))).toEqual([
    'ada: PIN of M. Okafor set',
    'ada: PIN of M. Okafor changed',
    'M. Okafor: PIN of M. Okafor changed without the old one: lost over the holidays',
    'M. Okafor: PIN of M. Okafor taken away',
  ]);
  await floor.stop();
  const files = readdirSync(floor.folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1'));
  expect(files.length).toBeGreaterThan(1);
  for (const pin of [first, second, third, wrong]) {
    expect(lines.join('\n')).not.toContain(pin);
    for (const file of files) expect(file.includes(pin ?? '')).toBe(false);
  }
});

test('nobody signs in who is not known', async () => {
  const { client } = await manned();
  expect(await words(client.shifts.signIn({ personId: id('zoe') }))).toContain('There is no such person any more');
  expect(await words(client.history.journal({ limit: 5, hostId: id<HostId>('none') }))).toBe('taken');
});
