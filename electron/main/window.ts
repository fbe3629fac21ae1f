// Windows: made under the same rules, on the ground colour of the theme, shown when they have something to show; the one of
// the desk is where it was last time.
import path from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { restartDelayMs, stableMs } from './engine-supervisor.ts';
import { webPreferences } from './security.ts';
import { darkGround, isDark, placeWindow, readPlace, smallest, writePlace } from './window-place.ts';

/** As electron has it, with the ground colour of the theme. */
export interface PageWindowOptions extends BrowserWindowConstructorOptions {
  readonly backgroundColor: string;
}

/** A window for our own page, hidden until it has something to show. Every window is made here, under the same rules. */
export function pageWindow(options: PageWindowOptions): BrowserWindow {
  matchSystem(options.backgroundColor);
  const window = new BrowserWindow({
    title: 'Watchfloor',
    icon: path.join(app.getAppPath(), 'assets', 'icon.png'),
    show: false,
    ...options,
    webPreferences: {
      ...webPreferences,
      // A window behind others, or minimised, watches on: its alarms sound on time.
      backgroundThrottling: false,
      // An alarm sounds in a window nobody has touched yet.
      autoplayPolicy: 'no-user-gesture-required',
      preload: path.join(app.getAppPath(), 'dist', 'preload', 'index.cjs'),
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  // Its title is the program's, not the page's.
  window.on('page-title-updated', (event) => event.preventDefault());
  reloadAfterCrash(window);
  return window;
}

/** Keeps the ground of the window in the colour of the page, and says each new one: nothing flashes at a reload. */
export function followGround(window: BrowserWindow, changed: (background: string) => void): void {
  // The page names its theme's ground in <meta name="theme-color">; no message of its own is needed for it.
  window.webContents.on('did-change-theme-color', (_event, color) => {
    if (!color || !/^#[0-9a-f]{6}/i.test(color)) return;
    const background = color.slice(0, 7);
    window.setBackgroundColor(background);
    matchSystem(background);
    changed(background);
  });
}

/** What the system draws around and over a page (title bar, menus, hints) is dark where its ground is: at night it would glare. */
function matchSystem(ground: string): void {
  nativeTheme.themeSource = isDark(ground) ? 'dark' : 'light';
}

/** Opens the window of the desk. `placeFile` remembers where it was. */
export function openWindow(placeFile: string): BrowserWindow {
  const remembered = readPlace(placeFile);
  const bounds = placeWindow(
    remembered?.bounds,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  let background = remembered?.background ?? darkGround;
  const window = pageWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    backgroundColor: background,
    autoHideMenuBar: true,
  });
  if (remembered?.maximized) window.maximize();
  followGround(window, (next) => {
    background = next;
  });
  window.on('close', () => {
    writePlace(placeFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized(), background });
  });
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
}

/** A page that fell over is loaded again, ever later while it keeps falling: an empty window watches nothing. */
function reloadAfterCrash(window: BrowserWindow): void {
  let failures = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    failures = performance.now() - lastAt > stableMs ? 1 : failures + 1;
    lastAt = performance.now();
    process.stderr.write(`The page of the window was lost (${reason}, ${exitCode}). It is being loaded again.\n`);
    setTimeout(() => window.isDestroyed() || window.webContents.reload(), restartDelayMs(failures));
  });
}

/** Brings a window to the front, wherever it was put. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
