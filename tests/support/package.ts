// Starts a packaged app and drives its page; its main process lets nobody look inside.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { appEnv, flags, openDisplay } from './app.ts';
import { type DebuggedPage, endChild, firstPage, listen } from './debugged.ts';

export interface RunningPackage {
  readonly page: Page;
  readonly data: string;
  readonly targets: DebuggedPage['targets'];
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
  const output = listen(child);
  const end = async (): Promise<void> => {
    await endChild(child);
    await display.close();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const shown = await firstPage(output);
    const { page, targets } = shown;
    await page.waitForSelector('[data-ready]', { state: 'attached' });
    return { page, data, targets, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}
