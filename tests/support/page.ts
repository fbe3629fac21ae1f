// The renderer in a real browser, with a scripted engine behind it: built once, served from this machine under the
// app's content policy, opened in Debian's Chromium. Whoever opens it closes it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { contentSecurityPolicy } from '../../electron/main/content-policy.ts';
// Brings `window.stage` to those who open pages.
import type {} from './page/page-engine.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface PageOptions {
  readonly world:
    | 'designNight'
    | 'quietNight'
    | 'bigFleet'
    | 'onFire'
    | 'planned'
    | 'plannedStorm'
    | 'empty'
    | 'incidentsList'
    | 'incidentsStorm'
    | 'incidentNight'
    | 'runNight'
    | 'libraryNight'
    | 'libraryBroken'
    | 'libraryIncident'
    | 'handoffDraft'
    | 'handoffReady'
    | 'handoffEmpty'
    | 'handoffStorm'
    | 'reportWeek'
    | 'reportEmpty'
    | 'reviewNight'
    | 'wallNight';
  /** How many hosts; of 'incidentNight' how many entries its timeline has. */
  readonly hosts?: number;
  readonly theme?: 'dark' | 'light' | 'night';
  readonly width?: number;
  readonly height?: number;
  /** What the settings of the engine hold, as far as it is not the usual. */
  readonly settings?: object;
  /** As the window of a wall: `?wallboard`. */
  readonly wall?: boolean;
  /** The zone of the machine; left out: as it is. */
  readonly zone?: string;
  /** Leaves the page waiting for an engine. */
  readonly engine?: 'none';
}

export interface PageLab {
  /** Opens the app with a made-up world; resolves when it is drawn. Errors of the page end up in `errors`. */
  open(options: PageOptions): Promise<Page>;
  /** What the console and the content policy complained about, of all pages. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** Builds the page and starts server and browser. Takes about two seconds. */
export async function openPageLab(): Promise<PageLab> {
  const folder = await mkdtemp(join(tmpdir(), 'watchfloor-page-'));
  await build({
    root: join(import.meta.dirname, 'page'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  });
  const server = await serve(folder);
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  });
  const errors: string[] = [];
  return {
    errors,
    open: (options) => openPage(browser, `http://127.0.0.1:${port}/`, options, errors),
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, address: string, options: PageOptions, errors: string[]): Promise<Page> {
  const { world, hosts, theme = 'dark', width = 1366, height = 768, engine, zone, wall, settings } = options;
  const context = await browser.newContext({ viewport: { width, height }, ...(zone ? { timezoneId: zone } : {}) });
  await context.addInitScript((kept) => localStorage.setItem('watchfloor.theme', kept), theme);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  const query = new URLSearchParams({
    world,
    hosts: String(hosts ?? 5),
    ...(engine && { engine }),
    ...(wall && { wallboard: '' }),
    ...(settings && { settings: JSON.stringify(settings) }),
  });
  await page.goto(`${address}?${query}`);
  if (!engine) await page.locator('[data-ready]').waitFor({ state: 'attached' });
  return page;
}

async function serve(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname).replace(/^(\.\.[/\\])+/, '');
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    const file = join(folder, path.endsWith('/') ? 'index.html' : path);
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
