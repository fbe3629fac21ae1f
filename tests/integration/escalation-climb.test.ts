// Alerts that climb, on a real store.
import { describe, expect, test } from 'vitest';
import type { Notice } from '../../electron/contract/model/notice.ts';
import { StorageError } from '../../electron/engine/store/storage-error.ts';
import { ADA, breaks, floor, ladder, MINUTE, network, noticeOf, repairs, takes } from './escalation-makers.ts';

test('nobody takes it: Ada is told after her delay, Ben after his, and it stays on the screens', async () => {
  const desk = await floor();
  const problem = breaks(desk, 'db1');
  desk.hear(noticeOf(desk.clock.now(), [problem]));
  await desk.clock.advance(5 * MINUTE - 1);
  expect(desk.told()).toEqual([]);
  await desk.clock.advance(1);
  expect(desk.told()).toEqual(['ch-Ada']);
  await desk.clock.advance(10 * MINUTE);
  expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben']);
  await desk.clock.advance(300 * MINUTE);
  expect(desk.told()).toHaveLength(2);
  expect(desk.escalations.list()).toMatchObject([
    { conversation: 'talk-1', step: 2, nextAt: null, told: [{ who: 'Ada' }, { who: 'Ben' }] },
  ]);
  expect(desk.journal()).toEqual([
    'Escalation of "db1 http critical" climbs by policy "Ladder" until somebody takes it',
    'Escalation of "db1 http critical" step 1 of 2: told Ada',
    'Escalation of "db1 http critical" step 2 of 2: told Ben',
    'Escalation of "db1 http critical" has no step left: it stays on the screens until somebody takes it',
  ]);
  repairs(desk, problem);
  expect(desk.escalations.list()).toEqual([]);
  expect(desk.store.escalations.open()).toEqual([]);
});

test('a policy that repeats begins again, each step after its delay', async () => {
  const desk = await floor();
  desk.onCall.putPolicy(ladder({ repeat: 1 }), ADA);
  desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
  await desk.clock.advance(60 * MINUTE);
  expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben', 'ch-Ada', 'ch-Ben']);
  const began = desk.escalations.list()[0]?.startedAt ?? 0;
  expect(desk.escalations.list()[0]?.told.map(({ at }) => (at - began) / MINUTE)).toEqual([5, 15, 20, 30]);
});

test('the first step without a delay is carried out at once, behind the notice that began it', async () => {
  const desk = await floor();
  const [first] = ladder().steps;
  desk.onCall.putPolicy(ladder({ steps: [{ delayMs: 0, targets: [...(first?.targets ?? [])] }] }), ADA);
  desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
  expect(desk.told(), 'not within the call that writes the notice').toEqual([]);
  await desk.clock.advance(0);
  expect(desk.told()).toEqual(['ch-Ada']);
});

test('a conversation climbs once, whatever joins it', async () => {
  const desk = await floor();
  const db = breaks(desk, 'db1');
  desk.hear(noticeOf(desk.clock.now(), [db]));
  await desk.clock.advance(6 * MINUTE);
  const web = breaks(desk, 'web1');
  desk.hear(noticeOf(desk.clock.now(), [db, web], { kind: 'update' }));
  await desk.clock.advance(60 * MINUTE);
  expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben']);
  expect(desk.sent[1]?.notice.items.map(({ host }) => host)).toEqual(['db1', 'web1']);
  expect(desk.escalations.list()).toHaveLength(1);
});

test('what joins when no step is left climbs from the first one: of it nobody was told', async () => {
  const desk = await floor();
  const db = breaks(desk, 'db1');
  desk.hear(noticeOf(desk.clock.now(), [db]));
  await desk.clock.advance(60 * MINUTE);
  desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'web1')], { kind: 'update' }));
  await desk.clock.advance(60 * MINUTE);
  expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben', 'ch-Ada', 'ch-Ben']);
});

test.each<Partial<Notice>>([
  { kind: 'all-clear' },
  { kind: 'test' },
  { kind: 'escalation' },
  { kind: 'monitor' },
  { routeId: null },
])('a notice like %o begins nothing', async (more) => {
  const desk = await floor();
  desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')], more));
  await desk.clock.advance(60 * MINUTE);
  expect([desk.told(), desk.escalations.list()]).toEqual([[], []]);
});

describe('until somebody takes it', () => {
  test('acknowledged: nobody more is told, and it leaves the screens', async () => {
    const desk = await floor();
    const problem = breaks(desk, 'db1');
    desk.hear(noticeOf(desk.clock.now(), [problem]));
    await desk.clock.advance(6 * MINUTE);
    takes(desk, problem);
    expect(desk.escalations.list()).toEqual([]);
    await desk.clock.advance(60 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ada']);
    expect(desk.journal().at(-1)).toBe('Escalation of "db1 http critical" rests: ada took it');
  });

  test('one of two acknowledged: the other one goes on climbing', async () => {
    const desk = await floor();
    const [db, web] = [breaks(desk, 'db1'), breaks(desk, 'web1')];
    desk.hear(noticeOf(desk.clock.now(), [db, web]));
    await desk.clock.advance(6 * MINUTE);
    takes(desk, db);
    await desk.clock.advance(60 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben']);
  });

  test('one closed, one acknowledged: taken', async () => {
    const desk = await floor();
    const [db, web] = [breaks(desk, 'db1'), breaks(desk, 'web1')];
    desk.hear(noticeOf(desk.clock.now(), [db, web]));
    repairs(desk, db);
    takes(desk, web);
    await desk.clock.advance(60 * MINUTE);
    expect(desk.told()).toEqual([]);
  });

  test('the acknowledgement runs out while it is still broken: it goes on with the next step, after its delay', async () => {
    const desk = await floor();
    const problem = breaks(desk, 'db1');
    desk.hear(noticeOf(desk.clock.now(), [problem]));
    await desk.clock.advance(6 * MINUTE);
    takes(desk, problem, desk.clock.now() + 30 * MINUTE);
    await desk.clock.advance(30 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ada']);
    expect(desk.escalations.list()).toHaveLength(1);
    await desk.clock.advance(10 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben']);
    expect(desk.journal()).toContain('Escalation of "db1 http critical" goes on: ada no longer has it in hand');
  });

  test('released by hand after all steps: it climbs from the first one again', async () => {
    const desk = await floor();
    const problem = breaks(desk, 'db1');
    desk.hear(noticeOf(desk.clock.now(), [problem]));
    await desk.clock.advance(60 * MINUTE);
    takes(desk, problem);
    desk.world.problems.set(problem.checkId, problem);
    desk.escalations.handled();
    await desk.clock.advance(5 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ada', 'ch-Ben', 'ch-Ada']);
  });

  test('muted when a step is due: nobody is woken; the step follows soon after the mute ends', async () => {
    const desk = await floor();
    const problem = breaks(desk, 'db1');
    desk.hear(noticeOf(desk.clock.now(), [problem]));
    desk.desk.muted.add(problem.checkId);
    await desk.clock.advance(60 * MINUTE);
    expect(desk.told()).toEqual([]);
    desk.desk.muted.clear();
    await desk.clock.advance(15_000);
    expect(desk.told()).toEqual(['ch-Ada']);
    expect(desk.journal().filter((text) => text.includes('waits'))).toEqual([
      'Escalation of "db1 http critical" waits with its next step: muted by ben',
    ]);
  });
});

describe('who is reached', () => {
  test('the rota says who, at the moment of the step', async () => {
    const desk = await floor();
    const steps = [{ delayMs: 0, targets: [{ type: 'schedule', scheduleId: 'network' }] }];
    desk.onCall.putPolicy(ladder({ steps: steps as never, repeat: 1 }), ADA);
    const now = desk.onCall.who()[0];
    desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
    await desk.clock.advance(0);
    expect(desk.escalations.list()[0]?.told[0]?.who).toBe(`${now?.person?.name} (rota "Network")`);
  });

  test('a rota in a gap reaches nobody: that is said, and the next step does not wait for nobody', async () => {
    const desk = await floor();
    const [layer] = network().layers;
    desk.onCall.putSchedule(network({ layers: [{ ...layer, startsOn: '2027-01-01' }] }), ADA);
    const gap = { delayMs: 5 * MINUTE, targets: [{ type: 'schedule', scheduleId: 'network' }] };
    desk.onCall.putPolicy(ladder({ steps: [gap as never, ...ladder().steps.slice(1)] as never }), ADA);
    desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
    await desk.clock.advance(5 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ben']);
    expect(desk.journal()).toContain(
      'Escalation of "db1 http critical" step 1 of 2: reached nobody; nobody: rota "Network" has a gap',
    );
    expect(desk.escalations.list()[0]?.told.map(({ who }) => who)).toEqual(['nobody: rota "Network" has a gap', 'Ben']);
  });

  test('a channel that is switched off reaches nobody', async () => {
    const desk = await floor();
    desk.list[0] = { ...(desk.list[0] as (typeof desk.list)[0]), enabled: false };
    desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
    await desk.clock.advance(5 * MINUTE);
    expect(desk.told()).toEqual(['ch-Ben']);
    expect(desk.journal().join()).toContain('nobody: Ada has only channels that are switched off');
  });

  test('the policy is removed under it: nobody more is told, and that is said', async () => {
    const desk = await floor();
    desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
    desk.routes[0] = { ...(desk.routes[0] as (typeof desk.routes)[0]), policyId: null };
    desk.onCall.removePolicy(ladder().id, ADA);
    await desk.clock.advance(60 * MINUTE);
    expect(desk.told()).toEqual([]);
    expect(desk.journal().at(-1)).toContain('tells nobody any more: its policy was removed');
    expect(desk.escalations.list()).toMatchObject([{ nextAt: null }]);
  });
});

describe('nothing lost', () => {
  test('a restart goes on where it was: no step is missed, none doubled', async () => {
    const first = await floor();
    first.hear(noticeOf(first.clock.now(), [breaks(first, 'db1')]));
    await first.clock.advance(6 * MINUTE);
    expect(first.told()).toEqual(['ch-Ada']);
    first.close();
    const second = await floor(first.folder, first.clock);
    await second.clock.advance(9 * MINUTE);
    expect(second.told()).toEqual(['ch-Ben']);
    await second.clock.advance(60 * MINUTE);
    expect(second.told()).toEqual(['ch-Ben']);
    expect(second.escalations.list()[0]?.told.map(({ who }) => who)).toEqual(['Ada', 'Ben']);
  });

  test('down while a step fell due: it follows once the problem was seen anew, not on stale word', async () => {
    const first = await floor();
    const problem = breaks(first, 'db1');
    first.hear(noticeOf(first.clock.now(), [problem]));
    first.close();
    first.clock.stall(20 * MINUTE);
    const second = await floor(first.folder, first.clock, 20 * MINUTE);
    await second.clock.advance(30_000);
    expect(second.told()).toEqual([]);
    const memory = second.world.memory.get(problem.checkId);
    if (memory) second.world.memory.set(problem.checkId, { ...memory, resultAt: second.clock.now() });
    await second.clock.advance(15_000);
    expect(second.told()).toEqual(['ch-Ada']);
  });

  test('the disk refuses: no step is counted that was not sent, and it is tried again', async () => {
    const desk = await floor();
    desk.hear(noticeOf(desk.clock.now(), [breaks(desk, 'db1')]));
    desk.desk.refusesWith = new StorageError('full', 'the disk is full');
    await desk.clock.advance(6 * MINUTE);
    expect(desk.store.escalations.open()).toMatchObject([{ step: 0, told: [] }]);
    expect(desk.troubles.list()).toMatchObject([{ code: 'storage', message: 'the disk is full' }]);
    desk.desk.refusesWith = null;
    await desk.clock.advance(5_000);
    expect(desk.told()).toEqual(['ch-Ada']);
    expect(desk.troubles.list()).toEqual([]);
  });
});
