// The text is a stranger's and the pattern may be careless: the engine has one thread and must come back.
import { describe, expect, test } from 'vitest';
import { findPattern, patternProblem } from '../../electron/engine/probes/pattern.ts';

describe('patterns', () => {
  test('plain text is searched as it stands', () => {
    expect(findPattern('a.c', 'xxa.cxx')).toEqual({ value: 'a.c' });
    expect(findPattern('a.c', 'abc')).toBeNull();
    expect(findPattern('/var', 'mounted on /var')).toEqual({ value: '/var' });
  });
  test('between slashes it is a regular expression; its first group is the value', () => {
    expect(findPattern('/users: (\\d+)/', 'users: 42')).toEqual({ value: '42' });
    expect(findPattern('/UP/i', 'it is up')).toEqual({ value: 'up' });
    expect(findPattern('/^b$/m', 'a\nb\nc')).toEqual({ value: 'b' });
    expect(findPattern('/(a|b)+(\\d+) .*end/', 'ab17 the end')).not.toBeNull();
  });
  test('a broken one is named when it is entered', () => {
    expect(patternProblem('/(/')).toMatch(/regular expression between slashes: Invalid regular expression/);
    expect(patternProblem('(')).toBeNull();
    expect(patternProblem('/ok/i')).toBeNull();
  });
  test.each(['/(a+)+$/', '/(a|aa)+$/', '/a*a*a*a*a*a*a*b/', '/^(([a-z])+.)+[A-Z]([a-z])+$/'])(
    '%s ends in time',
    (careless) => {
      const before = performance.now();
      expect(() => findPattern(careless, `${'a'.repeat(60_000)}!`)).toThrow(/took over 250 ms; make it simpler/);
      expect(performance.now() - before).toBeLessThan(5_000);
      expect(findPattern('/works (after)/', 'works after')).toEqual({ value: 'after' });
    },
  );
});
