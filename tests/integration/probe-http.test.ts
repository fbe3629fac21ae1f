// Web servers, good, slow, wrong and hostile.
import { afterEach, describe, expect, test } from 'vitest';
import { http } from '../../electron/engine/probes/http.ts';
import { startHttp, startHttps, type WebServer } from '../support/lab/http-server.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import {
  closedPort,
  startClosingSshd,
  startEndless,
  startGarbage,
  startSilent,
  startTcp,
} from '../support/lab/tcp-server.ts';

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
async function up<Server extends { stop(): Promise<void> }>(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  servers.push(server);
  return server;
}
const run = (settings: Record<string, unknown>, parts: Parameters<typeof probeContext>[0] = {}) =>
  http.run(http.config.parse(settings), probeContext(parts));
/** A server that answers with what it was asked. */
const mirror = () =>
  up(
    startHttp((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        response.setHeader('x-mirror', 'yes');
        response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
      });
    }),
  );
const ask = async (server: WebServer, settings: Record<string, unknown>) => {
  const result = await run({ port: server.port, rejectBody: '{', ...settings });
  return JSON.parse(result.output!) as { method: string; url: string; headers: Record<string, string>; body: string };
};

describe('a web server', () => {
  test('that answers is ok, with the time of each step', async () => {
    const server = await mirror();
    const result = await run({ port: server.port });
    expect(result.status).toBe('ok');
    expect(result.summary).toMatch(/^HTTP 200, [\d.]+ ms, \d+ B$/);
    expect(result.metrics.map((metric) => metric.name)).toEqual([
      'time.connect',
      'time.firstByte',
      'time.total',
      'size',
    ]);
    const byName = await run({ port: server.port }, { address: 'localhost' });
    expect(byName.metrics.map((metric) => metric.name)).toContain('time.dns');
    for (const metric of byName.metrics) expect(metric.value).toBeGreaterThanOrEqual(0);
  });
  test('is asked as configured: method, path, headers, body, host name', async () => {
    const server = await mirror();
    const asked = await ask(server, {
      method: 'POST',
      path: '/a?b=c',
      headers: ['X-One: 1', 'Content-Type: application/json'],
      body: '{"ü":1}',
      hostHeader: 'www.example.org',
    });
    expect(asked).toMatchObject({ method: 'POST', url: '/a?b=c', body: '{"ü":1}' });
    expect(asked.headers).toMatchObject({
      host: `www.example.org:${server.port}`,
      'x-one': '1',
      'content-length': '8',
    });
    const byUrl = await ask(server, { path: `http://shop.example.org:${server.port}/x`, port: undefined });
    expect(byUrl).toMatchObject({ url: '/x', headers: { host: `shop.example.org:${server.port}` } });
  });
  test('basic and bearer authentication', async () => {
    const server = await mirror();
    const basic = await ask(server, { user: 'noc', password: 'pä:ss' });
    expect(Buffer.from(basic.headers.authorization!.slice(6), 'base64').toString()).toBe('noc:pä:ss');
    expect((await ask(server, { token: 'abc', user: 'noc' })).headers.authorization).toBe('Bearer abc');
  });
  test('expected status, header, body, JSON', async () => {
    const server = await up(
      startHttp((_request, response) => {
        response.writeHead(503, { 'x-state': 'draining' });
        response.end('{"checks":[{"state":"ok","left":0}],"up":true}');
      }),
    );
    const at = (settings: Record<string, unknown>) =>
      run({ port: server.port, expectStatus: '200, 500-599', ...settings });
    const bad = await run({ port: server.port });
    expect(bad.status).toBe('critical');
    expect(bad.summary).toMatch(/^HTTP 503, .* ms$/);
    expect(bad.detail).toBe('expected 200-399');
    expect(await at({})).toMatchObject({ status: 'ok' });
    expect(await at({ expectHeader: 'x-state: draining' })).toMatchObject({ status: 'ok' });
    expect((await at({ expectHeader: '/x-state: up/' })).summary).toMatch(/^Expected header is missing/);
    expect(await at({ expectBody: '/"left":\\d/' })).toMatchObject({ status: 'ok' });
    expect((await at({ expectBody: 'nope' })).summary).toMatch(/^Expected text is missing in the body/);
    expect((await at({ rejectBody: 'state' })).summary).toMatch(/^Refused text stands in the body/);
    expect(await at({ jsonPath: 'checks.0.state', jsonEquals: 'ok' })).toMatchObject({ status: 'ok' });
    expect(await at({ jsonPath: 'up', jsonEquals: 'true' })).toMatchObject({ status: 'ok' });
    expect((await at({ jsonPath: 'checks.0.left', jsonEquals: '1' })).summary).toMatch(/^JSON checks.0.left is 0/);
    expect((await at({ jsonPath: 'checks.9.state', jsonEquals: 'x' })).summary).toMatch(/^JSON has no checks.9.state/);
    expect((await at({ jsonPath: 'constructor.name', jsonEquals: 'Object' })).summary).toMatch(/^JSON has no/);
  });
  test('redirects are followed up to a number, and secrets stay with the server they are for', async () => {
    const other = await mirror();
    const server = await up(
      startHttp((request, response) => {
        const next = { '/a': '/b', '/b': `http://127.0.0.1:${other.port}/end`, '/loop': '/loop' }[request.url!];
        response.writeHead(302, { location: next }).end();
      }),
    );
    const settings = { port: server.port, path: '/a', token: 'secret-token', headers: ['X-Own: 1'] };
    const result = await run({ ...settings, rejectBody: 'secret-token' });
    expect(result).toMatchObject({ status: 'ok', detail: 'after 2 redirects' });
    expect(await run({ ...settings, rejectBody: 'x-own' })).toMatchObject({ status: 'ok' });
    expect(await run({ ...settings, redirects: 0 })).toMatchObject({ status: 'ok' });
    expect((await run({ ...settings, redirects: 1, expectStatus: '200' })).summary).toMatch(/^HTTP 302/);
    expect(await run({ ...settings, path: '/loop', redirects: 10, expectStatus: '200' })).toMatchObject({
      status: 'critical',
    });
  });
  test('too slow', async () => {
    const server = await mirror();
    let now = 0;
    const clock = { now: () => 0, mono: () => (now += 10), after: () => () => {} };
    expect(await run({ port: server.port, warnMs: 20, critMs: 1_000 }, { clock })).toMatchObject({ status: 'warning' });
    expect(await run({ port: server.port, critMs: 20 }, { clock })).toMatchObject({ detail: 'critical over 20 ms' });
  });
});

describe('TLS', () => {
  test('an untrusted certificate is refused, taken where that was asked for, and its name is checked', async () => {
    const server = await up(startHttps((_request, response) => response.end('in')));
    const settings = { port: server.port, scheme: 'https' };
    expect(await run(settings)).toMatchObject({ status: 'critical', summary: 'Certificate is not trusted' });
    const taken = await run({ ...settings, verifyTls: false });
    expect(taken.status).toBe('ok');
    expect(taken.metrics.map((metric) => metric.name)).toContain('time.tls');
  });
  test('a plain server where TLS is expected, and the other way round', async () => {
    const plain = await mirror();
    expect(await run({ port: plain.port, scheme: 'https' })).toMatchObject({
      status: 'critical',
      summary: 'No TLS connection possible',
    });
    const secure = await up(startHttps((_request, response) => response.end('in')));
    expect(await run({ port: secure.port })).toMatchObject({ status: 'critical' });
  });
  test('closed in mid-handshake', async () => {
    const server = await up(startClosingSshd());
    expect(await run({ port: server.port, scheme: 'https' })).toMatchObject({ status: 'critical' });
  });
});

describe('trouble', () => {
  test('nobody listens, no such name', async () => {
    const port = await closedPort();
    expect(await run({ port })).toMatchObject({
      status: 'critical',
      summary: 'Connection refused, nothing listens there',
    });
    expect(await run({}, { address: 'nosuch.invalid' })).toMatchObject({
      status: 'unknown',
      summary: 'Name does not resolve: nosuch.invalid',
    });
  });
  test('garbage, and headers without end', async () => {
    const garbage = await up(startGarbage());
    expect(await run({ port: garbage.port })).toMatchObject({ status: 'critical', summary: 'Answer is not HTTP' });
    const endless = await up(startEndless());
    expect(await run({ port: endless.port })).toMatchObject({ status: 'critical' });
    const headers = await up(
      startTcp((socket) => {
        socket.resume();
        socket.write(`HTTP/1.1 200 OK\r\n${'x-more: and more\r\n'.repeat(10_000)}`);
      }),
    );
    expect(await run({ port: headers.port })).toMatchObject({
      status: 'critical',
      summary: 'Answer header is over 64 KiB',
    });
  });
  test('a body that breaks off', async () => {
    const server = await up(
      startTcp((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'));
      }),
    );
    expect((await run({ port: server.port })).summary).toMatch(/^Connection closed by the server/);
  });
  test('a body of 1 GB is cut at 1 MiB, said, and fills no memory', async () => {
    const server = await up(
      startHttp((_request, response) => {
        response.writeHead(200, { 'content-length': String(1024 ** 3) });
        const block = Buffer.alloc(1024 * 1024, 'x');
        const pour = () => {
          while (!response.destroyed && response.write(block));
        };
        response.on('drain', pour);
        pour();
      }),
    );
    await run({ port: server.port });
    const before = process.memoryUsage.rss();
    const result = await run({ port: server.port });
    expect(result).toMatchObject({ status: 'ok', detail: 'body cut at 1 MiB of 1 GiB' });
    expect(result.metrics.at(-1)).toEqual({ name: 'size', value: 1024 ** 2, unit: 'B' });
    expect((process.memoryUsage.rss() - before) / 1024 ** 2).toBeLessThan(50);
  });
  test.each([
    ['says nothing', startSilent],
    [
      'trickles its body',
      () =>
        startTcp((socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx'))),
    ],
  ])('one that %s is left at the abort, with nothing open', async (_name, start) => {
    const before = openThings();
    const server = await start();
    const controller = new AbortController();
    const result = run({ port: server.port }, { signal: controller.signal });
    await until(() => server.accepted() === 1, 'it is connected');
    controller.abort(new Error('time is up'));
    await expect(result).rejects.toThrow('time is up');
    await until(() => server.open() === 0, 'the connection is closed');
    await server.stop();
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
});
