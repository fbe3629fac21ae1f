// The windows of this process: at most one of the desk and one wall. Each may be there without the other.
import type { BrowserWindow } from 'electron';
import { openWallboard, type Wallboard } from './wallboard-window.ts';
import { focusWindow, openWindow } from './window.ts';

export interface Windows {
  /** Brings the window of the desk to the front; opens it where there is none. */
  showDesk(): void;
  /** Opens the wall, or moves it to that display ('': the one of the settings). */
  showWall(display: string): void;
}

/** `placeFile` remembers where the window of the desk was; `opened` is told of every new window. */
export function createWindows(placeFile: string, opened: (window: BrowserWindow) => void): Windows {
  let desk: BrowserWindow | null = null;
  let wall: Wallboard | null = null;
  return {
    showDesk() {
      if (desk) return focusWindow(desk);
      desk = openWindow(placeFile);
      desk.on('closed', () => {
        desk = null;
      });
      opened(desk);
    },
    showWall(display) {
      if (wall) {
        wall.moveTo(display);
        return focusWindow(wall.window);
      }
      wall = openWallboard(display);
      wall.window.on('closed', () => {
        wall = null;
      });
      opened(wall.window);
    },
  };
}
