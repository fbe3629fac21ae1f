// Hostile senders: nonsense, idlers, dripping bodies. Nothing of it changes anything, and nobody is kept out by it.
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type InboundServer, openInboundServer, SERVER_LIMITS } from '../../electron/engine/services/inbound-server.ts';
import { type InboundDesk, openInboundDesk, sendRaw } from '../support/inbound-desk.ts';
import { canMount, fillDisk, smallDisk } from '../support/small-disk.ts';

test('two thousand bodies of nonsense change nothing and crash nothing', { timeout: 60_000 }, async () => {
  const desk = await openInboundDesk();
  const random = chance(7);
  const paths = ['alertmanager', 'grafana', 'datadog', 'zabbix', 'nagios', 'alerts', 'heartbeat/a/b'];
  const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
  const seen = new Map<number, number>();
  for (let round = 0; round < 2_000; round += 1) {
    const status = await postFrom(`127.0.0.${2 + (round % 20)}`, desk, `/v1/${paths[round % paths.length]}`, {
      type: types[round % 3] ?? '',
      body: nonsense(random, round),
    });
    seen.set(status, (seen.get(status) ?? 0) + 1);
  }
  expect([...seen.keys()].sort()).toEqual([200, 400, 404]);
  expect([...desk.engine.world.hosts.keys()]).toEqual([]);
  expect(desk.problems()).toEqual([]);
  expect((await desk.post('/v1/alerts', { host: 'web1', name: 'disk', status: 'critical' })).status).toBe(200);
});

/** From an address of its own, so that no single one asks too fast. */
function postFrom(
  localAddress: string,
  desk: InboundDesk,
  path: string,
  { type, body }: { readonly type: string; readonly body: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${desk.token}`, 'content-type': type };
    const sent = request(
      { host: '127.0.0.1', port: desk.port, path, method: 'POST', localAddress, headers },
      (reply) => {
        reply.resume();
        reply.on('end', () => resolve(reply.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe.skipIf(!canMount())('a full disk (skipped where this user may not mount one)', () => {
  test('the sender is asked to come again, nothing is half there, and the next time it comes in', async () => {
    const folder = smallDisk(6);
    const desk = await openInboundDesk({ folder });
    const makeRoom = fillDisk(folder);
    const alertOf = (index: number) => ({
      host: `web${index}`,
      name: 'disk',
      status: 'critical',
      detail: 'x'.repeat(4_000),
    });
    // The write-ahead log may have some pages to spare.
    let index = 0;
    let reply = await desk.post('/v1/alerts', alertOf(index));
    for (; [200, 429].includes(reply.status) && index < 2_000; reply = await desk.post('/v1/alerts', alertOf(index))) {
      if (reply.status === 200) index += 1;
    }
    expect([reply.status, reply.body.error]).toEqual([503, 'it could not be written: full']);
    expect(reply.headers.get('retry-after')).toBe('30');
    expect(desk.check(`web${index}`, 'disk')).toBeUndefined();
    makeRoom();
    expect((await desk.post('/v1/alerts', alertOf(index))).body.accepted).toBe(1);
    await expect.poll(() => desk.problems()).toContain(`web${index} disk critical`);
  });
});

test('a hundred connections that say nothing keep nobody else out for long, and each is ended', async () => {
  const { server, refusals } = await openBareServer({
    connections: 100,
    headersMs: 300,
    requestMs: 500,
    lookEveryMs: 50,
  });
  const port = Number(new URL(server.url).port);
  const ended: Promise<unknown>[] = [];
  for (let index = 0; index < 120; index += 1) {
    const socket = connect(port, '127.0.0.1', () => socket.write('POST /v1/alerts HTTP/1.1\r\nHost: x\r\n'));
    socket.on('error', () => {});
    ended.push(new Promise((resolve) => socket.once('close', resolve)));
    socket.resume();
  }
  await Promise.all(ended);
  expect(refusals).toContain('more than 100 connections at once');
  expect(refusals).toContain('a request that did not come to its end in time');
  const reply = await fetch(`${server.url}/x`, { method: 'POST', body: 'hello' });
  expect([reply.status, await reply.json()]).toEqual([200, { bytes: 5 }]);
});

test('a body that drips is ended in time, whatever it has sent', async () => {
  const { server, refusals } = await openBareServer({ requestMs: 300, headersMs: 200, lookEveryMs: 50 });
  const port = Number(new URL(server.url).port);
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('POST /v1/alerts HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'),
  );
  socket.on('error', () => {});
  const drip = setInterval(() => socket.writable && socket.write('x'), 20);
  onTestFinished(() => clearInterval(drip));
  let answer = '';
  socket.on('data', (part) => (answer += part));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(refusals).toContain('a request that did not come to its end in time');
});

test('what is not HTTP, and headers without end, are refused', async () => {
  const { server, refusals } = await openBareServer({});
  const port = Number(new URL(server.url).port);
  expect(await sendRaw(port, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03')).toMatch(/^HTTP\/1\.1 400 /);
  expect(await sendRaw(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
  expect(refusals).toEqual(['something that is not HTTP', 'headers that are too large']);
});

/** The HTTP side alone, with limits that a test can wait for. */
async function openBareServer(
  limits: Partial<typeof SERVER_LIMITS>,
): Promise<{ server: InboundServer; refusals: string[] }> {
  const refusals: string[] = [];
  const server = await openInboundServer({
    address: '127.0.0.1',
    port: 0,
    limits: { ...SERVER_LIMITS, ...limits },
    async answer(request) {
      let bytes = 0;
      for await (const part of request as AsyncIterable<Buffer>) bytes += part.length;
      return { status: 200, body: { bytes } };
    },
    onRefused: (said) => refusals.push(said),
    onFault: (error) => refusals.push(String(error)),
    onBroken: (error) => refusals.push(String(error)),
  });
  onTestFinished(() => server.close());
  return { server, refusals };
}

/** Chance that is the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

const KEYS = [
  'alerts',
  'labels',
  'status',
  'annotations',
  'heartbeats',
  'links',
  'startsAt',
  '__proto__',
  'constructor',
  'truncatedAlerts',
  'values',
  'check',
]; // prettier-ignore
const WORDS = [
  '',
  'firing?',
  '\u0000\ud800',
  'NaN',
  '$ALERT_TITLE',
  '{EVENT.ID}',
  ';;;;',
  'a;b;9;c',
  '../..',
  '\u202e',
  '9'.repeat(400),
]; // prettier-ignore

/** Anything but an alert: random JSON of the formats' own words, sometimes cut or with bytes turned. */
function nonsense(random: () => number, round: number): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const value = (depth: number): unknown => {
    const kind = random();
    if (depth > 4 || kind < 0.35) return pick([...WORDS, 0, -1, 1e308, true, null]);
    if (kind < 0.55) return Array.from({ length: Math.floor(random() * 6) }, () => value(depth + 1));
    return Object.fromEntries(
      Array.from({ length: 1 + Math.floor(random() * 5) }, () => [pick(KEYS), value(depth + 1)]),
    );
  };
  const text = JSON.stringify(value(0));
  if (round % 5 === 0) return text.slice(0, Math.floor(random() * text.length));
  return round % 7 === 0 ? text.replaceAll(/[{}":]/g, () => pick(['{', '"', ';', '\n', ':'])) : text;
}
