// Beacons asked for real, with the engine's own ping: an address that answers, and one that does not.
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../electron/engine/lib/clock.ts';
import { createBeacons } from '../../electron/engine/services/beacons.ts';
import { createRunner } from '../../electron/engine/services/runner.ts';
import { canDropAddress, dropAddress } from '../support/lab/drop-address.ts';

const settings = (beacons: string[]) => ({ get: () => ({ isolation: { detect: true, beacons } }) }) as never;
const runner = createRunner({
  clock: systemClock,
  hostKeys: { verify: () => 'unknown' },
  lastBeat: () => null,
});

test.skipIf(!canDropAddress())('who answers is named; who is silent is not, within four seconds', async () => {
  const silent = '127.77.0.9';
  onTestFinished(dropAddress(silent));
  const beacons = createBeacons({ clock: systemClock, runner, settings: settings(['127.0.0.9', silent]) });
  const asked = await beacons.addresses();
  const began = systemClock.mono();
  expect(await beacons.ask(asked, new AbortController().signal)).toEqual(['127.0.0.9']);
  expect(systemClock.mono() - began).toBeLessThan(10_000);
});

test.skipIf(!canDropAddress())('asked to stop it stops, and leaves no process', async () => {
  const silent = '127.77.0.10';
  onTestFinished(dropAddress(silent));
  const beacons = createBeacons({ clock: systemClock, runner, settings: settings([silent]) });
  const end = new AbortController();
  const asking = beacons.ask([silent], end.signal);
  end.abort(new Error('the engine ends'));
  await expect(asking).rejects.toThrow('the engine ends');
});

test('without beacons the gateway is asked; without a gateway nobody', async () => {
  const of = (gateway: string | null) =>
    createBeacons({ clock: systemClock, runner, settings: settings([]), gateway: async () => gateway }).addresses();
  expect(await of('127.0.0.1')).toEqual(['127.0.0.1']);
  expect(await of(null)).toEqual([]);
});

test('loopback and the addresses of this machine are its own', () => {
  const beacons = createBeacons({ clock: systemClock, runner, settings: settings([]) });
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost']) {
    expect(beacons.isOwn({ address }), address).toBe(true);
  }
  expect(beacons.isOwn({ address: '10.9.0.10' })).toBe(false);
  expect(beacons.isOwn({ address: 'db1' })).toBe(false);
});
