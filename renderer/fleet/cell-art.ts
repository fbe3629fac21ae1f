// How one cell looks, drawn once into a stamp and then only copied: two thousand cells are two thousand copies.

import type { HostLook } from '../store/roll-up.ts';
import { glyphOf } from '../ui/glyph.tsx';
import { GLYPH_SHAPES } from '../ui/glyph-shapes.ts';
import type { FleetColours } from './palette.ts';

/** Room around a cell in its stamp: a lit shape stands a little over it. */
const BLEED = 4;
/** From here on a letter in a cell can be read from a chair, px. */
const LETTERED = 16;

export interface Stamps {
  /** Draws the look at a cell's corner. */
  draw(context: CanvasRenderingContext2D, look: HostLook, load: number, x: number, y: number): void;
}

export interface StampOptions {
  /** Whether shapes carry their letter. Default: from 16 px on; a wall leaves it out, its shapes are read by their outline. */
  readonly lettered?: boolean;
}

/** Makes the stamps for one size, theme and pixel ratio; each is drawn when it is first needed. */
export function createStamps(
  cell: number,
  ratio: number,
  colours: FleetColours,
  { lettered = cell >= LETTERED }: StampOptions = {},
): Stamps {
  const made = new Map<string, HTMLCanvasElement>();
  const size = cell + 2 * BLEED;
  const stampOf = (look: HostLook, load: number): HTMLCanvasElement => {
    const key = look.status === 'ok' ? `ok${load}` : `${look.status}${look.lit}`;
    const known = made.get(key);
    if (known) return known;
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(size * ratio);
    canvas.height = Math.ceil(size * ratio);
    const context = canvas.getContext('2d');
    if (context) {
      context.scale(ratio, ratio);
      context.translate(BLEED, BLEED);
      drawCell(context, look, load, cell, colours, lettered);
    }
    made.set(key, canvas);
    return canvas;
  };
  return {
    draw(context, look, load, x, y) {
      context.drawImage(stampOf(look, load), x - BLEED, y - BLEED, size, size);
    },
  };
}

function drawCell(
  context: CanvasRenderingContext2D,
  look: HostLook,
  load: number,
  cell: number,
  colours: FleetColours,
  lettered: boolean,
): void {
  const radius = cell >= 16 ? 3 : cell >= 7 ? 2 : 1;
  switch (look.status) {
    case 'ok':
      context.fillStyle = colours.load[load] ?? colours.load[0];
      box(context, 0, 0, cell, radius);
      context.fill();
      return;
    case 'pending':
      context.strokeStyle = colours.quiet;
      context.setLineDash([2, 2]);
      box(context, 0.5, 0.5, cell - 1, radius);
      context.stroke();
      return;
    case 'maintenance':
      context.strokeStyle = colours.line;
      box(context, 0.5, 0.5, cell - 1, radius);
      context.stroke();
      context.fillStyle = colours.stroke.main ?? colours.line;
      context.fillRect(cell * 0.22, Math.round(cell / 2) - 0.5, cell * 0.56, 1);
      return;
    case 'unreachable':
      hatch(context, cell, radius, colours.stroke.unre ?? colours.line);
      return;
    default:
      shape(context, look, cell, colours, lettered);
  }
}

function box(context: CanvasRenderingContext2D, x: number, y: number, size: number, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, size, size, radius);
}

/** Diagonals inside a frame: what hangs on something dead. */
function hatch(context: CanvasRenderingContext2D, cell: number, radius: number, colour: string): void {
  context.globalAlpha = 0.88;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  box(context, 0.5, 0.5, cell - 1, radius);
  context.stroke();
  context.clip();
  context.beginPath();
  const step = cell >= 16 ? 5 : cell >= 8 ? 4.6 : 3;
  for (let at = step * 0.6; at < cell * 2; at += step) {
    context.moveTo(at, 0);
    context.lineTo(at - cell, cell);
  }
  context.lineWidth = cell >= 8 ? 1.2 : 1;
  context.stroke();
}

/** The status glyph over the cell, a little larger than it. */
function shape(
  context: CanvasRenderingContext2D,
  look: HostLook,
  cell: number,
  colours: FleetColours,
  lettered: boolean,
): void {
  const name = glyphOf(look.status);
  const { path, letter } = GLYPH_SHAPES[name];
  const over = name === 'down' || name === 'crit' ? 2 : 1;
  const size = cell + 2 * over;
  context.translate(-over, -over);
  context.scale(size / 20, size / 20);
  const outline = new Path2D(path);
  const stroke = colours.stroke[name] ?? '';
  const fill = colours.fill[name] ?? '';
  context.lineJoin = 'round';
  context.lineWidth = cell >= LETTERED ? 1.7 : 2.4;
  if (look.lit) {
    context.fillStyle = fill;
    context.fill(outline);
  }
  // On paper, amber keeps a dark edge: the fill alone is too close to the ground.
  context.strokeStyle = look.lit && !(colours.light && name === 'warn') ? fill : stroke;
  context.stroke(outline);
  if (!lettered || !letter) return;
  context.fillStyle = look.lit ? (colours.on[name] ?? '') : stroke;
  context.font = `800 ${letter.size}px ${colours.fontUi}`;
  context.textAlign = 'center';
  context.fillText(letter.text, 10, letter.y);
}
