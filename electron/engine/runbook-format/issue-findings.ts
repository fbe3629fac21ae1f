// What a schema says of a value, as findings in the words of whoever wrote the file: what is wrong, and what would be right.
import type { z } from 'zod';
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { issueText, pathText } from '../importers/findings.ts';
import { didYouMean, nearest } from '../importers/nearest.ts';
import type { PlacePath, Places } from './places.ts';
import { valueAt } from './plain-data.ts';
import { aboutAt, keysAt, wantsDuration } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

/** One finding for each thing that is wrong; `data` is what was parsed. */
export function findingsOf(issues: readonly Issue[], data: unknown, places: Places): readonly RunbookFinding[] {
  const all = issues.flatMap((issue) => ofIssue(issue, pathOf(issue.path), data, places));
  // One thing is told once: the first of what is wrong with a value, and a key with a slip in it rather than the key that lacks.
  const told = new Set<string>();
  return all.filter(({ rule, path }) => {
    const again = told.has(path);
    told.add(path);
    return (
      !again && !(rule === 'missing' && all.some((other) => other.rule === 'unknown-key' && isSlipOf(other.path, path)))
    );
  });
}

/** 'steps[0].verfiy' of 'steps[0].verify'. */
function isSlipOf(slip: string, path: string): boolean {
  const [, parent = '', key = ''] = /^(.*?)\.?([^.]*)$/.exec(path) ?? [];
  const [, slipParent = '', slipKey = ''] = /^(.*?)\.?([^.]*)$/.exec(slip) ?? [];
  return parent === slipParent && nearest(slipKey, [key]) !== null;
}

export const pathOf = (path: readonly PropertyKey[]): PlacePath =>
  path.map((part) => (typeof part === 'number' ? part : String(part)));

function ofIssue(issue: Issue, path: PlacePath, data: unknown, places: Places): readonly RunbookFinding[] {
  const value = valueAt(data, path);
  const error = (rule: string, message: string, at: PlacePath = path, key = false): RunbookFinding =>
    places.finding('error', rule, { path: at, key }, message);
  const name = path.length === 0 ? 'the file' : pathText(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        error('unknown-key', unknownKey(key, path, valueAt(data, [...path, key])), [...path, key], true),
      );
    case 'invalid_type':
    case 'invalid_value': {
      if (value === undefined && !places.has(path)) return [error('missing', missing(path))];
      if (typeof value === 'number' && wantsDuration(path)) return [error('bad-duration', `${name} ${unitFor(value)}`)];
      if (value === null) return [error('wrong-type', empty(path, name))];
      if (issue.code === 'invalid_type') return [error('wrong-type', `${name} ${issueText(issue, value)}`)];
      return [error('wrong-value', `${name} ${oneOf(issue.values, value)}`)];
    }
    case 'invalid_key': {
      const [inner] = issue.issues;
      return [error('bad-name', `"${String(path.at(-1)).slice(0, 64)}" ${inner?.message ?? 'is no name'}`, path, true)];
    }
    case 'invalid_union': {
      if (value === undefined && !places.has(path)) return [error('missing', missing(path))];
      const meant = meantForm(issue);
      if (meant) return meant.flatMap((one) => ofIssue(one, [...path, ...pathOf(one.path)], data, places));
      return [error('wrong-type', `${name} ${eitherType(issue)}`)];
    }
    case 'custom':
      return [error(ruleOf(issue) ?? 'wrong-value', `${name} ${issue.message}`)];
    default:
      return [error(/duration/.test(issue.message) ? 'bad-duration' : 'wrong-value', `${name} ${issue.message}`)];
  }
}

/** The form of a union that was probably meant: the one with the fewest faults among those of the right type. */
function meantForm(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] | null {
  const fitting = issue.errors.filter(
    (form) => !form.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const faults = (form: readonly Issue[]): number =>
    form.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0);
  const [best] = [...fitting].sort((a, b) => faults(a) - faults(b));
  return best ?? null;
}

function eitherType(issue: z.core.$ZodIssueInvalidUnion): string {
  const kinds = issue.errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [typeWords(first.expected)] : []));
  return kinds.length === 0 ? issue.message : `must be ${[...new Set(kinds)].join(' or ')}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};
const typeWords = (expected: string): string => TYPES[expected] ?? expected;

function unknownKey(key: string, path: PlacePath, value: unknown): string {
  const known = keysAt(path);
  const isHalfText = value === null && nearest(key, known) === null;
  if (isHalfText)
    return `unknown key "${key.slice(0, 64)}": inside of { } a comma ends a text, so put the text in quotes`;
  return `unknown key "${key.slice(0, 64)}"${known.length > 0 ? `: ${didYouMean(key, known)}` : ''}`;
}

function empty(path: PlacePath, name: string): string {
  const about = aboutAt(path);
  return `${name} has nothing in it${about && `: ${about}`}`;
}

function missing(path: PlacePath): string {
  const about = aboutAt(path);
  const parent = path.slice(0, -1);
  return `${parent.length === 0 ? 'the runbook' : pathText(parent)} has no "${path.at(-1)}"${about && `: ${about}`}`;
}

const unitFor = (value: number): string => `must be a duration with its unit: ${value}s, ${value}m`;

function oneOf(values: readonly unknown[], value: unknown): string {
  const words = values.map(String);
  if (words.length === 1) return `must be ${words[0]}`;
  const near = typeof value === 'string' ? nearest(value, words) : null;
  return `must be one of ${words.join(', ')}${near ? `: did you mean "${near}"?` : ''}`;
}

function ruleOf(issue: z.core.$ZodIssueCustom): string | null {
  const rule: unknown = issue.params?.rule;
  return typeof rule === 'string' ? rule : null;
}
