// What falls due in the very milliseconds in which the queue or the groups are looked through.
import { expect, test } from 'vitest';
import { DeliveryFailure } from '../../electron/engine/notifiers/notifier.ts';
import { SECOND } from '../support/floor.ts';
import { alertOf, type NotifyingFloor, openNotifying } from '../support/notifying-floor.ts';

/** From now on each look at a message takes 2 ms, as on a busy machine. */
function readSlowly({ store, clock }: NotifyingFloor): void {
  const { get } = store.noticeRows;
  store.noticeRows.get = (id) => {
    clock.stall(2);
    return get(id);
  };
}

test('what falls due while another is taken out of the queue is tried too, though nothing else ever happens', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  await floor.channel('chat');
  floor.routes({ repeatIntervalMs: 0 });
  const patience = { mail: 10 * SECOND, chat: 10 * SECOND + 1 };
  for (const [channel, retryAfterMs] of Object.entries(patience)) {
    floor.behave(channel, async ({ attempt }) => {
      if (attempt === 1) throw new DeliveryFailure('429 slow down', { retryAfterMs });
      return 'ok';
    });
  }
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 }));
  readSlowly(floor);
  await floor.run(11 * SECOND);
  expect(floor.sent.map(({ channel, attempt }) => `${channel} ${attempt}`).sort()).toEqual([
    'chat 1',
    'chat 2',
    'mail 1',
    'mail 2',
  ]);
});

test('a group that falls due while another is written goes out then, not a minute later', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ groupWaitMs: 30 * SECOND, groupBy: 'site' });
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), site: 'ams1' }));
  await floor.run(1);
  await floor.alert(alertOf('core2', 'problem', { at: floor.clock.now(), site: 'fra2' }));
  const { put } = floor.store.noticeRows;
  floor.store.noticeRows.put = (notice) => {
    floor.clock.stall(5);
    put(notice);
  };
  await floor.run(31 * SECOND);
  expect(floor.titles()).toEqual(['DOWN core1 (SEV2)', 'DOWN core2 (SEV2)']);
});
