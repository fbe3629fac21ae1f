// The page is treated as hostile: calls that make no sense change nothing and end nothing. (spec: trust, "No one in")
import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../electron/contract/index.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';
import { enginePort } from '../support/floor-port.ts';

const CALLS = Number(process.env.FUZZ_CALLS ?? 2_000);

interface Procedure {
  readonly path: readonly [string, string];
  readonly schema: z.ZodType | undefined;
}

const procedures: readonly Procedure[] = Object.entries(contract).flatMap(([area, calls]) =>
  Object.entries(calls).map(([name, procedure]) => ({
    path: [area, name] as const,
    schema: procedure['~orpc'].inputSchema as z.ZodType | undefined,
  })),
);

/** Names of fields anywhere in the contract, so that a wrong value gets past the first door. */
const fieldNames = procedures.flatMap(({ schema }) => {
  if (!schema) return [];
  return [...JSON.stringify(z.toJSONSchema(schema, { io: 'input' })).matchAll(/"(\w+)":\{/g)].map(
    ([, name]) => name ?? '',
  );
});

const evil = fc.constantFrom<unknown>(
  '',
  '\u0000',
  '-rf',
  '../../etc/passwd',
  '%{7*7}',
  "'; DROP TABLE host; --",
  '\ud800',
  'x'.repeat(100_000),
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  null,
  true,
  [],
  {},
  [[[[[[]]]]]],
  { __proto__: { a: 1 } },
  { constructor: {} },
  { $secret: 'x' },
);
const value = fc.oneof(evil, fc.jsonValue({ maxDepth: 3 }));
const input = fc.oneof(
  value,
  fc.dictionary(
    fc.constantFrom(...fieldNames, '__proto__', 'constructor'),
    fc.oneof(value, fc.dictionary(fc.constantFrom(...fieldNames), value, { maxKeys: 5 })),
    { maxKeys: 6 },
  ),
);

async function everything(floor: Floor) {
  const { world } = floor.engine;
  return {
    hosts: [...world.hosts.values()],
    checks: [...world.checks.values()],
    problems: [...world.problems.values()],
    journal: (await floor.journal()).length,
    secrets: (await floor.client.engine.about()).secrets,
  };
}

/** The other end of a port, for words that no client would say. */
function rawPort(floor: Floor): MessagePort {
  const { port1, port2 } = new MessageChannel();
  floor.engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name: 'mallory' } } });
  onTestFinished(() => port2.close());
  return port2;
}

/** An input as it arrives: the wire carries JSON, and leaves this one name out. */
const asSent = (one: unknown): unknown =>
  JSON.parse(JSON.stringify(one), (key, item) => (key === '__proto__' ? undefined : item));

async function busyFloor(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
  await floor.run(MINUTE);
  floor.say('web1', 'http', 'critical');
  await floor.run(MINUTE);
  return floor;
}

test(`${CALLS} calls with input that no schema takes: each is refused as invalid, and nothing has changed`, async () => {
  const floor = await busyFloor();
  const before = await everything(floor);
  const takers = procedures.filter(({ schema }) => schema !== undefined);
  const inputs = fc.sample(input, { numRuns: CALLS * 2, seed: 20_261_122 });
  const codes = new Map<string, number>();
  let calls = 0;
  for (const [index, one] of inputs.entries()) {
    const { path, schema } = takers[index % takers.length] ?? {};
    if (calls === CALLS || !path || schema?.safeParse(asSent(one)).success) continue;
    calls += 1;
    const [area, name] = path;
    const client = floor.client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    const code = await client[area]?.[name]?.(one).then(
      () => 'taken',
      (error: { code?: string }) => error.code ?? String(error),
    );
    codes.set(code ?? '', (codes.get(code ?? '') ?? 0) + 1);
  }
  expect([calls, Object.fromEntries(codes)]).toEqual([CALLS, { INVALID: CALLS }]);
  expect(await everything(floor)).toEqual(before);
});

test('calls of what is not there are answered as that', async () => {
  const floor = await busyFloor();
  for (const path of [
    '/inventory/dropAll',
    '/__proto__/toString',
    '/engine/constructor',
    '/live/~orpc',
    '/..',
    '/engine',
  ]) {
    const port = rawPort(floor);
    port.postMessage(JSON.stringify({ i: '1', p: { u: path } }));
    const [answer] = await Promise.race([once(port, 'message'), once(port, 'close')]);
    expect(typeof answer === 'string' ? answer : 'hung up', path).toMatch(/hung up|404/);
  }
});

test('frames that are no calls hang up their own port, and no other', async () => {
  const floor = await busyFloor();
  const before = await everything(floor);
  const frames = fc.sample(
    fc.oneof(
      value,
      fc.record({ i: value, t: value, p: value }).map((frame) => JSON.stringify(frame)),
      fc.string(),
    ),
    { numRuns: 500, seed: 7 },
  );
  for (const frame of frames) {
    const port = rawPort(floor);
    const closed = once(port, 'close').then(() => 'closed');
    const answered = once(port, 'message').then(() => 'answered');
    port.postMessage(frame);
    // Whatever it was: it is hung up on, or it was a call after all and is answered.
    if (typeof frame !== 'string' || !frame.startsWith('{'))
      expect(await Promise.race([closed, answered])).toBe('closed');
    else port.close();
  }
  expect(await everything(floor)).toEqual(before);
});
