// The one sender behind webhook and presets, against real servers: what is taken, what passes, what stays, what is hidden.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jira } from '../../electron/engine/notifiers/jira.ts';
import type { DeliveryFailure, NotifierContext } from '../../electron/engine/notifiers/notifier.ts';
import { pagerduty } from '../../electron/engine/notifiers/pagerduty.ts';
import { servicenow } from '../../electron/engine/notifiers/servicenow.ts';
import { slack } from '../../electron/engine/notifiers/slack.ts';
import { webhook } from '../../electron/engine/notifiers/webhook.ts';
import { createAuthority, createIdentity } from '../../electron/lab/certificates.ts';
import { startHttp, type WebServer } from '../support/lab/http-server.ts';
import { notice, notifierContext } from '../support/notices.ts';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: WebServer;
let asked: Asked[];
let answer: (request: Asked, response: ServerResponse) => void;
beforeEach(async () => {
  asked = [];
  answer = (_, response) => response.end('ok');
  server = await startHttp(listener);
});
afterEach(() => server.stop());

function listener(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    asked.push(one);
    answer(one, response);
  });
}

const hook = (more: object = {}) =>
  webhook.config.parse({ url: `http://127.0.0.1:${server.port}/in/secret-path-9981`, ...more });
const post = (more: object = {}, context: Partial<NotifierContext> = {}) =>
  webhook.deliver(hook(more), notice(), notifierContext(context));
const failure = (sending: Promise<string>): Promise<DeliveryFailure> =>
  sending.then(
    (said) => expect.fail(`was delivered: ${said}`),
    (error: DeliveryFailure) => error,
  );
const status = (code: number, headers: Record<string, string> = {}, body = '') => {
  answer = (_, response) => response.writeHead(code, headers).end(body);
};

describe('the webhook', () => {
  test('posts the notice once, with headers, token and a signature the other end can check', async () => {
    answer = (_, response) => response.writeHead(202).end('queued as 17\n');
    const said = await post({ headers: ['X-Team: noc'], token: 'tok-1', signingKey: 'key-2' });
    expect(said).toBe('202: queued as 17');
    const [request] = asked;
    expect(asked).toHaveLength(1);
    expect(request).toMatchObject({
      method: 'POST',
      url: '/in/secret-path-9981',
      headers: {
        'content-type': 'application/json',
        'x-team': 'noc',
        authorization: 'Bearer tok-1',
        'idempotency-key': 'notice-1/channel-1',
      },
    });
    expect(JSON.parse(request!.body)).toMatchObject({ version: 1, idempotencyKey: 'notice-1/channel-1', severity: 2 });
    const signed = `${request!.headers['watchfloor-timestamp']}.${request!.body}`;
    const expected = createHmac('sha256', 'key-2').update(signed).digest('hex');
    expect(request!.headers['watchfloor-signature']).toBe(`v1=${expected}`);
  });

  test('our own headers stand before those that were typed in', async () => {
    await post({ headers: ['Idempotency-Key: mine', 'Authorization: Basic x'], token: 'tok-1' });
    expect(asked[0]!.headers).toMatchObject({ 'idempotency-key': 'notice-1/channel-1', authorization: 'Bearer tok-1' });
  });

  test.each([408, 425, 429, 500, 502, 503, 504])('%i passes: it is tried again', async (code) => {
    status(code);
    expect(await failure(post())).toMatchObject({ name: 'DeliveryFailure', permanent: false, retryAfterMs: null });
  });
  test.each([400, 401, 403, 404, 410, 413, 422])('%i stays: it is not tried again', async (code) => {
    status(code, {}, 'no_service');
    const error = await failure(post());
    expect(error).toMatchObject({ permanent: true });
    expect(error.message).toBe(`127.0.0.1:${server.port} answered ${code}: no_service`);
  });
  test('the patience the server asks for is kept, in seconds or as a date, up to an hour', async () => {
    const asksFor = async (value: string) => {
      status(429, { 'retry-after': value });
      return (await failure(post())).retryAfterMs;
    };
    expect(await asksFor('7')).toBe(7_000);
    expect(await asksFor('0.3')).toBe(300);
    expect(await asksFor('Thu, 04 Mar 2027 03:01:30 GMT')).toBe(90_000);
    expect(await asksFor('Thu, 04 Mar 2027 02:00:00 GMT')).toBe(0);
    expect(await asksFor('999999999')).toBe(3_600_000);
    expect(await asksFor('soon')).toBeNull();
  });
  test('a redirect is not followed: the token goes nowhere else', async () => {
    answer = (_, response) => response.writeHead(307, { location: `http://127.0.0.1:${server.port}/elsewhere` }).end();
    const error = await failure(post({ token: 'tok-1' }));
    expect(error).toMatchObject({ permanent: true });
    expect(error.message).toContain('a redirect, which is not followed');
    expect(asked.map((request) => request.url)).toEqual(['/in/secret-path-9981']);
  });
  test('an answer without end is cut, and one that never comes is left at the abort', async () => {
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    };
    expect((await post()).length).toBeLessThan(300);
    const controller = new AbortController();
    answer = () => controller.abort(new Error('time is up'));
    expect((await failure(post({}, { signal: controller.signal }))).message).toBe('time is up');
  });
  test('what the server repeats of our secrets is masked, in answers and in errors', async () => {
    answer = (request, response) => response.end(`got ${request.headers.authorization} at ${request.url}`);
    const said = await post({ token: 'tok-canary-1' });
    expect(said).toBe('200: got Bearer ••• at •••');
    status(400, {}, `bad token tok-canary-1 for http://127.0.0.1:${server.port}/in/secret-path-9981`);
    const error = await failure(post({ token: 'tok-canary-1' }));
    expect(error.message).not.toMatch(/canary|secret-path/);
  });
  test('escapes and line feeds of an answer do not reach the operator', async () => {
    answer = (_, response) => response.end('\u001b[2J\u001b]0;title\u0007ok\r\nfine');
    expect(await post()).toBe('200: ok fine');
  });
  test('nobody listens: said in words, and it passes', async () => {
    const { port } = server;
    await server.stop();
    const error = await failure(
      webhook.deliver(webhook.config.parse({ url: `http://127.0.0.1:${port}/x` }), notice(), notifierContext()),
    );
    expect(error).toMatchObject({ permanent: false });
    expect(error.message).toBe(`127.0.0.1:${port}: connection refused, nothing listens there.`);
    server = await startHttp(listener);
  });
});

test('over TLS the certificate is verified; issuers of the house can be named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'notifier-tls-'));
  const authority = await createAuthority('House');
  const { key, chain } = await createIdentity(['127.0.0.1'], { issuer: authority });
  const issuersFile = join(folder, 'house.pem');
  writeFileSync(issuersFile, authority.cert);
  const tls = createServer({ key, cert: chain }, listener);
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  try {
    const url = `https://127.0.0.1:${(tls.address() as { port: number }).port}/in`;
    const send = (more: object) => webhook.deliver(webhook.config.parse({ url, ...more }), notice(), notifierContext());
    const error = await failure(send({}));
    expect(error.message).toMatch(
      /its certificate was refused \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)\. Nothing was sent\.$/,
    );
    expect(asked).toEqual([]);
    expect(await send({ issuersFile })).toBe('200: ok');
  } finally {
    tls.closeAllConnections();
    await new Promise((resolve) => tls.close(resolve));
    rmSync(folder, { recursive: true });
  }
});

describe('presets on the wire', () => {
  const base = () => `http://127.0.0.1:${server.port}`;

  test('slack: a webhook that was revoked is permanent, and its address is in no message', async () => {
    status(404, {}, 'no_service');
    const config = slack.config.parse({ url: `${base()}/services/T000/B000/XXXXXXXXXXXXXXXXXXXXXXXX` });
    const error = await failure(slack.deliver(config, notice(), notifierContext()));
    expect(error).toMatchObject({ permanent: true, message: `127.0.0.1:${server.port} answered 404: no_service` });
  });

  test('pagerduty: a test opens an alert and resolves it, in this order', async () => {
    answer = (_, response) => response.writeHead(202).end('{"status":"success","message":"Event processed"}');
    const config = pagerduty.config.parse({ routingKey: 'R'.repeat(32), base: base() });
    await pagerduty.deliver(config, notice({ kind: 'test' }), notifierContext());
    expect(asked.map(({ url, body }) => [url, JSON.parse(body).event_action])).toEqual([
      ['/v2/enqueue', 'trigger'],
      ['/v2/enqueue', 'resolve'],
    ]);
  });

  test('servicenow: one incident from problem to all-clear', async () => {
    let open: { sys_id: string; number: string } | null = null;
    answer = ({ method }, response) => {
      if (method === 'POST') open = { sys_id: 'abc', number: 'INC0010001' };
      const result = method === 'GET' ? (open ? [open] : []) : open;
      response.writeHead(method === 'POST' ? 201 : 200).end(JSON.stringify({ result }));
    };
    const config = servicenow.config.parse({
      base: base(),
      user: 'monitor',
      password: 'pw-canary',
      atAllClear: 'resolve',
    });
    const tell = (kind: 'problem' | 'update' | 'all-clear') =>
      servicenow.deliver(config, notice({ kind }), notifierContext());
    expect(await tell('all-clear')).toBe('No open incident of this conversation: nothing to end.');
    expect(await tell('problem')).toBe('INC0010001 created');
    expect(await tell('update')).toBe('INC0010001 updated');
    expect(await tell('all-clear')).toBe('INC0010001 updated');
    expect(asked.map(({ method }) => method).join(' ')).toBe('GET GET POST GET PATCH GET PATCH');
    expect(JSON.parse(asked.at(-1)!.body)).toMatchObject({ state: '6' });
  });

  test('jira: one issue from problem to all-clear; a log-in page is no answer', async () => {
    let open = false;
    answer = ({ url }, response) => {
      if (url === '/rest/api/3/search/jql')
        return response.end(JSON.stringify({ issues: open ? [{ key: 'OPS-7' }] : [] }));
      open = true;
      return response.writeHead(201).end(JSON.stringify({ id: '1', key: 'OPS-7' }));
    };
    const config = jira.config.parse({ base: base(), user: 'noc@example.net', token: 'tok-canary', project: 'OPS' });
    const tell = (kind: 'problem' | 'all-clear') => jira.deliver(config, notice({ kind }), notifierContext());
    expect(await tell('problem')).toBe('OPS-7 created');
    expect(await tell('all-clear')).toBe('OPS-7 commented');
    expect(asked.at(-1)?.url).toBe('/rest/api/3/issue/OPS-7/comment');
    answer = (_, response) => response.end('<html>Log in</html>');
    const error = await failure(tell('problem'));
    expect(error).toMatchObject({ permanent: false });
    expect(error.message).toBe(`127.0.0.1:${server.port} answered 200, but not as Jira's REST API does.`);
  });
});
