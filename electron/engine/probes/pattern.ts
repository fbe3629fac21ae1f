// Matching what a server said against what an operator typed. The text is hostile and the pattern may be careless:
// together they can run for years, and the engine has one thread. So the doubtful ones run under a time limit.
import { execWithLimit } from '../lib/regex-limit.ts';

const REGEX_FORM = /^\/(.+)\/([imsu]*)$/s;
/** A pattern with one repetition is at worst quadratic: milliseconds up to this length. */
const PLAIN_RUN_LENGTH = 8 * 1024;

/** What is wrong with a pattern, for the field's error; null when it is fine. */
export function patternProblem(pattern: string): string | null {
  try {
    compile(pattern);
    return null;
  } catch (error) {
    return `must be plain text or a regular expression between slashes: ${(error as Error).message}`;
  }
}

export interface Match {
  /** The first group, or the whole match where there is none. */
  readonly value: string;
}

/**
 * Looks for a pattern: plain text as it stands, or `/regex/flags` (flags i, m, s, u).
 * Throws an Error with words for the operator when a regular expression does not come to an end in time.
 */
export function findPattern(pattern: string, text: string): Match | null {
  const regex = compile(pattern);
  if (regex === null) return text.includes(pattern) ? { value: pattern } : null;
  const match = isQuick(regex.source, text.length) ? regex.exec(text) : execWithLimit(regex, text);
  return match ? { value: match[1] ?? match[0] } : null;
}

function compile(pattern: string): RegExp | null {
  const form = REGEX_FORM.exec(pattern);
  return form?.[1] === undefined ? null : new RegExp(form[1], form[2]);
}

/** Conservative: counts repetitions outside classes; none is linear, one is quadratic, more can be anything. */
function isQuick(source: string, length: number): boolean {
  const bare = source
    .replace(/\\[1-9k]/g, '**')
    .replace(/\\./gs, 'x')
    .replace(/\[[^\]]*\]/g, 'x');
  const repetitions = bare.match(/[*+]|\{\d/g)?.length ?? 0;
  if (/\)[*+?{]/.test(bare)) return false;
  return repetitions === 0 || (repetitions === 1 && length <= PLAIN_RUN_LENGTH);
}
