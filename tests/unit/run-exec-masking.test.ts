// Secrets in what commands print, however it is cut into chunks and whatever form programs give it; and what is kept of it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHeadAndTail } from '../../electron/engine/lib/head-and-tail.ts';
import { createCapture } from '../../electron/engine/services/runbooks/evidence.ts';
import { createMasker, DOTS } from '../../electron/engine/services/runbooks/masking.ts';
import { createTestClock } from '../support/clock.ts';

const SECRET = "pä$$'w0rd/+&=";
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a masker', () => {
  const masker = createMasker([SECRET, 'abcd', 'abcdef']);
  test.each([
    ['as it is', SECRET],
    ['in base64', base64(SECRET)],
    ['in the middle of base64', base64(`xy${SECRET}z`)],
    ['one further', base64(`user:${SECRET}`)],
    ['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in JSON', JSON.stringify({ secret: SECRET })],
    ['in single quotes', `'${SECRET.replaceAll("'", "'\\''")}'`],
  ])('finds it %s', (_, text) => {
    const masked = masker.text(`before ${text} after`);
    expect(masked).toContain(DOTS);
    for (const part of ['w0rd', base64(SECRET).slice(4, 12), 'rd%2F']) expect(masked).not.toContain(part);
    expect(masked.startsWith('before ')).toBe(true);
    expect(masked.endsWith(' after')).toBe(true);
  });

  test('of two secrets the longer one goes as a whole, also across chunks', () => {
    expect(masker.text('abcdef abcd')).toBe(`${DOTS} ${DOTS}`);
    const stream = masker.stream();
    const out = ['xabcd', 'ef', 'abc', 'x'].map((chunk) => stream.add(Buffer.from(chunk)).toString());
    expect([...out, stream.end().toString()].join('')).toBe(`x${DOTS}abcx`);
  });

  test('a stream, however it is cut, comes out as the whole does', () => {
    const pieces = fc.array(fc.constantFrom(SECRET, base64(SECRET), 'abcd', 'abc', 'plain ', 'ä', "'", '\n'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(pieces, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const stream = masker.stream();
        const out: Buffer[] = [];
        for (let at = 0; at < bytes.length; ) {
          const next = at + cuts.next().value;
          out.push(stream.add(bytes.subarray(at, next)));
          at = next;
        }
        out.push(stream.end());
        expect(Buffer.concat(out).toString()).toBe(masker.text(parts.join('')));
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});

test('head and tail of what chance prints: all of it, or both ends with the count between', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 12 }), (chunks) => {
      const kept = createHeadAndTail(64);
      for (const chunk of chunks) kept.add(chunk);
      const whole = Buffer.concat(chunks);
      const { head, tail, left } = kept.parts();
      expect(kept.total).toBe(whole.length);
      expect(kept.truncated).toBe(whole.length > 64);
      expect(head.length + tail.length + left).toBe(whole.length);
      expect(whole.subarray(0, head.length).equals(head)).toBe(true);
      expect(whole.subarray(whole.length - tail.length).equals(tail)).toBe(true);
      expect(left).toBeLessThanOrEqual(Math.max(0, whole.length - 64) + (whole.length > 64 ? 6 : 0));
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('head and tail never end within a character', () => {
  const kept = createHeadAndTail(20);
  kept.add(Buffer.from('€'.repeat(40)));
  const { head, tail, left } = kept.parts();
  expect([head.toString(), tail.toString(), left]).toEqual(['€€€', '€€€', 102]);
});

test('the screens get at most ten pushes a second, and in all no more than is kept', async () => {
  const clock = createTestClock();
  const pushes: string[] = [];
  const capture = createCapture({ clock, masker: createMasker([SECRET]), onText: (text) => void pushes.push(text) });
  for (let second = 0; second < 3; second += 1) {
    for (let line = 0; line < 100; line += 1) {
      capture.add(Buffer.from('x'.repeat(10_000)));
      await clock.advance(10);
    }
  }
  expect(pushes.length).toBeLessThanOrEqual(30);
  const end = capture.end();
  expect(end).toMatchObject({ bytes: 3_000_000, truncated: true });
  expect(pushes.join('').length).toBeLessThan(1.1 * 1024 * 1024);
  expect(pushes.at(-1)).toMatch(/\n… [\d,]+ bytes left out …\n$/);
  expect(clock.pending).toBe(0);
});

test('an escape sequence that is cut in two colours nothing', async () => {
  const clock = createTestClock();
  let seen = '';
  const capture = createCapture({ clock, masker: createMasker([]), onText: (text) => (seen += text) });
  for (const chunk of ['red \u001b[3', '1mtext', '\u001b', '[0m end €'.slice(0, 7)]) {
    capture.add(Buffer.from(chunk));
    await clock.advance(100);
  }
  expect(capture.end().text).toBe('red text end');
  expect(seen).toBe('red text end');
});
