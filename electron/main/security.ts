// What a page may not do, whatever runs in it: leave, open, ask for devices, fetch from elsewhere, embed.
import { app, BrowserWindow, dialog, type Session, shell, type WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** What every window is made with. Each line is Electron's default today; written down so that it stays. */
export const webPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

/** Denies permissions, devices, downloads of anything but our own lists, and every request that is not for our own pages. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event, item) => {
    // No path is set: the system's save dialog asks, and nothing is written before somebody answered it.
    if (!isOwnDocument(item.getURL(), item.getFilename())) event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnRequest(details.url) }));
}

/** Applies to every page there will ever be, whoever makes it. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (isOwnPage(event.url)) return;
      event.preventDefault();
      void offerLink(contents, event.url);
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      void offerLink(contents, url);
      return { action: 'deny' };
    });
  });
}

/** Whether an address may be handed to the operating system at all. */
export function isOutsideLink(address: string): boolean {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** Whether a page may stay at this address: ours, and no other spelling of it. */
export function isOwnPage(address: string): boolean {
  return address.startsWith(`${appOrigin}/`);
}

/** Lists, exports, and kept files under endings that nothing runs by a double click (renderer/lib/save-file.ts). */
const DOCUMENTS = /\.(csv|txt|log|json|ya?ml|ics|md|html|pdf|png|jpe?g|gif|webp|bmp|pcap|pcapng|bin)$/i;

/** Whether it is a list our own page made: a document to read, never a program, and never anything fetched. */
export function isOwnDocument(address: string, fileName: string): boolean {
  return address.startsWith(`blob:${appOrigin}/`) && DOCUMENTS.test(fileName);
}

function isOwnRequest(address: string): boolean {
  return isOwnPage(address) || /^(data|blob|devtools):/.test(address);
}

let offering = false;

async function offerLink(contents: WebContents, address: string): Promise<void> {
  // One question at a time: a page must not bury the operator under dialogs.
  if (offering || !isOutsideLink(address)) return;
  offering = true;
  try {
    const window = BrowserWindow.fromWebContents(contents);
    const question = {
      type: 'question' as const,
      message: 'Open this address outside Watchfloor?',
      detail: new URL(address).href.slice(0, 1_000),
      buttons: ['Open', 'Stay here'],
      defaultId: 1,
      cancelId: 1,
    };
    const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
    if (response === 0) await shell.openExternal(new URL(address).href);
  } catch {
    dialog.showErrorBox(
      'The address was not opened',
      `No program on this computer opens it:\n${address.slice(0, 1_000)}`,
    );
  } finally {
    offering = false;
  }
}
