// The live feed: a snapshot, then every push in order, whatever the screen's pace.
import { expect, onTestFinished, test } from 'vitest';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import type { LiveMessage, Snapshot, WorldEvent } from '../../electron/contract/model/world.ts';
import { createLiveFeed } from '../../electron/engine/services/live-feed.ts';
import { createTestClock } from '../support/clock.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const removed = (n: number): WorldEvent => ({ type: 'check-removed', checkId: `check-${n}` as CheckId });
const state = (id: string, attempt: number): WorldEvent => ({
  type: 'check-state',
  state: { checkId: id as CheckId, hostId: 'host' as HostId, attempt } as CheckState,
});

function openFeed() {
  const clock = createTestClock();
  let snapshots = 0;
  const feed = createLiveFeed({
    clock,
    engineId: 'engine',
    snapshot: () => {
      snapshots += 1;
      return { hosts: [] } as unknown as Snapshot;
    },
  });
  onTestFinished(() => feed.close());
  return { clock, feed, snapshots: () => snapshots };
}

/** A screen that reads one message when it is told to. */
function screen(feed: ReturnType<typeof openFeed>['feed']) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const stream = feed.subscribe(abort.signal);
  const read = async (): Promise<LiveMessage> => (await stream.next()).value as LiveMessage;
  return { read, abort, stream };
}

test('snapshot first, then pushes whose numbers rise by one', async () => {
  const { feed } = openFeed();
  const { read } = screen(feed);
  const first = await read();
  expect(first.type).toBe('snapshot');
  for (let n = 1; n <= 5; n += 1) {
    feed.publish([removed(n)]);
    const push = await read();
    expect(push).toMatchObject({ type: 'push', seq: first.seq + n, events: [removed(n)] });
  }
});

test('what happens in one turn of the event loop is one push', async () => {
  const { feed } = openFeed();
  const { read } = screen(feed);
  await read();
  feed.publish([removed(1)]);
  feed.publish([removed(2), removed(3)]);
  expect(await read()).toMatchObject({ events: [removed(1), removed(2), removed(3)] });
});

test('what can wait goes four times a second, and of one thing only the newest', async () => {
  const { clock, feed } = openFeed();
  const { read } = screen(feed);
  const first = await read();
  for (let n = 1; n <= 9; n += 1) feed.publishSoon('check a', state('a', n));
  feed.publishSoon('check b', state('b', 1));
  await clock.advance(249);
  const reading = read();
  await clock.advance(1);
  expect(await reading).toEqual({
    type: 'push',
    seq: first.seq + 1,
    at: clock.now(),
    events: [state('a', 9), state('b', 1)],
  });
});

test('of two states of one check the screen ends with the newer, though the older had time to wait', async () => {
  const { feed } = openFeed();
  const { read } = screen(feed);
  await read();
  feed.publishSoon('check a', state('a', 1));
  feed.publish([state('a', 2)]);
  feed.publishSoon('check a', state('a', 3));
  feed.publishSoon('check b', state('b', 1));
  feed.publish([{ type: 'check-removed', checkId: 'b' as CheckId }]);
  const push = await read();
  expect(push).toMatchObject({
    events: [state('a', 1), state('a', 2), state('a', 3), state('b', 1), { type: 'check-removed', checkId: 'b' }],
  });
});

test('a screen that falls far behind starts over from a snapshot, and misses nothing afterwards', async () => {
  const { feed, snapshots } = openFeed();
  const slow = screen(feed);
  const quick = screen(feed);
  await slow.read();
  await quick.read();
  for (let n = 1; n <= 1_000; n += 1) {
    feed.publish([removed(n)]);
    await settle();
    expect((await quick.read()).type).toBe('push');
  }
  const again = await slow.read();
  expect(again).toMatchObject({ type: 'snapshot' });
  expect(snapshots()).toBe(3);
  feed.publish([removed(1_001)]);
  expect(await slow.read()).toMatchObject({ type: 'push', seq: again.seq + 1, events: [removed(1_001)] });
});

test('a screen that connects in the middle gets no event twice: what was gathered is sent before its snapshot', async () => {
  const { feed } = openFeed();
  const early = screen(feed);
  await early.read();
  feed.publish([removed(1)]);
  const late = screen(feed);
  const snapshot = await late.read();
  expect(await early.read()).toMatchObject({ seq: snapshot.seq, events: [removed(1)] });
  feed.publish([removed(2)]);
  expect(await late.read()).toMatchObject({ seq: snapshot.seq + 1, events: [removed(2)] });
});

test('ended by its signal or by the engine, a stream ends, and leaves no timer', async () => {
  const { clock, feed } = openFeed();
  const gone = screen(feed);
  const stays = screen(feed);
  await gone.read();
  await stays.read();
  const last = gone.stream.next();
  gone.abort.abort();
  expect(await last).toMatchObject({ done: true });
  feed.publishSoon('a', removed(1));
  const end = stays.stream.next();
  feed.close();
  expect(await end).toMatchObject({ done: true });
  expect(clock.pending).toBe(0);
});

test('three hundred thousand events in one turn are one push', async () => {
  const { feed } = openFeed();
  const { read } = screen(feed);
  await read();
  feed.publish(Array.from({ length: 300_000 }, (_, n) => removed(n)));
  const push = await read();
  expect(push.type === 'push' && push.events.length).toBe(300_000);
});

test('screens are counted while they follow, programs never', async () => {
  const { feed } = openFeed();
  const abort = new AbortController();
  const [window, terminal] = [feed.subscribe(abort.signal, true), feed.subscribe(abort.signal)];
  expect(feed.screens()).toBe(0);
  await Promise.all([window.next(), terminal.next()]);
  expect(feed.screens()).toBe(1);
  abort.abort();
  await Promise.all([window.next(), terminal.next()]);
  expect(feed.screens()).toBe(0);
});
