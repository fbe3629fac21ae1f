// File and unit names by pattern, as a shell means it: * any number of characters, ? one, [a-z] one of these, [!a-z] none
// of these. Matched in steps that are bounded by pattern times name, so that neither can make the other expensive.

type Piece =
  | { readonly type: 'star' }
  | { readonly type: 'literal'; readonly character: string }
  | { readonly type: 'one'; readonly fits: (character: string) => boolean };

/** Whether `name` fits as a whole. A leading dot is a character like any other here. */
export function matchesGlob(pattern: string, name: string): boolean {
  const pieces = piecesOf(pattern);
  const characters = Array.from(name);
  let piece = 0;
  let at = 0;
  // Where to take up again when the rest does not fit: behind the last star, one character later than before.
  let star = -1;
  let resume = 0;
  while (at < characters.length) {
    const current = pieces[piece];
    if (current?.type === 'star') {
      star = piece;
      resume = at;
      piece += 1;
    } else if (current && fits(current, characters[at] ?? '')) {
      piece += 1;
      at += 1;
    } else if (star >= 0) {
      piece = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pieces[piece]?.type === 'star') piece += 1;
  return piece === pieces.length;
}

/** Whether it is a pattern at all. */
export const isGlob = (text: string): boolean => /[*?[]/.test(text);

/** A pattern of plain ASCII that fits at least whatever `pattern` fits: for a first sieve by somebody else's rules. */
export function coarseGlob(pattern: string): string {
  return piecesOf(pattern)
    .map((piece) => (piece.type === 'literal' && /^[A-Za-z0-9 ._@:+-]$/.test(piece.character) ? piece.character : '*'))
    .join('')
    .replace(/\*+/g, '*');
}

function fits(piece: Exclude<Piece, { type: 'star' }>, character: string): boolean {
  return piece.type === 'literal' ? piece.character === character : piece.fits(character);
}

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    // A ']' right behind the bracket is one of the class; a bracket that nobody closes is a bracket.
    const negated = characters[at + 1] === '!' || characters[at + 1] === '^';
    const close = character === '[' ? characters.indexOf(']', at + (negated ? 3 : 2)) : -1;
    if (character === '*') pieces.push({ type: 'star' });
    else if (character === '?') pieces.push({ type: 'one', fits: () => true });
    else if (close >= 0) {
      pieces.push({ type: 'one', fits: classOf(characters.slice(at + (negated ? 2 : 1), close), negated) });
      at = close;
    } else pieces.push({ type: 'literal', character });
  }
  return pieces;
}

function classOf(members: readonly string[], negated: boolean): (character: string) => boolean {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at += 1) {
    const from = members[at] ?? '';
    const to = members[at + 1] === '-' ? members[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (character) => ranges.some(([from, to]) => character >= from && character <= to) !== negated;
}
