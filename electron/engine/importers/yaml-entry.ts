// One entry of an inventory file while it is read, and what all parts of it are judged with.
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import { finding, pathText } from './findings.ts';
import type { PlaceOf, PlacePath, ReadOptions } from './importer.ts';
import type { KindFieldsOf } from './kind-fields.ts';
import { didYouMean } from './nearest.ts';
import { offsetAt, type YamlNode, type YamlTree } from './yaml-tree.ts';

/** One entry of the file while it is read: says what is wrong in it, and remembers that something was. */
export interface Entry {
  readonly node: YamlNode;
  readonly path: PlacePath;
  readonly place: PlaceOf;
  error(path: PlacePath, what: string, atKey?: boolean): void;
  warning(path: PlacePath, what: string): void;
  isBad(): boolean;
}

export interface Context extends ReadOptions {
  readonly fieldsOf: KindFieldsOf;
}

/** Refuses keys nobody knows, at their place, with the one that was probably meant. */
export function refuseUnknownKeys(entry: Entry, node: YamlNode, path: PlacePath, known: readonly string[]): void {
  if (node.type !== 'map') return;
  for (const key of node.entries.keys()) {
    if (!known.includes(key))
      entry.error([...path, key], `unknown key "${key.slice(0, 64)}": ${didYouMean(key, known)}`, true);
  }
}

/** Entries of a file's lists; `outside`: something that cannot be relied on lies in none of them. */
export function createEntries(
  tree: YamlTree,
  root: YamlNode,
  findings: FileFinding[],
): { readonly entryOf: (node: YamlNode, path: PlacePath) => Entry; readonly outside: boolean } {
  const lists = ['templates', 'hosts'].flatMap((key) => {
    const list = root.type === 'map' ? root.entries.get(key)?.value : undefined;
    return list?.type === 'list' && list.items.length > 0 ? [list.items] : [];
  });
  // Entries follow each other in the file: a fault lies in the last that begins before it.
  const items = lists.flat().sort((a, b) => a.offset - b.offset);
  const holding = tree.faults.map(({ offset }) => lastBefore(items, offset));
  const faulty = new Set(holding);
  const entryOf = (node: YamlNode, path: PlacePath): Entry => {
    let bad = faulty.has(node);
    const placeOf = (inner: PlacePath, atKey = false) => ({
      ...tree.place(offsetAt(node, inner, atKey)),
      path: pathText([...path, ...inner]),
    });
    return {
      node,
      path,
      place: placeOf,
      error(inner, what, atKey = false) {
        bad = true;
        findings.push(finding('error', placeOf(inner, atKey), what));
      },
      warning: (inner, what) => void findings.push(finding('warning', placeOf(inner), what)),
      isBad: () => bad,
    };
  };
  return { entryOf, outside: holding.includes(undefined) };
}

function lastBefore(items: readonly YamlNode[], offset: number): YamlNode | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
