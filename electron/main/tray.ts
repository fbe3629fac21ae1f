// The icon in the desktop's tray: the worst that nobody has in hand, as shape, colour and words; a click brings the window
// to the front. Where a desktop has no tray nothing is seen and nothing is lost.
import { app, Menu, type NativeImage, nativeImage, Tray } from 'electron';
import type { HostRequest } from '../contract/host-link.ts';
import { pngOf } from './png.ts';
import { type TrayWorst, trayPicture } from './tray-picture.ts';

type TrayRequest = Extract<HostRequest, { ask: 'tray' }>;

export interface TrayIcon {
  /** Shows a state; the first one puts the icon there. False: this desktop has no tray. */
  show(state: TrayRequest): boolean;
  /** The engine is gone, so what stands there is of no worth any more. The next engine says what is true. */
  lost(): void;
  /** Takes it away. */
  remove(): void;
}

/** px of the icon at scale 1: what panels of Linux ask for, and the tray of the others. */
const SIZE = process.platform === 'linux' ? 22 : 16;

const LOST = 'The engine is not running: nothing is watched';

/** Nothing is there until the first `show`. `showWindow` brings the window to the front. */
export function createTrayIcon(showWindow: () => void): TrayIcon {
  const images = new Map<TrayWorst, NativeImage>();
  let tray: Tray | null = null;

  const imageOf = (worst: TrayWorst): NativeImage => {
    const image = images.get(worst) ?? drawn(worst);
    images.set(worst, image);
    return image;
  };
  const show: TrayIcon['show'] = ({ worst, tooltip }) => {
    try {
      if (!tray) {
        tray = new Tray(imageOf(worst));
        tray.on('click', showWindow);
      }
    } catch {
      return false;
    }
    tray.setImage(imageOf(worst));
    tray.setToolTip(`Watchfloor: ${tooltip}`);
    // Set anew each time: panels of Linux do not notice a menu that was changed, and some show no tooltip.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: tooltip, enabled: false },
        { type: 'separator' },
        { label: 'Show Watchfloor', click: showWindow },
        { label: 'Quit', click: () => app.quit() },
      ]),
    );
    return true;
  };
  return {
    show,
    lost() {
      if (tray) show({ ask: 'tray', worst: 'unknown', unhandled: 0, tooltip: LOST });
    },
    remove() {
      tray?.destroy();
      tray = null;
    },
  };
}

/** At the scales of common screens, so that none is blown up. */
function drawn(worst: TrayWorst): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 1.5, 2]) {
    const size = Math.round(SIZE * scaleFactor);
    image.addRepresentation({ scaleFactor, buffer: pngOf(trayPicture(worst, size), size) });
  }
  return image;
}
