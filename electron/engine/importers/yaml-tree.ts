// YAML read with care: the core schema of YAML 1.2 only, no tags, no second document, aliases bounded. What comes out is a
// plain tree of values that know where they stand. Messages never repeat what was typed: it could be a secret.
import {
  Composer,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
} from 'yaml';
import type { PlacePath } from './importer.ts';

export type YamlScalar = string | number | boolean | null;
export type YamlNode =
  | { readonly type: 'map'; readonly offset: number; readonly entries: ReadonlyMap<string, YamlEntry> }
  | { readonly type: 'list'; readonly offset: number; readonly items: readonly YamlNode[] }
  | { readonly type: 'scalar'; readonly offset: number; readonly value: YamlScalar };
export interface YamlEntry {
  readonly keyOffset: number;
  readonly value: YamlNode;
}

export interface YamlFault {
  readonly offset: number;
  readonly what: string;
}

export interface YamlTree {
  /** Null when the text cannot be read at all. */
  readonly root: YamlNode | null;
  /** What is wrong; where there is a tree, the part of it at that place cannot be relied on. */
  readonly faults: readonly YamlFault[];
  /** Line and column, from 1. */
  place(offset: number): { readonly line: number; readonly column: number };
}

/** Values that aliases may stand for, all together, beyond what the file itself holds. */
const ALIASED_VALUES = 100_000;
const MAX_DEPTH = 100;
/** Words and signs of a file; an inventory of 10,000 hosts has under a million. Each costs about a microsecond. */
const MAX_LEXEMES = 2_500_000;
const LEXEMES_A_STEP = 20_000;
const MAX_FAULTS = 1_000;

/** What a file is meant to be, for the words of its faults, and how much of it there may be. */
export interface YamlFile {
  /** 'an inventory'. */
  readonly what: string;
  /** Words and signs at most; by default as many as the largest inventory has. */
  readonly maxLexemes?: number;
  /** What to do where aliases stand for too much. */
  readonly insteadOfAliases: string;
}
const INVENTORY: YamlFile = { what: 'an inventory', insteadOfAliases: 'write them out, or use templates' };

/** Reads one YAML document in steps: whoever draws them may do something else in between. Never throws. */
export function* readYaml(text: string, file: YamlFile = INVENTORY): Generator<void, YamlTree, void> {
  const counter = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const inPlainWords = (code: ErrorCode): string => wordsOf(code, file.what);
  const refused = (faults: readonly YamlFault[]): YamlTree => ({ root: null, faults, place });
  try {
    const documents = yield* compose(text, counter, file.maxLexemes ?? MAX_LEXEMES);
    const faults = documents.flatMap((one) => faultsOf(one, inPlainWords)).slice(0, MAX_FAULTS);
    const [document, second] = documents;
    if (second) faults.push({ offset: second.range[0], what: inPlainWords('MULTIPLE_DOCS') });
    if (faults.length > 0) return refused(faults);
    if (!document?.contents) return refused([{ offset: 0, what: 'the file is empty' }]);
    yield;
    const root = convert(document, faults, file);
    return { root, faults, place };
  } catch (error) {
    if (error instanceof Refused) return refused([{ offset: error.offset, what: error.message }]);
    // The parser calls itself for every level: a file of brackets runs out of stack there.
    if (error instanceof RangeError) return refused([{ offset: 0, what: inPlainWords('RESOURCE_EXHAUSTION') }]);
    throw error;
  }
}

/** The documents of a text: at most two, since the second is one too many. */
function* compose(
  text: string,
  counter: LineCounter,
  maxLexemes: number,
): Generator<void, readonly Document.Parsed[], void> {
  const parser = new Parser(counter.addNewLine);
  counter.addNewLine(0);
  const composer = new Composer({
    prettyErrors: false,
    schema: 'core',
    version: '1.2',
    resolveKnownTags: false,
    merge: false,
    // Looking each key up among all before it takes for ever on a hostile file; `convert` keeps a set.
    uniqueKeys: false,
  });
  const documents: Document.Parsed[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme))
      for (const made of composer.next(token)) documents.push(made as Document.Parsed);
    if (documents.length > 1) return documents;
    count += 1;
    if (count > maxLexemes) throw new Refused(parser.offset, 'the file holds too much from here on: split it');
    if (count % LEXEMES_A_STEP === 0) yield;
  }
  yield;
  for (const token of parser.end()) for (const made of composer.next(token)) documents.push(made as Document.Parsed);
  for (const made of composer.end(true, text.length)) documents.push(made as Document.Parsed);
  return documents;
}

type InPlainWords = (code: ErrorCode) => string;

function faultsOf({ errors, warnings, directives }: Document.Parsed, inPlainWords: InPlainWords): YamlFault[] {
  const faults = [...errors, ...warnings].map((one) => ({ offset: one.pos[0], what: inPlainWords(one.code) }));
  if (directives.yaml.explicit && directives.yaml.version !== '1.2') {
    faults.push({ offset: 0, what: 'this is read as YAML 1.2 only: leave the %YAML line out' });
  }
  return faults;
}

/** A node of the tree by its path; of what is not there the nearest that is. `key`: the key's place instead of the value's. */
export function offsetAt(root: YamlNode, path: PlacePath, key = false): number {
  let node = root;
  let offset = root.offset;
  for (const step of path) {
    const entry = node.type === 'map' ? node.entries.get(String(step)) : undefined;
    const next = entry?.value ?? (node.type === 'list' ? node.items[Number(step)] : undefined);
    if (!next) return offset;
    node = next;
    offset = key && entry ? entry.keyOffset : next.offset;
  }
  return offset;
}

/** As plain data. `__proto__` and its like are keys as any other. */
export function plainOf(node: YamlNode): unknown {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainOf(value)]));
    default:
      return node satisfies never;
  }
}

class Refused extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Anchors are shared, not copied; `weight` counts what they would come to written out. */
function convert(document: Document.Parsed, faults: YamlFault[], file: YamlFile): YamlNode {
  const anchors = new Map<string, { readonly node: YamlNode; readonly weight: number } | null>();
  let aliased = 0;
  const visit = (node: ParsedNode | null, offset: number, depth: number): { node: YamlNode; weight: number } => {
    if (depth > MAX_DEPTH) throw new Refused(offset, wordsOf('RESOURCE_EXHAUSTION', file.what));
    if (node === null) return { node: { type: 'scalar', offset, value: null }, weight: 1 };
    const at = node.range[0];
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === null) throw new Refused(at, 'this alias stands inside what it stands for');
      if (!target) throw new Refused(at, 'this alias names an anchor that is not in the file before it');
      aliased += target.weight;
      if (aliased > ALIASED_VALUES) {
        const limit = `${ALIASED_VALUES / 1_000},000`;
        throw new Refused(at, `the aliases of this file stand for more than ${limit} values: ${file.insteadOfAliases}`);
      }
      return { ...target, node: { ...target.node, offset: at } };
    }
    if (node.anchor) anchors.set(node.anchor, null);
    const made = collect(node, at, depth);
    if (node.anchor) anchors.set(node.anchor, made);
    return made;
  };
  const collect = (node: ParsedNode, at: number, depth: number): { node: YamlNode; weight: number } => {
    if (isScalar(node)) return { node: { type: 'scalar', offset: at, value: scalarOf(node.value, at) }, weight: 1 };
    let weight = 1;
    const child = (value: ParsedNode | null, offset: number): YamlNode => {
      const made = visit(value, offset, depth + 1);
      weight += made.weight;
      return made.node;
    };
    if (isSeq(node)) {
      const items = node.items.map((item) => child(item as ParsedNode, at));
      return { node: { type: 'list', offset: at, items }, weight };
    }
    if (!isMap(node)) throw new Refused(at, 'this is not read here: write keys and values, lists and plain values');
    const entries = new Map<string, YamlEntry>();
    for (const { key, value } of node.items) {
      const keyNode = key as ParsedNode | null;
      const keyOffset = keyNode?.range?.[0] ?? at;
      if (!isScalar(keyNode)) throw new Refused(keyOffset, 'a key must be a plain word');
      const name = String(keyNode.value);
      const entry = { keyOffset, value: child(value as ParsedNode | null, keyOffset) };
      if (entries.has(name)) faults.push({ offset: keyOffset, what: wordsOf('DUPLICATE_KEY', file.what) });
      else entries.set(name, entry);
    }
    return { node: { type: 'map', offset: at, entries }, weight };
  };
  return visit(document.contents, 0, 0).node;
}

function scalarOf(value: unknown, offset: number): YamlScalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Refused(offset, 'this number is not one that can be kept: put it in quotes if it is text');
}

/** The parser's own messages repeat what was typed; these do not. */
function wordsOf(code: ErrorCode, what: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab stands where the line is indented: use spaces';
    case 'DUPLICATE_KEY':
      return 'this key stands twice in the same place: keep one of them';
    case 'MULTIPLE_DOCS':
      return `a second document begins here (---): ${what} is one document`;
    case 'TAG_RESOLVE_FAILED':
      return 'tags (!word) are not read here: leave it out';
    case 'BAD_INDENT':
      return 'the indentation does not fit what stands above it';
    case 'BAD_SCALAR_START':
      return 'text that begins with this character must be put in quotes';
    case 'BAD_DQ_ESCAPE':
      return 'a backslash in double quotes begins an escape that does not exist: write \\\\ or use single quotes';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second "key: value" begins in the same line: put text with a colon in quotes';
    case 'MISSING_CHAR':
      return 'something is missing here: a closing quote or bracket, or the colon after a key';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return 'a key must stand in one line, with a colon and a space after it';
    case 'RESOURCE_EXHAUSTION':
      return `nested too deeply to be ${what}`;
    default:
      return 'this is no YAML: look at the indentation, colons and quotes here and in the line above';
  }
}
