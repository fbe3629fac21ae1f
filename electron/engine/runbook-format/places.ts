// Where things of a runbook stand in its file: a path of the tree, and a word inside of a text, become line and column.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { pathText } from '../importers/findings.ts';
import type { PlacePath } from '../importers/importer.ts';
import { offsetAt, type YamlNode, type YamlTree } from '../importers/yaml-tree.ts';

export type { PlacePath } from '../importers/importer.ts';

export interface At {
  readonly path: PlacePath;
  /** The key's place instead of the value's. */
  readonly key?: boolean;
  /** A place inside of the text at the path: the text, and how far in, UTF-16 units. */
  readonly inside?: { readonly text: string; readonly at: number };
}

export interface Places {
  readonly root: YamlNode;
  finding(severity: RunbookFinding['severity'], rule: string, at: At, message: string): RunbookFinding;
  /** Line of a path, from 1. */
  lineOf(path: PlacePath): number;
  /** Whether the file has something at this path. */
  has(path: PlacePath): boolean;
}

export function createPlaces(file: string, text: string, tree: YamlTree, root: YamlNode): Places {
  const offsetOf = ({ path, key = false, inside }: At): number => {
    const offset = offsetAt(root, path, key);
    return inside ? placeInside(text, offset, inside.text, inside.at) : offset;
  };
  return {
    root,
    finding(severity, rule, at, message) {
      return { file, ...tree.place(offsetOf(at)), path: pathText(at.path), severity, rule, message };
    },
    lineOf: (path) => tree.place(offsetAt(root, path)).line,
    has: (path) => nodeAt(root, path) !== undefined,
  };
}

export function nodeAt(root: YamlNode, path: PlacePath): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    if (node?.type === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.type === 'list') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

/**
 * Where in the file the `at`-th unit of a text stands whose scalar begins at `offset`: the word that begins there is looked for
 * as often as the text has it up to there. One that is written as an escape, or behind an alias, stays where the text begins.
 */
function placeInside(source: string, offset: number, text: string, at: number): number {
  if (source[offset] === '*') return offset;
  const start = source[offset] === '"' || source[offset] === "'" ? offset + 1 : offset;
  if (source.startsWith(text.slice(0, at), start)) return start + at;
  const [word] = /^\S+/.exec(text.slice(at)) ?? [];
  if (word === undefined) return offset;
  let found = offset - 1;
  for (let from = text.indexOf(word); from !== -1 && from <= at; from = text.indexOf(word, from + 1)) {
    found = source.indexOf(word, found + 1);
    if (found === -1) return offset;
  }
  return Math.max(found, offset);
}

export interface ScalarPlace {
  readonly path: PlacePath;
  readonly text: string;
}

/** Every text of the tree with its path, in the order of the file. */
export function* textsOf(node: YamlNode, path: PlacePath = []): Generator<ScalarPlace> {
  if (node.type === 'scalar') {
    if (typeof node.value === 'string') yield { path, text: node.value };
  } else if (node.type === 'list') {
    for (const [index, item] of node.items.entries()) yield* textsOf(item, [...path, index]);
  } else {
    for (const [key, { value }] of node.entries) yield* textsOf(value, [...path, key]);
  }
}

/** In the order of the file, at most so many, errors before warnings where there are too many; the last one counts the rest. */
export function inOrder(findings: readonly RunbookFinding[]): readonly RunbookFinding[] {
  const sorted = [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
  if (sorted.length <= MAX_FINDINGS) return sorted;
  const errors = sorted.filter((one) => one.severity === 'error');
  const warnings = sorted.filter((one) => one.severity === 'warning');
  const kept = new Set([...errors, ...warnings].slice(0, MAX_FINDINGS));
  const shown = sorted.filter((one) => kept.has(one));
  const last = shown.at(-1);
  const severity = errors.length > MAX_FINDINGS ? 'error' : 'warning';
  const message = `and ${sorted.length - MAX_FINDINGS} more findings`;
  return last ? [...shown, { ...last, path: '', severity, rule: 'more', message }] : shown;
}
const MAX_FINDINGS = 100;
