// The window: how soon it shows the last known world, and how soon it is live again after its engine was killed.
import { rmSync } from 'node:fs';
import { launchApp } from '../support/app.ts';
import { enginePid } from '../support/engine-pid.ts';
import { prepareFolder } from './ground.ts';

export interface WindowRun {
  /** From the start of the app's process to the first drawn world, ms. */
  readonly readyMs: number;
  /** From the end of the engine to a live screen, ms. */
  readonly backMs: number;
}

/** One start of the built app on a folder with `hosts` hosts, and one death of its engine. */
export async function measureWindow(hosts: number): Promise<WindowRun> {
  const folder = await prepareFolder({ hosts, intervalMs: 20_000 });
  const app = await launchApp({ data: folder });
  try {
    // The app's own clock: what the driver and the display took before it does not count.
    const readyMs = (await app.main.evaluate(() => process.uptime())) * 1_000;
    const notice = app.page.getByText('The monitor stopped');
    const killedAt = performance.now();
    process.kill(enginePid(app.main.pid), 'SIGKILL');
    await notice.waitFor({ state: 'visible' });
    await notice.waitFor({ state: 'hidden' });
    return { readyMs, backMs: performance.now() - killedAt };
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
