// Patterns of runbooks meet what hosts print. One that can take for ever is refused when it is written, not met at night.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execWithLimit } from '../../electron/engine/lib/regex-limit.ts';
import { patternFault } from '../../electron/engine/runbook-format/pattern-fault.ts';
import { isExponential } from '../../electron/engine/runbook-format/pattern-ways.ts';

test.each([
  '(a+)+',
  '(a*)*b',
  '(a|a)*c',
  '(a|ab|b)*c',
  '(\\w+\\s?)*$',
  '(.*a){25}',
  '(a?b?)*',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(\\d+|\\w+)*x',
  '(?:x+x+)+y',
  '(a{1,30}){1,30}',
  '(?=(a+)+)b',
  '(?<=(?:a|aa)+)b',
  '([^"]|\\\\.)*"',
  '(\\S|[^ ])*$',
  '(\\u0061|a)*',
  '(\\p{L}|é)*!',
  '\\1(a)',
  '(?<n>a)\\k<n>',
])('%s is refused', (source) => {
  expect(patternFault(source)?.rule).toBe('slow-pattern');
});

test.each([
  '(\\d+)%',
  '/[A-Za-z0-9._/-]{0,200}',
  '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*',
  '([0-9a-f]{2}:?){6}',
  '(\\d{1,3}\\.){3}\\d{1,3}',
  '(\\d{2,4}[- ]?){2,4}',
  '(?:[A-Za-z0-9_.-]+,)*[A-Za-z0-9_.-]+',
  '(\\/[A-Za-z0-9._-]+)+',
  '(?:\\d+\\.)+\\d+',
  '(foo|foobar)+',
  '(?:[A-Z][a-z]+)+',
  '[\\]a-]+[^\\]]*',
  '\\u{1F642}+\\x41\\cA[\\d-]',
  '(?<!c)(?<n>a)(?:b)(?!d)',
  'load average: ([\\d.]+), ([\\d.]+)',
  '^\\s*active\\s*$',
])('%s is fine', (source) => {
  expect(patternFault(source)).toBeNull();
});

test('what does not compile is told with its reason', () => {
  expect(patternFault('(a')?.message).toBe('is no regular expression: unterminated group');
  expect(patternFault('a{2,1}')?.message).toMatch(/^is no regular expression: /);
  expect(patternFault('\\w-\\-')?.message).toBe('is no regular expression: invalid escape');
  expect(patternFault('a'.repeat(1_001))?.message).toMatch(/more than 1000 characters/);
});

const sources = fc.letrec<{ one: string; all: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', '.', '\\w', '[ab]', '[^a]'),
    tie('all').map((inside) => `(?:${inside})`),
  ),
  all: fc
    .array(
      fc.tuple(tie('one'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}')).map(([one, times]) => one + times),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((parts) => parts.join('')),
})).all;

/** A few repetitions one after another take their number as a power: the limit of time is there for more of them. */
const isBrief = (source: string): boolean =>
  (source.match(/[*+]/g)?.length ?? 0) * 3 ** (source.match(/\{/g)?.length ?? 0) <= 4;

test('a pattern that is let through comes to an end on texts made to keep it busy', () => {
  fc.assert(
    fc.property(sources.filter(isBrief), fc.constantFrom('a', 'b', 'ab', 'aab'), (source, part) => {
      fc.pre(!isExponential(source));
      // One that can be matched in exponentially many ways would need longer than the age of the earth here.
      expect(() => execWithLimit(new RegExp(`^(?:${source})$`, 'u'), `${part.repeat(30)}!`)).not.toThrow();
    }),
    { numRuns: 400 },
  );
});
