// A report as PDF by the real Electron: printed by the app, and by the command line without an app and without a display, in the
// way of the package and in the way of a checkout. Its pages are read back.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../electron/contract/model/report.ts';
import { startEngine } from '../../electron/engine/engine.ts';
import { reportWriterOf } from '../../electron/engine/exporters/report/index.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { type LaunchedApp, launchApp, root, runtimeExecutable } from '../support/app.ts';
import { type BareApp, buildRealApp } from '../support/echo-app.ts';
import { pagesOf } from '../support/pdf-pages.ts';
import { randomWeek } from '../support/recompute-weeks.ts';

function expectReport(pages: readonly string[]): void {
  expect(pages.length).toBeGreaterThan(5);
  for (const words of ['Daily report', 'Contents', 'Head of the journal', 'all sites'])
    expect(pages[0]).toContain(words);
  expect(pages[0], 'the cover is a page of its own').not.toContain('Good time');
  for (const [place, page] of pages.entries()) {
    expect(page).toContain(`page ${place + 1} of ${pages.length}`);
    // No page of nothing but its foot.
    expect(page.trim().split('\n').length, `page ${place + 1}`).toBeGreaterThan(3);
  }
  const all = pages.join('\n');
  for (const words of ['How each figure is computed', 'The rows behind the figures', 'watchfloor journal verify']) {
    expect(all).toContain(words);
  }
  // The head of a table that runs on stands on each of its pages.
  expect(pages.filter((page) => /Figure\s+How it is computed/.test(page)).length).toBeGreaterThan(1);
}

let bare: BareApp;
let folder: string;
beforeAll(async () => {
  bare = await buildRealApp({ cli: true });
  folder = bare.folder;
});
afterAll(() => bare.remove());

test('the app prints it: cover, contents, sections, definitions, numbered pages', async () => {
  const app: LaunchedApp = await launchApp({ folder });
  try {
    const file = await app.page.evaluate(() =>
      window.engine.reports.exportFile({ ask: { period: 'daily', zone: 'Europe/Berlin' }, form: 'pdf' }),
    );
    expect(file).toMatchObject({
      name: expect.stringMatching(/^Watchfloor report \d{4}-\d\d-\d\d Berlin all sites\.pdf$/),
      type: 'application/pdf',
      base64: true,
    });
    expectReport(pagesOf(Buffer.from(file.content, 'base64')));
    expect(await app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    await app.close();
  }
});

describe('without an app and without a display', () => {
  let data: string;
  let temporary: string;
  beforeAll(async () => {
    data = mkdtempSync(path.join(tmpdir(), 'watchfloor-report-data-'));
    temporary = path.join(folder, 'temporary');
    mkdirSync(temporary);
    const engine = await startEngine({
      folder: data,
      version: 'test',
      log: silentLog,
      keychain: null,
      watchSelf: false,
    });
    await engine.stop();
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  const bare = () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, NODE_OPTIONS: _options, ...env } = process.env;
    return {
      ...env,
      TMPDIR: temporary,
      WATCHFLOOR_NODE: process.execPath,
      XDG_CONFIG_HOME: path.join(folder, 'config'),
    };
  };
  const flags = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
  const inApp = (...words: string[]): SpawnSyncReturns<string> =>
    spawnSync(runtimeExecutable(), [...flags, folder, '--command-line', '--', ...words], {
      cwd: folder,
      env: bare(),
      encoding: 'utf8',
      timeout: 120_000,
    });

  test('the command line of the package prints it with itself, and leaves nothing behind', () => {
    const done = inApp('--data', data, 'report', 'daily', '--format', 'pdf', '--out', 'package.pdf');
    expect(done).toMatchObject({ status: 0, stdout: 'Written: package.pdf\n' });
    expectReport(pagesOf(readFileSync(path.join(folder, 'package.pdf'))));
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('so does the one of a checkout', () => {
    const program = path.join(root, 'electron/launch/watchfloor.cjs');
    const words = ['--data', data, 'report', 'daily', '--format', 'pdf', '--out', '-'];
    const done = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      env: bare(),
      timeout: 120_000,
      maxBuffer: 2 ** 28,
    });
    expect(done.status, done.stderr.toString()).toBe(0);
    expectReport(pagesOf(done.stdout));
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a page that is printed so runs no script, fetches nothing and reads no file', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('here');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const own = mkdtempSync(path.join(temporary, 'page-'));
    const [page, pdf] = [path.join(own, 'page.html'), path.join(own, 'page.pdf')];
    writeFileSync(
      page,
      `<!doctype html><title>Hostile</title><body><p id="x">untouched</p><img src="${address}/pixel.png">
      <iframe src="file:///etc/passwd"></iframe><iframe src="${address}/frame"></iframe>
      <script>document.getElementById('x').textContent = 'SCRIPT RAN'</script></body>`,
    );
    // Not spawnSync: the server has to be able to answer.
    const { spawn } = await import('node:child_process');
    const child = spawn(runtimeExecutable(), [...flags, folder, '--command-line', '--', '--print-pdf', page, pdf], {
      env: bare(),
      stdio: 'ignore',
    });
    const status = await new Promise((resolve) => child.once('exit', resolve));
    const text = pagesOf(readFileSync(pdf)).join('\n');
    await new Promise((closed) => server.close(closed));
    rmSync(own, { recursive: true, force: true, maxRetries: 5 });
    expect(status).toBe(0);
    expect(text).toContain('untouched');
    expect(text).not.toMatch(/SCRIPT RAN|root:/);
    expect(asked).toEqual([]);
  });

  test('a name that is too long for its column makes nothing smaller, and a title that is too long leaves the page number on the page', () => {
    const week = randomWeek(7);
    const long = `${'customer-facing-loadbalancer'.repeat(8)}.hall7.example.net`;
    const named = (name: string): Report => ({
      ...week,
      scope: name === '' ? week.scope : `sites ${Array.from({ length: 64 }, (_, n) => `hall-${n}`).join(', ')}`,
      rowSets: week.rowSets.map((set) =>
        name === '' ? set : { ...set, rows: set.rows.map((row) => row.map((cell) => (cell === 'one' ? name : cell))) },
      ),
    });
    /** Of the words of the first page: how high 'Contents' is, and where the line at the foot ends. */
    const measured = (report: Report) => {
      const own = mkdtempSync(path.join(temporary, 'page-'));
      const [page, pdf] = [path.join(own, 'page.html'), path.join(own, 'page.pdf')];
      writeFileSync(page, reportWriterOf('pdf').write(report, null));
      expect(inApp('--print-pdf', page, pdf).status).toBe(0);
      const boxes = spawnSync('pdftotext', ['-bbox', '-l', '1', pdf, '-'], { encoding: 'utf8' }).stdout;
      rmSync(own, { recursive: true, force: true, maxRetries: 5 });
      const words = [...boxes.matchAll(/yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(
        ([, top, right, bottom, word]) => ({ word, high: Number(bottom) - Number(top), right: Number(right) }),
      );
      const width = Number(/<page width="([\d.]+)"/.exec(boxes)?.[1]);
      return {
        high: words.find(({ word }) => word === 'Contents')?.high ?? 0,
        beyond: words.filter(({ right }) => right > width - 10).map(({ word }) => word),
      };
    };
    const [usual, longer] = [measured(named('')), measured(named(long))];
    expect(usual.high).toBeGreaterThan(10);
    expect(longer.high).toBeCloseTo(usual.high, 1);
    expect([usual.beyond, longer.beyond]).toEqual([[], []]);
  });

  test('a page that is not there ends with 1 and a sentence', () => {
    const done = inApp('--print-pdf', path.join(folder, 'none.html'), path.join(folder, 'none.pdf'));
    expect(done.status).toBe(1);
    expect(done.stderr).toContain('none.html');
    rmSync(path.join(folder, 'chromium'), { recursive: true, force: true, maxRetries: 5 });
  });
});
