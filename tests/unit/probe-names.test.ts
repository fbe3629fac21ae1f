// Names to addresses when the name server is slow: four threads are all there are.
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../electron/engine/lib/clock.ts';
import { createNames, NameError } from '../../electron/engine/lib/names.ts';

function laboratory() {
  const time = { now: 0 };
  const clock: Clock = { now: () => time.now, mono: () => time.now, after: () => () => {} };
  const asked: { name: string; answer: (address: string) => void; refuse: (code: string) => void }[] = [];
  const lookup = (name: string) =>
    new Promise<{ address: string }>((resolve, reject) => {
      const refuse = (code: string) => reject(Object.assign(new Error(code), { code }));
      asked.push({ name, answer: (address) => resolve({ address }), refuse });
    });
  return { time, asked, names: createNames({ clock, lookup, keepMs: 1_000, atOnce: 2 }) };
}
const never = new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('names', () => {
  test('addresses are not looked up', async () => {
    const { names, asked } = laboratory();
    expect(await names.resolve('10.0.0.7', never)).toBe('10.0.0.7');
    expect(await names.resolve('[fe80::1%eth0]', never)).toBe('fe80::1%eth0');
    expect(asked).toEqual([]);
  });
  test('one lookup for all who ask, its answer kept for a while', async () => {
    const { names, asked, time } = laboratory();
    const both = Promise.all([names.resolve('web', never), names.resolve('web', never)]);
    await turn();
    expect(asked).toHaveLength(1);
    asked[0]!.answer('10.0.0.7');
    expect(await both).toEqual(['10.0.0.7', '10.0.0.7']);
    time.now = 999;
    expect(names.known('web')).toBe('10.0.0.7');
    time.now = 1_000;
    expect(names.known('web')).toBeNull();
  });
  test('two at once, the rest in order', async () => {
    const { names, asked } = laboratory();
    const all = ['a', 'b', 'c'].map((name) => names.resolve(name, never));
    await turn();
    expect(asked.map(({ name }) => name)).toEqual(['a', 'b']);
    asked[1]!.answer('10.0.0.2');
    await all[1];
    await turn();
    expect(asked.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    asked[0]!.answer('10.0.0.1');
    asked[2]!.answer('10.0.0.3');
    expect(await Promise.all(all)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
  });
  test('a failure is said in words and not kept', async () => {
    const { names, asked } = laboratory();
    const first = names.resolve('web', never);
    await turn();
    asked[0]!.refuse('ENOTFOUND');
    await expect(first).rejects.toThrow(new NameError('web', 'no such name'));
    const second = names.resolve('web', never);
    await turn();
    asked[1]!.refuse('EAI_AGAIN');
    await expect(second).rejects.toThrow('the name server does not answer');
  });
  test('the abort lets the asker go; the answer serves the next', async () => {
    const { names, asked } = laboratory();
    const controller = new AbortController();
    const gone = names.resolve('web', controller.signal);
    controller.abort(new Error('time is up'));
    await expect(gone).rejects.toThrow('time is up');
    await turn();
    asked[0]!.answer('10.0.0.7');
    await turn();
    expect(names.known('web')).toBe('10.0.0.7');
  });
});
