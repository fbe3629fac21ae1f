// The wall: a second kind of window, full screen on one display, without a menu. It keeps that display awake and moves when
// displays come and go: what hangs on a wall has nobody beside it.
import { type BrowserWindow, type Display, powerSaveBlocker, screen } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { chooseDisplay, displayInAddress, displayList } from './wallboard-wish.ts';
import { followGround, pageWindow } from './window.ts';
import { darkGround } from './window-place.ts';

/** Displays come and go in bursts of events; the wall moves once they are over, ms. */
const SETTLE_MS = 500;

export interface Wallboard {
  readonly window: BrowserWindow;
  /** Moves it to the display of that name; '' leaves it to the settings. */
  moveTo(display: string): void;
}

/** Opens the wall. `display`: a name or a number; '' for the one of the settings, else the primary one. */
export function openWallboard(display: string): Wallboard {
  let named = display;
  /** What the page reads in the settings; it says so in its address, and there is no other way from it to here. */
  let inSettings = '';
  let complained: string | null = null;
  const chosen = (): Display => {
    const name = named || inSettings;
    const displays = screen.getAllDisplays();
    const { display: found, known } = chooseDisplay(displays, screen.getPrimaryDisplay(), name);
    if (!known && complained !== name) {
      const there = displayList(displays);
      process.stderr.write(
        `No display is called '${name}'. The wallboard is on the primary one until it is there; there are: ${there}.\n`,
      );
    }
    complained = known ? null : name;
    return found;
  };
  const window = pageWindow({ ...chosen().bounds, backgroundColor: darkGround, fullscreen: true, frame: false });
  window.removeMenu();
  followGround(window, () => {});
  let placed = chosen().id;
  const place = (): void => {
    if (window.isDestroyed()) return;
    const { id, bounds } = chosen();
    const now = window.getBounds();
    const isSame =
      now.x === bounds.x && now.y === bounds.y && now.width === bounds.width && now.height === bounds.height;
    if (isSame && id === placed && window.isFullScreen()) return;
    placed = id;
    // Full screen belongs to a display: it is left for the move, and taken up on the other one.
    window.setFullScreen(false);
    window.setBounds(bounds);
    window.setFullScreen(true);
  };
  const stopFollowing = followDisplays(place);
  // On X11 without a window manager the size it was made with, a pixel short of the display, may come after full screen.
  if (process.platform === 'linux') window.once('show', () => setTimeout(place, SETTLE_MS));
  const awake = powerSaveBlocker.start('prevent-display-sleep');
  window.on('closed', () => {
    stopFollowing();
    powerSaveBlocker.stop(awake);
  });
  window.webContents.on('did-navigate-in-page', (_event, address, isMainFrame) => {
    const wanted = isMainFrame ? displayInAddress(address) : null;
    if (wanted === null || wanted === inSettings) return;
    inSettings = wanted;
    place();
  });
  void window.loadURL(`${appOrigin}/index.html?wallboard`);
  return {
    window,
    moveTo(other) {
      named = other;
      place();
    },
  };
}

/** Calls `moved` when displays were plugged, unplugged or changed; the returned function ends it. */
function followDisplays(moved: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(moved, SETTLE_MS);
  };
  // Full screen itself may hide a panel: what is left beside panels is no matter of the wall, and it would move for ever.
  const changed = (_event: unknown, _display: Display, what: readonly string[]): void => {
    if (what.some((name) => name !== 'workArea')) later();
  };
  screen.on('display-added', later);
  screen.on('display-removed', later);
  screen.on('display-metrics-changed', changed);
  return () => {
    clearTimeout(timer);
    screen.off('display-added', later);
    screen.off('display-removed', later);
    screen.off('display-metrics-changed', changed);
  };
}
