// The tray's picture of each state, drawn here at whatever size the desktop wants: the shapes of the screens' glyphs, told
// apart without colour (octagon with a bar, diamond, hollow square, ring with a dot, triangle with a mark; cut off is a
// cross, and quiet is a small grey ring).
import type { HostRequest } from '../contract/host-link.ts';

export type TrayWorst = Extract<HostRequest, { ask: 'tray' }>['worst'];

/** Whether a point of the 20 by 20 box is painted. */
type Shape = (x: number, y: number) => boolean;

const away = (x: number, y: number): number => Math.hypot(x - 10, y - 10);
const ring =
  (outer: number, inner: number): Shape =>
  (x, y) =>
    away(x, y) <= outer && away(x, y) >= inner;

const SHAPES: Readonly<Record<TrayWorst, Shape>> = {
  ok: ring(5.2, 3),
  warning: (x, y) =>
    triangle(x, y) && !(Math.abs(x - 10) < 1.3 && y > 7 && y < 13) && Math.hypot(x - 10, y - 15.4) > 1.5,
  unknown: (x, y) => ring(9, 6.2)(x, y) || away(x, y) <= 2.4,
  unreachable: (x, y) => inSquare(x, y, 8.6) && !inSquare(x, y, 5.8),
  critical: (x, y) => Math.abs(x - 10) + Math.abs(y - 10) <= 9.6,
  down: (x, y) => octagon(x, y) && !(Math.abs(y - 10) < 1.7 && Math.abs(x - 10) < 5),
  isolated: (x, y) => inSquare(x, y, 8.6) && (Math.abs(x - y) < 2.8 || Math.abs(x + y - 20) < 2.8),
};

const inSquare = (x: number, y: number, half: number): boolean => Math.abs(x - 10) <= half && Math.abs(y - 10) <= half;
const octagon = (x: number, y: number): boolean => inSquare(x, y, 9.2) && Math.abs(x - 10) + Math.abs(y - 10) <= 13;
const triangle = (x: number, y: number): boolean =>
  y >= 1.2 && y <= 18.4 && Math.abs(x - 10) <= ((y - 1.2) / 17.2) * 9.6;

/** Seen on light and on dark panels. */
const COLOURS: Readonly<Record<TrayWorst, readonly [red: number, green: number, blue: number]>> = {
  ok: [0x8a, 0x98, 0xa8],
  warning: [0xe8, 0xa3, 0x17],
  unknown: [0xa8, 0x6c, 0xe0],
  unreachable: [0x6f, 0x8d, 0xb8],
  critical: [0xe5, 0x3e, 0x2e],
  down: [0xe5, 0x3e, 0x2e],
  isolated: [0xd0, 0x4f, 0xa8],
};

/** Points looked at in each direction of a pixel: edges are smooth without being soft. */
const SAMPLES = 4;

/** The picture of a state, `size` px square: RGBA, row by row, from the top. Pure. */
export function trayPicture(worst: TrayWorst, size: number): Uint8Array {
  const shape = SHAPES[worst];
  const colour = COLOURS[worst];
  const picture = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      picture.set([...colour, Math.round(255 * coverage(shape, x, y, 20 / size))], (y * size + x) * 4);
    }
  }
  return picture;
}

/** How much of a pixel is painted, 0..1. */
function coverage(shape: Shape, x: number, y: number, unit: number): number {
  let inside = 0;
  for (let row = 0; row < SAMPLES; row += 1) {
    for (let column = 0; column < SAMPLES; column += 1) {
      if (shape((x + (column + 0.5) / SAMPLES) * unit, (y + (row + 0.5) / SAMPLES) * unit)) inside += 1;
    }
  }
  return inside / (SAMPLES * SAMPLES);
}
