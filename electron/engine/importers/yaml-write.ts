// Plain data as YAML, the same bytes for the same data. Text stands bare only where every YAML reader takes it for text;
// all other text stands in double quotes as in JSON, or, where it has lines, as a block.

const FLOW = Symbol('flow');
const PLAIN = Symbol('plain');

/** How something is to be written other than by default. */
export const raw = {
  /** In one line: [a, b] or { a: b }. */
  flow: (value: object): object => ({ [FLOW]: value }),
  /** Just so, without quotes: for text that this program made. */
  plain: (text: string): object => ({ [PLAIN]: text }),
};

/** A document of block style. `data`: an object of plain data. */
export function asYaml(data: object): string {
  const lines: string[] = [];
  writeMap(lines, data, '', '');
  return `${lines.join('\n')}\n`;
}

function writeMap(lines: string[], map: object, indent: string, first: string): void {
  let lead = first === '' ? indent : first;
  for (const [key, value] of Object.entries(map)) {
    writeValue(lines, `${lead}${keyText(key)}:`, value, indent);
    lead = indent;
  }
}

/** `head` is what stands before the value in its line; `indent` that of the line. */
function writeValue(lines: string[], head: string, value: unknown, indent: string): void {
  const inline = inlineText(value);
  if (inline !== null) {
    lines.push(`${head} ${inline}`);
    return;
  }
  if (typeof value === 'string') {
    lines.push(`${head} |${chomping(value)}`);
    for (const line of value.replace(/\n$/, '').split('\n')) lines.push(line === '' ? '' : `${indent}  ${line}`);
    return;
  }
  lines.push(head);
  if (Array.isArray(value)) {
    for (const item of value) writeItem(lines, item, `${indent}  `);
  } else writeMap(lines, value as object, `${indent}  `, '');
}

function writeItem(lines: string[], item: unknown, indent: string): void {
  const isMap = typeof item === 'object' && item !== null && !Array.isArray(item);
  if (isMap && inlineText(item) === null) writeMap(lines, item, `${indent}  `, `${indent}- `);
  else writeValue(lines, `${indent}-`, item, `${indent}  `);
}

/** What fits behind its key; null: it takes lines of its own. */
function inlineText(value: unknown): string | null {
  if (typeof value === 'string') return isBlock(value) ? null : scalarText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (PLAIN in value) return String(value[PLAIN]);
  if (FLOW in value) return flowText(value[FLOW]);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : null;
  return Object.keys(value).length === 0 ? '{}' : null;
}

function flowText(value: unknown): string {
  if (typeof value === 'string') return BARE_IN_FLOW.test(value) && !isOther(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${keyText(key)}: ${flowText(item)}`);
  return `{ ${entries.join(', ')} }`;
}

const BARE_KEY = /^[A-Za-z$_][\w$-]*$/;
const keyText = (key: string): string => (BARE_KEY.test(key) && !isOther(key) ? key : JSON.stringify(key));

/** Letters and digits with what YAML gives no meaning in between; ends in none of it. */
const BARE = /^[\p{L}\p{N}/](?:[\p{L}\p{N} ._/@=?&+~(),;-]|:(?=[^\s]))*(?<![ ,])$/u;
const BARE_IN_FLOW = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/-]*[\p{L}\p{N}._/-])?$/u;
const NUMBER_LIKE = /^[\d.,_:+-]*(?:[eExXoObB][\d.,_:+a-fA-F-]*)?$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Of YAML 1.1. */
const MOMENT = /^\d{4}-\d{1,2}-\d/;
const WORDS = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n', '~']);

/** Whether some YAML reader would take this bare text for a number, a truth value or nothing. Dates stay bare: ours does not. */
function isOther(text: string): boolean {
  if (ADDRESS.test(text) || DATE.test(text)) return false;
  return WORDS.has(text.toLowerCase()) || NUMBER_LIKE.test(text) || MOMENT.test(text);
}

const scalarText = (text: string): string => (BARE.test(text) && !isOther(text) ? text : JSON.stringify(text));

/** Several lines without anything that a block would lose: nothing invisible, no blank at an end, no blank in front. */
const BLOCK = /^[^\s\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]|\n)*\n?$/u;

function isBlock(text: string): boolean {
  return text.includes('\n') && BLOCK.test(text) && !/[ \t\u00a0](?:\n|$)|\n\n$|\n[ \t]/.test(text);
}

const chomping = (text: string): string => (text.endsWith('\n') ? '' : '-');
