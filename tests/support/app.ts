// Starts the real app on a display of its own and drives it: for the e2e tests and for taking screenshots.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { readyRuntime } from '../../electron/launch/find-runtime.ts';
import { type DebuggedPage, type EvaluateInMain, endChild, firstPage, listen, mainProcess } from './debugged.ts';

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
  /** The main process. */
  readonly main: { readonly pid: number; readonly evaluate: EvaluateInMain };
  readonly page: Page;
  /** What can be debugged in it: one page for each window, and developer tools if there were any. */
  readonly targets: DebuggedPage['targets'];
  readonly data: string;
  readonly display: string;
  /** What the app and its engine wrote to standard error so far. */
  errorOutput(): string;
  /** Quits the app and its display; removes the data folder if it was made here. */
  close(): Promise<void>;
}

/** Launches the app and waits for its first window. Needs `npm run build` and a runtime to have been prepared. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const size = options.size ?? { width: 1_366, height: 768 };
  const data = options.data ?? mkdtempSync(path.join(tmpdir(), 'watchfloor-e2e-'));
  const display = await openDisplay(size);
  const debugging = ['--inspect=127.0.0.1:0', '--remote-debugging-port=0'];
  const args = [...debugging, ...flags(), options.folder ?? root, '--data', data, ...(options.args ?? [])];
  const child = spawn(runtimeExecutable(), args, {
    env: appEnv(display.name, options.env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const output = listen(child);
  const end = async (): Promise<void> => {
    await endChild(child);
    await display.close();
    if (!options.data) rmSync(data, { recursive: true, force: true });
  };
  try {
    const main = await mainProcess(output);
    const shown = await firstPage(output);
    await main.evaluate(({ BrowserWindow }, bounds) => {
      const [first] = BrowserWindow.getAllWindows();
      // A wall has its display already.
      if (!first?.isFullScreen()) first?.setBounds({ x: 0, y: 0, ...bounds });
    }, size);
    if (options.ready ?? true) await shown.page.waitForSelector('[data-ready]', { state: 'attached' });
    return {
      main: { pid: child.pid as number, evaluate: main.evaluate },
      page: shown.page,
      targets: shown.targets,
      data,
      display: display.name,
      errorOutput: output.text,
      async close() {
        main.disconnect();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw new Error(`The app did not start: ${error}\n${output.text()}`, { cause: error });
  }
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
