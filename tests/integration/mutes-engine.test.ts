// Mutes over the whole engine: an operator's short silence, with its end. Spec: monitoring, "Handling".
import { describe, expect, test } from 'vitest';
import { LONGEST_MUTE_MS } from '../../electron/contract/model/mute.ts';
import { type Floor, MINUTE, SECOND } from '../support/floor.ts';
import { turns, webFloor } from './maintenance-makers.ts';

/** web1's http is broken and told, or about to be. */
async function muteProblem(floor: Floor, forMs: number) {
  const problem = floor.problem('web1', 'http');
  if (!problem) throw new Error('nothing is broken');
  return floor.client.maintenance.mute({
    problemIds: [problem.id],
    until: floor.clock.now() + forMs,
    reason: 'vendor is on it',
  });
}

describe('a mute of a problem', () => {
  test('holds back what comes next of its check until its end, by whom and until when', async () => {
    const floor = await webFloor();
    await turns(floor, 'critical');
    const mute = await muteProblem(floor, 15 * MINUTE);
    expect(mute).toMatchObject({ by: 'ada', scope: { checkIds: [floor.check('web1', 'http').id] } });
    await turns(floor, 'ok');
    await turns(floor, 'critical');
    floor.say('web1', 'http', 'unknown');
    await floor.seen('web1', 'http');
    const until = mute.until;
    expect(floor.problem('web1', 'http')?.held).toEqual({ reason: 'muted', by: 'ada', until, ref: mute.id });
    await floor.run(until - floor.clock.now() - SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
    await floor.run(2 * SECOND);
    expect(await floor.told()).toEqual(['web1 http problem', 'web1 http change']);
    const entries = await floor.journal('mute');
    expect(entries.map(({ text, actor }) => `${actor.type}: ${text.replace(/until .* UTC/, 'until then')}`)).toEqual([
      'operator: web1 http muted until then: vendor is on it',
      'engine: web1 http no longer muted',
    ]);
    expect(entries[1]?.occurredAt).toBe(until);
    await floor.expectChain();
  });

  test('taken back: what is still open is told at once; taking back what is over is no error', async () => {
    const floor = await webFloor();
    await floor.client.maintenance.mute({ scope: { sites: ['ams'] }, until: floor.clock.now() + 60 * MINUTE });
    const muted = floor.clock.now();
    await turns(floor, 'critical');
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'muted', until: muted + 60 * MINUTE });
    const [id] = (await mutesSeen(floor)).map((mute) => mute.id);
    if (!id) throw new Error('no mute on the screens');
    expect(await floor.client.maintenance.unmute({ muteIds: [id] })).toEqual({ ended: 1 });
    expect(await floor.client.maintenance.unmute({ muteIds: [id] })).toEqual({ ended: 0 });
    await floor.run(SECOND);
    expect(await floor.told()).toEqual(['web1 http problem']);
    expect(await mutesSeen(floor)).toEqual([]);
  });

  test('outlives a restart, and one that ended meanwhile is gone with its own time on record', async () => {
    const floor = await webFloor();
    const { mute } = floor.client.maintenance;
    const short = await mute({ scope: { tags: ['prod'] }, until: floor.clock.now() + 5 * MINUTE });
    const long = await mute({ scope: { tags: ['prod'] }, until: floor.clock.now() + 60 * MINUTE });
    await floor.restart(10 * MINUTE);
    await turns(floor, 'critical');
    expect(floor.problem('web1', 'http')?.held).toMatchObject({ reason: 'muted', ref: long.id });
    expect((await mutesSeen(floor)).map(({ id }) => id)).toEqual([long.id]);
    expect((await floor.journal('mute')).at(-1)).toMatchObject({ occurredAt: short.until, actor: { type: 'engine' } });
  });
});

test('always ending: not in the past, not longer than a week, and never of nothing', async () => {
  const floor = await webFloor();
  const { mute } = floor.client.maintenance;
  const now = floor.clock.now();
  const scope = { tags: ['prod'] };
  for (const until of [now, now - MINUTE, now + LONGEST_MUTE_MS + 2 * MINUTE]) {
    await expect(mute({ scope, until })).rejects.toMatchObject({
      code: 'INVALID',
      data: { fields: [{ path: 'until' }] },
    });
  }
  await expect(mute({ problemIds: ['gone'], until: now + MINUTE })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(mute({ until: now + MINUTE })).rejects.toMatchObject({ code: 'INVALID' });
  expect(await mute({ scope, until: now + LONGEST_MUTE_MS })).toMatchObject({ until: now + LONGEST_MUTE_MS });
  expect(await floor.journal('mute')).toHaveLength(1);
});

test('maintenance stands before a mute: the first reason that applies is the one that is named', async () => {
  const floor = await webFloor();
  const until = floor.clock.now() + 60 * MINUTE;
  const scope = { tags: ['prod'] };
  await floor.client.maintenance.mute({ scope, until });
  await floor.client.maintenance.putWindow({
    windowId: null,
    window: { name: 'patching', scope, startsAt: floor.clock.now(), endsAt: floor.clock.now() + 10 * MINUTE },
  });
  await turns(floor, 'critical');
  expect(floor.problem('web1', 'http')?.held?.reason).toBe('maintenance');
  await floor.run(10 * MINUTE);
  expect(floor.problem('web1', 'http')?.held?.reason).toBe('muted');
  await floor.run(60 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem']);
});

async function mutesSeen(floor: Floor) {
  const stop = new AbortController();
  for await (const message of await floor.client.live.world(undefined, { signal: stop.signal })) {
    if (message.type !== 'snapshot') continue;
    stop.abort();
    return message.world.mutes;
  }
  throw new Error('no snapshot came');
}
