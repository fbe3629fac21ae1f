// Where in a text of JSON something stands: only asked once something is wrong, so that the good lines stay cheap.
// JSON.parse itself tells no position for short texts, and none at all for a value that is JSON but not what is meant.

export interface JsonPlaces {
  /** What is wrong and where (column from 1); null when the text is JSON. */
  readonly fault: { readonly column: number; readonly message: string } | null;
  /** The column of the value at a path ('policy', 'maxAttempts'), of the nearest thing around it, or of the object. */
  columnOf(path: readonly PropertyKey[]): number;
  /** The column of the name of a member instead of its value. */
  columnOfName(path: readonly PropertyKey[]): number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids control characters in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;
/** Deeper is refused, not followed: a line of brackets must not end the program. */
const DEEPEST = 64;

class Fault extends Error {
  readonly column: number;
  constructor(at: number, message: string) {
    super(message);
    this.column = at + 1;
  }
}

/** Looks through one text of JSON. */
export function jsonPlaces(text: string): JsonPlaces {
  const values = new Map<string, number>();
  const names = new Map<string, number>();
  let fault: JsonPlaces['fault'] = null;
  try {
    const end = skip(text, walk(text, skip(text, 0), [], { values, names }));
    if (end < text.length) throw new Fault(end, 'the line should end here: one JSON object a line');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    fault = { column: error.column, message: error.message };
  }
  const nearest = (path: readonly PropertyKey[], first: ReadonlyMap<string, number>): number => {
    const own = first.get(keyOf(path));
    if (own !== undefined) return own + 1;
    return path.length === 0 ? (values.get('') ?? 0) + 1 : nearest(path.slice(0, -1), values);
  };
  return { fault, columnOf: (path) => nearest(path, values), columnOfName: (path) => nearest(path, names) };
}

const keyOf = (path: readonly PropertyKey[]): string => path.map((part) => JSON.stringify(String(part))).join('.');

interface Found {
  readonly values: Map<string, number>;
  readonly names: Map<string, number>;
}

/** Walks the value at `at` and returns the place behind it. */
function walk(text: string, at: number, path: readonly PropertyKey[], found: Found): number {
  if (path.length > DEEPEST) throw new Fault(at, `nested deeper than ${DEEPEST}`);
  found.values.set(keyOf(path), at);
  const first = text[at];
  if (first === '{') return members(text, at, path, found);
  if (first === '[') return items(text, at, path, found);
  const end = match(STRING, text, at) ?? match(NUMBER, text, at) ?? match(WORD, text, at);
  if (end !== null) return end;
  if (first === undefined) throw new Fault(at, 'the line ends in the middle of a value');
  if (first === '"') throw new Fault(at, 'this text does not end, or holds a character that must be escaped');
  throw new Fault(at, `${JSON.stringify([...text.slice(at, at + 2)][0])} begins no JSON value`);
}

function members(text: string, start: number, path: readonly PropertyKey[], found: Found): number {
  let at = skip(text, start + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    const nameEnd = match(STRING, text, at);
    if (nameEnd === null) throw new Fault(at, 'a member name in double quotes is expected here');
    const inner = [...path, JSON.parse(text.slice(at, nameEnd)) as string];
    found.names.set(keyOf(inner), at);
    const colon = skip(text, nameEnd);
    if (text[colon] !== ':') throw new Fault(colon, '":" is expected here');
    const end = skip(text, walk(text, skip(text, colon + 1), inner, found));
    if (text[end] === '}') return end + 1;
    if (text[end] !== ',') throw new Fault(end, '"," or "}" is expected here');
    at = skip(text, end + 1);
  }
}

function items(text: string, start: number, path: readonly PropertyKey[], found: Found): number {
  let at = skip(text, start + 1);
  if (text[at] === ']') return at + 1;
  for (let index = 0; ; index += 1) {
    const end = skip(text, walk(text, at, [...path, index], found));
    if (text[end] === ']') return end + 1;
    if (text[end] !== ',') throw new Fault(end, '"," or "]" is expected here');
    at = skip(text, end + 1);
  }
}

const skip = (text: string, at: number): number => match(SPACE, text, at) ?? at;

function match(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
