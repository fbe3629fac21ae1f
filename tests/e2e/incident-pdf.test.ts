// PDFs through the real main process: an incident printed by the app, and what a page that is printed cannot do.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import { type BareApp, buildEchoApp, buildRealApp } from '../support/echo-app.ts';
import { pagesOf } from '../support/pdf-pages.ts';

/** What the app hands over is base64. */
const pagesOfText = (base64: string) => pagesOf(Buffer.from(base64, 'base64'));

const windows = (app: LaunchedApp) => app.main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

describe('an incident, printed by the app', () => {
  let bare: BareApp;
  let app: LaunchedApp;
  beforeAll(async () => {
    bare = await buildRealApp();
    app = await launchApp({ folder: bare.folder });
  });
  afterAll(async () => {
    await app.close();
    bare.remove();
  });

  test('has title, number, both times and the head of the chain, on numbered pages', async () => {
    const printed = await app.page.evaluate(async () => {
      const { incidents } = window.engine;
      const { id } = await incidents.open({
        fields: { title: 'Core switch down', summary: 'It **rebooted** twice.' },
        impact: 'high',
        urgency: 'high',
      });
      for (let n = 1; n <= 60; n++) await incidents.note({ incidentId: id, text: `Step ${n} of the night` });
      const { head } = await incidents.timeline({ incidentId: id });
      const file = await incidents.exportFile({ incidentId: id, form: 'pdf', zone: 'Europe/Berlin' });
      const review = await incidents.exportFile({ incidentId: id, form: 'review-pdf', zone: 'Europe/Berlin' });
      const html = await incidents.exportFile({ incidentId: id, form: 'html', zone: 'Europe/Berlin' });
      return { head, file, review, htmlLength: html.content.length };
    });
    const pages = pagesOfText(printed.file.content);
    const all = pages.join('\n');
    expect(printed.file).toMatchObject({
      name: expect.stringMatching(/^INC-\d{4}-0001 Core switch down\.pdf$/),
      type: 'application/pdf',
      base64: true,
    });
    expect(pages[0]).toContain('Core switch down');
    expect(pages[0]).toMatch(/INC-\d{4}-0001 · SEV1 · open/);
    expect(pages[0]).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    expect(all.replace(/\s/g, '')).toContain(printed.head.hash);
    expect(all).toContain('Step 60 of the night');
    expect(pages.length).toBeGreaterThan(1);
    for (const [place, page] of pages.entries()) expect(page).toContain(`page ${place + 1} of ${pages.length}`);
    expect(pagesOfText(printed.review.content).join('\n')).toContain('Where we got lucky');
    expect(await windows(app)).toBe(1);
  });

  test('two at once are both printed, one after the other', async () => {
    const both = await app.page.evaluate(async () => {
      const { incidents } = window.engine;
      const [one, two] = await Promise.all(
        ['First', 'Second'].map((title) => incidents.open({ fields: { title }, impact: 'low', urgency: 'low' })),
      );
      return Promise.all([one, two].map(({ id }) => incidents.exportFile({ incidentId: id, form: 'pdf' })));
    });
    expect(
      both.map(({ content }: { content: string }) => pagesOfText(content)[0]!.trim().split('\n')[0]!.trim()),
    ).toEqual(['First', 'Second']);
    expect(await windows(app)).toBe(1);
  });
});

describe('a page that is printed', () => {
  let echo: Awaited<ReturnType<typeof buildEchoApp>>;
  let app: LaunchedApp;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('here');
  });
  let address = '';
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    echo = await buildEchoApp();
    app = await launchApp({ folder: echo.folder });
  });
  afterAll(async () => {
    await app.close();
    echo.remove();
    await new Promise((closed) => server.close(closed));
  });
  const print = (html: string) => app.page.evaluate((page) => window.engine.printPdf(page) as Promise<string>, html);

  test('runs no script, fetches nothing, goes nowhere', async () => {
    const page = `<!doctype html><title>Hostile</title><meta http-equiv="refresh" content="0;url=${address}/refresh">
      <link rel="stylesheet" href="${address}/style.css"><body>Before<p id="x">untouched</p>
      <img src="${address}/pixel.png"><img src="file:///etc/hostname"><iframe src="${address}/frame"></iframe>
      <iframe src="file:///etc/passwd"></iframe><object data="${address}/object"></object>
      <script>document.getElementById('x').textContent = 'SCRIPT RAN'; fetch('${address}/fetch')</script>
      <script src="${address}/script.js"></script></body>`;
    const text = pagesOfText(await print(page)).join('\n');
    expect(text).toContain('untouched');
    expect(text).not.toContain('SCRIPT RAN');
    expect(text).not.toContain('root:');
    expect(asked).toEqual([]);
    expect(await windows(app)).toBe(1);
  });

  test('shows the pictures that it carries', async () => {
    const picture = `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><text x="5" y="40" font-size="30">INSIDE</text></svg>').toString('base64')}`;
    expect(
      pagesOfText(await print(`<!doctype html><body>With a picture <img src="${picture}"></body>`)).join('\n'),
    ).toContain('INSIDE');
  });

  test('of eighty megabytes goes there and back', async () => {
    const comment = `<!-- ${'x'.repeat(8_000)} -->`;
    // Pages send up to 8 MiB; the engine makes the long one.
    const long = await app.page.evaluate(
      ([part, times]) => window.engine.printLong({ part, times }) as Promise<string>,
      [comment, 10_000] as const,
    );
    expect(pagesOfText(long).join('\n')).toContain('The end of a long page');
  });

  test('that is too long for the line is refused by the engine in words, and the next one is printed', async () => {
    const refused = await app.page.evaluate(
      ([part, times]) => window.engine.printLong({ part, times }) as Promise<string>,
      ['y'.repeat(10_000), 10_001] as const,
    );
    expect(refused).toMatch(/too long to be printed/);
    expect(pagesOfText(await print('<!doctype html><body>Next</body>')).join('')).toContain('Next');
  });
});
