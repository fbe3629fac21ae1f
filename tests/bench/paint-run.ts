// The page in Chromium with a scripted engine behind it: how soon 1,000 checks are drawn, and what has to be loaded first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { openPageLab } from '../support/page.ts';
import type { Row } from './table.ts';
import { type Bench, inTurns } from './turns.ts';

const built = join(import.meta.dirname, '../../dist/renderer');

/** The hosts of `quietNight` have a check each. */
const CHECKS = 1_000;

/** Runs in the page before anything else: marks the frame that shows the world. */
function markDrawn(): void {
  const look = (): void => {
    if (!document.querySelector('[data-ready]')) requestAnimationFrame(look);
    // That frame is only being made; when the next one begins it is on the screen.
    else requestAnimationFrame(() => performance.mark('drawn'));
  };
  requestAnimationFrame(look);
}

/** Milliseconds from the navigation to the drawn world, by the page's own clock; nothing in any cache. */
async function firstPaint(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(markDrawn);
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('drawn').length > 0);
    return await page.evaluate(() => performance.getEntriesByName('drawn')[0]?.startTime ?? Number.NaN);
  } finally {
    await context.close();
  }
}

/** What the built page's own HTML names: scripts and styles, as they lie on disk and as a web server would send them. */
function firstLoad(): { readonly kB: number; readonly gzipKb: number } {
  const html = readFileSync(join(built, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file = '']) =>
    readFileSync(join(built, file)),
  );
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0) / 1_000;
  return {
    kB: sum(files.map((file) => file.length)),
    gzipKb: sum(files.map((file) => gzipSync(file).length)),
  };
}

export async function measurePaint(bench: Bench): Promise<Row[]> {
  const lab = await openPageLab();
  try {
    const opened = await lab.open({ world: 'quietNight', hosts: CHECKS });
    const [address, browser] = [opened.url(), opened.context().browser()];
    const checks = await opened.evaluate(() => window.stage.engine.world().checks.size);
    await opened.context().close();
    if (!browser || checks < CHECKS) throw new Error(`The made-up world has ${checks} checks.`);
    const { paint } = await inTurns(bench, `First paint of ${CHECKS.toLocaleString('en-US')} checks`, {
      paint: () => firstPaint(browser, address),
    });
    const { kB, gzipKb } = firstLoad();
    return [
      { what: 'First paint, 1,000 checks, ms from the navigation', measured: paint, below: 500 },
      { what: '  first load, kB of JS and CSS', measured: kB, most: 350 },
      { what: '  the same as gzip would send it', measured: gzipKb },
    ];
  } finally {
    await lab.close();
  }
}
