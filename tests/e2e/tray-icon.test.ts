// The tray icon in the real main process, and the window behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requireEngine } from '../../electron/cli/engine-client.ts';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { cli } from '../support/cli.ts';
import { buildEchoApp } from '../support/echo-app.ts';
import { closedPort } from '../support/lab/tcp-server.ts';

declare global {
  var trayTold: { tooltips: string[]; pictures: string[]; menus: (readonly [label: string, enabled: boolean])[][] };
  var trayClicks: { show: () => void; quit: () => void };
}

/** From now on remembers what the tray is told; the tray itself stays the real one. */
const listen = (app: LaunchedApp): Promise<void> =>
  app.main.evaluate(({ Tray }) => {
    globalThis.trayTold = { tooltips: [], pictures: [], menus: [] };
    const { setToolTip, setImage, setContextMenu } = Tray.prototype;
    Tray.prototype.setToolTip = function (text) {
      globalThis.trayTold.tooltips.push(text);
      setToolTip.call(this, text);
    };
    Tray.prototype.setImage = function (image) {
      if (typeof image !== 'string') globalThis.trayTold.pictures.push(`${image.getSize().width} ${image.toDataURL()}`);
      setImage.call(this, image);
    };
    Tray.prototype.setContextMenu = function (menu) {
      globalThis.trayTold.menus.push((menu?.items ?? []).map((item) => [item.label, item.enabled] as const));
      const click = (label: string) => menu?.items.find((item) => item.label === label)?.click();
      globalThis.trayClicks = { show: () => click('Show Watchfloor'), quit: () => click('Quit') };
      setContextMenu.call(this, menu);
    };
  });
const told = (app: LaunchedApp) => app.main.evaluate(() => globalThis.trayTold);
const visible = (app: LaunchedApp) =>
  app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

describe('the icon', () => {
  let echo: Awaited<ReturnType<typeof buildEchoApp>>;
  let app: LaunchedApp;
  beforeAll(async () => {
    echo = await buildEchoApp();
    app = await launchApp({ folder: echo.folder });
    await listen(app);
  });
  afterAll(async () => {
    await app.close();
    echo.remove();
  });
  const tray = (state: { worst: 'ok' | 'warning' | 'down'; unhandled: number; tooltip: string }) =>
    app.page.evaluate((asked) => window.engine.tray(asked) as Promise<boolean | string>, state);

  test('shows each state with a picture of its own, in words, and a menu', async () => {
    expect(await tray({ worst: 'ok', unhandled: 0, tooltip: 'Nothing unhandled' })).toBe(true);
    expect(await tray({ worst: 'down', unhandled: 2, tooltip: '2 unhandled: 1 down, 1 critical' })).toBe(true);
    expect(await tray({ worst: 'warning', unhandled: 1, tooltip: '1 unhandled: 1 warning' })).toBe(true);
    const { tooltips, pictures, menus } = await told(app);
    expect(tooltips).toEqual([
      'Watchfloor: Nothing unhandled',
      'Watchfloor: 2 unhandled: 1 down, 1 critical',
      'Watchfloor: 1 unhandled: 1 warning',
    ]);
    expect(new Set(pictures).size).toBe(3);
    for (const picture of pictures) expect(picture).toMatch(/^22 data:image\/png;base64,.{100}/);
    expect(menus.at(-1)).toEqual([
      ['1 unhandled: 1 warning', false],
      ['', true],
      ['Show Watchfloor', true],
      ['Quit', true],
    ]);
  });

  test('its menu brings the window back', async () => {
    await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    expect(await visible(app)).toBe(false);
    await app.main.evaluate(() => globalThis.trayClicks.show());
    expect(await visible(app)).toBe(true);
  });

  test('a window that is hidden goes on at its usual pace: an alarm in it sounds on time', async () => {
    await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    expect(
      await app.main.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getBackgroundThrottling(),
      ),
    ).toBe(false);
    // Chromium holds timers of hidden pages back to one a second: ten in a row would take ten.
    const took = await app.page.evaluate(async () => {
      const start = performance.now();
      for (let n = 0; n < 10; n += 1) await new Promise((wait) => setTimeout(wait, 10));
      return performance.now() - start;
    });
    expect(took).toBeLessThan(5_000);
    await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  });
});

test('the tray of the running app follows a problem, and its acknowledgement', async () => {
  const app = await launchApp();
  const says = async (tooltip: string): Promise<void> => {
    while ((await told(app)).tooltips.at(-1) !== `Watchfloor: ${tooltip}`) {
      await new Promise((wait) => setTimeout(wait, 100));
    }
  };
  try {
    await listen(app);
    const file = `watchfloor: 1
hosts:
  - name: web1
    address: 127.0.0.1
    checks:
      - { name: page, kind: tcp, config: { port: ${await closedPort()} }, interval: 3s, timeout: 1s, maxAttempts: 1 }
`;
    const taken = await cli(['--data', app.data, 'inventory', 'import', '-'], { stdin: file });
    expect(taken).toMatchObject({ status: 0, err: '' });
    await says('1 unhandled: 1 critical');

    const engine = await requireEngine(app.data);
    for await (const message of await engine.client.live.world()) {
      if (message.type !== 'snapshot') continue;
      const problemIds = message.world.problems.map((problem) => problem.id);
      await engine.client.monitoring.acknowledge({ problemIds, reason: 'seen in the tray' });
      break;
    }
    await says('Nothing unhandled');

    // An engine that dies leaves nothing behind that looks like good news.
    process.kill(engine.engine.pid, 'SIGKILL');
    engine.close();
    const after = ['The engine is not running: nothing is watched', 'Nothing unhandled'];
    const lastTwo = async () =>
      (await told(app)).tooltips.slice(-2).map((tooltip) => tooltip.replace('Watchfloor: ', ''));
    while ((await lastTwo()).join() !== after.join()) await new Promise((wait) => setTimeout(wait, 100));
  } finally {
    await app.close();
  }
});
