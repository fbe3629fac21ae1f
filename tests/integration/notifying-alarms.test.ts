// Alarms that sound on the screens: until somebody takes their problems in hand, or silences them; over a restart as well.
import { expect, onTestFinished, test } from 'vitest';
import type { Alarm } from '../../electron/contract/model/notice.ts';
import { sound } from '../../electron/engine/notifiers/sound.ts';
import { MINUTE, openFloor, SECOND, until } from '../support/floor.ts';
import { ADA, alertOf, type NotifyingFloor, openNotifying } from '../support/notifying-floor.ts';

const HOUR = 60 * MINUTE;

async function openWithScreen(): Promise<NotifyingFloor> {
  const floor = await openNotifying({ kinds: [sound] });
  openScreen(floor);
  return floor;
}

/** A screen that follows the live feed. */
function openScreen(floor: NotifyingFloor): void {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  void floor.feed.subscribe(abort.signal, true).next();
}
const titles = (floor: NotifyingFloor): readonly string[] => floor.notifying.alarms().map(({ title }) => title);

test('SEV2 sounds until its problem is acknowledged', async () => {
  const floor = await openWithScreen();
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(30 * SECOND);
  expect(floor.notifying.alarms()).toMatchObject([{ title: 'DOWN web1 (SEV2)', severity: 2, repeats: true }]);
  await floor.run(HOUR);
  expect(titles(floor)).toHaveLength(1);
  floor.acknowledge('web1');
  expect(titles(floor)).toEqual([]);
});

test('of several problems all must be in hand', async () => {
  const floor = await openWithScreen();
  floor.channels.putRoutes(
    floor.channels.routes().map((route) => ({ ...route, groupBy: 'site' as const, groupWaitMs: 30_000 })),
    ADA,
  );
  const at = floor.clock.now();
  await floor.alert(alertOf('web1', 'problem', { at }), alertOf('web2', 'problem', { at }));
  await floor.run(30 * SECOND);
  floor.acknowledge('web1');
  expect(titles(floor)).toEqual(['DOWN web1 and 1 more (SEV2)']);
  await floor.alert(alertOf('web2', 'recovery', { at: floor.clock.now() }));
  expect(titles(floor)).toEqual([]);
});

test.each(['muted', 'maintenance'] as const)('an alarm ends when its problem is %s', async (holder) => {
  const floor = await openWithScreen();
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 }));
  expect(titles(floor)).toHaveLength(1);
  floor.holders[holder] = () => ({ by: 'somebody' });
  floor.notifying.handled();
  expect(titles(floor)).toEqual([]);
});

test('SEV3 sounds once and is gone after a few seconds', async () => {
  const floor = await openWithScreen();
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now(), severity: 3 }));
  await floor.run(SECOND);
  expect(floor.notifying.alarms()).toMatchObject([{ repeats: false }]);
  await floor.run(5 * SECOND);
  expect(titles(floor)).toEqual([]);
});

test('silenced alarms are on the record with who did it, and their problems stay unacknowledged', async () => {
  const floor = await openWithScreen();
  for (const host of ['core1', 'core2']) {
    await floor.alert(alertOf(host, 'problem', { at: floor.clock.now(), severity: 1 }));
  }
  const [first] = floor.notifying.alarms() as readonly Alarm[];
  expect(floor.notifying.silence([first?.id ?? ''], ADA)).toEqual({ silenced: 1 });
  expect(titles(floor)).toEqual(['DOWN core2 (SEV1)']);
  expect(floor.notifying.silence(undefined, ADA)).toEqual({ silenced: 1 });
  expect(floor.notifying.silence(undefined, ADA)).toEqual({ silenced: 0 });
  expect(floor.journal('alerting').slice(-2)).toMatchObject([
    { text: 'Silenced: DOWN core1 (SEV1)', actor: ADA },
    { text: 'Silenced: DOWN core2 (SEV1)', actor: ADA },
  ]);
  await floor.restart();
  expect(titles(floor)).toEqual([]);
});

test('a restart in mid-alarm is not silence', async () => {
  const floor = await openWithScreen();
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 }));
  await floor.restart(MINUTE);
  expect(titles(floor)).toEqual(['DOWN core1 (SEV1)']);
  floor.acknowledge('core1');
  await floor.restart();
  expect(titles(floor)).toEqual([]);
});

test('where no screen is open it waits for one, and sounds then unless somebody took it in hand', async () => {
  const floor = await openNotifying({ kinds: [sound] });
  for (const host of ['core1', 'core2']) {
    await floor.alert(alertOf(host, 'problem', { at: floor.clock.now(), severity: 1 }));
  }
  await floor.run(2 * MINUTE);
  expect(floor.notifying.deliveries({ limit: 10 }).map(({ state, answer }) => [state, answer])).toEqual([
    ['queued', 'No screen is open: nobody would hear it.'],
    ['queued', 'No screen is open: nobody would hear it.'],
  ]);
  expect(floor.troubles.list()).toMatchObject([
    { code: 'delivery', message: expect.stringContaining('No screen is open') },
  ]);
  floor.acknowledge('core2');
  openScreen(floor);
  await floor.run(20 * MINUTE);
  expect(titles(floor)).toEqual(['DOWN core1 (SEV1)']);
  expect(floor.notifying.health().queued).toBe(0);
  expect(floor.troubles.list()).toEqual([]);
});

test('a repeat takes the place of the alarm it repeats', async () => {
  const floor = await openWithScreen();
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 }));
  await floor.run(4 * HOUR);
  expect(titles(floor)).toEqual(['STILL DOWN, 4 h: core1 (SEV1)']);
});

test('the whole way: a host of a real engine goes down, the screen sounds, an acknowledgement ends it', async () => {
  const floor = await openFloor({
    desktop: { notify: async () => true, tray: async () => true, printPdf: async () => '' },
  });
  const world = await floor.client.live.world();
  onTestFinished(async () => void (await world.return?.()));
  let alarms: readonly Alarm[] = [];
  void (async () => {
    for await (const message of world) {
      if (message.type === 'snapshot') alarms = message.world.alarms;
      else for (const event of message.events) if (event.type === 'alarms') alarms = event.alarms;
    }
  })().catch(() => {});
  await floor.watch('web1');
  floor.say('web1', 'ping', { status: 'critical', summary: '3 of 3 packets lost' });
  await floor.seen('web1', 'ping', 3);
  await floor.run(31 * SECOND);
  await until(() => alarms.length > 0);
  expect(alarms).toMatchObject([{ title: 'DOWN web1 (SEV2)', repeats: true }]);
  await floor.acknowledge('web1', 'ping');
  await floor.run(SECOND);
  await until(() => alarms.length === 0);
});
