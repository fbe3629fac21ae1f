// Prints a page of ours as PDF: in a window nobody sees, with no script, no Node, no network, in a session of its own that keeps
// nothing. The page is served from memory under an address that is good once; whatever else it asks for is cancelled.
import { randomUUID } from 'node:crypto';
import { BrowserWindow, type Session, session } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { webPreferences } from './security.ts';

/** A page that is not printed by then never will be. */
const PRINT_WITHIN_MS = 30_000;
/** Characters of base64 that go back to the engine in one message. */
const LARGEST_PDF = 200_000_000;
const PARTITION = 'watchfloor-print';

/** Inches. Room for the line at the foot. */
const MARGINS = { top: 0.5, bottom: 0.7, left: 0.55, right: 0.55 };
/** One line, however long the title is: the page number is never pushed out of it. */
const FOOTER =
  '<div style="box-sizing:border-box;width:100%;padding:0 40px;font:7px sans-serif;color:#444;display:flex;justify-content:space-between">' +
  '<span class="title" style="min-width:0;overflow:hidden;white-space:nowrap;text-overflow:ellipsis"></span>' +
  '<span style="flex:none;padding-left:16px">page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>';

/** Pages that wait to be loaded, by their address. */
const waiting = new Map<string, string>();
let queue: Promise<unknown> = Promise.resolve();

export interface PrintOptions {
  /** Without a display a window cannot even be made to be hidden (Chromium's headless platform): it is drawn in memory. */
  readonly offscreen?: boolean;
}

/**
 * A self-contained page as PDF, base64, A4 with page numbers. One after the other. Rejects in words when it takes longer than
 * 30 s, or makes a file that is too large; the window is closed whatever happens.
 */
export function printPdf(html: string, { offscreen = false }: PrintOptions = {}): Promise<string> {
  const printed = queue.then(() => printOne(html, offscreen));
  queue = printed.catch(() => {});
  return printed;
}

async function printOne(html: string, offscreen: boolean): Promise<string> {
  const address = `${appOrigin}/print/${randomUUID()}.html`;
  waiting.set(address, html);
  const window = new BrowserWindow({
    show: false,
    width: 794,
    height: 1_123,
    webPreferences: {
      ...webPreferences,
      session: printSession(),
      javascript: false,
      images: true,
      devTools: false,
      ...(offscreen && { offscreen }),
    },
  });
  try {
    const pdf = await within(PRINT_WITHIN_MS, load(window, address));
    const text = pdf.toString('base64');
    if (text.length > LARGEST_PDF) throw new Error('The PDF is larger than what can be handed over.');
    return text;
  } finally {
    waiting.delete(address);
    if (!window.isDestroyed()) window.destroy();
  }
}

async function load(window: BrowserWindow, address: string): Promise<Buffer> {
  const contents = window.webContents;
  const gone = new Promise<never>((_, reject) => {
    contents.once('render-process-gone', () => reject(new Error('The page fell over while it was printed.')));
  });
  // Whoever loses the race must not count as unheard.
  gone.catch(() => {});
  const printed = async (): Promise<Buffer> => {
    await window.loadURL(address);
    return contents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
      margins: MARGINS,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  };
  return Promise.race([printed(), gone]);
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It was not printed within ${limitMs / 1_000} s: it may be too long.`)),
      limitMs,
    );
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

let opened: Session | null = null;

/** In memory, made once: Electron keeps a session for as long as it runs. */
function printSession(): Session {
  if (opened) return opened;
  const own = session.fromPartition(PARTITION, { cache: false });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !waiting.has(url) && !url.startsWith('data:image/') }),
  );
  own.protocol.handle('app', (request) => {
    const html = waiting.get(request.url);
    // Good once: a page must not load itself again.
    waiting.delete(request.url);
    if (html === undefined) return new Response('There is no such page.', { status: 404 });
    return new Response(html, {
      headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
  });
  opened = own;
  return own;
}
