// Where a window was, and whether it can be there again: screens come and go between two shifts.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
const windowPlace = z.object({
  bounds: rectangle,
  maximized: z.boolean(),
  /** The ground colour of the theme last shown, so that the next start does not flash. */
  background: z.string().regex(/^#[0-9a-f]{6}$/i),
});
export type WindowPlace = z.infer<typeof windowPlace>;
type Rectangle = z.infer<typeof rectangle>;

/** The smallest window that holds the watch screen, in px. */
export const smallest = { width: 1_024, height: 640 } as const;
const usual = { width: 1_440, height: 900 } as const;
/** The dark theme's ground. */
export const darkGround = '#0b111c';

/** Whether a colour ('#rrggbb') is nearer to black than to white. */
export function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/gi) ?? []).map((part) => Number.parseInt(part, 16));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

/** Reads what was remembered; null when there is nothing usable. */
export function readPlace(file: string): WindowPlace | null {
  try {
    return windowPlace.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Remembers a place. A full or read-only disk costs the memory of a window's place, nothing else. */
export function writePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place));
  } catch (error) {
    process.stderr.write(
      `The place of the window was not remembered: ${error instanceof Error ? error.message : error}\n`,
    );
  }
}

/** Bounds for a window: the remembered ones if a grip's worth of its top edge is on a screen, else centred on the first. */
export function placeWindow(remembered: Rectangle | undefined, screens: readonly Rectangle[]): Rectangle {
  const [first] = screens;
  if (remembered && screens.some((screen) => gripIsOn(remembered, screen))) {
    return {
      ...remembered,
      width: Math.max(remembered.width, smallest.width),
      height: Math.max(remembered.height, smallest.height),
    };
  }
  const screen = first ?? { x: 0, y: 0, ...usual };
  const width = Math.max(Math.min(usual.width, screen.width), smallest.width);
  const height = Math.max(Math.min(usual.height, screen.height), smallest.height);
  return {
    x: screen.x + Math.max(0, Math.round((screen.width - width) / 2)),
    y: screen.y + Math.max(0, Math.round((screen.height - height) / 2)),
    width,
    height,
  };
}

function gripIsOn(window: Rectangle, screen: Rectangle): boolean {
  const grip = 80;
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return overlap >= grip && window.y >= screen.y && window.y + grip <= screen.y + screen.height;
}
