// What people type into the search, the places that are shown, and names of files.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileKind, fileName, lieOf, textOf } from '../../electron/engine/core/timeline-files.ts';
import { excerptOf, HIT_BEGINS, HIT_ENDS, matchOf, soughtIn } from '../../electron/engine/core/timeline-words.ts';

const shown = (text: string, query: string): string =>
  excerptOf(text, soughtIn(query)).replaceAll(HIT_BEGINS, '[').replaceAll(HIT_ENDS, ']');

test('each piece is a phrase, the last a beginning; signs are no syntax', () => {
  expect(matchOf(soughtIn('edge-ams-01 refus'))).toBe('"edge ams 01" AND "refus"*');
  expect(matchOf(soughtIn('Ünï "a* OR'))).toBe('"uni" AND "a" AND "or"*');
  expect(matchOf(soughtIn(' "*- '))).toBeNull();
});

test('an excerpt begins shortly before the first hit and marks each', () => {
  expect(shown('Router in München rebooted', 'munchen reb')).toBe('Router in [München] [rebooted]');
  const long = `${'word '.repeat(200)}needle ${'tail '.repeat(200)}`;
  const excerpt = shown(long, 'needle');
  expect(excerpt).toMatch(/^…(word )+\[needle\] tail/);
  expect(excerpt.length).toBeLessThan(260);
  expect(excerpt.endsWith('…')).toBe(true);
  expect(shown('nothing here', 'needle')).toBe('nothing here');
  expect(shown('forged \ue000mark\ue001', 'zzz')).toBe('forged mark');
});

test('whatever is typed, the match holds quoted words only, and an excerpt is a part of the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      (query, text) => {
        const match = matchOf(soughtIn(query));
        if (match !== null) expect(match).toMatch(/^"[^"]+"( AND "[^"]+")*\*$/);
        const plain = excerptOf(text, soughtIn(query)).replaceAll(/[\ue000\ue001…]/g, '');
        const squeezed = text
          .replaceAll(/[\ue000\ue001…]/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim();
        expect(squeezed).toContain(plain.trim());
      },
    ),
  );
});

test('a name is never a path, never invisible, never longer than 255, never empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = fileName(given);
      expect(name).not.toMatch(/[/\\\p{Cc}\u202e]/u);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(['.', '..']).not.toContain(name);
    }),
  );
  expect(fileName(`${'a'.repeat(300)}.png`)).toMatch(/^a{251}\.png$/);
});

test('what a file is goes by what is in it', () => {
  expect(fileKind('image/png', null)).toEqual({ type: 'image/png', words: 'a PNG' });
  expect(fileKind('application/x-elf', null).type).toBe('application/octet-stream');
  expect(fileKind(null, '#!/bin/sh\nrm -rf /').type).toBe('application/octet-stream');
  expect(fileKind(null, '<!-- a --><!-- b -->\n<svg onload="x">').type).toBe('image/svg+xml');
  expect(fileKind(null, 'see <svg> in the text').type).toBe('text/plain');
  expect(fileKind(null, ' <HTML><body>').type).toBe('text/html');
  expect(fileKind(null, null).type).toBe('application/octet-stream');
  expect(lieOf('a.png', fileKind('image/png', null))).toBeNull();
  expect(lieOf('a.unknown', fileKind('image/png', null))).toBeNull();
  expect(lieOf('a.PNG', fileKind('image/jpeg', null))).toBe('a.PNG is not a PNG but a JPEG');
  expect(lieOf('a.json', fileKind(null, '{}'))).toBeNull();
});

test('text is valid UTF-8 without control characters', () => {
  expect(textOf(Buffer.from('Zürich\r\n\tok'))).toBe('Zürich\r\n\tok');
  expect(textOf(Buffer.from([0xff, 0xfe, 0x41]))).toBeNull();
  expect(textOf(Buffer.from('a\u001b[31m'))).toBeNull();
});
