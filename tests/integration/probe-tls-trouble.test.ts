// Servers with which there is no handshake, and those that begin in plain text: bounded, and said in words.
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../electron/engine/probes/probe.ts';
import { tls } from '../../electron/engine/probes/tls.ts';
import { createIdentity, type Identity } from '../../electron/lab/certificates.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { closedPort, startEndless, startGarbage, startSilent, startTcp } from '../support/lab/tcp-server.ts';
import { startTls } from '../support/lab/tls-server.ts';

let identity: Identity;
beforeAll(async () => {
  identity = await createIdentity(['127.0.0.1']);
});
const stops: (() => Promise<void>)[] = [];
const end = async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
};
afterEach(end);
afterAll(end);

async function kept<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  stops.push(server.stop);
  return server;
}
const run = (server: { port: number }, config: object = {}, context: Partial<ProbeContext> = {}) =>
  tls.run(tls.config.parse({ port: server.port, verifyChain: false, ...config }), probeContext(context));

describe('after plain text', () => {
  test.each(['smtp', 'imap', 'pop3', 'ftp'] as const)('%s', async (starttls) => {
    const server = await kept(startTls({ identity, starttls }));
    expect(await run(server, { starttls })).toMatchObject({
      status: 'ok',
      summary: expect.stringContaining('Certificate of 127.0.0.1 is valid for'),
    });
  });
  test.each([
    ['smtp', ['220 lab\r\n', '250 lab\r\n'], 'it does not offer STARTTLS'],
    ['smtp', ['421 too many\u001b[2J connections\r\n'], 'it said "421 too many connections"'],
    ['smtp', ['220 lab\r\n', '250-lab\r\n250 STARTTLS\r\n', '454 not now\r\n'], 'it said "454 not now"'],
    ['smtp', ['220 lab\r\n', '250-lab\r\n250 STARTTLS\r\n', '220 go\r\n250 injected\r\n'], 'it talks on in plain text'],
    ['imap', ['* OK lab\r\n', '* CAPABILITY\r\na BAD what\r\n'], 'it said "a BAD what"'],
    ['pop3', ['+OK lab\r\n', '-ERR no\r\n'], 'it said "-ERR no"'],
    ['ftp', ['220 lab\r\n', '530 log in first\r\n'], 'it said "530 log in first"'],
    ['smtp', [`220-${'x'.repeat(200_000)}`], 'its line has no end'],
    ['smtp', ['220-more\r\n'.repeat(1_000)], 'its answer has no end'],
    ['imap', ['* OK lab\r\n', '* MORE\r\n'.repeat(1_000)], 'its answer has no end'],
  ] as const)('a server of %s that goes another way: %#', async (starttls, words, why) => {
    const server = await kept(
      startTcp((socket) => {
        const rest: string[] = [...words];
        const speak = () => socket.write(rest.shift() ?? '');
        speak();
        socket.on('data', speak);
      }),
    );
    expect(await run(server, { starttls })).toMatchObject({
      status: 'critical',
      summary: `Server does not change to TLS: ${why}`,
      detail: `127.0.0.1 port ${server.port}`,
    });
    await until(() => server.open() === 0, 'the connection is closed');
  });
  test('a server that closes in the middle', async () => {
    const server = await kept(startTcp((socket) => socket.end('220 lab\r\n')));
    expect(await run(server, { starttls: 'smtp' })).toMatchObject({
      status: 'critical',
      summary: 'Server does not change to TLS: it closed the connection',
    });
  });
});

describe('no handshake', () => {
  test('nobody listens', async () => {
    expect(await run({ port: await closedPort() })).toMatchObject({
      status: 'critical',
      summary: 'Connection refused, nothing listens there',
    });
  });
  test('garbage, an endless talker, a web server without TLS', async () => {
    const web = startTcp((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    for (const server of [await kept(startGarbage()), await kept(startEndless()), await kept(web)]) {
      expect(await run(server)).toMatchObject({ status: 'critical', summary: 'What answers does not speak TLS' });
    }
  });
  test('a server that closes in the middle of the handshake', async () => {
    const closing = await kept(startTcp((socket) => socket.once('data', () => socket.destroy())));
    expect(await run(closing)).toMatchObject({
      status: 'critical',
      summary: 'Connection closed by the server in the middle of the handshake',
    });
    // A whole TLS record, the beginning of a ServerHello, and then nothing more.
    const half = await kept(
      startTcp((socket) => socket.once('data', () => socket.end(Buffer.from('160303003a020000360303', 'hex')))),
    );
    expect(await run(half)).toMatchObject({ status: 'critical', metrics: [] });
  });
  test('a server that refuses by an alert', async () => {
    const alert = (code: number) =>
      startTcp((socket: Socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, code]))));
    const words = [];
    for (const code of [40, 70, 112]) words.push((await run(await kept(alert(code)))).summary);
    expect(words).toEqual([
      'Server refuses the handshake',
      'No TLS version that both sides know',
      'Server does not know the name it was asked for',
    ]);
  });
  test.each(['none', 'smtp'] as const)(
    'a silent one (%s) is left at the abort, and nothing stays open',
    async (starttls) => {
      const server = await kept(startSilent());
      const before = openThings();
      const controller = new AbortController();
      const running = run(server, { starttls }, { signal: controller.signal }).catch((error: Error) => error.message);
      await until(() => server.accepted() === 1, 'it is connected');
      controller.abort(new Error('time is up'));
      expect(await running).toBe('time is up');
      await until(() => server.open() === 0 && leftSince(before).length === 0, 'all is closed');
    },
  );
  test('a hundred handshakes leave nothing open', async () => {
    const server = await kept(startTls({ identity }));
    await run(server);
    const before = openThings();
    for (let round = 0; round < 10; round += 1) {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => run(server)));
      expect(outcomes.every(({ status }) => status === 'ok')).toBe(true);
    }
    await until(() => leftSince(before).length === 0, 'all is closed');
  });
});
