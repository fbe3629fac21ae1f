// What a document says about itself before it begins: YAML between lines of '---', or 'key = "value"' between lines of '+++'.
import { readTree, type TreeNode } from './tree.ts';

export interface FrontMatter {
  /** Keys in lower case, with their line in the document. */
  readonly fields: ReadonlyMap<string, { readonly value: string | readonly string[]; readonly line: number }>;
  /** Lines that it takes up. */
  readonly lines: number;
  readonly faults: readonly { readonly line: number; readonly what: string }[];
}

const NONE: FrontMatter = { fields: new Map(), lines: 0, faults: [] };
const MAX_LINES = 200;

export function frontMatter(text: string): FrontMatter {
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(text)?.[1];
  if (fence === undefined) return NONE;
  const lines = text.split('\n', MAX_LINES);
  const end = lines.findIndex(
    (line, index) => index > 0 && (line.trimEnd() === fence || (fence === '---' && line.trimEnd() === '...')),
  );
  if (end < 0) return NONE;
  const inside = lines.slice(1, end);
  // A rule at the top of a page is no front matter.
  if (inside.every((line) => line.trim() === '') || !inside.some((line) => /^\s*[\w-]+\s*[:=]/.test(line))) return NONE;
  return fence === '---' ? yaml(inside.join('\n'), end + 1) : toml(inside, end + 1);
}

function yaml(text: string, lines: number): FrontMatter {
  const { root: top, faults } = readTree(text);
  const fields = new Map<string, { readonly value: string | readonly string[]; readonly line: number }>();
  for (const [key, node] of top?.entries() ?? [])
    fields.set(key.toLowerCase(), { value: fieldOf(node), line: node.line + 1 });
  return { fields, lines, faults: faults.map(({ line, what }) => ({ line: line + 1, what })) };
}

const fieldOf = (node: TreeNode): string | readonly string[] =>
  node.isList ? node.items().map((item) => item.text() ?? '') : (node.text() ?? JSON.stringify(node.plain()));

function toml(inside: readonly string[], lines: number): FrontMatter {
  const fields = new Map<string, { readonly value: string | readonly string[]; readonly line: number }>();
  const faults: { line: number; what: string }[] = [];
  for (const [index, line] of inside.entries()) {
    const [, key, value = ''] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined) fields.set(key.toLowerCase(), { value: tomlValue(value), line: index + 2 });
    else if (line.trim() !== '' && !line.trim().startsWith('#'))
      faults.push({ line: index + 2, what: 'this line of the front matter was not read' });
  }
  return { fields, lines, faults };
}

const tomlValue = (value: string): string | readonly string[] =>
  value.startsWith('[')
    ? [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '')
    : value.replaceAll(/^["']|["']$/g, '');
