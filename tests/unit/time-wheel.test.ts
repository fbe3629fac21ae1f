// Due times in buckets.
import { expect, test } from 'vitest';
import { createTimeWheel } from '../../electron/engine/services/time-wheel.ts';
import { createTestClock } from '../support/clock.ts';

interface Thing {
  readonly name: string;
}

function openWheel(onFire: (due: readonly Thing[]) => void = () => {}) {
  const clock = createTestClock();
  const fired: { readonly name: string; readonly at: number }[] = [];
  const wheel = createTimeWheel<Thing>(clock, 50, (due) => {
    for (const { name } of due) fired.push({ name, at: clock.mono() });
    onFire(due);
  });
  return { clock, wheel, fired, start: clock.mono() };
}

test('things fire at their time, never before, and together when they share a step of the grid', async () => {
  const turns: number[] = [];
  const { clock, wheel, fired, start } = openWheel((due) => turns.push(due.length));
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ name })) as [Thing, Thing, Thing];
  wheel.add(b, start + 5_020);
  wheel.add(a, start + 60);
  wheel.add(c, start + 5_050);
  await clock.advance(10_000);
  expect(fired.map(({ name, at }) => [name, at - start])).toEqual([
    ['a', 100],
    ['b', 5_050],
    ['c', 5_050],
  ]);
  expect(turns).toEqual([1, 2]);
});

test('added again, a thing fires once, at the later time named', async () => {
  const { clock, wheel, fired, start } = openWheel();
  const a = { name: 'a' };
  wheel.add(a, start + 1_000);
  wheel.add(a, start + 400);
  wheel.add(a, start + 3_000);
  wheel.add(a, start + 200);
  await clock.advance(10_000);
  expect(fired.map(({ at }) => at - start)).toEqual([200]);
});

test('after a long stall everything that passed fires once, in order', async () => {
  const { clock, wheel, fired, start } = openWheel();
  for (const [name, due] of [
    ['late', 9_000],
    ['early', 2_000],
  ] as const)
    wheel.add({ name }, start + due);
  // The timer comes late by a minute: what the event loop does when something blocks it.
  clock.stall(60_000);
  await clock.advance(1_000);
  expect(fired.map(({ name }) => name)).toEqual(['early', 'late']);
});

test('what is overdue when it is added fires in the next step', async () => {
  const { clock, wheel, fired, start } = openWheel();
  await clock.advance(500);
  wheel.add({ name: 'a' }, start);
  await clock.advance(50);
  expect(fired).toHaveLength(1);
});

test('a fault while firing does not stop the wheel', async () => {
  let faults = 0;
  const { clock, wheel, fired, start } = openWheel(() => {
    faults += 1;
    throw new Error('a bug of ours');
  });
  wheel.add({ name: 'a' }, start + 50);
  wheel.add({ name: 'b' }, start + 3_000);
  await clock.advance(100).catch(() => {});
  await clock.advance(5_000).catch(() => {});
  expect(fired.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(faults).toBe(2);
});

test('stopped, it fires nothing and leaves no timer', async () => {
  const { clock, wheel, fired, start } = openWheel();
  wheel.add({ name: 'a' }, start + 50);
  wheel.stop();
  wheel.add({ name: 'b' }, start + 60);
  expect(clock.pending).toBe(0);
  await clock.advance(10_000);
  expect(fired).toEqual([]);
});
