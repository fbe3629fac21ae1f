// Who may run now.
import { expect, test } from 'vitest';
import { createRunQueue, type QueueItem } from '../../electron/engine/services/run-queue.ts';

interface Item extends QueueItem {
  readonly name: string;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function openQueue(limits = { total: 4, perHost: 2 }) {
  const running = new Map<string, () => void>();
  const queue = createRunQueue<Item>(limits, ({ name }) => new Promise((resolve) => running.set(name, resolve)));
  return {
    queue,
    running: () => [...running.keys()],
    async end(name: string) {
      running.get(name)?.();
      running.delete(name);
      await settle();
    },
  };
}

const item = (name: string, hostKey = name, kindName = 'ping', kindLimit = 10): Item => ({
  name,
  hostKey,
  kindName,
  kindLimit,
});

test('first come, first served, up to the limit for all', async () => {
  const { queue, running, end } = openQueue();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) queue.push(item(name));
  expect(running()).toEqual(['a', 'b', 'c', 'd']);
  expect([queue.running, queue.waiting]).toEqual([4, 2]);
  await end('c');
  expect(running()).toEqual(['a', 'b', 'd', 'e']);
});

test('a busy host keeps its place in the line, and lets others by', async () => {
  const { queue, running, end } = openQueue();
  for (const name of ['a1', 'a2', 'a3', 'b1']) queue.push(item(name, name.slice(0, 1)));
  expect(running()).toEqual(['a1', 'a2', 'b1']);
  await end('a1');
  expect(running()).toEqual(['a2', 'b1', 'a3']);
  expect(queue.waiting).toBe(0);
});

test('a full kind does not hold up the others', async () => {
  const { queue, running, end } = openQueue();
  for (const name of ['s1', 's2']) queue.push(item(name, name, 'ssh', 1));
  queue.push(item('p1'));
  expect(running()).toEqual(['s1', 'p1']);
  await end('s1');
  expect(running()).toEqual(['p1', 's2']);
});

test('what is taken out does not run; the slots of an item are given back as they were taken, though its limits changed', async () => {
  const { queue, running, end } = openQueue({ total: 1, perHost: 1 });
  const changing = { name: 'a', hostKey: 'a', kindName: 'ping', kindLimit: 1 };
  queue.push(changing);
  for (const name of ['b', 'c']) queue.push(item(name));
  queue.drop((one) => one.name === 'b');
  expect(queue.waiting).toBe(1);
  changing.kindName = 'http';
  changing.hostKey = 'elsewhere';
  await end('a');
  expect(running()).toEqual(['c']);
  await end('c');
  expect([queue.running, queue.waiting]).toEqual([0, 0]);
  queue.push(item('d', 'a'));
  expect(running()).toEqual(['d']);
});

test('a hundred thousand that wait neither overflow anything nor take long to let go', async () => {
  const { queue, running, end } = openQueue();
  for (let n = 0; n < 100_000; n += 1) queue.push(item(`n${n}`, `host${n % 7}`));
  expect(running()).toHaveLength(4);
  await end('n0');
  expect(queue.waiting).toBe(99_995);
  queue.drop(() => true);
  expect(queue.waiting).toBe(0);
});
