// Pure: what a few typed letters mean among ten thousand names. Whole word, then start, then start of a part, then
// anywhere; letters merely in order when nothing else answers. Of equals the shorter, then the alphabet.

export interface Ranked {
  /** What is searched, in lower case; made once. */
  readonly text: string;
}

const LOOSE = 4;

/** How well `text` answers `query` (lower case, one word): 0 best, null not at all. */
export function score(text: string, query: string): number | null {
  if (query === '') return 0;
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 0 : 1;
  if (at > 0) return startsPart(text, query, at) ? 2 : 3;
  return inOrder(text, query) ? LOOSE : null;
}

function startsPart(text: string, query: string, first: number): boolean {
  for (let at = first; at !== -1; at = text.indexOf(query, at + 1)) if (!isLetter(text.charCodeAt(at - 1))) return true;
  return false;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;

function inOrder(text: string, query: string): boolean {
  let at = -1;
  for (const letter of query) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** The best `limit` of `items` for what was typed; every word of it must be answered. */
export function rank<Item extends Ranked>(items: readonly Item[], typed: string, limit: number): readonly Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items.slice(0, limit);
  const close: Found<Item>[] = [];
  const loose: Found<Item>[] = [];
  for (const item of items) {
    const answer = answerTo(item.text, words);
    if (answer) (answer.loose ? loose : close).push({ item, points: answer.points });
  }
  // Letters that merely stand in order are a guess: only for want of anything better.
  return (close.length > 0 ? close : loose)
    .sort(byMerit)
    .slice(0, limit)
    .map(({ item }) => item);
}

interface Found<Item> {
  readonly item: Item;
  readonly points: number;
}

const byMerit = (a: Found<Ranked>, b: Found<Ranked>): number =>
  a.points - b.points || a.item.text.length - b.item.text.length || (a.item.text < b.item.text ? -1 : 1);

function answerTo(text: string, words: readonly string[]): { readonly points: number; readonly loose: boolean } | null {
  let points = 0;
  let loose = false;
  for (const word of words) {
    const each = score(text, word);
    if (each === null) return null;
    points += each;
    loose ||= each === LOOSE;
  }
  return { points, loose };
}
