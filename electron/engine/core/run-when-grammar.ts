// The small language of `when`: comparisons over the values of a run, and nothing else. It is read here into a tree.
//
//   either   = both { "or" both }
//   both     = negated { "and" negated }
//   negated  = "not" negated | compared
//   compared = operand [ ( == | != | < | <= | > | >= ) operand | "in" ( list | reference ) ]
//   operand  = "text" | 'text' | number | true | false | reference | "(" either ")"
//   reference = outputs.usage.used | ${outputs.usage.used}

export const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type Literal = string | number | boolean;

export type WhenNode =
  | { readonly type: 'literal'; readonly value: Literal }
  | { readonly type: 'reference'; readonly path: string; readonly column: number }
  | { readonly type: 'list'; readonly items: readonly Literal[] }
  | { readonly type: 'not'; readonly item: WhenNode }
  | { readonly type: 'and' | 'or'; readonly left: WhenNode; readonly right: WhenNode }
  | { readonly type: 'compare'; readonly by: Comparison | 'in'; readonly left: WhenNode; readonly right: WhenNode };

export class WhenFault extends Error {
  /** From 1, UTF-16 units of the text. */
  readonly column: number;
  constructor(column: number, message: string) {
    super(message);
    this.column = column;
  }
}

/** Parentheses and nots inside of each other. */
const DEEPEST = 32;
const TOKEN =
  /\s+|(?<sign>==|!=|<=|>=|[<>()[\],])|(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<text>"(?:[^"\\]|\\["\\])*"|'(?:[^'\\]|\\['\\])*')|(?<braced>\$\{[^}]*\})|(?<word>[A-Za-z_][\w.-]*)/y;
const PATH = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$/;
const KEYWORDS = ['and', 'or', 'not', 'in', 'true', 'false'];

interface Token {
  readonly type: 'sign' | 'number' | 'text' | 'reference' | 'word' | 'end';
  /** Of a text what stands in its quotes, of a reference its path. */
  readonly text: string;
  readonly column: number;
}

/** Throws a WhenFault. */
export function parseTree(source: string): WhenNode {
  const reader: Reader = { tokens: tokensOf(source), next: 0, depth: 0 };
  const tree = either(reader);
  const left = peek(reader);
  if (left.type !== 'end') throw new WhenFault(left.column, `"${left.text}" is one too many: join with and, or`);
  return tree;
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(source);
    if (!found) throw new WhenFault(at + 1, strange(source.slice(at)));
    const token = tokenOf(found, at + 1);
    if (token) tokens.push(token);
  }
  return [...tokens, { type: 'end', text: 'the end', column: source.length + 1 }];
}

function strange(rest: string): string {
  if (/^["']/.test(rest))
    return 'a text that does not end: a quote is missing (\\ stands before quotes and itself only)';
  if (rest.startsWith('=')) return '"=" is no comparison: write ==';
  if (rest.startsWith('$')) return 'a reference is a path of names: inputs.name';
  if (/^&|^\||^!/.test(rest)) return 'write and, or, not';
  return `"${rest.slice(0, 1)}" has no meaning here`;
}

function tokenOf({ groups = {} }: RegExpExecArray, column: number): Token | null {
  const { sign, number, text, braced, word } = groups;
  if (sign !== undefined) return { type: 'sign', text: sign, column };
  if (number !== undefined) return { type: 'number', text: number, column };
  if (text !== undefined) return { type: 'text', text: text.slice(1, -1).replaceAll(/\\(.)/g, '$1'), column };
  if (word !== undefined && KEYWORDS.includes(word)) return { type: 'word', text: word, column };
  const path = braced?.slice(2, -1).trim() ?? word;
  if (path === undefined) return null;
  if (PATH.test(path)) return { type: 'reference', text: path, column };
  throw new WhenFault(
    column,
    `"${path}" names no value: write inputs.name or outputs.step.name, or put text in quotes`,
  );
}

interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
}

const END: Token = { type: 'end', text: 'the end', column: 1 };
const peek = (reader: Reader): Token => reader.tokens[reader.next] ?? END;
function taken(reader: Reader, type: Token['type'], ...texts: readonly string[]): Token | null {
  const token = peek(reader);
  if (token.type !== type || (texts.length > 0 && !texts.includes(token.text))) return null;
  reader.next += 1;
  return token;
}

function either(reader: Reader): WhenNode {
  let left = both(reader);
  while (taken(reader, 'word', 'or')) left = { type: 'or', left, right: both(reader) };
  return left;
}

function both(reader: Reader): WhenNode {
  let left = negated(reader);
  while (taken(reader, 'word', 'and')) left = { type: 'and', left, right: negated(reader) };
  return left;
}

function negated(reader: Reader): WhenNode {
  const not = taken(reader, 'word', 'not');
  return not ? deeper(reader, not, () => ({ type: 'not', item: negated(reader) })) : compared(reader);
}

function compared(reader: Reader): WhenNode {
  const left = operand(reader);
  const sign = taken(reader, 'sign', ...COMPARISONS);
  const by = COMPARISONS.find((one) => one === sign?.text);
  if (by) return { type: 'compare', by, left, right: operand(reader) };
  const within = taken(reader, 'word', 'in');
  if (within) return { type: 'compare', by: 'in', left, right: listOrReference(reader) };
  if (left.type === 'literal' && typeof left.value !== 'boolean') {
    throw new WhenFault(peek(reader).column, 'a text or a number alone is neither true nor false: compare it');
  }
  return left;
}

function operand(reader: Reader): WhenNode {
  const opening = taken(reader, 'sign', '(');
  if (opening) {
    return deeper(reader, opening, () => {
      const inside = either(reader);
      if (!taken(reader, 'sign', ')')) throw wanted(reader, 'a closing )');
      return inside;
    });
  }
  const reference = taken(reader, 'reference');
  if (reference) return { type: 'reference', path: reference.text, column: reference.column };
  return { type: 'literal', value: literal(reader) };
}

function literal(reader: Reader): Literal {
  const text = taken(reader, 'text');
  if (text) return text.text;
  const number = taken(reader, 'number');
  if (number) return Number(number.text);
  const word = taken(reader, 'word', 'true', 'false');
  if (word) return word.text === 'true';
  throw wanted(reader, 'a value: "text", a number, true, false, or a reference');
}

function listOrReference(reader: Reader): WhenNode {
  const reference = taken(reader, 'reference');
  if (reference) return { type: 'reference', path: reference.text, column: reference.column };
  if (!taken(reader, 'sign', '[')) throw wanted(reader, 'a list: ["prod", "test"]');
  const items: Literal[] = [];
  while (!taken(reader, 'sign', ']')) {
    if (items.length > 0 && !taken(reader, 'sign', ',')) throw wanted(reader, 'a comma or a closing ]');
    items.push(literal(reader));
  }
  return { type: 'list', items };
}

function deeper<Made>(reader: Reader, at: Token, make: () => Made): Made {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw new WhenFault(at.column, `nested more than ${DEEPEST} deep: make it simpler`);
  const made = make();
  reader.depth -= 1;
  return made;
}

function wanted(reader: Reader, what: string): WhenFault {
  const { type, text, column } = peek(reader);
  return new WhenFault(column, `here stands ${type === 'end' ? text : `"${text}"`}, wanted is ${what}`);
}
