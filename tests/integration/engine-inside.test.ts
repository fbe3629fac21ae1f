// The engine looked at closely, over the wire as the Engine screen does.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings } from '../../electron/contract/model/settings.ts';
import { MINUTE, newFolder, openFloor, SECOND } from '../support/floor.ts';

test('after ten minutes it shows each kind at its pace, its own figures in steps of ten seconds, and its log', async () => {
  const floor = await openFloor();
  await floor.watch('sw1', { checks: [{ name: 'web', kind: 'http', config: {} }] });
  await floor.watch('sw2');
  await floor.run(10 * MINUTE);
  const details = await floor.client.engine.details();
  expect(details.past.length).toBe(60);
  expect(details.past[1]!.at - details.past[0]!.at).toBe(10 * SECOND);
  const ping = details.kinds.find(({ kind }) => kind === 'ping');
  expect(ping).toMatchObject({ checks: 2, running: 0 });
  // Two checks a minute each: two in sixty seconds.
  expect(ping?.perSecond).toBeCloseTo(2 / 60, 2);
  expect(details.kinds.map(({ kind }) => kind)).toEqual(['ping', 'http']);
  expect(details.slow).toHaveLength(3);
  expect(details.journalEntries).toBeGreaterThan(0);
  expect(details.databaseBytes).toBeGreaterThan(0);
  await floor.stop();
});

test('an hour is kept and no more', async () => {
  const floor = await openFloor();
  await floor.run(70 * MINUTE);
  const { past } = await floor.client.engine.details();
  expect(past).toHaveLength(360);
  await floor.stop();
});

test('a backup made by hand is verified, listed, and as many are kept as was set', async () => {
  const floor = await openFloor();
  const kept = settings.parse({ backups: { keep: 2 } });
  expect(await floor.client.engine.changeSettings(kept)).toEqual(kept);
  for (let made = 0; made < 3; made += 1) {
    const { file, bytes } = await floor.client.engine.backUp();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(bytes).toBeGreaterThan(0);
    await floor.run(SECOND);
  }
  expect((await floor.client.engine.details()).backups).toHaveLength(2);
  const asked = (await floor.journal('engine')).filter(({ data }) => data.what === 'backup');
  expect(asked.map(({ actor }) => actor)).toEqual(Array(3).fill({ type: 'operator', name: 'ada' }));
  await floor.stop();
});

test('settings outlive a restart, and who changed them is on record', async () => {
  const floor = await openFloor({ folder: newFolder() });
  const wanted = settings.parse({
    retention: { valuesDays: 30, rollUpsDays: 400 },
    hostKeys: { firstContact: 'refuse' },
  });
  await floor.client.engine.changeSettings(wanted);
  await floor.restart(1_000);
  expect(await floor.client.engine.settings()).toEqual(wanted);
  const [entry] = await floor.journal('settings');
  expect(entry).toMatchObject({ actor: { type: 'operator', name: 'ada' }, data: { after: wanted } });
  await floor.stop();
});

test('roll-ups shorter than the values are refused by name, and nothing changes', async () => {
  const floor = await openFloor();
  const wrong = { ...settings.parse({}), retention: { valuesDays: 90, rollUpsDays: 30 } };
  await expect(floor.client.engine.changeSettings(wrong)).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'retention.rollUpsDays', message: expect.stringContaining('shorter') }] },
  });
  expect(await floor.client.engine.settings()).toEqual(settings.parse({}));
  await floor.stop();
});

test('what the engine logged is asked for from where the screen was', async () => {
  const floor = await openFloor();
  await floor.client.engine.backUp();
  const lines = await floor.client.engine.log({ after: 0 });
  expect(lines.at(-1)).toMatchObject({ level: 'info', text: expect.stringContaining('backup made and verified') });
  expect(await floor.client.engine.log({ after: lines.at(-1)!.seq })).toEqual([]);
  await floor.stop();
});
