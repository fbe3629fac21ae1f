// What is wrong in a file, gathered: all of it at once, in the order of the file, but no more than can be read.
import type { z } from 'zod';
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import type { Place, PlacePath } from './importer.ts';

/** So many are told; of the rest the count. */
export const MAX_FINDINGS = 100;

/** 'hosts[3].parents[0]' of ['hosts', 3, 'parents', 0]. */
export function pathText(path: PlacePath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

export const finding = (level: FileFinding['level'], { line, column, path }: Place, what: string): FileFinding => ({
  level,
  line,
  column,
  path,
  what,
});

/** What is shown: in the order of the file, at most so many and a last one with the count of the rest; errors are kept before warnings where there are too many. */
export function inOrder(findings: readonly FileFinding[]): readonly FileFinding[] {
  const lineOf = ({ line }: FileFinding): number => (line === 0 ? Number.POSITIVE_INFINITY : line);
  const sorted = [...findings].sort((a, b) => (lineOf(a) === lineOf(b) ? a.column - b.column : lineOf(a) - lineOf(b)));
  if (sorted.length <= MAX_FINDINGS) return sorted;
  const errors = sorted.filter((one) => one.level === 'error');
  const kept = new Set([...errors, ...sorted.filter((one) => one.level === 'warning')].slice(0, MAX_FINDINGS));
  const more = sorted.length - MAX_FINDINGS;
  const level = errors.length > MAX_FINDINGS ? 'error' : 'warning';
  return [...sorted.filter((one) => kept.has(one)), { level, line: 0, column: 0, path: '', what: `and ${more} more` }];
}

/** What a schema says of a value, as a person would: without the value, which may be a secret. */
export function issueText(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && value === undefined ? 'is missing' : typeText(issue.expected, value);
    case 'invalid_value':
      return `must be one of ${issue.values.map((one) => (one === '' ? 'empty' : String(one))).join(', ')}`;
    case 'invalid_union': {
      // The last form is the one with something in it; the ones before are "nothing".
      const [first] = issue.errors.at(-1) ?? [];
      return first ? issueText(first, value) : 'has not the form that is wanted here';
    }
    default:
      return issue.message;
  }
}

function typeText(expected: string, value: unknown): string {
  if (expected === 'string') {
    if (value === null) return 'must be text, but there is nothing: leave the key out, or put text in quotes';
    return typeof value === 'object' ? 'must be text, not a list or keys' : 'must be text: put it in quotes';
  }
  const wanted: Readonly<Record<string, string>> = {
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'keys with values',
    record: 'keys with values',
  };
  const quoted =
    typeof value === 'string' && ['number', 'int', 'boolean'].includes(expected) ? ' (without quotes)' : '';
  return `must be ${wanted[expected] ?? expected}${quoted}`;
}
