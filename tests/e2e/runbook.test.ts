// A disk that really fills, in the real window, by keyboard alone: the alert, the incident, the runbook that is suggested, every
// step of it over SSH on a host of the test's own, the proof, and the whole story in the timeline and in the export.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { connectEngine } from '../../electron/cli/engine-client.ts';
import { type Settings, settings } from '../../electron/contract/model/settings.ts';
import { type LaunchedApp, launchApp, root } from '../support/app.ts';
import { type BooksHost, noBooksHost, startBooksHost } from '../support/books-host.ts';

const HOST = 'ams1-app01';
const WAIT = { timeout: 60_000 };
const run = promisify(execFile);
const cli = (...args: string[]) => run(process.execPath, [path.join(root, 'electron/cli/index.ts'), ...args]);

/** The app with a home of its own, whose known_hosts has the server's key. */
async function openApp(host: BooksHost): Promise<LaunchedApp> {
  const home = mkdtempSync(path.join(tmpdir(), 'watchfloor-home-'));
  mkdirSync(path.join(home, '.ssh'), { mode: 0o700 });
  const key = `[${host.address}]:${host.port} ssh-ed25519 ${host.hostKey().toString('base64')}\n`;
  writeFileSync(path.join(home, '.ssh/known_hosts'), key);
  const app = await launchApp({
    data: path.join(home, 'data'),
    env: { HOME: home, XDG_CACHE_HOME: path.join(home, 'cache') },
  });
  onTestFinished(async () => {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });
  return app;
}

/** Watches the host's disks every second over SSH; runs log in as its checks do. */
async function watchHost(app: LaunchedApp, host: BooksHost): Promise<void> {
  const engine = await connectEngine(app.data);
  if (!engine) throw new Error('No engine answers on the data folder of the app.');
  const login = { user: host.user, port: host.port, auth: 'key', keyFile: host.keyFile };
  // Load, CPU and memory are those of the machine the test runs on, and none of its business.
  const disksOnly = {
    warnCpu: 100,
    critCpu: 100,
    warnLoad: 9_999,
    critLoad: 10_000,
    warnMemory: 100,
    critMemory: 100,
    warnSwap: 100,
    critSwap: 100,
  };
  const policy = { intervalMs: 2_000, retryIntervalMs: 1_000, maxAttempts: 2, timeoutMs: 1_900, flapDetection: false };
  const now: Settings = await engine.client.engine.settings();
  await engine.client.engine.changeSettings(
    settings.parse({ ...now, runbooks: { folders: [], logins: [{ name: 'lab', ...login }] } }),
  );
  await engine.client.inventory.addHost({
    host: { name: HOST, address: host.address, tags: ['linux'] },
    checks: [
      { name: 'reach', kind: 'ping', alive: true },
      { name: 'linux', kind: 'remote-system', config: { ...login, ...disksOnly }, policy },
    ],
  });
  engine.close();
}

/** The step of this title is in front, and was there long enough for a key to be meant for it. */
async function atStep({ page }: LaunchedApp, words: string | RegExp): Promise<void> {
  await page.locator('main.rpage').getByRole('heading', { name: words }).first().waitFor(WAIT);
  await page.locator('.rbody[data-seen]').waitFor(WAIT);
}

const entry = (app: LaunchedApp, text: string | RegExp) =>
  app.page.locator('main.incident .te').filter({ hasText: text }).first();

test.skipIf(noBooksHost() !== null)(
  'from the full disk to the exported story',
  async () => {
    const host = await startBooksHost({ address: '127.83.9.9' });
    host.disk('/data', 24);
    host.write('/data/dumps/today', 'keep');
    host.sh('head -c 18M /dev/zero > /data/dumps/core.1; touch -d "20 days ago" /data/dumps/core.1');
    const app = await openApp(host);
    const { page } = app;
    const { keyboard } = page;
    await watchHost(app, host);

    // The alert, and an incident of it.
    await keyboard.press('g');
    await keyboard.press('p');
    const row = page.locator('.prow').filter({ hasText: HOST }).first();
    await row.waitFor(WAIT);
    await row.click();
    await page.getByText('Filesystem almost full on a Linux host').first().waitFor(WAIT);
    await keyboard.press('i');
    const form = page.getByRole('dialog', { name: 'Open an incident' });
    await form.waitFor(WAIT);
    await expect.poll(() => form.getByRole('textbox').first().inputValue(), WAIT).toContain(HOST);
    await keyboard.press('Control+Enter');
    await entry(app, /opened/).waitFor(WAIT);

    // The runbook that fits best, from the problem.
    await keyboard.press('g');
    await keyboard.press('p');
    await row.click();
    await page.getByText('Filesystem almost full on a Linux host').first().waitFor(WAIT);
    await keyboard.press('r');
    const start = page.locator('dialog[open]');
    await start.getByText('Filesystem almost full on a Linux host').first().waitFor(WAIT);
    await expect.poll(() => start.getByLabel(/Mount point/).inputValue(), WAIT).toBe('/data');
    await keyboard.press('Control+Enter');

    // Looks go by themselves; then a person decides.
    await atStep(app, 'What is it?');
    await keyboard.press('1');
    await page.getByText('Answer: Old files in a temporary folder').first().waitFor(WAIT);
    await keyboard.press('Enter');
    await atStep(app, /which folder/);
    await page.getByLabel(/^Folder/).fill('/data/dumps');
    await keyboard.press('Control+Enter');
    await atStep(app, 'What would be deleted?');
    await keyboard.press('Enter');
    await atStep(app, 'Delete the 1 files that were listed');
    await keyboard.press('Enter');
    await keyboard.type(HOST);
    await keyboard.press('Enter');
    await atStep(app, 'Does the alarm clear?');
    expect(host.sh('ls /data/dumps').trim()).toBe('today');
    await keyboard.press('Enter');
    await atStep(app, 'Write down what filled it');
    await keyboard.press('1');
    await expect.poll(() => page.locator('.rbody').getByRole('checkbox').first().isChecked(), WAIT).toBe(true);
    await keyboard.press('Enter');
    await page.locator('main.rpage').getByText(/green/i).first().waitFor(WAIT);

    // The incident has it all.
    await keyboard.press('i');
    await entry(app, /Delete the 1 files that were listed/).waitFor(WAIT);
    await keyboard.press('n');
    await keyboard.type('/mitigated');
    await keyboard.press('Control+Enter');
    await page.locator('main.incident header').getByText('mitigated').first().waitFor(WAIT);

    const number = `INC-${new Date().getUTCFullYear()}-0001`;
    const out = ['incident', 'export', number, '--data', app.data, '--out', '-', '--format'];
    const { stdout } = await cli(...out, 'markdown');
    for (const words of [
      'Filesystem almost full on a Linux host',
      'Is /data really full?',
      'What is it?',
      'Old files in a temporary folder',
      'core.1',
      '1 files deleted',
      'Does the alarm clear?',
      'mitigated',
    ]) {
      expect(stdout).toContain(words);
    }
    const file = path.join(path.dirname(app.data), 'incident.json');
    writeFileSync(file, (await cli(...out, 'json')).stdout);
    await cli('journal', 'verify', file);
  },
  240_000,
);
