// Every kind that has a peer, against every peer there should not be: each run ends, in bounded memory, with clean words, and
// leaves nothing open. A new kind in the registry is tried like the others. (spec: trust, "Nothing lost")
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Check, policy } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { type Result, STATUSES } from '../../electron/contract/model/result.ts';
import { systemClock } from '../../electron/engine/lib/clock.ts';
import { probeKinds } from '../../electron/engine/probes/index.ts';
import type { ProbeKind } from '../../electron/engine/probes/probe.ts';
import { createRunner } from '../../electron/engine/services/runner.ts';
import { startHttp } from '../support/lab/http-server.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { trusting } from '../support/lab/probe-context.ts';
import { startTcp } from '../support/lab/tcp-server.ts';
import { type Conduct, startHostileSsh } from './nothing-lost-hostile-ssh.ts';

const TIMEOUT_MS = 900;
const MEMORY = 64 * 1024 * 1024;

/** What a kind needs besides a port to get as far as its peer, in one or more ways. */
const WAYS: Readonly<Record<string, readonly object[]>> = {
  tcp: [{ expect: 'ready', send: 'hello\\r\\n' }, { expect: '/rea[d]y$/' }],
  http: [{ expectBody: 'ready' }, { scheme: 'https', verifyTls: false }, { jsonPath: 'a.b', jsonEquals: '1' }],
  tls: [{}, { starttls: 'smtp' }, { starttls: 'imap' }],
  dns: [{ name: 'www.example.org', servers: ['127.0.0.1'] }],
  service: [{ units: ['sshd.service'] }],
  plugin: [{ over: 'ssh', command: 'check_disk', args: [] }],
};

const shapeOf = (kind: ProbeKind): object => (kind.config as unknown as { shape: object }).shape;
const hasPeer = (kind: ProbeKind): boolean => 'port' in shapeOf(kind);
const logsIn = (kind: ProbeKind): boolean => 'auth' in shapeOf(kind);

function configsOf(kind: ProbeKind, port: number): readonly unknown[] {
  const login = logsIn(kind) ? { auth: 'password', user: 'ada', password: 'secret' } : {};
  return (WAYS[kind.kind] ?? [{}]).map((more) => kind.config.parse({ port, ...login, ...more }));
}

const runner = createRunner({ clock: systemClock, hostKeys: trusting, lastBeat: () => null });
const never = new AbortController().signal;
const HOST = { ...hostInput.parse({ name: 'hostile', address: '127.0.0.1' }), id: 'hostile' as HostId };

function run(kind: ProbeKind, config: unknown): Promise<Result> {
  const check: Check = {
    id: `${kind.kind}-check` as CheckId,
    hostId: HOST.id,
    name: kind.kind,
    kind: kind.kind,
    config: {},
    policy: policy.parse({ timeoutMs: TIMEOUT_MS }),
    enabled: true,
    alive: false,
    dependsOn: [],
  };
  const due = { at: Date.now(), dueMono: systemClock.mono() };
  return runner.runOne({ check, host: HOST, kind, config: () => config }, due, never);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are really held: what the collector would still take is not counted. */
function heldBytes(): number {
  // The bytes behind a buffer are given back by the next round only.
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The most that is held while `work` goes on, above what was held before. */
async function mostHeldDuring<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly bytes: number }> {
  const before = heldBytes();
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, heldBytes() - before)), 150);
  try {
    return { value: await work(), bytes: Math.max(most, heldBytes() - before) };
  } finally {
    clearInterval(look);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const UNCLEAN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function expectDecent({ status, summary, detail = '', output = '', metrics }: Result, name: string): void {
  expect(STATUSES, name).toContain(status);
  expect(summary, name).not.toBe('');
  expect(summary.length, name).toBeLessThanOrEqual(200);
  expect(output.length, name).toBeLessThanOrEqual(64 * 1024 + 200);
  for (const text of [summary, detail, output]) {
    expect(UNCLEAN.exec(text)?.[0], `${name}: ${JSON.stringify(text.slice(0, 300))}`).toBeUndefined();
    expect(text.isWellFormed(), name).toBe(true);
  }
  expect(
    metrics.every((metric) => Number.isFinite(metric.value)),
    name,
  ).toBe(true);
}

/** All these kinds at once against one port: decent answers, bounded memory. */
async function tryAll(kinds: readonly ProbeKind[], port: number): Promise<void> {
  const runs = kinds.flatMap((kind) => configsOf(kind, port).map((config) => ({ kind, config })));
  const { value, bytes } = await mostHeldDuring(() => Promise.all(runs.map(({ kind, config }) => run(kind, config))));
  for (const [n, result] of value.entries()) expectDecent(result, runs[n]?.kind.kind ?? '');
  // A peer like this is good for nobody.
  expect(value.map((result, n) => [runs[n]?.kind.kind, result.status]).filter(([, status]) => status === 'ok')).toEqual(
    [],
  );
  expect(bytes).toBeLessThan(MEMORY);
}

const peers = probeKinds.filter(hasPeer);
const overSsh = peers.filter(logsIn);
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const escapes = '\u001b[2J\u001b]0;owned\u0007\u001b[31mred\u202e\u009b5n\r\nHTTP/1.1 200 OK\r\n\r\n\u001bP';
const lines = Buffer.from('line after line\n'.repeat(100_000));

function pour(socket: Pick<Writable, 'write' | 'destroyed' | 'once'>, chunk: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
}

/** One byte now and then, for as long as anybody listens. */
function drip(socket: Socket, text: string): void {
  let place = 0;
  const timer = setInterval(() => socket.write(text[place++ % text.length] ?? ''), 50);
  socket.on('close', () => clearInterval(timer));
}

const CONDUCTS: Readonly<Record<string, (socket: Socket) => void>> = {
  'accepts and never answers': () => {},
  'closes at once': (socket) => void socket.end(),
  'resets at once': (socket) => void socket.resetAndDestroy(),
  'closes at the first word': (socket) => void socket.once('data', () => socket.destroy()),
  'resets at the first word': (socket) => void socket.once('data', () => socket.resetAndDestroy()),
  'greets as an SSH server and closes in the key exchange': (socket) => {
    socket.write('SSH-2.0-OpenSSH_9.2\r\n');
    socket.once('data', () => setImmediate(() => socket.destroy()));
  },
  'sends garbage for ever': (socket) => pour(socket, everyByte),
  'sends zeroes for ever': (socket) => pour(socket, Buffer.alloc(65_536)),
  'sends one line for ever': (socket) => pour(socket, Buffer.alloc(65_536, 'x')),
  'sends greetings for ever': (socket) =>
    pour(socket, Buffer.from('220-hello\r\n* OK hello\r\nSSH-2.0-x\r\n'.repeat(500))),
  'sends 100,000 lines': (socket) => void socket.end(lines),
  'sends text that is no UTF-8': (socket) =>
    void socket.end(Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf8])),
  'sends what a terminal would obey': (socket) => void socket.end(escapes),
  'answers one byte at a time': (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nSSH-2.0-slow\r\n220 slow\r\n'),
  'sends header lines for ever': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, Buffer.from('X-More: and more\r\n'.repeat(1_000)));
  },
};

describe('a peer that', () => {
  afterAll(() => Promise.all(probeKinds.map((kind) => kind.close?.())));

  test.each(Object.entries(CONDUCTS))('%s', async (_name, conduct) => {
    const before = openThings();
    const server = await startTcp((socket) => {
      socket.resume();
      conduct(socket);
    });
    const datagrams = await hostileDatagrams(server.port);
    await tryAll(peers, server.port);
    await Promise.all(probeKinds.map((kind) => kind.close?.()));
    await until(() => server.open() === 0, 'every connection is closed');
    await server.stop();
    datagrams.close();
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });

  test('answers HTTP with a gigabyte', async () => {
    let sent = 0;
    const server = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000_000_000 });
      const chunk = Buffer.alloc(1_000_000, 'x');
      const more = (): void => {
        while (!response.destroyed && sent < 1_000_000_000 && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', more);
      more();
    });
    onTestFinished(() => server.stop());
    const http = probeKinds.filter((kind) => kind.kind === 'http');
    await tryAll(http, server.port);
    expect(sent).toBeLessThan(500_000_000);
  });
});

/** Answers every datagram with a hundred that make no sense. */
async function hostileDatagrams(port: number) {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  socket.on('error', () => {});
  socket.on('message', (asked, from) => {
    for (let n = 0; n < 100; n += 1) {
      // Half of them under the question's own number.
      const answer = Buffer.concat([n % 2 === 0 ? asked.subarray(0, 2) : everyByte.subarray(n, n + 2), everyByte]);
      socket.send(answer, from.port, from.address, () => {});
    }
  });
  return socket;
}

const SHELLS: Readonly<Record<string, Conduct>> = {
  'takes the command and never answers': () => {},
  'prints for ever': (stream) => pour(stream, Buffer.alloc(32_768, 'all is well\n')),
  'prints for ever to its error output': (stream) => pour(stream.stderr, Buffer.alloc(32_768, 'no\n')),
  'prints every byte there is, and ends': (stream) => {
    stream.write(Buffer.concat(Array.from({ length: 50 }, () => everyByte)));
    stream.exit(0);
    stream.end();
  },
  'prints 100,000 lines, and ends': (stream) => {
    stream.write(lines, () => {
      stream.exit(3);
      stream.end();
    });
  },
  'prints what a terminal would obey, and dies': (stream) => {
    stream.write(escapes);
    stream.exit('KILL', false, 'owned\u001b[2J');
    stream.end();
  },
  'hangs up in the middle of its answer': (stream, client) => {
    stream.write('cpu 1 2 3');
    setImmediate(() => client.end());
  },
  'ends without a status': (stream) => void stream.end(),
};

describe('an SSH server that lets us in and', () => {
  afterAll(() => Promise.all(probeKinds.map((kind) => kind.close?.())));

  test.each(Object.entries(SHELLS))('%s', async (_name, conduct) => {
    const before = openThings();
    const server = await startHostileSsh(conduct);
    const { bytes, value } = await mostHeldDuring(() =>
      Promise.all(overSsh.flatMap((kind) => configsOf(kind, server.port).map((config) => run(kind, config)))),
    );
    for (const result of value) expectDecent(result, result.checkId);
    expect(bytes).toBeLessThan(MEMORY);
    await Promise.all(probeKinds.map((kind) => kind.close?.()));
    await until(() => server.open() === 0, 'every connection is closed');
    await server.stop();
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
});
