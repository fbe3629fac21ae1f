// The app survives its engine: the screen stays, says what happened, and is live again. How soon is for the bench.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { buildEchoApp } from '../support/echo-app.ts';
import { enginePid } from '../support/engine-pid.ts';

let echo: Awaited<ReturnType<typeof buildEchoApp>>;
let app: LaunchedApp;
beforeAll(async () => {
  echo = await buildEchoApp();
});
afterEach(() => app.close());
afterAll(() => echo.remove());

const states = () => app.page.evaluate(() => window.statuses.map(({ state }) => state));

test('a killed engine is back, with a fresh port, in the same window', async () => {
  app = await launchApp({ folder: echo.folder });
  const before = await app.page.evaluate(() => window.engine.hello());
  await app.page.evaluate(() => {
    document.body.dataset.typed = 'half a note';
  });
  process.kill(before.pid, 'SIGKILL');
  await app.page.waitForSelector('[data-ready="2"]');
  const after = await app.page.evaluate(() => window.engine.hello());
  expect(after.pid).not.toBe(before.pid);
  expect(await app.page.evaluate(() => document.body.dataset.typed)).toBe('half a note');
  expect((await states()).slice(-2)).toEqual(['restarting', 'running']);
  const reason = await app.page.evaluate(() => window.statuses.find(({ state }) => state === 'restarting')?.reason);
  expect(reason).toContain('SIGKILL');
});

test('an engine that hangs is ended and started again: nobody looks at a screen that stands still for ever', async () => {
  app = await launchApp({ folder: echo.folder });
  const before = await app.page.evaluate(() => window.engine.hello());
  process.kill(before.pid, 'SIGSTOP');
  // Half a minute of real silence: that is what it takes.
  await app.page.waitForSelector('[data-ready="2"]', { timeout: 120_000 });
  expect((await app.page.evaluate(() => window.engine.hello())).pid).not.toBe(before.pid);
  const reason = await app.page.evaluate(() => window.statuses.find(({ state }) => state === 'restarting')?.reason);
  expect(reason).toBe('The engine answered nothing for 30 s and was ended.');
});

test('the port of a dead engine is hung up, so that calls on it fail instead of waiting', async () => {
  app = await launchApp({ folder: echo.folder });
  const { pid } = await app.page.evaluate(() => window.engine.hello());
  await app.page.evaluate(() => {
    window.ports[0]?.addEventListener('close', () => document.body.setAttribute('data-hung-up', ''));
  });
  process.kill(pid, 'SIGKILL');
  await app.page.waitForSelector('[data-hung-up]');
  // And the next one serves.
  await app.page.waitForSelector('[data-ready="2"]');
  expect(await app.page.evaluate(() => window.engine.echo('back'))).toBe('back');
});

test('an engine that falls over at every start is retried ever later, with its reason and its last words', async () => {
  app = await launchApp({ folder: echo.folder, env: { ECHO_CRASH: '1' }, ready: false });
  const times = () => app.page.evaluate(() => window.statuses.filter(({ state }) => state === 'restarting').length);
  await expect.poll(times, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  const last = await app.page.evaluate(() => window.statuses.at(-1));
  expect(last).toMatchObject({
    reason: 'The engine ended with status 7. It said: the fixture falls over',
    log: ['the fixture falls over'],
  });
  expect(await states()).not.toContain('running');
});

test('a page that falls over is loaded again and connected again', async () => {
  app = await launchApp({ folder: echo.folder });
  const pageOf = (script: string) =>
    app.main.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(code)
          .catch(() => null),
      script,
    );
  await pageOf('document.body.dataset.before = "yes"');
  // Asked of main: the driver has lost its page, and a lost page answers nobody.
  await app.main.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((resolve) => {
      contents?.once('did-finish-load', () => resolve());
      contents?.forcefullyCrashRenderer();
    });
  });
  await expect.poll(() => pageOf('document.body.dataset.before ?? document.body.dataset.ready')).toBe('1');
  expect(await pageOf('engine.echo("back")')).toBe('back');
});

test('the real engine is killed: the screen stays and says so, and is live from a new snapshot', async () => {
  app = await launchApp();
  await app.page.addInitScript(() => {
    Object.assign(window, { snapshots: 0 });
    window.addEventListener('message', ({ data, ports }) => {
      if (data?.type !== 'engine-port') return;
      ports[0]?.addEventListener('message', (frame) => {
        if (String(frame.data).includes('"snapshot"')) (window as unknown as { snapshots: number }).snapshots += 1;
      });
    });
  });
  await app.page.reload();
  const snapshots = () => app.page.evaluate(() => (window as unknown as { snapshots: number }).snapshots);
  await expect.poll(snapshots).toBe(1);

  process.kill(enginePid(app.main.pid), 'SIGKILL');
  await app.page.getByText('The monitor stopped').waitFor({ state: 'visible' });
  await expect.poll(snapshots, { interval: 20 }).toBe(2);
  await app.page.getByText('The monitor stopped').waitFor({ state: 'hidden' });
});
