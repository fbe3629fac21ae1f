// Where in a line of JSON something stands, and what is wrong with it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonPlaces } from '../../electron/cli/json-places.ts';

describe('places', () => {
  const text = ' {"a": 1, "b": {"c": [true, {"d": "x"}], "a.b": null}, "ü": -1.5e3}';
  const { fault, columnOf, columnOfName } = jsonPlaces(text);
  const at = (path: readonly PropertyKey[]) => text.slice(columnOf(path) - 1);

  test('of values, of names, and of the nearest thing around what is not there', () => {
    expect(fault).toBeNull();
    expect(at(['a'])).toMatch(/^1,/);
    expect(at(['b', 'c', 1, 'd'])).toMatch(/^"x"/);
    expect(at(['b', 'a.b'])).toMatch(/^null/);
    expect(at(['ü'])).toBe('-1.5e3}');
    expect(at(['b', 'missing'])).toMatch(/^\{"c"/);
    expect(at(['missing'])).toMatch(/^\{"a"/);
    expect(text.slice(columnOfName(['b', 'c']) - 1)).toMatch(/^"c": \[/);
    expect(text.slice(columnOfName([]) - 1)).toMatch(/^\{"a"/);
  });
});

describe('faults', () => {
  test('it finds one exactly where JSON.parse does', () => {
    const scraps = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      'null',
      ' ',
      '\\',
      '\u0001',
    );
    const text = fc.oneof(
      fc.array(scraps, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (drawn) => {
        let good = true;
        try {
          JSON.parse(drawn);
        } catch {
          good = false;
        }
        const { fault } = jsonPlaces(drawn);
        expect(fault === null).toBe(good);
        if (fault) expect(fault.column).toBeLessThanOrEqual(drawn.length + 1);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['{"a":1', 7, '"," or "}" is expected here'],
    ['{"a" 1}', 6, '":" is expected here'],
    ["{'a':1}", 2, 'a member name in double quotes is expected here'],
    ['{"a":1,}', 8, 'a member name in double quotes is expected here'],
    ['{"a":\'x\'}', 6, '"\'" begins no JSON value'],
    ['{"a":"x}', 6, 'this text does not end, or holds a character that must be escaped'],
    ['[1 2]', 4, '"," or "]" is expected here'],
    ['', 1, 'the line ends in the middle of a value'],
    ['1 2', 3, 'the line should end here: one JSON object a line'],
  ])('%s', (text, column, message) => {
    expect(jsonPlaces(text).fault).toEqual({ column, message });
  });
});
