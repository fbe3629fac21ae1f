// Small grammars of the inventory file: durations, what was probably meant, headings of spreadsheets.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../electron/engine/core/duration.ts';
import { guessColumns } from '../../electron/engine/importers/csv-columns.ts';
import { nearest } from '../../electron/engine/importers/nearest.ts';

test.each([
  ['500ms', 500],
  ['15s', 15_000],
  ['1.5 s', 1_500],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['1d', 86_400_000],
  ['60', null],
  ['', null],
  ['1 week', null],
  ['-5s', null],
  ['1h30m', null],
  ['1e3s', null],
])('the duration "%s" is %s ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test('a duration is written so that it is read back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 86_400_000 }), (ms) => parseDuration(formatDuration(ms)) === ms));
  expect([60_000, 90_000, 1_500, 7_200_000].map(formatDuration)).toEqual(['1m', '90s', '1500ms', '2h']);
});

test.each([
  ['adress', 'address'],
  ['retry_interval', 'retryInterval'],
  ['Tags', 'tags'],
  ['nmae', 'name'],
  ['password', null],
  ['x', null],
])('for "%s" probably "%s" was meant', (word, expected) => {
  expect(nearest(word, ['name', 'address', 'tags', 'retryInterval', 'site'])).toBe(expected);
});

test('headings as asset registers write them are known; each field is given once', () => {
  expect(
    guessColumns(['Host Name', 'IP-Address', 'S/N', 'Asset Tag', 'Tag', 'Description', 'Hostname', '__proto__']),
  ).toEqual(
    Object.fromEntries([
      ['Host Name', 'name'],
      ['IP-Address', 'address'],
      ['S/N', 'asset.serial'],
      ['Asset Tag', 'asset.tag'],
      ['Tag', 'tags'],
      ['Description', 'notes'],
      ['Hostname', ''],
      ['__proto__', ''],
    ]),
  );
});
