// Windows and mutes when things go wrong: a kill in the middle, a full disk, a record that cannot be read.
import { cpSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MINUTE, newFolder, openFloor, SECOND } from '../support/floor.ts';
import { canMount, fillDisk, smallDisk } from '../support/small-disk.ts';
import { AT_ONCE, noted, plan, turns, webFloor } from './maintenance-makers.ts';

test('killed in the middle of a flexible window and a mute: both go on where they were, each noted once', async () => {
  const floor = await webFloor();
  await plan(floor, {
    lastsMs: 20 * MINUTE,
    flexibleMs: 60 * MINUTE,
    scope: { checkIds: [floor.check('web1', 'http').id] },
  });
  await floor.client.maintenance.mute({
    scope: { hostIds: [floor.host('web1').id] },
    until: floor.clock.now() + 40 * MINUTE,
  });
  await turns(floor, 'critical');
  const held = floor.problem('web1', 'http')?.held;
  // What lies on the disk at this moment is what a kill leaves behind.
  const left = newFolder();
  cpSync(floor.folder, left, { recursive: true });
  await floor.stop();
  floor.clock.sleep(2 * MINUTE);
  const next = await openFloor({ folder: left, clock: floor.clock });
  next.say('web1', 'http', 'critical');
  await next.seen('web1', 'http');
  expect(next.problem('web1', 'http')?.held).toEqual(held);
  expect(held).toMatchObject({ reason: 'maintenance' });
  await turns(next, 'critical', 'ping');
  expect(next.problem('web1', 'ping')?.held).toMatchObject({ reason: 'muted', by: 'ada' });
  expect(await noted(next)).toEqual([
    'ada: Maintenance "patching" planned',
    'engine: Maintenance "patching" began with the problem of web1 http',
  ]);
  await next.expectChain();
});

test.skipIf(!canMount())(
  'a full disk: windows begin and end all the same, an operator is refused, the record follows',
  async () => {
    const folder = smallDisk(6);
    const floor = await openFloor({ folder });
    await floor.watch('web1', {
      alive: { name: 'ping', policy: AT_ONCE },
      checks: [{ name: 'http', policy: AT_ONCE }],
    });
    await floor.seen('web1', 'http');
    const made = await plan(floor, { inMs: 5 * MINUTE, lastsMs: 20 * MINUTE });
    const makeRoom = fillDisk(folder);
    // The write-ahead log may have a few pages to spare.
    const filler = async () => {
      for (let n = 0; n < 2_000; n += 1)
        await plan(floor, { name: `filler ${n}`, inMs: 86_400_000, notes: 'x'.repeat(10_000) });
    };
    await expect(filler()).rejects.toMatchObject({ code: 'STORAGE' });
    await floor.run(6 * MINUTE);
    await turns(floor, 'critical');
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'maintenance', ref: made.id });
    await floor.run(made.endsAt - floor.clock.now() + SECOND);
    expect(floor.problem('web1', 'http')?.held).toBeNull();
    makeRoom();
    await floor.run(30 * SECOND);
    const entries = (await floor.journal('maintenance')).filter(({ data }) => data.windowId === made.id);
    expect(entries.map(({ occurredAt }) => occurredAt).slice(1)).toEqual([made.startsAt, made.endsAt]);
    expect(floor.engine.watchdog.health().troubles.map(({ code }) => code)).not.toContain('storage');
    await floor.restart(SECOND);
    expect((await noted(floor)).filter((text) => text.endsWith('"patching" ended'))).toHaveLength(1);
  },
);

test('a window whose rule cannot be read any more stops no engine: it holds nothing back, and that is said', async () => {
  const floor = await webFloor();
  const made = await plan(floor, { rrule: 'FREQ=DAILY' });
  await floor.stop();
  const db = new Database(`${floor.folder}/watchfloor.db`);
  db.prepare(`UPDATE maintenance_window SET versions = replace(versions, 'FREQ=DAILY', 'FREQ=NEVER') WHERE id = ?`).run(
    made.id,
  );
  db.close();
  const next = await openFloor({ folder: floor.folder, clock: floor.clock });
  await turns(next, 'critical');
  expect(await next.told()).toEqual(['web1 http problem']);
  expect(next.engine.watchdog.health().troubles.map(({ message }) => message)).toEqual([
    'Maintenance "patching" cannot be read and holds nothing back. Plan it anew.',
  ]);
});
