// What a hostile host prints must reach the screen as plain text, and no more of it than agreed.
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanOutput, OUTPUT_LIMIT, size } from '../../electron/engine/lib/text.ts';

describe('output of strangers', () => {
  test('plain text passes as it is', () => {
    expect(cleanOutput('load 0.3\n\tcpu 12 %')).toBe('load 0.3\n\tcpu 12 %');
    expect(cleanOutput('Größe: 5 µs – 日本')).toBe('Größe: 5 µs – 日本');
  });
  test.each([
    ['colours', '\u001b[1;31mCRITICAL\u001b[0m', 'CRITICAL'],
    ['a window title', '\u001b]0;owned\u0007ok', 'ok'],
    ['a window title ended by ST', '\u001b]0;owned\u001b\\ok', 'ok'],
    ['a clipboard write without an end', 'ok\u001b]52;c;ZXZpbA==', 'ok'],
    ['a device control string', '\u001bPq#0;2;0;0;0\u001b\\ok', 'ok'],
    ['8-bit escapes', '\u009b31mred\u009b0m', 'red'],
    ['cursor movement', 'ok\u001b[2J\u001b[Hfake', 'okfake'],
    ['a charset switch', '\u001b(0x', 'x'],
    ['bell, backspace and null', 'a\u0007b\u0008c\u0000d\u007f', 'abcd'],
    ['carriage returns', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['text that turns its direction', 'ok \u202egnp.exe', 'ok gnp.exe'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
  ])('%s', (_name, dirty, clean) => {
    expect(cleanOutput(dirty)).toBe(clean);
  });
  test('invalid UTF-8 is replaced, not thrown', () => {
    expect(cleanOutput(Buffer.from([0x6f, 0x6b, 0xff, 0xfe, 0x21]))).toBe('ok\ufffd\ufffd!');
  });
  test('cut at the limit with a mark, exactly at it without', () => {
    const full = 'x'.repeat(OUTPUT_LIMIT);
    expect(cleanOutput(full)).toBe(full);
    expect(cleanOutput(`${full}y`)).toBe(`${full}\n[cut here: output is kept up to 64 KiB]`);
    expect(cleanOutput(Buffer.alloc(10_000_000, 0x78))).toBe(`${full}\n[cut here: output is kept up to 64 KiB]`);
  });
  test('never cut in the middle of a character', () => {
    const cut = cleanOutput('aä日😀'.repeat(100), 50).split('\n')[0]!;
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(50);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(46);
    expect('aä日😀'.repeat(100).startsWith(cut)).toBe(true);
  });
  test('a megabyte of unfinished escapes takes no time', () => {
    const before = performance.now();
    cleanOutput('\u001b]'.repeat(500_000), 1_000_000);
    cleanOutput(`\u001b[${'0;'.repeat(500_000)}`, 1_000_000);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
  test('a summary is one line of at most 200 characters', () => {
    expect(cleanLine('  Disk\n/var\t91 %  ')).toBe('Disk /var 91 %');
    const long = cleanLine('😀'.repeat(5_000));
    expect(Array.from(long)).toHaveLength(200);
    expect(long.endsWith('…')).toBe(true);
  });
  test('sizes for people', () => {
    expect([size(812), size(1024), size(1536), size(10.4 * 1024 ** 2)]).toEqual([
      '812 B',
      '1 KiB',
      '1.5 KiB',
      '10 MiB',
    ]);
  });
});
