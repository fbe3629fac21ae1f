// The receiver's door: who is let in, how much of them, and that nothing that comes in by it does harm.
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { freePort, type InboundDesk, openInboundDesk, sendRaw } from '../support/inbound-desk.ts';

const ALERT = { host: 'web1', name: 'disk', status: 'critical' };

const why = async (desk: InboundDesk): Promise<readonly string[]> =>
  (await desk.client.engine.inbound()).refusals.map((one) => one.why);

test('it is off until settings turn it on, and closes at once when they turn it off', async () => {
  const desk = await openInboundDesk();
  const socket = connect(desk.port, '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await desk.settings({ enabled: false });
  await closed;
  await expect.poll(async () => (await desk.client.engine.inbound()).address).toBeNull();
  await expect(desk.post('/v1/alerts', ALERT)).rejects.toThrow();
  await desk.settings({ enabled: true });
  await expect.poll(async () => (await desk.client.engine.inbound()).address).toBe(desk.url);
  expect((await desk.post('/v1/alerts', ALERT)).status).toBe(200);
  expect((await desk.journal('inbound')).map((entry) => entry.text)).toEqual([
    'A token of the receiver was made',
    `The receiver listens on ${desk.url}`,
    `The receiver no longer listens on ${desk.url}`,
    `The receiver listens on ${desk.url}`,
  ]);
});

test('without a token made nothing is accepted, and the state says so', async () => {
  const desk = await openInboundDesk({ withToken: false });
  expect(await desk.client.engine.inbound()).toMatchObject({
    hasToken: false,
    warning: expect.stringMatching(/^No token/),
  });
  for (const token of ['', 'x', 'undefined', 'null']) {
    const reply = await desk.post('/v1/alerts', ALERT, { authorization: `Bearer ${token}` });
    expect([reply.status, reply.body.error]).toEqual([401, 'no token was made yet: make one in the settings']);
  }
  expect(desk.problems()).toEqual([]);
});

test('the token comes as a bearer, in a header of its own or in the query; a wrong or an older one is refused', async () => {
  const desk = await openInboundDesk();
  const { token } = desk;
  desk.token = '';
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await desk.post(path, ALERT, headers)).status;
  expect(await status('/v1/alerts', { authorization: `Bearer ${token}` })).toBe(200);
  expect(await status('/v1/alerts', { authorization: `bearer ${token}` })).toBe(200);
  expect(await status('/v1/alerts', { 'x-watchfloor-token': token })).toBe(200);
  expect(await status(`/v1/alerts?token=${token}`)).toBe(200);
  expect(await status('/v1/alerts')).toBe(401);
  expect(await status('/v1/alerts', { authorization: `Basic ${token}` })).toBe(401);
  expect(await status('/v1/alerts', { authorization: `Bearer ${token.slice(1)}` })).toBe(401);
  const next = (await desk.client.engine.newInboundToken()).token;
  expect(next).toMatch(/^[\w-]{43}$/);
  expect(await status('/v1/alerts', { authorization: `Bearer ${token}` })).toBe(401);
  expect(await status('/v1/alerts', { authorization: `Bearer ${next}` })).toBe(200);
  // It outlives a restart, and stands nowhere as it is.
  await desk.restart();
  await expect.poll(async () => (await desk.client.engine.inbound()).address).toBe(desk.url);
  expect(await status('/v1/alerts', { authorization: `Bearer ${next}` })).toBe(200);
  const journal = JSON.stringify(await desk.journal());
  expect(journal).not.toContain(next);
  expect(journal).not.toContain(token);
});

test('only known paths, only POST; health answers anybody and says nothing', async () => {
  const desk = await openInboundDesk();
  const health = await fetch(`${desk.url}/v1/health`);
  expect([health.status, await health.text()]).toEqual([204, '']);
  const bearer = { authorization: `Bearer ${desk.token}` };
  expect((await fetch(`${desk.url}/v1/alerts`, { headers: bearer })).status).toBe(405);
  expect((await fetch(`${desk.url}/v1/alerts`, { method: 'DELETE', headers: bearer })).status).toBe(405);
  for (const path of ['/', '/v1', '/v1/alerts/', '/v1/nosuch', '/v1/healthy', '/V1/alerts', '/v1/heartbeats']) {
    expect([path, (await desk.post(path, ALERT)).status]).toEqual([path, 404]);
  }
});

test('a path that climbs is no path', async () => {
  const desk = await openInboundDesk();
  for (const path of [
    '/v1/../../etc/passwd',
    '/v1/x/../alerts',
    '/v1/%2e%2e/alerts',
    '//etc/passwd',
    '/v1/alerts%00',
    'http://127.0.0.1/v1/alerts',
    '*',
  ]) {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${desk.token}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
    expect([path, (await sendRaw(desk.port, head)).split(' ')[1]]).toEqual([path, '404']);
  }
  expect((await desk.post('/v1/heartbeat/..%2f..%2fetc/passwd', '')).status).toBe(404);
});

test('bodies that are broken, deep, compressed or too large are refused in words that repeat nothing', async () => {
  const desk = await openInboundDesk();
  const reply = async (body: string, headers = {}) => {
    const { status, body: answer } = await desk.post('/v1/alerts', body, headers);
    return [status, answer.error];
  };
  expect(await reply('{"canary-7":')).toEqual([400, 'the body is not JSON']);
  expect(await reply('')).toEqual([400, 'the body is empty; it must be JSON']);
  expect(await reply('['.repeat(100_000))).toEqual([400, 'the JSON is nested deeper than 32 lists and objects']);
  expect(await reply('{}', { 'content-encoding': 'gzip' })).toEqual([415, 'the body must not be compressed']);
  expect(await reply('"canary-7"')).toEqual([400, expect.stringMatching(/^The body must be one alert/)]);
  expect(await reply(' '.repeat(1_048_577))).toEqual([413, expect.stringMatching(/larger than 1048576 bytes/)]);
  // Larger than it says, or without saying: cut off at the first byte too many.
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const head = `POST /v1/alerts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${desk.token}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  expect(await sendRaw(desk.port, head + chunk.repeat(40))).toMatch(/^(HTTP\/1\.1 413 |$)/);
  expect((await desk.post('/v1/alerts', { ...ALERT, status: 'canary-7' })).body).toEqual({
    accepted: 0,
    ignored: 0,
    rejected: ['status: must be one of ok, warning, critical, unknown'],
    rejectedCount: 1,
  });
  expect(JSON.stringify([await why(desk), await desk.journal()])).not.toContain('canary-7');
  expect(desk.problems()).toEqual([]);
});

test('too many requests of one address are asked to come again; refusals do not fill the journal', async () => {
  const desk = await openInboundDesk({ clock: createTestClock() });
  const replies = [];
  for (let index = 0; index < 30; index += 1)
    replies.push(await desk.post('/v1/alerts', '', { authorization: 'Bearer wrong' }));
  expect(replies.map((one) => one.status)).toEqual(expect.arrayContaining([401, 429]));
  expect(replies.find((one) => one.status === 429)?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await desk.client.engine.inbound()).refused).toBe(30);
  const texts = async () =>
    (await desk.journal('inbound')).map((entry) => entry.text).filter((text) => text.includes('refused'));
  expect(await texts()).toEqual(['The receiver refused a request: plain: the token is missing or wrong']);
  await desk.restart();
  expect(await texts()).toEqual([
    'The receiver refused a request: plain: the token is missing or wrong',
    expect.stringMatching(
      /^The receiver refused 29 requests: plain: the token is missing or wrong \(\d+\); plain: more requests/,
    ),
  ]);
});

test('a port that is taken is said in words, and tried again until it is free', async () => {
  const clock = createTestClock();
  const desk = await openInboundDesk({ clock });
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  await desk.settings({ port });
  const trouble = async () => (await desk.client.engine.inbound()).trouble;
  await expect
    .poll(trouble)
    .toMatch(new RegExp(`cannot listen on 127.0.0.1 port ${port}: another program has that port`));
  await clock.advance(1_000);
  expect(desk.engine.watchdog.health().troubles.map((one) => one.code)).toContain('inbound');
  expect((await desk.client.engine.inbound()).address).toBeNull();
  await new Promise((resolve) => other.close(resolve));
  await clock.advance(31_000);
  await expect.poll(trouble).toBeNull();
  expect((await desk.client.engine.inbound()).address).toBe(`http://127.0.0.1:${port}`);
});

test("an address that is not this machine's is refused in words; one that is not loopback is warned of", async () => {
  const desk = await openInboundDesk();
  await desk.settings({ address: 'web.invalid' });
  const state = () => desk.client.engine.inbound();
  await expect.poll(async () => (await state()).trouble).toMatch(/must be an IP address of this machine/);
  await desk.settings({ address: '::1' });
  await expect.poll(async () => (await state()).address).toBe(`http://[::1]:${desk.port}`);
  expect((await state()).warning).toBeUndefined();
  await desk.settings({ address: '0.0.0.0' });
  await expect.poll(async () => (await state()).address).toBe(`http://0.0.0.0:${desk.port}`);
  expect((await state()).warning).toMatch(/listens on the network.*not encrypted/);
  expect((await desk.journal('inbound')).at(-1)?.text).toMatch(/for everybody who reaches this machine$/);
});
