// Pure: whether a file is YAML or CSV, by its name, else by how it begins.

export type FileFormat = 'yaml' | 'csv';

export function guessFormat(name: string, text: string): FileFormat {
  if (/\.(?:csv|tsv|txt)$/i.test(name) && !/^\s*watchfloor:/m.test(text.slice(0, 4_096))) return 'csv';
  if (/\.(?:ya?ml|json)$/i.test(name)) return 'yaml';
  const line = text.split(/\r?\n/, 20).find((each) => each.trim() !== '' && !each.trim().startsWith('#')) ?? '';
  // 'hosts:' and '- name: x' are YAML; a heading has separators and no key.
  if (/^\s*(?:-\s|---|[{[]|"?[\w-]+"?\s*:(?:\s|$))/.test(line)) return 'yaml';
  return /[,;\t]/.test(line) ? 'csv' : 'yaml';
}

/** The lines of a text, whatever ends them. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

export interface QuotedLine {
  readonly before: string;
  readonly at: string;
  readonly after: string;
}

const MOST = 120;

/** The offending line, cut to what can be read, with the place in it; null where there is no place. Line and column from 1. */
export function quoteLine(lines: readonly string[], line: number, column: number): QuotedLine | null {
  const whole = lines[line - 1];
  if (line < 1 || whole === undefined) return null;
  const at = Math.min(Math.max(0, column - 1), whole.length);
  const start = at > MOST - 20 ? at - 40 : 0;
  const end = Math.min(whole.length, start + MOST);
  const word = /^[^\s,;:[\]{}]+/.exec(whole.slice(at, end))?.[0] ?? whole.slice(at, at + 1);
  return {
    before: `${start > 0 ? '…' : ''}${whole.slice(start, at)}`,
    at: word || ' ',
    after: `${whole.slice(at + word.length, end)}${end < whole.length ? '…' : ''}`,
  };
}

/** Where a line and column stand in the text, for the caret. */
export function offsetOf(text: string, line: number, column: number): number {
  let offset = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.slice(offset).search(/\r\n|\r|\n/);
    if (next < 0) return text.length;
    offset += next + (text.startsWith('\r\n', offset + next) ? 2 : 1);
  }
  return Math.min(text.length, offset + Math.max(0, column - 1));
}
