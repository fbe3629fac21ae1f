// Starts the real app on a display of its own and drives it: for the e2e tests and for taking screenshots.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { readyRuntime } from '../../electron/launch/find-runtime.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** How to start the app. */
export interface LaunchOptions {
  /** The data folder. Without one, a fresh folder that `close` removes. */
  readonly data?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Size of the display and of the window on it, px. Default 1366 × 768. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Another app folder than this checkout, e.g. one made for a test. */
  readonly folder?: string;
  /** Whether to wait until the page says it is drawn (`[data-ready]`). Default true. */
  readonly ready?: boolean;
}

export interface LaunchedApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly data: string;
  readonly display: string;
  /** What the app and its engine wrote to standard error so far. */
  errorOutput(): string;
  /** Quits the app and its display; removes the data folder if it was made here. */
  close(): Promise<void>;
}

/**
 * Launches the app and waits for its first window. Needs `npm run build` and a runtime to have been prepared. Playwright's
 * line to Electron sometimes misses the first window and then waits for ever: such a start is given up and made anew, once.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  try {
    return await launchOnce(options);
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof NoLine)) throw error;
    return launchOnce(options);
  }
}

class NoLine extends Error {}

/** Longer than any start takes, shorter than any test waits. */
const LINE_LIMIT_MS = 45_000;

function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoLine(`no ${what} within ${LINE_LIMIT_MS / 1_000} s`)), LINE_LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function launchOnce(options: LaunchOptions): Promise<LaunchedApp> {
  const size = options.size ?? { width: 1_366, height: 768 };
  const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'watchfloor-e2e-'));
  const display = await openDisplay(size);
  let output = '';
  let app: ElectronApplication | undefined;
  try {
    const launch = electron.launch({
      executablePath: runtimeExecutable(),
      args: [...flags(), options.folder ?? root, '--data', data, ...(options.args ?? [])],
      env: appEnv(display.name, options.env),
    });
    app = await within(launch, 'line to the app').catch((error: unknown) => {
      // Nobody holds its process: it is known by its data folder.
      killByFolder(data);
      throw error;
    });
    app.process().stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    const running = app;
    // Asked for now: once the app is gone, Playwright no longer knows its process.
    const child = running.process();
    const page = await within(running.firstWindow({ timeout: 0 }), 'first window');
    await within(fitWindow(running, size), 'answer of the main process');
    if (options.ready ?? true) await page.waitForSelector('[data-ready]', { state: 'attached' });
    return {
      electron: running,
      page,
      data,
      display: display.name,
      errorOutput: () => output,
      async close() {
        await closeApp(running, child);
        await display.close();
        if (!options.data) rmSync(data, { recursive: true, force: true });
      },
    };
  } catch (error) {
    if (app) await closeApp(app, app.process());
    await display.close();
    throw new Error(`The app did not start: ${error}\n${output}`, { cause: error });
  }
}

/** Ends every process that was started on this data folder. */
function killByFolder(data: string): void {
  spawnSync('pkill', ['-KILL', '-f', data]);
}

/** The executable that runs the app here. Throws in words when `npm run setup` was not run. */
export function runtimeExecutable(): string {
  const runtime = readyRuntime();
  if (!runtime) throw new Error('No Electron runtime is prepared: run "npm run setup -- --tests" first.');
  return runtime.executable;
}

/** Flags that every start in a test needs: no GPU, and as root no sandbox. */
export function flags(): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'];
}

/** The environment of a started app: this one's, its own display, and the Node for its engine. */
export function appEnv(display: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { WATCHFLOOR_DATA: _data, WAYLAND_DISPLAY: _wayland, NODE_OPTIONS: _options, ...inherited } = process.env;
  const env = { ...inherited, DISPLAY: display, WATCHFLOOR_NODE: process.execPath, ...extra };
  return Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/**
 * Opens a display of its own number. Detached: a Ctrl+C for the tests must not take it away before the app has quit.
 * It also ends by itself with its last window, so that a test run that is killed leaves none behind.
 */
export async function openDisplay(size: { readonly width: number; readonly height: number }) {
  const server: ChildProcess = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size.width}x${size.height}x24`, '-nolisten', 'tcp', '-terminate'],
    { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const takeDown = () => server.kill();
  process.once('exit', takeDown);
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with status ${code}.`)));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
  return {
    name: `:${number}`,
    async close(): Promise<void> {
      process.removeListener('exit', takeDown);
      if (server.exitCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
    },
  };
}

async function fitWindow(app: ElectronApplication, size: { readonly width: number; readonly height: number }) {
  await app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...bounds });
  }, size);
}

async function closeApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const limit = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await app.close().catch(() => {});
  clearTimeout(limit);
}
