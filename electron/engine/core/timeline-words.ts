// Words that people look for, as the search's own language and as places in a text. What is typed is never syntax: 'NOT',
// '"', '*' and ':' are looked for, or passed over as punctuation.

/** Around what is found in an excerpt: characters that no text has (Unicode's private use area). */
export const HIT_BEGINS = '\ue000';
export const HIT_ENDS = '\ue001';

/** Characters of an excerpt before the first hit, and in all. */
const BEFORE = 60;
const EXCERPT = 240;

// The same characters that unicode61 makes words of: letters, figures, private use; marks belong to their letter.
const WORD = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;

/** As the index folds words: without accents, in lower case. */
const folded = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What was typed, a list of words for each piece without a space: 'edge-ams1' is two words that stand side by side. */
export type Sought = readonly (readonly string[])[];

export const soughtIn = (text: string): Sought =>
  text
    .split(/\s+/)
    .map((piece) => (piece.match(WORD) ?? []).map(folded))
    .filter((words) => words.length > 0);

/** In the language of FTS5: all pieces, the last as a beginning. Null: there is no word in it. */
export function matchOf(sought: Sought): string | null {
  if (sought.length === 0) return null;
  return `${sought.map((words) => `"${words.join(' ')}"`).join(' AND ')}*`;
}

interface Word {
  readonly from: number;
  readonly to: number;
  readonly said: string;
}

function* wordsIn(text: string, from = 0): Generator<Word> {
  for (const found of text.slice(from).matchAll(WORD)) {
    const begins = from + found.index;
    yield { from: begins, to: begins + found[0].length, said: folded(found[0]) };
  }
}

/** The excerpt of a text around the first place where a sought word stands; its beginning where none does. */
export function excerptOf(text: string, sought: Sought): string {
  const plain = text.replaceAll(/[\ue000\ue001]/g, '');
  const whole = new Set(sought.flat());
  const beginning = sought.at(-1)?.at(-1) ?? '';
  const isHit = ({ said }: Word): boolean => whole.has(said) || (beginning !== '' && said.startsWith(beginning));
  let first = 0;
  for (const word of wordsIn(plain)) {
    if (!isHit(word)) continue;
    first = word.from;
    break;
  }
  const from = startOf(plain, first);
  const to = Math.min(plain.length, from + EXCERPT);
  return `${from > 0 ? '…' : ''}${marked(plain, from, to, isHit)}${to < plain.length ? '…' : ''}`;
}

/** Some way before the hit, at the beginning of a word. */
function startOf(text: string, hit: number): number {
  if (hit <= BEFORE) return 0;
  const space = text.slice(hit - BEFORE, hit).search(/\s/);
  return space < 0 ? hit - BEFORE : hit - BEFORE + space + 1;
}

function marked(text: string, from: number, to: number, isHit: (word: Word) => boolean): string {
  let excerpt = '';
  let done = from;
  for (const word of wordsIn(text.slice(0, to), from)) {
    if (!isHit(word)) continue;
    excerpt += `${text.slice(done, word.from)}${HIT_BEGINS}${text.slice(word.from, word.to)}${HIT_ENDS}`;
    done = word.to;
  }
  return `${excerpt}${text.slice(done, to)}`.replaceAll(/\s+/g, ' ').trim();
}
