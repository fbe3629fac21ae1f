// The sprite: every status glyph and the mark, once per page. A symbol reads three inherited properties: --gs stroke,
// --gf fill, --gi letter; --gletter 0 leaves the shape alone (glyph.css).
import { GLYPHS } from './glyph-names.ts';
import { GLYPH_SHAPES } from './glyph-shapes.ts';

/** Draws nothing; `<Glyph>` and `<Mark>` take their shapes from it. */
export function Sprite() {
  return (
    <svg className="sprite" width="0" height="0" aria-hidden="true">
      <defs>
        {GLYPHS.map((name) => {
          const { path, letter, dash, line } = GLYPH_SHAPES[name];
          return (
            <symbol key={name} id={`g-${name}`} viewBox="0 0 20 20">
              <path
                className={line ? 'gs-line' : 'gs'}
                d={path}
                strokeWidth={line}
                strokeDasharray={dash?.join(' ')}
                strokeLinejoin="round"
              />
              {letter && (
                <text className="gs-letter" x="10" y={letter.y} fontSize={letter.size} textAnchor="middle">
                  {letter.text}
                </text>
              )}
            </symbol>
          );
        })}
        <symbol id="mark" viewBox="0 0 40 28">
          <path className="mark-line" d="M1.5 13.5h9l5 10 4.5-9 4.5 9 5-10h9" />
          <circle className="mark-dot" cx="20" cy="5.2" r="3.2" />
        </symbol>
      </defs>
    </svg>
  );
}

/** The mark of the product. */
export function Mark() {
  return (
    <svg className="mk" aria-hidden="true">
      <use href="#mark" />
    </svg>
  );
}
