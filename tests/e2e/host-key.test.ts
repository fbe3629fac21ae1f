// A server shows its key for the first time, and later another one: what the operator sees, and decides by keyboard.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';

let sshd: Sshd;
let app: LaunchedApp;
const home = mkdtempSync(path.join(tmpdir(), 'watchfloor-home-'));
const data = path.join(home, 'data');

beforeAll(async () => {
  sshd = await startSshd();
  await prepare();
  // A home of its own: this machine's known_hosts must not know the server.
  app = await launchApp({ data, env: { HOME: home, XDG_CACHE_HOME: path.join(home, 'cache') } });
});
afterAll(async () => {
  await app?.close();
  await sshd?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** A data folder in which one host is watched over SSH, every second. */
async function prepare(): Promise<void> {
  const store = await openStore(data, { clock: Date });
  const hostId = 'gate' as HostId;
  const config = { port: sshd.port, user: sshd.user, auth: 'key', keyFile: sshd.keyFile, command: 'echo all well' };
  const policy = { intervalMs: 1_000, retryIntervalMs: 1_000, timeoutMs: 900 };
  const draft = { hostId, name: 'ssh echo', kind: 'ssh', config, policy };
  store.settings.put('first-start-done', true);
  store.inventory.putHost({ ...hostInput.parse({ name: 'gate-01', address: '127.0.0.1' }), id: hostId });
  store.inventory.putCheck({ ...checkInput.parse(draft), id: 'gate-ssh' as CheckId });
  store.close();
}

async function decide(button: RegExp): Promise<void> {
  await app.page.keyboard.press('d');
  const dialog = app.page.getByRole('dialog');
  await dialog.getByText(sshd.fingerprint()).waitFor();
  await dialog.getByRole('button', { name: button }).focus();
  await app.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

test('first contact asks, with the fingerprint that ssh-keygen prints; trusted, the check is well', async () => {
  await app.page
    .locator('.strip', { hasText: 'gate-01' })
    .getByText(/Host key not accepted yet/)
    .waitFor();
  expect(sshd.log()).not.toContain('Accepted');
  await decide(/Trust this key/);
  await expect.poll(() => sshd.log(), { timeout: 30_000 }).toContain('Accepted publickey');
  await app.page
    .getByText(/gate-01 ssh echo: recovered/)
    .first()
    .waitFor();
});

test('another key at the same address is a problem, and nothing is sent until somebody vouches for it', async () => {
  const before = sshd.log().length;
  await sshd.replaceHostKey();
  await app.page
    .locator('.strip', { hasText: 'gate-01' })
    .getByText(/Host key changed/)
    .waitFor();
  expect(sshd.log().slice(before)).not.toContain('Accepted');
  await decide(/Trust the new key/);
  await expect.poll(() => sshd.log().slice(before), { timeout: 30_000 }).toContain('Accepted publickey');
});
