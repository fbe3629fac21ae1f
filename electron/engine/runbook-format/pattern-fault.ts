// What is wrong with a regular expression of a runbook: it does not compile, it is longer than anybody can read, or there are
// texts on which it would not come to an end. Patterns meet what hosts print, so the last is not a matter of taste.
import { isExponential } from './pattern-ways.ts';

/** Characters of a pattern. */
export const MAX_PATTERN = 1_000;

export interface PatternFault {
  readonly rule: 'bad-pattern' | 'slow-pattern';
  readonly message: string;
}

export function patternFault(source: string): PatternFault | null {
  if (source.length > MAX_PATTERN) {
    return { rule: 'bad-pattern', message: `is a pattern of more than ${MAX_PATTERN} characters: make it shorter` };
  }
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return { rule: 'bad-pattern', message: `is no regular expression: ${whyOf(error)}` };
  }
  if (/\\(?:[1-9]|k<)/.test(source.replaceAll('\\\\', ''))) {
    return { rule: 'slow-pattern', message: 'refers back to a group (\\1), which can take for ever: write it out' };
  }
  if (isExponential(source)) {
    return {
      rule: 'slow-pattern',
      message: 'repeats something that repeats itself, which can take for ever on some texts: (a+)+ is a+',
    };
  }
  return null;
}

/** 'Invalid regular expression: /(/u: Unterminated group' → 'unterminated group'. */
function whyOf(error: unknown): string {
  const [, why = 'it does not compile'] = /.*: (.+)$/s.exec(error instanceof Error ? error.message : '') ?? [];
  return `${why.charAt(0).toLowerCase()}${why.slice(1)}`;
}
