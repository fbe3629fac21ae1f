// Bounds of a request: depth of JSON, kinds of bodies, how fast one address may ask.
import { expect, test } from 'vitest';
import { BadRequest, depthOf, parseBody } from '../../electron/engine/services/inbound-body.ts';
import { createRate } from '../../electron/engine/services/inbound-rate.ts';
import { createTestClock } from '../support/clock.ts';

const read = (text: string, type: string, accepts: readonly ('json' | 'form' | 'text')[]) =>
  parseBody(Buffer.from(text), type, accepts);

test('brackets in strings do not count as depth, escaped quotes end no string', () => {
  expect(depthOf('{"a":"[[[[\\"[[","b":[1,{"c":[]}]}')).toBe(4);
  expect(depthOf('"just text"')).toBe(0);
});

test('JSON that is nested too deep is refused before it is parsed', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(read(deep(32), 'application/json', ['json'])).toBeInstanceOf(Array);
  expect(() => read(deep(33), 'application/json', ['json'])).toThrow(/deeper than 32/);
  expect(() => read('['.repeat(500_000), 'application/json', ['json'])).toThrow(/deeper than 32/);
});

test('the content type decides where the format takes it; else its first kind does', () => {
  expect(read('{"a":1}', 'application/x-www-form-urlencoded', ['json'])).toEqual({ a: 1 });
  expect(read('a=1&b=2', 'application/x-www-form-urlencoded', ['json', 'form'])).toEqual({ a: '1', b: '2' });
  expect(read('{"a":1}', 'application/vnd.x+json', ['form', 'json'])).toEqual({ a: 1 });
  expect(read('a;b;0;c', 'application/x-www-form-urlencoded', ['text'])).toBe('a;b;0;c');
  expect(read('\ufeff{"a":1}', '', ['json'])).toEqual({ a: 1 });
});

test('what is no JSON is refused without a word of it', () => {
  for (const body of ['{secret', '', 'nan', '{"a":1}}']) {
    expect(() => read(body, 'application/json', ['json'])).toThrow(BadRequest);
    expect(() => read(body, 'application/json', ['json'])).not.toThrow(/secret/);
  }
});

test('an address may ask in a burst, then at its rate; others are not held back by it', () => {
  const clock = createTestClock();
  const turn = createRate(clock, { burst: 3, perSecond: 2 });
  expect([1, 2, 3].map(() => turn('a'))).toEqual([0, 0, 0]);
  expect(turn('a')).toBe(1);
  expect(turn('b')).toBe(0);
  clock.stall(500);
  expect([turn('a'), turn('a')]).toEqual([0, 1]);
  clock.stall(60_000);
  expect([1, 2, 3, 4].map(() => turn('a'))).toEqual([0, 0, 0, 1]);
});

test('thousands of addresses are not remembered for ever, the busy one is', () => {
  const clock = createTestClock();
  const turn = createRate(clock, { burst: 2, perSecond: 0.001 });
  turn('busy');
  turn('busy');
  for (let index = 0; index < 5_000; index += 1) {
    turn(`10.0.${index >> 8}.${index & 255}`);
    expect(turn('busy')).toBeGreaterThan(0);
  }
});
