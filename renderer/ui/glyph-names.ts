// What the status glyphs are called, and which status wears which. The order is the order of every count.

export const GLYPHS = ['down', 'crit', 'unre', 'unkn', 'warn', 'main', 'ok', 'pend', 'notm'] as const;
export type GlyphName = (typeof GLYPHS)[number];

/** The word that goes with each shape, for legends and for readers of screens. */
export const GLYPH_WORDS: Readonly<Record<GlyphName, string>> = {
  down: 'Down',
  crit: 'Critical',
  unre: 'Unreachable',
  unkn: 'Unknown',
  warn: 'Warning',
  main: 'Maintenance',
  ok: 'OK',
  pend: 'Pending',
  notm: 'Not monitored',
};

const BY_STATUS: Readonly<Record<string, GlyphName>> = {
  down: 'down',
  critical: 'crit',
  unreachable: 'unre',
  unknown: 'unkn',
  warning: 'warn',
  maintenance: 'main',
  ok: 'ok',
  up: 'ok',
  pending: 'pend',
  'not-monitored': 'notm',
};

/** The glyph of a status word ('critical', 'up', 'not-monitored'); a glyph's own name stays itself. */
export const glyphOf = (status: string): GlyphName =>
  BY_STATUS[status] ?? (Object.hasOwn(GLYPH_WORDS, status) ? (status as GlyphName) : 'unkn');
