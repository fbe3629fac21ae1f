// A status glyph of the sprite: shape and letter, never colour alone. Lit (filled) is unhandled, outline is handled.
import { GLYPH_WORDS, glyphOf } from './glyph-names.ts';

export { GLYPH_WORDS, glyphOf } from './glyph-names.ts';

export interface GlyphProps {
  /** A status word of the contract ('critical', 'up') or the name of a glyph ('crit'). */
  readonly status: string;
  /** Filled: unhandled. Default outline. */
  readonly lit?: boolean;
  /** Edge in CSS pixels; without it the style sheet decides. Below 16 px the letter is left out. */
  readonly size?: number;
  /** Says nothing to a screen reader: for glyphs that stand beside their own word. */
  readonly quiet?: boolean;
}

/** One status glyph. */
export function Glyph({ status, lit = false, size, quiet = false }: GlyphProps) {
  const name = glyphOf(status);
  const bare = size !== undefined && size < 16 ? ' bare' : '';
  const className = `gl gl-${name} ${lit ? 'lit' : 'out'}${bare}`;
  const style = size === undefined ? undefined : { width: size, height: size };
  if (quiet) {
    return (
      <svg className={className} style={style} aria-hidden="true">
        <use href={`#g-${name}`} />
      </svg>
    );
  }
  const calm = name === 'ok' || name === 'pend' || name === 'notm';
  return (
    <svg
      className={className}
      style={style}
      role="img"
      aria-label={`${GLYPH_WORDS[name]}${calm ? '' : lit ? ', unhandled' : ', handled'}`}
    >
      <use href={`#g-${name}`} />
    </svg>
  );
}
