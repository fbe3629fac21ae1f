// A regular expression (flag u, compiled before) as a tree of sets of characters, as far as its ways of matching go: groups,
// laziness and names do not matter, looks around stand apart.

/** Bits 0 to 127 are ASCII, bit 128 is everything else. */
export type CharSet = bigint;

export type PatternNode =
  | { readonly type: 'char'; readonly set: CharSet }
  | { readonly type: 'cat'; readonly items: readonly PatternNode[] }
  | { readonly type: 'alt'; readonly items: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number };

const OTHER: CharSet = 1n << 128n;
const ALL: CharSet = (1n << 129n) - 1n;
const EMPTY: PatternNode = { type: 'cat', items: [] };

const bit = (code: number): CharSet => (code < 128 ? 1n << BigInt(code) : OTHER);
function range(from: number, to: number): CharSet {
  let set = to > 127 ? OTHER : 0n;
  for (let code = from; code <= Math.min(to, 127); code += 1) set |= bit(code);
  return set;
}
const setOf = (text: string): CharSet => [...text].reduce((set, one) => set | bit(one.charCodeAt(0)), 0n);

const DIGITS = range(48, 57);
const WORDS = DIGITS | range(65, 90) | range(97, 122) | bit(95);
const SPACES = setOf('\t\n\v\f\r ') | OTHER;
const ANY_OF: Readonly<Record<string, CharSet>> = {
  d: DIGITS,
  D: ALL & ~DIGITS,
  w: WORDS,
  W: ALL & ~WORDS,
  s: SPACES,
  S: (ALL & ~SPACES) | OTHER,
};
const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' };

/** The tree, and those of the looks around in it. */
export function patternTrees(source: string): readonly PatternNode[] {
  const apart: PatternNode[] = [];
  const tree = alternatives({ source, at: 0 }, apart);
  return [tree, ...apart];
}

interface Reader {
  readonly source: string;
  at: number;
}

/** What comes next, if it has this form; then the reader stands behind it. */
function take(reader: Reader, form: RegExp): RegExpExecArray | null {
  form.lastIndex = reader.at;
  const found = form.exec(reader.source);
  if (found) reader.at += found[0].length;
  return found;
}

function alternatives(reader: Reader, apart: PatternNode[]): PatternNode {
  const items = [sequence(reader, apart)];
  while (take(reader, /\|/y)) items.push(sequence(reader, apart));
  return items.length === 1 ? (items[0] ?? EMPTY) : { type: 'alt', items };
}

function sequence(reader: Reader, apart: PatternNode[]): PatternNode {
  const items: PatternNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    items.push(repeated(reader, one(reader, apart)));
  }
  return { type: 'cat', items };
}

function one(reader: Reader, apart: PatternNode[]): PatternNode {
  if (take(reader, /\^|\$|\\[bB]/y)) return EMPTY;
  const opening = take(reader, /\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/y);
  if (!opening) return { type: 'char', set: charSet(reader) };
  const inside = alternatives(reader, apart);
  take(reader, /\)/y);
  if (!/[=!]$/.test(opening[0])) return inside;
  apart.push(inside);
  return EMPTY;
}

function repeated(reader: Reader, item: PatternNode): PatternNode {
  const [, sign, least, comma, most] = take(reader, /(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/y) ?? [];
  if (sign === undefined && least === undefined) return item;
  const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
  if (sign === '?') return { type: 'repeat', item, min, max: 1 };
  if (sign === undefined && comma === undefined) return { type: 'repeat', item, min, max: min };
  return { type: 'repeat', item, min, max: most ? Number(most) : Number.POSITIVE_INFINITY };
}

/** One character, or a class of them. */
function charSet(reader: Reader): CharSet {
  if (take(reader, /\./y)) return ALL & ~setOf('\n\r');
  if (!take(reader, /\[/y)) return single(reader);
  const negated = take(reader, /\^/y) !== null;
  let set = 0n;
  while (reader.at < reader.source.length && !take(reader, /\]/y)) {
    const from = take(reader, /\\b/y) ? bit(8) : single(reader);
    set |= take(reader, /-(?!\])/y) && isSingle(from) ? range(codeOf(from), codeOf(single(reader))) : from;
  }
  return negated ? (ALL & ~set) | OTHER : set;
}

function single(reader: Reader): CharSet {
  const code = take(reader, /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/y);
  if (code) return bit(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16));
  if (take(reader, /\\[pP]\{[^}]*\}/y)) return ALL;
  const control = take(reader, /\\c([A-Za-z])/y);
  if (control) return bit((control[1] ?? '').charCodeAt(0) % 32);
  const [, letter] = take(reader, /\\(.)/suy) ?? [];
  if (letter !== undefined) return ANY_OF[letter] ?? setOf(NAMED[letter] ?? letter);
  return setOf(take(reader, /./suy)?.[0] ?? '');
}

const isSingle = (set: CharSet): boolean => set !== 0n && (set & (set - 1n)) === 0n;
const codeOf = (set: CharSet): number => set.toString(2).length - 1;
