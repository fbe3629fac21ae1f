// The outlines of the status glyphs in a 20 by 20 box: the sprite and the canvas of the fleet map draw from the same.
import type { GlyphName } from './glyph-names.ts';

export interface GlyphShape {
  readonly path: string;
  /** Letter, its baseline and its size; glyphs without one are read by shape alone. */
  readonly letter: { readonly text: string; readonly y: number; readonly size: number } | null;
  readonly dash?: readonly [number, number];
  /** Never filled, drawn with this line width. */
  readonly line?: number;
}

export const GLYPH_SHAPES: Readonly<Record<GlyphName, GlyphShape>> = {
  down: {
    path: 'M6.4 1.6h7.2l4.8 4.8v7.2l-4.8 4.8H6.4l-4.8-4.8V6.4z',
    letter: { text: 'D', y: 14.1, size: 10.5 },
  },
  crit: { path: 'M10 .9 19.1 10 10 19.1.9 10z', letter: { text: 'C', y: 13.6, size: 9.6 } },
  unre: {
    path: 'M3.3 1.8h13.4a1.5 1.5 0 0 1 1.5 1.5v13.4a1.5 1.5 0 0 1-1.5 1.5H3.3a1.5 1.5 0 0 1-1.5-1.5V3.3a1.5 1.5 0 0 1 1.5-1.5z',
    letter: { text: 'U', y: 14.1, size: 10.5 },
    dash: [3.2, 2],
  },
  unkn: { path: 'M10 1.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8z', letter: { text: '?', y: 14.2, size: 11.5 } },
  warn: { path: 'M10 1.7 18.9 18H1.1z', letter: { text: 'W', y: 16, size: 8.2 } },
  main: { path: 'M5.6 2h8.8l4.4 8-4.4 8H5.6L1.2 10z', letter: { text: 'M', y: 13.9, size: 9.6 } },
  ok: { path: 'M10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z', letter: null, line: 2 },
  pend: {
    path: 'M10 1.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4z',
    letter: { text: 'P', y: 14.1, size: 10.5 },
    dash: [1.6, 2.6],
  },
  notm: { path: 'M6.5 2H2v16h4.5M13.5 2H18v16h-4.5', letter: { text: 'N', y: 14.1, size: 10.5 }, line: 1.8 },
};
