// The beginning and the end of what a command printed: how it started and what it ended with tell most, and between them it
// says how much was left out.

export interface ExcerptSize {
  /** At most so many lines, the one that says what was left out not counted. */
  readonly lines: number;
  /** At most so many UTF-16 units, the same. */
  readonly characters: number;
}

/** The text itself where it is short enough. A third of what is kept is its beginning: what went wrong stands at the end. */
export function outputExcerpt(text: string, { lines, characters }: ExcerptSize): string {
  const all = text.replace(/\n+$/, '').split('\n');
  if (all.length <= lines && text.length <= characters) return all.join('\n');
  const head = taken(all, Math.ceil(lines / 3), Math.ceil(characters / 3));
  const tail = taken(
    all.slice(head.length).reverse(),
    lines - Math.ceil(lines / 3),
    characters - Math.ceil(characters / 3),
  ).reverse();
  const left = all.length - head.length - tail.length;
  if (left === 0) return [...head, ...tail].join('\n');
  // One line that is too long by itself is cut, not left out.
  if (head.length === 0 && tail.length === 0) return `${cut(all[0] ?? '', characters)}\n[the rest is left out here]`;
  return [...head, `[${left} ${left === 1 ? 'line is' : 'lines are'} left out here]`, ...tail].join('\n');
}

/** The first lines that fit. */
function taken(lines: readonly string[], most: number, room: number): string[] {
  let left = room;
  const fitting = lines.slice(0, most).findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return lines.slice(0, fitting < 0 ? most : fitting);
}

/** Never half a character. */
const cut = (text: string, limit: number): string =>
  text
    .slice(0, limit)
    .toWellFormed()
    .replace(/\ufffd$/, '');
