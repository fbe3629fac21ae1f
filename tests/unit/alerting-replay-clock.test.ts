// In a replay, as in the app, what is held until a moment is told at that moment; it is printed with the next result.
import { describe, expect, test } from 'vitest';
import { alive, brief, http, minute, replay, steady } from './cli-replay-shift.ts';

const window = (from: number, to: number) => ({
  window: { scope: { host: 'web1' }, from: minute(from), to: minute(to) },
});
const bad = [0, 1, 2].map((at) => http(at, 'critical'));

describe('a window that ends by the clock', () => {
  test('with a problem still there: told when it ended, though the next result comes later and of another host', async () => {
    const lines = await replay(steady, window(0, 10), ...bad, alive(30, 'db1', 'ok'), http(40, 'critical'));
    expect(lines.map((line) => line.told)).toEqual([null, null, null, null, null]);
    expect(lines[3]?.also).toEqual([{ host: 'web1', check: 'http', told: 'problem' }]);
    expect(lines[4]?.also).toBeUndefined();
  });

  test('the next result is its own and as bad: that line says so', async () => {
    const lines = await replay(steady, window(0, 10), ...bad, http(40, 'critical'));
    expect(lines.at(-1)).toMatchObject({ told: 'problem', held: null });
    expect(lines.at(-1)?.also).toBeUndefined();
  });

  test('the next result is good: the problem was told in between, and now its end', async () => {
    const lines = await replay(steady, window(0, 10), ...bad, http(40, 'ok'));
    expect(lines.at(-1)).toMatchObject({
      told: 'recovery',
      also: [{ host: 'web1', check: 'http', told: 'problem' }],
    });
  });

  test('one window goes over into another: nobody is told in between', async () => {
    const lines = await replay(steady, window(0, 10), window(8, 50), ...bad, http(40, 'critical'), http(60, 'ok'));
    expect(lines.at(-2)).toMatchObject({ told: null, held: 'maintenance' });
    expect(lines.at(-1)?.also).toEqual([{ host: 'web1', check: 'http', told: 'problem' }]);
  });

  test('the file ends before the window does: nobody was told', async () => {
    const lines = await replay(steady, window(0, 10), ...bad);
    expect(lines.at(-1)).toMatchObject({ told: null, held: 'maintenance' });
  });
});

test('an acknowledgement that runs out lets the news through that it held, at that moment', async () => {
  const ack = { at: minute(3), host: 'web1', check: 'http', ack: { by: 'op', sticky: true, expires: minute(20) } };
  const lines = await replay(steady, ...bad, ack, http(4, 'warning'), alive(30, 'db1', 'ok'));
  expect(brief(lines[3] as never)).toBe('web1 http warning H3 up - acknowledged');
  expect(lines[4]?.also).toEqual([{ host: 'web1', check: 'http', told: 'change' }]);
});

test('a hundred windows that end together are gone through once each', async () => {
  const hosts = Array.from({ length: 100 }, (_, index) => `web${index}`);
  const windows = hosts.map((host) => ({ window: { scope: { host }, from: minute(0), to: minute(10) } }));
  const down = [0, 1, 2].flatMap((at) => hosts.map((host) => alive(at, host, 'critical')));
  const lines = await replay(steady, ...windows, ...down, alive(30, 'db1', 'ok'));
  expect(lines.at(-1)?.also).toHaveLength(100);
});
