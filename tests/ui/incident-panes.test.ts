// What the panes of an incident decide before they draw: which problems in which order, which charts, on which axis.
import { describe, expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { axisOf, concernedChecks, eventsOf } from '../../renderer/features/incident/charts-pane-choice.ts';
import { problemLines } from '../../renderer/features/incident/problems-pane-rows.ts';
import { versionOf } from '../../renderer/features/incident/story-pane-data.ts';
import { fromSnapshot } from '../../renderer/store/apply.ts';
import { selectChecksByHost } from '../../renderer/store/select.ts';
import type { World } from '../../renderer/store/world.ts';
import { designNight } from '../support/worlds.ts';
import { madeUpStory, problemsOf } from '../support/worlds-incident-story.ts';
import { madeUpIncident } from '../support/worlds-incidents.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 33);
const MINUTE = 60_000;

function night(): { world: World; incident: Incident } {
  const world = fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'test', at: NOW, world: designNight(NOW) });
  const problems = problemsOf(world);
  return { world, incident: madeUpIncident({ openedAt: NOW - MINUTE, problems }) };
}

const inventoryOf = (world: World) => ({ ...world, checksByHost: selectChecksByHost(world) });

describe('the problems of an incident', () => {
  test('one dead switch leads, and what hangs on it is counted by role', () => {
    const { world, incident } = night();
    const lines = problemLines(incident.problems, world.problems, world.hosts);
    expect(lines.open.map(({ own, behind, lit }) => [own.host, behind, lit])).toEqual([['ams1-dist-sw02', 38, true]]);
    expect(lines.behind.map(({ role, lines: of }) => [role, of.length])).toEqual([
      ['web', 16],
      ['app', 12],
      ['k8s', 10],
    ]);
    expect(lines.behindCount).toBe(38);
    expect(lines.over).toEqual([]);
  });

  test('what is no problem of the world any more is over, the last to end first', () => {
    const { world, incident } = night();
    const [first, second] = incident.problems;
    const own = [
      { ...first!, problemId: 'gone-1' as never, closedAt: NOW - 5 * MINUTE },
      { ...second!, problemId: 'gone-2' as never, closedAt: NOW - MINUTE },
    ];
    const lines = problemLines(own, world.problems, world.hosts);
    expect(lines.over.map(({ own: { problemId } }) => problemId)).toEqual(['gone-2', 'gone-1']);
    expect(lines.open).toEqual([]);
  });
});

describe('the charts of an incident', () => {
  test('begin with the cause, then what is noticed, then what the cause is reached through', () => {
    const { world, incident } = night();
    const story = madeUpStory(incident, world, NOW);
    const checks = concernedChecks(incident, story, inventoryOf(world));
    const nameOf = (id: HostId) => world.hosts.get(id)?.name;
    expect(checks.slice(0, 3).map(({ hostId, name }) => `${nameOf(hostId)} ${name}`)).toEqual([
      'ams1-dist-sw02 ping',
      'ams1-k8s-01 ping',
      'ams1-core-sw01 ping',
    ]);
  });

  test('without a story begin with the worst problem, and leave out what is gone from the inventory', () => {
    const { world, incident } = night();
    const checks = concernedChecks(incident, null, inventoryOf(world));
    expect(world.hosts.get(checks[0]!.hostId)?.name).toBe('ams1-dist-sw02');
    const empty = { checks: new Map(), checksByHost: new Map(), hosts: new Map() };
    expect(concernedChecks(incident, null, empty)).toEqual([]);
  });

  test('follow the clock while it lasts, from a quarter of an hour before impact on', () => {
    const impact = { kind: 'impact' as const, at: NOW - 10 * MINUTE, source: 'check web1 ping', opening: 1 };
    const incident = madeUpIncident({ openedAt: NOW - 9 * MINUTE, milestones: [impact] });
    expect(axisOf(incident, NOW)).toEqual({ from: NOW - 25 * MINUTE, to: NOW, follows: true });
  });

  test('end a little after it was closed, however long ago that is', () => {
    const milestones = [
      { kind: 'impact' as const, at: NOW - 600 * MINUTE, source: 'check web1 ping', opening: 1 },
      { kind: 'closed' as const, at: NOW - 540 * MINUTE, source: 'Ada', opening: 1 },
    ];
    const axis = axisOf(madeUpIncident({ status: 'closed', milestones }), NOW);
    expect(axis).toEqual({ from: NOW - 620 * MINUTE, to: NOW - 530 * MINUTE, follows: false });
  });

  test('mark where the check broke with its state, and what a person did in the colour of the hand', () => {
    const { incident } = night();
    const { checkId, openedAt } = incident.problems.find(({ host }) => host === 'ams1-dist-sw02')!;
    const milestones = [
      { kind: 'impact' as const, at: openedAt, source: 'check ams1-dist-sw02 ping', opening: 1 },
      { kind: 'detected' as const, at: openedAt + 1, source: 'the engine', opening: 1 },
      { kind: 'acknowledged' as const, at: openedAt + 2, source: 'Ada', opening: 1 },
    ];
    const events = eventsOf({ ...incident, milestones }, checkId, true);
    expect(events.map(({ status, mark, lit }) => [status, mark, lit])).toEqual([
      ['down', undefined, true],
      ['detected', 'engine', false],
      ['acknowledged', 'hand', false],
    ]);
  });
});

test('the story is asked for again when a problem turns, and not when a note is written', () => {
  const { incident } = night();
  const noted = { ...incident, lastWordAt: NOW, summary: 'optics' };
  expect(versionOf(noted)).toBe(versionOf(incident));
  const [first, ...rest] = incident.problems;
  expect(versionOf({ ...incident, problems: [{ ...first!, closedAt: NOW }, ...rest] })).not.toBe(versionOf(incident));
});
