// The door of the control socket: this user gets in, nobody else and nothing malformed does, and whoever misbehaves is the
// only one to notice. (spec: trust, "No one in")
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectEngine } from '../../electron/cli/engine-client.ts';
import { CONTROL_PROTOCOL } from '../../electron/engine/control-socket-frames.ts';
import { enter, HELLO, openControl, rawCaller } from '../support/control-floor.ts';
import { type Floor, MINUTE, newFolder, openFloor, until } from '../support/floor.ts';

async function everything(floor: Floor) {
  const { world } = floor.engine;
  return {
    hosts: [...world.hosts.values()],
    checks: [...world.checks.values()],
    problems: [...world.problems.values()],
    journal: (await floor.journal()).length,
  };
}

test('only this user can open it, and it is gone after the end', async () => {
  const floor = await openFloor();
  const control = await openControl(floor);
  expect(control.path).toBe(join(floor.folder, 'engine.sock'));
  expect(statSync(control.path).mode & 0o777).toBe(0o600);
  await control.close();
  expect(existsSync(control.path)).toBe(false);
});

test('what a killed engine left behind is no obstacle', async () => {
  const folder = newFolder();
  const path = join(folder, 'engine.sock');
  writeFileSync(path, '');
  expect(await connectEngine(folder)).toBeNull();
  const floor = await openFloor({ folder });
  await openControl(floor);
  expect((await enter(floor.folder)).engine.version).toBe('test');
});

test('a path too long for a socket address gets a private place, and leaves nothing there', async () => {
  const folder = join(newFolder(), 'a-long-name-for-a-folder-'.repeat(8));
  mkdirSync(folder);
  const floor = await openFloor({ folder });
  const control = await openControl(floor);
  expect(Buffer.byteLength(control.path)).toBeLessThan(108);
  expect(statSync(dirname(control.path)).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, 'engine.sock.path'), 'utf8').trim()).toBe(control.path);
  expect((await enter(floor.folder)).engine.version).toBe('test');
  await control.close();
  expect([existsSync(dirname(control.path)), existsSync(join(folder, 'engine.sock.path'))]).toEqual([false, false]);
});

test('the seventeenth caller is told so; when one leaves there is room again', async () => {
  const floor = await openFloor();
  await openControl(floor);
  const callers = await Promise.all(Array.from({ length: 16 }, () => enter(floor.folder)));
  await expect(connectEngine(floor.folder)).rejects.toThrow(/16 programs are connected/);
  callers[0]?.close();
  const another = async (): Promise<boolean> => {
    const connection = await connectEngine(floor.folder).catch(() => null);
    connection?.close();
    return connection !== null;
  };
  await expect.poll(another).toBe(true);
});

test('who does not say who they are is hung up on when the time is over', async () => {
  let over: (() => void) | undefined;
  const after = (_: number, job: () => void) => {
    over = job;
    return () => {};
  };
  const floor = await openFloor();
  await openControl(floor, { clock: { now: Date.now, mono: () => 0, after } });
  const { said, ended } = await rawCaller(floor.folder);
  await until(() => over !== undefined);
  over?.();
  await ended;
  expect(JSON.parse(said())).toEqual({ refused: 'Nobody said who is calling.' });
});

test.each([
  ['words', 'GET / HTTP/1.1\r\n\r\n', /no greeting/],
  ['nobody', `{"watchfloor":${CONTROL_PROTOCOL},"operator":""}\n`, /no greeting/],
  ['another protocol', '{"watchfloor":99,"operator":"ada"}\n', /speaks protocol 1, not 99/],
  ['a greeting without end', 'x'.repeat(5_000), /too long/],
  ['a call before the greeting', '{"i":"1","p":{"u":"/engine/about"}}\n', /no greeting/],
])('a greeting that is none (%s) is refused in words', async (_, text, words) => {
  const floor = await openFloor();
  await openControl(floor);
  const { socket, said, ended } = await rawCaller(floor.folder);
  socket.write(text);
  await ended;
  expect(JSON.parse(said()).refused).toMatch(words);
});

test('who asks and does not read is hung up on; the others are served', async () => {
  const floor = await openFloor();
  await openControl(floor, { limits: { waitingBytes: 256 * 1024 } });
  const notes = 'x'.repeat(9_000);
  for (let index = 0; index < 50; index += 1) {
    await floor.client.inventory.addHost({ host: { name: `host-${index}`, address: '127.0.0.1', notes } });
  }
  const { socket, ended } = await rawCaller(floor.folder);
  socket.pause();
  socket.write(HELLO);
  for (let index = 0; index < 40; index += 1) {
    socket.write(`${JSON.stringify({ i: String(index), p: { u: '/live/world', h: {} } })}\n`);
  }
  const other = await enter(floor.folder);
  for (let index = 0; index < 50; index += 1) expect((await other.client.engine.about()).version).toBe('test');
  socket.resume();
  await ended;
  expect((await other.client.engine.about()).version).toBe('test');
});

test('500 frames that are no calls hang up their own caller and change nothing', async () => {
  const floor = await openFloor();
  await openControl(floor, { limits: { connections: 1_000 } });
  await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
  floor.say('web1', 'http', 'critical');
  await floor.run(2 * MINUTE);
  const before = await everything(floor);
  const frame = fc.oneof(
    fc.string(),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    fc
      .record({
        i: fc.constantFrom<unknown>('1', 1, null),
        t: fc.constantFrom<unknown>(undefined, 0, 2, 3, 9),
        p: fc.jsonValue(),
      })
      .map((value) => JSON.stringify(value)),
    fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom(
      '{"i":"1","p":{"u":"http://evil/"}}',
      '{"i":"1","p":{"u":"//evil/x"}}',
      '{"i":"1","t":3,"p":{}}',
      '\0',
      '[]',
      '',
    ),
  );
  let hungUp = 0;
  for (const text of fc.sample(frame, { numRuns: 500, seed: 11 })) {
    const { socket, said, ended } = await rawCaller(floor.folder);
    socket.write(HELLO);
    socket.write(Buffer.from(`${text}\n`, 'utf8'));
    let gone = false;
    void ended.then(() => (gone = true));
    // A call of something that is there would be answered; everything else ends the line.
    await until(() => gone || said().split('\n').length > 2);
    if (gone) hungUp += 1;
    socket.destroy();
  }
  expect(hungUp).toBe(500);
  expect(await everything(floor)).toEqual(before);
  expect((await (await enter(floor.folder)).client.engine.about()).version).toBe('test');
});
