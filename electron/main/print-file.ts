// Prints one page as PDF and ends: what the command line starts where no app is running (electron/cli/print-page.ts). Two words
// behind `--command-line -- --print-pdf`: the HTML that is read, the PDF that is written, both in a folder of the caller's own.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, session, type WebContents } from 'electron';
import { declareAppScheme } from './app-protocol.ts';
import { printPdf } from './print-pdf.ts';
import { hardenSession, isOwnPage } from './security.ts';

/** The page could not be printed. */
const EXIT_FAILED = 1;

/** Ends the process: 0 when the file is written, 1 with a sentence on standard error. Call it before the app is ready. */
export function runPrintFile([from, to]: readonly string[]): void {
  const fail = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    app.exit(EXIT_FAILED);
  };
  // Else Electron shows a dialog, for which there is no display.
  process.on('uncaughtException', fail);
  if (!from || !to) {
    fail('Two files are wanted: the page, and the PDF it becomes.');
    return;
  }
  // Whatever Chromium keeps goes with the caller's folder.
  const folder = path.join(path.dirname(to), 'chromium');
  app.setPath('userData', folder);
  app.setPath('crashDumps', path.join(folder, 'crashes'));
  declareAppScheme();
  app.on('web-contents-created', (_event, contents) => stayHere(contents));
  // The print closes its window; that is not the end.
  app.on('window-all-closed', () => {});
  app
    .whenReady()
    .then(async () => {
      hardenSession(session.defaultSession);
      const pdf = await printPdf(await readFile(from, 'utf8'), { offscreen: true });
      await writeFile(to, Buffer.from(pdf, 'base64'), { mode: 0o600 });
      app.exit(0);
    })
    .catch(fail);
}

/** As for a window's pages, but nobody is there to be asked whether an address may be opened: none is. */
function stayHere(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
