// The page is treated as hostile: whatever it sends through its port, the engine stays up and nothing runs that was not called.
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { largestMessage } from '../../electron/contract/host-link.ts';
import { guardPort, isReadable, type WirePort } from '../../electron/engine/transport-port.ts';

const stray: unknown[] = [];
const keep = (error: unknown) => stray.push(error);
beforeEach(() => {
  stray.length = 0;
  process.on('unhandledRejection', keep);
});
afterEach(() => void process.removeListener('unhandledRejection', keep));

let ran = 0;
const handler = new RPCHandler({
  engine: {
    change: os.input(z.strictObject({ secretly: z.literal('agreed') })).handler(() => {
      ran += 1;
      return ran;
    }),
  },
});

/** A port whose other end the test holds. */
function openWire() {
  const messages: ((event: { data: unknown }) => void)[] = [];
  const closers: (() => void)[] = [];
  const answers: unknown[] = [];
  let closed = false;
  const wire: WirePort = {
    postMessage: (data) => void answers.push(data),
    on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
      if (event === 'message') messages.push(listener);
      else closers.push(listener as () => void);
    },
    start() {},
    close() {
      closed = true;
    },
  };
  return {
    wire,
    answers,
    send: (data: unknown) => messages.forEach((listener) => void listener({ data })),
    hangUp: () => closers.forEach((closer) => void closer()),
    isClosed: () => closed,
  };
}

const path = fc.constantFrom(
  '/engine/change',
  '/engine',
  '/',
  '//elsewhere/x',
  'http://elsewhere/',
  '/%',
  '/engine/../x',
  '/__proto__',
);
const headers = fc.dictionary(
  fc.constantFrom('content-type', 'content-disposition', 'x', '__proto__', 'cookie'),
  fc.jsonValue(),
);
const shaped = fc.record(
  {
    i: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    t: fc.oneof(fc.constantFrom(1, 2, 3, 4, 5), fc.jsonValue()),
    p: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          u: fc.oneof(path, fc.jsonValue()),
          h: fc.oneof(headers, fc.jsonValue()),
          m: fc.oneof(fc.constantFrom('GET', 'POST', 'HEAD', '%'), fc.jsonValue()),
          b: fc.jsonValue(),
          e: fc.string(),
          d: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);
const frame: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: shaped.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: shaped },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array() },
  { weight: 1, arbitrary: fc.anything() },
);

test('ten thousand malformed messages run nothing and leave no rejection behind', async () => {
  ran = 0;
  let wire = openWire();
  handler.upgrade(guardPort(wire.wire));
  await fc.assert(
    fc.asyncProperty(frame, async (data) => {
      if (wire.isClosed()) {
        wire = openWire();
        handler.upgrade(guardPort(wire.wire));
      }
      wire.send(data);
      await new Promise(setImmediate);
    }),
    { numRuns: 10_000 },
  );
  expect(ran).toBe(0);
  expect(stray).toEqual([]);
  // And the door still opens to what is right.
  const good = openWire();
  handler.upgrade(guardPort(good.wire));
  good.send(JSON.stringify({ i: '1', p: { u: '/engine/change', b: { json: { secretly: 'agreed' } } } }));
  await expect.poll(() => good.answers).toHaveLength(1);
  expect(ran).toBe(1);
}, 60_000);

test('a message over the limit hangs up before it is read', () => {
  const wire = openWire();
  handler.upgrade(guardPort(wire.wire));
  wire.send(' '.repeat(largestMessage + 1));
  expect(wire.isClosed()).toBe(true);
});

test('a port that was closed carries nothing more, either way, and tells it once', () => {
  const wire = openWire();
  const port = guardPort(wire.wire);
  let closings = 0;
  let heard = 0;
  port.on('close', () => {
    closings += 1;
  });
  port.on('message', () => {
    heard += 1;
  });
  wire.hangUp();
  port.close();
  wire.send('{"i":"1","t":4}');
  port.postMessage('late');
  expect({ closings, heard, answers: wire.answers }).toEqual({ closings: 1, heard: 0, answers: [] });
});

test('what a well-meant page sends is readable', () => {
  expect(isReadable('{"i":"1","p":{"u":"/monitoring/checkNow","b":{"json":{"hostId":"h1"}}}}')).toBe(true);
  expect(isReadable('{"i":"1","t":4}')).toBe(true);
});
