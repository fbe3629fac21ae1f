// What an inventory command prints: findings as file:line:column, changes as + - ~ lines.
import type { FileFinding, InventoryChange } from '../contract/model/inventory-change.ts';
import { cleanLine } from '../engine/lib/text.ts';

const LONGEST = 300;
const clean = (text: string): string => cleanLine(text, LONGEST);

/** 'hosts.yaml:12:5: error: …', the way editors jump to it. */
export function findingLine(file: string, { line, column, level, what }: FileFinding): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  return `${place}: ${level}: ${clean(what)}\n`;
}

const SIGNS = { add: '+', change: '~', remove: '-' } as const;

/** '~ check web1/http', and below it each field that changes. */
export function changeLines({ action, what, host, name, fields }: InventoryChange): string {
  const subject = what === 'check' ? `${host}/${name}` : name;
  const head = `${SIGNS[action]} ${what} ${clean(subject)}\n`;
  if (action !== 'change') return head;
  const value = (text: string | null): string => (text === null || text === '' ? '(nothing)' : clean(text));
  return head + fields.map(({ path, before, after }) => `    ${path}: ${value(before)} → ${value(after)}\n`).join('');
}
