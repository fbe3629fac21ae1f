// Names by pattern, as a shell means them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarseGlob, isGlob, matchesGlob } from '../../electron/engine/probes/glob.ts';

describe('patterns', () => {
  test.each([
    ['nginx*', 'nginx.service', true],
    ['*', '', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[!a-c]x', 'dx', true],
    ['[]a]x', ']x', true],
    ['[ab', '[ab', true],
    ['a.b', 'axb', false],
    ['*a*b', 'xxaxxbxb', true],
    ['db-??.dump', 'db-ü1.dump', true],
    ['\\x2d', '\\x2d', true],
  ])('%s and %s: %s', (pattern, name, fits) => expect(matchesGlob(pattern, name)).toBe(fits));
  test('agree with a regular expression that means the same, and with their coarse sieve', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(patterns, letters, (pattern, name) => {
        const regex = new RegExp(`^${pattern.replace(/[.-]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matchesGlob(pattern, name)).toBe(regex.test(name));
        if (matchesGlob(pattern, name)) expect(matchesGlob(coarseGlob(pattern), name)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(coarseGlob("a[bc]'?ü*z")).toBe('a*z');
    expect(isGlob('nginx.service')).toBe(false);
  });
  test('a pattern of many stars against a name that nearly fits ends', () => {
    expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(255))).toBe(false);
  });
});
