// The wall as it hangs in the room: it opens by itself, full screen, and outlives its engine and its own page.
import { spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import {
  appEnv,
  flags,
  type LaunchedApp,
  type LaunchOptions,
  launchApp,
  root,
  runtimeExecutable,
} from '../support/app.ts';
import { enginePid } from '../support/engine-pid.ts';
import { until } from '../support/until.ts';

let app: LaunchedApp;
afterEach(() => app.close());

const SIZE = { width: 1_920, height: 1_080 };
const open = async (args: readonly string[], options: LaunchOptions = {}) => {
  app = await launchApp({ size: SIZE, args, ...options });
  return app;
};

/** Every window: whether it is a wall, and how it stands. */
const windows = () =>
  app.main.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .toSorted((a, b) => a.id - b.id)
      .map((window) => ({
        wall: window.webContents.getURL().includes('?wallboard'),
        full: window.isFullScreen(),
        visible: window.isVisible(),
        menu: window.isMenuBarVisible(),
        bounds: window.getBounds(),
      })),
  );

/** Starts the program once more on the same data; resolves with its status and words. */
function startAgain(args: readonly string[]): Promise<{ readonly status: number | null; readonly said: string }> {
  const child = spawn(runtimeExecutable(), [...flags(), root, '--data', app.data, ...args], {
    env: appEnv(app.display),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.once('exit', (status) => resolve({ status, said })));
}

describe('--wallboard', () => {
  test('opens the wall alone: over the whole display, without a menu, with the display kept awake', async () => {
    await open(['--wallboard']);
    await until(windows).toMatchObject([
      { wall: true, full: true, visible: true, menu: false, bounds: { x: 0, y: 0, ...SIZE } },
    ]);
    await app.page.getByText('UTC', { exact: true }).waitFor();
    expect(await app.page.locator('button, input, a, .keys').count()).toBe(0);
    const size = await app.page.evaluate(() => [innerWidth, innerHeight]);
    expect(size).toEqual([SIZE.width, SIZE.height]);
    expect(await app.main.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0))).toBe(true);
  });

  test('the window of the wall is as confined as the other one', async () => {
    await open(['--wallboard']);
    const settings = await app.main.evaluate(({ BrowserWindow }) => {
      // There in every Electron, but in no type.
      type Contents = { getLastWebPreferences(): Record<string, unknown> };
      const [contents] = BrowserWindow.getAllWindows().map((window) => window.webContents as unknown as Contents);
      return contents?.getLastWebPreferences() ?? {};
    });
    const onFor = (name: string) => settings[name] === true;
    expect(['sandbox', 'contextIsolation', 'webSecurity'].filter(onFor)).toHaveLength(3);
    expect(['nodeIntegration', 'webviewTag', 'allowRunningInsecureContent'].filter(onFor)).toEqual([]);
    expect(await app.page.evaluate(() => 'require' in globalThis)).toBe(false);
    await app.page.evaluate(() => void window.open('app://watchfloor/index.html'));
    expect(await windows()).toHaveLength(1);
  });

  test('a name that no display has: the primary one, and a line that says which there are', async () => {
    await open(['--wallboard=Projector 9']);
    await until(windows).toMatchObject([{ wall: true, bounds: SIZE }]);
    expect(app.errorOutput()).toMatch(/No display is called 'Projector 9'.*there are: 1/);
  });

  test('the display that the settings name is asked for as soon as the page has read them', async () => {
    await open(['--wallboard']);
    // What the page does with `wallboard.display` (tests/ui/wallboard-page.test.ts).
    await app.page.evaluate(() => history.replaceState(null, '', '#display=Left%20wall'));
    await until(() => app.errorOutput()).toContain("No display is called 'Left wall'");
    await until(windows).toMatchObject([{ wall: true, full: true, bounds: { x: 0, y: 0, ...SIZE } }]);
  });

  test('the first display by its number is known', async () => {
    await open(['--wallboard=1']);
    await until(windows).toMatchObject([{ wall: true, full: true }]);
    expect(app.errorOutput()).not.toContain('No display');
  });
});

test('a second start with --wallboard opens the wall in the app that runs; one without brings up the desk', async () => {
  await open([]);
  const second = await startAgain(['--wallboard']);
  expect(second).toMatchObject({ status: 0 });
  expect(second.said).toContain('it shows the wallboard');
  await until(windows).toMatchObject([{ wall: false }, { wall: true, full: true }]);
  // Once more: there is one wall, not two.
  await startAgain(['--wallboard=1']);
  expect(await windows()).toHaveLength(2);
});

test('beside a wall alone, a plain start opens the desk', async () => {
  await open(['--wallboard']);
  await startAgain([]);
  await until(windows).toMatchObject([{ wall: true }, { wall: false, full: false }]);
});

test('the engine is killed: the figures stay and say how old they are, and the wall is live again by itself', async () => {
  await open(['--wallboard']);
  const { page } = app;
  await page.getByText('Monitor healthy').waitFor();
  process.kill(enginePid(app.main.pid), 'SIGKILL');
  await page.getByText('Engine restarting').waitFor();
  expect(await page.getByText(/as of \d\d:\d\d:\d\d UTC/).count()).toBe(1);
  expect(await page.locator('.wb-c b').allTextContents()).toEqual(['0', '0', '0', '0', '0']);
  await page.getByText('Engine restarting').waitFor({ state: 'hidden' });
  await page.getByText('Monitor healthy').waitFor();
});

describe('displays come and go', () => {
  const LEFT = { x: 0, y: 0, width: 960, height: 1_080 };
  const RIGHT = { x: 960, y: 0, width: 960, height: 1_080 };
  /** One display of the test stands for several: what Electron tells of them is made up, what it does with the window is not. */
  const plug = (...bounds: readonly (typeof LEFT)[]) =>
    app.main.evaluate(({ screen }, all) => {
      const [real] = screen.getAllDisplays();
      const displays = all.map((each, at) => ({ ...real, id: at + 1, label: `Wall ${at + 1}`, bounds: each }));
      Object.assign(screen, { getAllDisplays: () => displays, getPrimaryDisplay: () => displays[0] });
      (screen as unknown as NodeJS.EventEmitter).emit('display-added', {}, displays[0]);
    }, bounds);
  /** From now on, where the wall is sent to. */
  const watchMoves = () =>
    app.main.evaluate(({ BrowserWindow }) => {
      const [wall] = BrowserWindow.getAllWindows();
      if (!wall) throw new Error('there is a wall');
      const moves: { x: number; width: number }[] = [];
      const { setBounds } = wall;
      Object.assign(globalThis, { moves });
      Object.assign(wall, {
        setBounds(bounds: { x: number; width: number }) {
          moves.push({ x: bounds.x, width: bounds.width });
          setBounds.call(wall, bounds);
        },
      });
    });
  const moves = () => app.main.evaluate(() => (globalThis as unknown as { moves: unknown[] }).moves);

  test('unplugged, the wall goes to the primary one; plugged in again, it is back', async () => {
    await open(['--wallboard=Wall 2']);
    await watchMoves();
    await plug(LEFT, RIGHT);
    await until(moves).toEqual([{ x: 960, width: 960 }]);
    await plug(LEFT);
    await until(moves).toMatchObject([{ x: 960 }, { x: 0, width: 960 }]);
    expect(app.errorOutput()).toContain("No display is called 'Wall 2'");
    await plug(LEFT, RIGHT);
    await until(moves).toMatchObject([{ x: 960 }, { x: 0 }, { x: 960 }]);
    expect(await windows()).toMatchObject([{ wall: true, full: true, visible: true }]);
  });

  test('a panel that comes or goes is no reason to move, another size is', async () => {
    await open(['--wallboard']);
    await until(windows).toMatchObject([{ full: true }]);
    /** How many timers the wall has set when that changed. */
    const timersAfter = (changed: string[]) =>
      app.main.evaluate(({ screen }, metrics) => {
        const { setTimeout: later } = globalThis;
        let timers = 0;
        const counted = (...given: Parameters<typeof later>) => {
          timers += 1;
          return later(...given);
        };
        Object.assign(globalThis, { setTimeout: counted });
        const display = screen.getPrimaryDisplay();
        (screen as unknown as NodeJS.EventEmitter).emit('display-metrics-changed', {}, display, metrics);
        Object.assign(globalThis, { setTimeout: later });
        return timers;
      }, changed);
    expect(await timersAfter(['workArea'])).toBe(0);
    // Whoever ended full screen: with the next change the wall takes its place again.
    await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setFullScreen(false));
    await until(windows).toMatchObject([{ full: false }]);
    expect(await timersAfter(['bounds', 'workArea'])).toBe(1);
    await until(windows).toMatchObject([{ full: true, bounds: SIZE }]);
  });
});

test('the window behind the page has the ground of the theme, and so has what the system draws', async () => {
  await open(['--wallboard']);
  const look = () =>
    app.main.evaluate(({ BrowserWindow, nativeTheme }) => [
      BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase(),
      nativeTheme.shouldUseDarkColors,
    ]);
  await until(look).toEqual(['#0b111c', true]);
  for (const [theme, ground, dark] of [
    ['night', '#0b0504', true],
    ['light', '#eef1f5', false],
  ] as const) {
    await app.page.evaluate((chosen) => localStorage.setItem('watchfloor.theme', chosen), theme);
    await app.page.reload();
    await until(look).toEqual([ground, dark]);
  }
});

test('a page that fell over is handed no port: to the engine somebody would look on for ever', async () => {
  await open([]);
  await startAgain(['--wallboard']);
  await until(windows).toMatchObject([{ wall: false }, { wall: true, full: true }]);
  await app.main.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('wallboard'),
    )?.webContents;
    if (!contents) throw new Error('there is a wall');
    const handed: boolean[] = [];
    const { postMessage, reload } = contents;
    Object.assign(globalThis, { handed, again: () => reload.call(contents) });
    Object.assign(contents, {
      // It stays as it fell, until the test lets it be loaded again.
      reload() {},
      postMessage(...told: Parameters<typeof postMessage>) {
        handed.push(contents.isCrashed());
        postMessage.apply(contents, told);
      },
    });
    return new Promise<void>((resolve) => {
      contents.once('render-process-gone', () => resolve());
      contents.forcefullyCrashRenderer();
    });
  });
  const handed = () => app.main.evaluate(() => (globalThis as unknown as { handed: boolean[] }).handed);
  process.kill(enginePid(app.main.pid), 'SIGKILL');
  await app.page.getByText('The monitor stopped').waitFor({ state: 'visible' });
  await app.page.getByText('The monitor stopped').waitFor({ state: 'hidden' });
  // The desk has its port by now; windows get theirs in one go.
  expect(await handed()).toEqual([]);
  await app.main.evaluate(() => (globalThis as unknown as { again(): void }).again());
  await until(handed).toEqual([false]);
});

test('a page of the wall that falls over is loaded again, as a wall', async () => {
  await open(['--wallboard']);
  const url = await app.main.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<string>((resolve) => {
      contents?.once('did-finish-load', () => resolve(contents.getURL()));
      contents?.forcefullyCrashRenderer();
    });
  });
  expect(url).toContain('?wallboard');
  const text = () =>
    app.main.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('document.body.textContent')
        .catch(() => ''),
    );
  await until(text).toContain('Monitor healthy');
});
