// The disk fills up while the engine watches: monitoring goes on, operators are told and refused, and nothing that was
// decided is lost. (spec: trust, "Nothing lost")
import { describe, expect, test } from 'vitest';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { canMount, fillDisk, smallDisk } from '../support/small-disk.ts';

const mountable = canMount();
const needsMount = mountable ? '' : ' (skipped: this user may not mount a file system)';
const NOTES = 'x'.repeat(10_000);

/** Enters hosts until one is refused: the write-ahead log may have a few pages to spare. */
async function refusedHost(floor: Floor): Promise<{ readonly error: unknown; readonly name: string }> {
  for (let n = 0; n < 2_000; n += 1) {
    const name = `filler-${n}`;
    try {
      await floor.watch(name, { host: { notes: NOTES } });
    } catch (error) {
      return { error, name };
    }
  }
  throw new Error('nothing was refused');
}

describe.skipIf(!mountable)(`a full disk${needsMount}`, () => {
  test('monitoring goes on, an operator is refused in words, and all that was decided is written when there is room', async () => {
    const folder = smallDisk(6);
    const floor = await openFloor({ folder });
    await floor.watch('web1', { checks: [{ name: 'http' }, { name: 'disk' }] });
    await floor.run(2 * MINUTE);
    const makeRoom = fillDisk(folder);

    const { error, name } = await refusedHost(floor);
    expect(error).toMatchObject({
      code: 'STORAGE',
      message: expect.stringMatching(/the disk is full\. Nothing of this change was kept.*Free some space/),
    });
    expect([...floor.engine.world.hosts.values()].map((host) => host.name)).not.toContain(name);

    floor.say('web1', 'http', 'critical');
    await floor.run(2 * MINUTE);
    const problem = floor.problem('web1', 'http');
    expect(problem).toMatchObject({ status: 'critical', held: null });
    // It goes on recovering and failing while nothing can be written.
    floor.say('web1', 'http', 'ok');
    floor.say('web1', 'disk', 'warning');
    await floor.run(3 * MINUTE);
    expect(floor.problem('web1', 'http')).toBeUndefined();
    expect(floor.problem('web1', 'disk')).toMatchObject({ status: 'warning' });
    expect(floor.engine.watchdog.health().troubles).toContainEqual(
      expect.objectContaining({ code: 'storage', message: expect.stringContaining('the disk is full') }),
    );

    makeRoom();
    await floor.run(10 * SECOND);
    expect(floor.engine.watchdog.health().troubles).toEqual([]);
    // Which of the last two came first hangs on their slots.
    const told = await floor.told();
    expect([told[0], ...told.slice(1).sort()]).toEqual([
      'web1 http problem',
      'web1 disk problem',
      'web1 http recovery',
    ]);
    await floor.restart(SECOND);
    expect(floor.problems()).toMatchObject([{ checkId: floor.check('web1', 'disk').id, status: 'warning' }]);
    await floor.run(5 * MINUTE);
    expect(await floor.told()).toHaveLength(3);
    await floor.expectChain();
  });

  test('an acknowledgement made while older writes still wait is not undone by them', async () => {
    const folder = smallDisk(6);
    const floor = await openFloor({ folder });
    await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
    await floor.run(2 * MINUTE);
    const makeRoom = fillDisk(folder);
    await refusedHost(floor);
    floor.say('web1', 'http', 'critical');
    await floor.seen('web1', 'http');
    makeRoom();
    await floor.acknowledge('web1', 'http', { sticky: true });
    await floor.run(10 * SECOND);
    await floor.restart(SECOND);
    expect(floor.problem('web1', 'http')?.ack).toMatchObject({ by: 'ada', sticky: true });
  });

  test('removed while its last state could not be written, a host does not hold up everything else for ever', async () => {
    const folder = smallDisk(6);
    const floor = await openFloor({ folder });
    for (const name of ['web1', 'web2'])
      await floor.watch(name, { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
    await floor.run(2 * MINUTE);
    const makeRoom = fillDisk(folder);
    await refusedHost(floor);
    for (const name of ['web1', 'web2']) floor.say(name, 'http', 'critical');
    await floor.run(MINUTE);
    makeRoom();
    await floor.client.inventory.removeHost({ hostId: floor.host('web1').id });
    await floor.run(10 * SECOND);
    expect(floor.engine.watchdog.health().troubles).toEqual([]);
    await floor.restart(SECOND);
    expect(floor.problems()).toMatchObject([{ checkId: floor.check('web2', 'http').id }]);
  });
});
