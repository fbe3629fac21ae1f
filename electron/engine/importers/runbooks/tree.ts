// YAML or JSON of another program, read with care, as a tree whose parts know their lines. What is not of the expected type is
// simply not there: the reader says so where it matters.
import { plainOf, readYaml, type YamlNode, type YamlScalar } from '../yaml-tree.ts';
import type { ImportFinding } from './format.ts';

export interface TreeNode {
  /** From 1. */
  readonly line: number;
  readonly isMap: boolean;
  readonly isList: boolean;
  /** A value of a map; undefined where there is none, or this is no map. */
  get(key: string): TreeNode | undefined;
  entries(): readonly (readonly [string, TreeNode])[];
  items(): readonly TreeNode[];
  /** A plain value as text; undefined of lists, maps and nothing. */
  text(): string | undefined;
  scalar(): YamlScalar | undefined;
  plain(): unknown;
}

export interface Tree {
  readonly root: TreeNode | null;
  readonly faults: readonly ImportFinding[];
}

/** Brackets right behind each other, deeper than any document; the parser would take seconds to find out. */
const TOO_DEEP = /(?:[[{]\s?){200}/;

/** Never throws. */
export function readTree(text: string): Tree {
  if (TOO_DEEP.test(text)) return { root: null, faults: [{ line: 1, what: 'nested too deeply to be a runbook' }] };
  const reader = readYaml(spacesForTabs(text));
  let step = reader.next();
  while (!step.done) step = reader.next();
  const { root, faults, place } = step.value;
  return {
    root: root && nodeOf(root, place),
    faults: faults.map(({ offset, what }) => ({ line: place(offset).line, what: inWords(what) })),
  };
}

/** JSON may be indented by tabs, YAML may not; a tab at the beginning of a line of JSON is never part of a text. */
const spacesForTabs = (text: string): string =>
  /^\s*[{[]/.test(text) ? text.replaceAll(/^[\t ]+/gm, (blank) => ' '.repeat(blank.length)) : text;

/** The parser's words are for inventories. */
const inWords = (what: string): string =>
  what
    .replace(
      'this key stands twice in the same place: keep one of them',
      'this key stands twice in the same place: the first one was read',
    )
    .replaceAll('an inventory', 'a runbook')
    .replace(': write them out, or use templates', '');

function nodeOf(node: YamlNode, place: (offset: number) => { readonly line: number }): TreeNode {
  const wrap = (inner: YamlNode): TreeNode => nodeOf(inner, place);
  return {
    line: place(node.offset).line,
    isMap: node.type === 'map',
    isList: node.type === 'list',
    get(key) {
      const entry = node.type === 'map' ? node.entries.get(key) : undefined;
      return entry && wrap(entry.value);
    },
    entries: () =>
      node.type === 'map' ? [...node.entries].map(([key, { value }]) => [key, wrap(value)] as const) : [],
    items: () => (node.type === 'list' ? node.items.map(wrap) : []),
    text() {
      if (node.type !== 'scalar' || node.value === null) return undefined;
      return String(node.value);
    },
    scalar: () => (node.type === 'scalar' ? node.value : undefined),
    plain: () => plainOf(node),
  };
}
