// A night of alerts in the real window: a host dies, the alarm sounds and a message leaves; silenced, acknowledged, over. Then
// the same inside a maintenance window: held with its reason, and told when the window ends before the host is back.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectEngine, type EngineConnection } from '../../electron/cli/engine-client.ts';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { canDropAddress, dropAddress } from '../support/lab/drop-address.ts';

const ADDRESS = '127.44.8.21';
const WAIT = { timeout: 40_000 };

let app: LaunchedApp;
let engine: EngineConnection;
let server: Server;
/** What arrived at the webhook, in order. */
const received: { readonly kind: string; readonly title: string }[] = [];
const kinds = () => received.map(({ kind }) => kind);

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push(JSON.parse(body));
      response.end('taken');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app = await launchApp();
  const found = await connectEngine(app.data);
  if (!found) throw new Error('No engine answers on the data folder of the app.');
  engine = found;
});
afterAll(async () => {
  engine?.close();
  await app?.close();
  server?.close();
});

/** A host that is looked at every second and is down after three, and a webhook that hears of everything. */
async function setUp(): Promise<string> {
  const { client } = engine;
  const policy = { intervalMs: 1_000, retryIntervalMs: 1_000, maxAttempts: 2, timeoutMs: 900 };
  const { host } = await client.inventory.addHost({
    host: { name: 'edge-rtr21', address: ADDRESS },
    checks: [{ name: 'reach', kind: 'ping', alive: true, policy }],
  });
  const { port } = server.address() as AddressInfo;
  const channel = await client.alerts.putChannel({
    channel: { name: 'Desk', kind: 'webhook', config: { url: `http://127.0.0.1:${port}/` } },
  });
  await client.alerts.putRoutes({
    routes: [
      { id: 'all' as never, name: 'All', channelIds: [channel.id], groupWaitMs: 0, goOn: true },
      ...(await routes()),
    ],
  });
  return host.id;
}

/** Those the first start made: desktop and sound. */
async function routes() {
  const signal = new AbortController();
  for await (const message of await engine.client.live.world(undefined, { signal: signal.signal })) {
    signal.abort();
    if (message.type === 'snapshot') return message.world.routes;
  }
  throw new Error('The feed brought no snapshot.');
}

// Skipped where packet filter rules are not permitted: then no address can be taken away.
test.skipIf(!canDropAddress())(
  'it sounds, is told, is held while planned, and told when the plan is over',
  async () => {
    const { page } = app;
    const hostId = await setUp();
    const bar = page.getByRole('region', { name: 'Alarm' });

    const back = dropAddress(ADDRESS);
    try {
      await bar
        .getByText(/edge-rtr21/)
        .first()
        .waitFor(WAIT);
      await expect.poll(kinds, WAIT).toEqual(['problem']);
      expect(received[0]?.title).toContain('edge-rtr21');
      await page.keyboard.press('S');
      await bar.waitFor({ state: 'detached' });
    } finally {
      back();
    }
    await expect.poll(kinds, WAIT).toEqual(['problem', 'all-clear']);

    const now = Date.now();
    const planned = await engine.client.maintenance.putWindow({
      window: {
        name: 'Line card',
        change: 'CHG0031337',
        scope: { hostIds: [hostId as never] },
        startsAt: now,
        endsAt: now + 3_600_000,
      },
    });
    const again = dropAddress(ADDRESS);
    try {
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      await page
        .getByText(/maintenance 'Line card'/)
        .first()
        .waitFor(WAIT);
      expect(kinds()).toEqual(['problem', 'all-clear']);
      await engine.client.maintenance.endNow({ windowId: planned.id });
      await expect.poll(kinds, WAIT).toEqual(['problem', 'all-clear', 'problem']);
      await bar
        .getByText(/edge-rtr21/)
        .first()
        .waitFor(WAIT);
      await page.keyboard.press('A');
      await page.getByRole('dialog', { name: 'Acknowledge' }).waitFor();
      await page.keyboard.type('Card is being swapped, CHG0031337');
      await page.keyboard.press('Control+Enter');
      await bar.waitFor({ state: 'detached' });
    } finally {
      again();
    }
    await expect.poll(kinds, WAIT).toEqual(['problem', 'all-clear', 'problem', 'all-clear']);
  },
);
