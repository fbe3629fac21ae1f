// The queue: tried until the other end has it, in order, each by itself; and what happens when that never comes true.
import { expect, test } from 'vitest';
import { DeliveryFailure } from '../../electron/engine/notifiers/notifier.ts';
import { MINUTE, SECOND } from '../support/floor.ts';
import { ADA, alertOf, type NotifyingFloor, openNotifying } from '../support/notifying-floor.ts';

const HOUR = 60 * MINUTE;
const down = async () => {
  throw new DeliveryFailure('connection refused');
};

/** A SEV1 alert: it goes at once. */
async function tell(floor: NotifyingFloor, host: string, kind: 'problem' | 'recovery' = 'problem'): Promise<void> {
  await floor.alert(alertOf(host, kind, { at: floor.clock.now(), severity: 1 }));
}

test('a failed delivery is tried again after 5, 10, 20 s … 15 min, always with the same key, and arrives in the end', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  floor.behave('mail', down);
  const start = floor.clock.now();
  await tell(floor, 'core1');
  await floor.run(HOUR);
  const gaps = floor.sent.slice(1).map(({ at }, n) => Math.round((at - (floor.sent[n]?.at ?? 0)) / SECOND));
  expect(gaps).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
  expect(new Set(floor.sent.map(({ key }) => key)).size).toBe(1);
  expect(floor.sent.map(({ attempt }) => attempt)).toEqual(floor.sent.map((_, n) => n + 1));
  expect(floor.notifying.health()).toMatchObject({ queued: 1, dead: 0, oldestQueuedAt: start });
  floor.behave('mail', async () => '250 Ok');
  await floor.run(20 * MINUTE);
  expect(floor.notifying.deliveries({ limit: 10 })).toMatchObject([
    { state: 'delivered', answer: '250 Ok', nextAt: null },
  ]);
  expect(floor.journal('delivery').map(({ text }) => text)).toEqual([
    '"DOWN core1 (SEV1)" delivered by mail at try 12: 250 Ok',
  ]);
});

test('jitter keeps many from coming back in one moment', async () => {
  const waits = async (chance: number): Promise<number> => {
    const floor = await openNotifying({ chance: () => chance });
    await floor.channel('mail');
    floor.routes({});
    floor.behave('mail', down);
    await tell(floor, 'core1');
    await floor.run(10 * SECOND);
    return (floor.sent[1]?.at ?? 0) - (floor.sent[0]?.at ?? 0);
  };
  expect([await waits(0), await waits(0.999)]).toEqual([4_000, expect.closeTo(6_000, -1)]);
});

test('the patience that the other end asks for is kept', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  floor.behave('mail', async () => {
    throw new DeliveryFailure('429 slow down', { retryAfterMs: 90 * SECOND });
  });
  await tell(floor, 'core1');
  await floor.run(89 * SECOND);
  expect(floor.sent).toHaveLength(1);
  await floor.run(SECOND);
  expect(floor.sent).toHaveLength(2);
});

test('after a day it is given up: dead, on the record, in the health and as a trouble that names channel and reason', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ repeatIntervalMs: 0 });
  floor.behave('mail', down);
  await tell(floor, 'core1');
  await floor.run(24 * HOUR + MINUTE);
  expect(floor.notifying.health()).toEqual({ queued: 0, dead: 1, oldestQueuedAt: null });
  const [dead] = floor.notifying.deliveries({ states: ['dead'], limit: 10 });
  expect(dead).toMatchObject({ answer: 'connection refused', nextAt: null, endedAt: expect.any(Number) });
  expect(floor.journal('delivery').at(-1)?.text).toMatch(
    /was not delivered by mail and is given up after \d+ tries: connection refused/,
  );
  expect(floor.troubles.list()).toMatchObject([
    {
      code: 'delivery',
      message: expect.stringMatching(/^mail did not deliver "DOWN core1 \(SEV1\)": connection refused/),
    },
  ]);
  await floor.restart(MINUTE);
  expect(floor.troubles.list()).toMatchObject([{ code: 'delivery' }]);

  // Put right and tried again by hand: it arrives, and the trouble is over.
  floor.behave('mail', async () => 'ok');
  expect(floor.notifying.retry([dead?.id ?? ''], ADA)).toEqual({ queued: 1 });
  await floor.run(0);
  expect(floor.notifying.health()).toMatchObject({ queued: 0, dead: 0 });
  expect(floor.troubles.list()).toEqual([]);
  expect(floor.journal('delivery').at(-2)).toMatchObject({
    actor: ADA,
    text: 'Tried again: "DOWN core1 (SEV1)" by mail',
  });
});

test('a permanent failure is dead at once; put aside by an operator it is not counted any more', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  floor.behave('mail', async () => {
    throw new DeliveryFailure('550 no such user', { permanent: true });
  });
  await tell(floor, 'core1');
  expect(floor.sent).toHaveLength(1);
  const [dead] = floor.notifying.deliveries({ limit: 10 });
  expect(dead).toMatchObject({ state: 'dead', attempts: 1, answer: '550 no such user' });
  expect(floor.notifying.giveUp([dead?.id ?? ''], ADA)).toEqual({ ended: 1 });
  expect(floor.notifying.health().dead).toBe(0);
  expect(floor.notifying.delivery(dead?.id ?? '')).toMatchObject({
    delivery: { state: 'dead' },
    notice: { title: 'DOWN core1 (SEV1)' },
  });
});

test('a waiting delivery is given up by an operator, on the record, and the all-clear behind it goes', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  floor.behave('mail', down);
  await tell(floor, 'core1');
  await tell(floor, 'core1', 'recovery');
  const waiting = floor.notifying.deliveries({ states: ['queued'], limit: 10 });
  expect(waiting.map(({ title }) => title)).toEqual(['ALL CLEAR core1', 'DOWN core1 (SEV1)']);
  floor.behave('mail', async () => 'ok');
  floor.notifying.giveUp([waiting[1]?.id ?? ''], ADA);
  await floor.run(0);
  expect(floor.notifying.deliveries({ limit: 10 })).toMatchObject([
    { title: 'ALL CLEAR core1', state: 'delivered' },
    { title: 'DOWN core1 (SEV1)', state: 'dead', answer: 'Given up by ada; before that: connection refused' },
  ]);
});

test('the all-clear never overtakes its problem, while other conversations go on; when the problem is dead it still goes', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const refused = new Set(['DOWN core1 (SEV1)']);
  floor.behave('mail', async ({ notice }) => (refused.has(notice.title) ? down() : 'ok'));
  await tell(floor, 'core1');
  await tell(floor, 'core1', 'recovery');
  await tell(floor, 'core2');
  await floor.run(2 * MINUTE);
  expect(new Set(floor.titles())).toEqual(new Set(['DOWN core1 (SEV1)', 'DOWN core2 (SEV1)']));
  refused.clear();
  await floor.run(5 * MINUTE);
  const arrived = floor.journal('delivery').map(({ text }) => text.split('"')[1]);
  expect(arrived).toEqual(['DOWN core2 (SEV1)', 'DOWN core1 (SEV1)', 'ALL CLEAR core1']);

  floor.behave('mail', async ({ notice }) => {
    if (notice.kind === 'problem') throw new DeliveryFailure('never', { permanent: true });
    return 'ok';
  });
  await tell(floor, 'core3');
  await tell(floor, 'core3', 'recovery');
  await floor.run(0);
  expect(floor.notifying.deliveries({ limit: 2 })).toMatchObject([
    { title: 'ALL CLEAR core3', state: 'delivered' },
    { title: 'DOWN core3 (SEV1)', state: 'dead' },
  ]);
});

test('a way that hangs is cut off at its limit and blocks no other', async () => {
  const floor = await openNotifying();
  for (const name of ['hung', 'mail']) await floor.channel(name);
  floor.routes({});
  let aborted = 0;
  floor.behave('hung', (_, { signal }) => {
    signal.addEventListener('abort', () => (aborted += 1));
    // It does not even listen: the caller leaves it behind.
    return new Promise(() => {});
  });
  for (let n = 0; n < 20; n += 1) await tell(floor, `core${n}`);
  expect(floor.titles('mail')).toHaveLength(20);
  expect(floor.titles('hung').length).toBeLessThanOrEqual(2);
  await floor.run(11 * SECOND);
  expect(aborted).toBeGreaterThan(0);
  expect(floor.notifying.deliveries({ states: ['queued'], limit: 50 }).map(({ answer }) => answer)).toContain(
    'no answer within 10 s',
  );
  // Stopping ends the tries that run and keeps what was not delivered.
  await floor.restart();
  expect(floor.notifying.health().queued).toBe(20);
});

test('many that hang leave room for one that works', async () => {
  const floor = await openNotifying();
  for (let n = 0; n < 12; n += 1) {
    await floor.channel(`hung${n}`);
    floor.behave(`hung${n}`, () => new Promise(() => {}));
  }
  await floor.channel('mail');
  floor.routes({});
  for (let n = 0; n < 5; n += 1) await tell(floor, `core${n}`);
  await floor.run(MINUTE);
  expect(floor.titles('mail')).toHaveLength(5);
});

test('a removed channel: what waited for it is dead, with words; one that is switched off keeps it until it is on again', async () => {
  const floor = await openNotifying();
  const mail = await floor.channel('mail');
  const pager = await floor.channel('pager');
  floor.routes({});
  for (const name of ['mail', 'pager']) floor.behave(name, down);
  await tell(floor, 'core1');
  floor.routes({ channelIds: [pager.id] });
  floor.channels.removeChannel(mail.id, ADA);
  await floor.channels.putChannel({ channelId: pager.id, channel: { ...draftOf(pager), enabled: false } }, ADA);
  await floor.run(MINUTE);
  expect(
    floor.notifying.deliveries({ limit: 10 }).map(({ channel, state, answer }) => [channel, state, answer]),
  ).toEqual([
    ['pager', 'queued', 'connection refused'],
    ['mail', 'dead', 'The channel was removed before this could be delivered'],
  ]);
  floor.behave('pager', async () => 'ok');
  await floor.channels.putChannel({ channelId: pager.id, channel: draftOf(pager) }, ADA);
  await floor.run(0);
  expect(floor.notifying.deliveries({ states: ['delivered'], limit: 10 })).toMatchObject([{ channel: 'pager' }]);
});

const draftOf = ({ id: _, ...draft }: Awaited<ReturnType<NotifyingFloor['channel']>>) => draft;

test('killed between delivery and record, the next engine delivers again with the same key: at least once', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  floor.behave('mail', async () => {
    // What a kill leaves: the other end has it, and nothing of that is written.
    floor.store.close();
    return 'ok';
  });
  await tell(floor, 'core1');
  floor.behave('mail', async () => 'ok');
  await floor.restart(SECOND);
  await floor.run(0);
  expect(floor.titles()).toEqual(['DOWN core1 (SEV1)', 'DOWN core1 (SEV1)']);
  expect(new Set(floor.sent.map(({ key }) => key)).size).toBe(1);
});

test('the clock set back by a day holds nothing up', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  floor.behave('mail', down);
  await tell(floor, 'core1');
  floor.behave('mail', async () => 'ok');
  floor.clock.setWall(floor.clock.now() - 24 * HOUR);
  await floor.run(10 * SECOND);
  expect(floor.notifying.health().queued).toBe(0);
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(30 * SECOND);
  expect(floor.titles().at(-1)).toBe('DOWN web1 (SEV2)');
});

test('alerts that the disk refuses are told from memory, and it says so until the disk is back', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const alert = alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 });
  floor.unwritten.push(alert);
  floor.notifying.poke();
  await floor.run(0);
  expect(floor.titles()).toEqual(['DOWN core1 (SEV1)']);
  expect(floor.sent[0]?.notice.text).toContain('people are told from memory');
  expect(floor.troubles.list()).toMatchObject([
    { code: 'delivery', message: expect.stringContaining('Make room on the disk') },
  ]);
  await floor.run(MINUTE);
  expect(floor.sent).toHaveLength(1);
  // The disk is back: the recorder writes it, and it is told in the usual way.
  floor.unwritten.pop();
  floor.store.alerts.put(alert);
  await floor.run(10 * SECOND);
  expect(floor.titles()).toEqual(['DOWN core1 (SEV1)', 'DOWN core1 (SEV1)']);
  expect(floor.troubles.list()).toEqual([]);
});

test('what was ended 90 days ago is removed, dead or delivered; what is on its way is not', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ repeatIntervalMs: 0 });
  await tell(floor, 'core1');
  await floor.run(HOUR);
  expect(floor.notifying.deliveries({ limit: 10 })).toHaveLength(1);
  floor.clock.stall(90 * 24 * HOUR);
  await floor.run(2 * HOUR);
  expect(floor.notifying.deliveries({ limit: 10 })).toEqual([]);
  expect(floor.store.noticeRows.get(floor.sent[0]?.notice.id ?? '')).toBeNull();
});
