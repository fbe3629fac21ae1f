// Starts a packaged app and drives its page. Playwright's own launcher is not used here: without its loader, which a package
// refuses, it races with the first window and sometimes waits for ever. Here the page is there before it is asked for.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { appEnv, flags, openDisplay } from './app.ts';

export interface RunningPackage {
  readonly page: Page;
  readonly data: string;
  /** What can be debugged in it: pages and, if there were any, developer tools. */
  targets(): Promise<readonly { readonly type: string; readonly url: string }[]>;
  close(): Promise<void>;
}

/** Starts `executable` (made with `--drivable`) on a display and a data folder of its own. */
export async function launchPackage(executable: string): Promise<RunningPackage> {
  const data = mkdtempSync(path.join(tmpdir(), 'watchfloor-e2e-'));
  const display = await openDisplay({ width: 1_366, height: 768 });
  const child = spawn(executable, [...flags(), '--remote-debugging-port=0', '--data', data], {
    env: appEnv(display.name),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = async (): Promise<void> => {
    await endChild(child);
    await display.close();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const address = await debuggingAddress(child);
    const targets = async () => (await (await fetch(`${address}/json/list`)).json()) as { type: string; url: string }[];
    while (!(await targets()).some(({ type }) => type === 'page')) await new Promise((wait) => setTimeout(wait, 50));
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('The package shows no page.');
    await page.waitForSelector('[data-ready]', { state: 'attached' });
    const close = async (): Promise<void> => {
      await browser.close();
      await end();
    };
    return { page, data, targets, close };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Where Chromium says it can be debugged. Rejects with what the package said when it ends instead. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = /DevTools listening on ws:\/\/([^/\s]+)/.exec(said);
      if (found) resolve(`http://${found[1]}`);
    });
    child.once('exit', (code) => reject(new Error(`The package ended with status ${code}. It said: ${said}`)));
  });
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const limit = setTimeout(() => child.kill('SIGKILL'), 10_000);
  child.kill();
  await ended;
  clearTimeout(limit);
}
