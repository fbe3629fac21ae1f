// The rules of the wall, without a page: whose turn it is, what is called out, what is said, where cells lie.
import { describe, expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import { isAlarming } from '../../renderer/features/wallboard/alarm.ts';
import { freshnessOf } from '../../renderer/features/wallboard/freshness.ts';
import { crewLines, crewRoom, sharedRoom } from '../../renderer/features/wallboard/shift-room.ts';
import { nextTurn, type Turn } from '../../renderer/features/wallboard/turn.ts';
import { layoutWall, MOST_SITES, wallSites } from '../../renderer/features/wallboard/wall-layout.ts';
import { ageFace, localWords, wallAge } from '../../renderer/features/wallboard/wall-words.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const rules = { views: ['overview', 'incidents', 'shift'] as const, everyMs: 30_000, isHeld: false };

describe('the turns', () => {
  /** The views of a stretch, second by second. */
  const over = (seconds: number, held: (second: number) => boolean = () => false): string[] => {
    let turn: Turn | null = null;
    return Array.from({ length: seconds }, (_, second) => {
      turn = nextTurn(turn, { ...rules, isHeld: held(second) }, NOW + second * 1_000);
      return turn.view;
    });
  };
  test('each stays thirty seconds, and after the last comes the first', () => {
    const seen = over(100);
    expect([0, 29, 30, 59, 60, 89, 90].map((at) => seen[at])).toEqual([
      'overview',
      'overview',
      'incidents',
      'incidents',
      'shift',
      'shift',
      'overview',
    ]);
  });
  test('an alarm brings the overview and holds it; when somebody has it, the turn begins anew', () => {
    const seen = over(200, (second) => second >= 40 && second < 120);
    expect(new Set(seen.slice(40, 149))).toEqual(new Set(['overview']));
    expect(seen[149]).toBe('incidents');
  });
  test('an alarm on a wall that shows the shift alone leaves it there', () => {
    expect(nextTurn(null, { ...rules, views: ['shift'], isHeld: true }, NOW).view).toBe('shift');
    expect(nextTurn(null, { ...rules, views: ['shift', 'map'], isHeld: true }, NOW).view).toBe('map');
  });
  test('one view stays; a view that was taken out of the settings ends at once', () => {
    const one = { ...rules, views: ['map'] as const };
    expect(nextTurn({ view: 'map', since: NOW }, one, NOW + 60_000).view).toBe('map');
    expect(nextTurn({ view: 'shift', since: NOW }, one, NOW + 1_000).view).toBe('map');
  });
  test('a clock that is set back an hour does not hold a view for an hour', () => {
    expect(nextTurn({ view: 'overview', since: NOW }, rules, NOW - 3_600_000)).toEqual({
      view: 'incidents',
      since: NOW - 3_600_000,
    });
  });
});

describe('what is called out', () => {
  const problem: Problem = {
    id: 'p' as never,
    hostId: 'h' as HostId,
    checkId: 'c' as never,
    status: 'down',
    severity: 2,
    openedAt: NOW,
    changedAt: NOW,
    toldAt: NOW,
    held: null,
    because: null,
    ack: null,
  };
  const ack = { by: 'Ada', at: NOW, reason: 'on it', sticky: false, expiresAt: null };
  test('SEV1 and SEV2 that nobody has; not what is in hand, planned, muted or not yet sure', () => {
    expect(isAlarming(problem)).toBe(true);
    expect(isAlarming({ ...problem, severity: 3 })).toBe(false);
    expect(isAlarming({ ...problem, ack })).toBe(false);
    for (const reason of ['maintenance', 'muted', 'verifying', 'isolated', 'outside-hours', 'parent-check'] as const) {
      expect(isAlarming({ ...problem, held: { reason } })).toBe(false);
    }
    expect(isAlarming({ ...problem, held: { reason: 'flapping' } })).toBe(true);
  });
});

test('an engine that hangs says nothing: after fifteen seconds its figures are old, whatever the line says', () => {
  const live = { link: 'live', asOf: NOW } as const;
  expect(freshnessOf(live, NOW + 15_000)).toBe('live');
  expect(freshnessOf(live, NOW + 15_001)).toBe('silent');
  expect(freshnessOf({ link: 'lost', asOf: NOW }, NOW + 60_000)).toBe('lost');
  expect(freshnessOf({ link: 'waiting', asOf: 0 }, NOW)).toBe('waiting');
  // Set back by an hour: nothing is older than now.
  expect(freshnessOf(live, NOW - 3_600_000)).toBe('live');
});

describe('the words', () => {
  test('an age counts in seconds first, then in minutes, then in days', () => {
    expect(ageFace(106_000)).toEqual(['1:46', 'min']);
    expect(ageFace(3_599_000)).toEqual(['59:59', 'min']);
    expect(ageFace(7_980_000)).toEqual(['2:13', 'h']);
    expect(ageFace(86_400_000)).toEqual(['1', 'day']);
    expect(ageFace(3 * 86_400_000)).toEqual(['3', 'days']);
    expect(ageFace(-5)).toEqual(['0:00', 'min']);
    expect([46_000, 780_000, 8_940_000, 273_600_000].map((ms) => wallAge(ms).replaceAll('\u00a0', ' '))).toEqual([
      '46 s',
      '13 min',
      '2 h 29 min',
      '3 d 4 h',
    ]);
  });
  test('the time of the people stands with its place and its own day', () => {
    expect(localWords(NOW, 'Europe/Amsterdam')).toBe('03:32 Amsterdam, Fri 20 Nov');
    expect(localWords(NOW, 'America/New_York')).toBe('21:32 New York, Thu 19 Nov');
    expect(localWords(NOW, 'UTC')).toBe('Fri 20 Nov');
  });
});

describe('the room of the shift view', () => {
  const lines = (count: number, line = 8, head = 7) => ({ count, line, head });
  test('each list that has any gets one line, then the first fills up', () => {
    expect(sharedRoom(60, [lines(9), lines(5), lines(3)])).toEqual([2, 1, 1]);
    expect(sharedRoom(100, [lines(3), lines(0), lines(4)])).toEqual([3, 0, 4]);
    expect(sharedRoom(24, [lines(9), lines(5)])).toEqual([2, 0]);
    // A page without layout.
    expect(sharedRoom(1, [lines(9), lines(5)])).toEqual([1, 0]);
  });
  test('a few people stand in large letters, many in smaller ones, and no more than fit', () => {
    expect(crewRoom(112, [2], 1)).toEqual({ letters: 11, people: [2], next: 1 });
    expect(crewRoom(112, [3, 4], 1).letters).toBe(5.4);
    const crowd = crewRoom(112, [20, 4], 3);
    expect(crowd.letters).toBe(5.4);
    expect(crowd.people[0]).toBeGreaterThan(5);
    expect(crowd.people[0]).toBeLessThan(20);
    expect(crowd).toMatchObject({ people: [expect.any(Number), 1], next: 1 });
    expect(crewLines(['Ada', 'Ben', 'Cleo'], 3)).toEqual(['Ada', 'Ben', 'Cleo']);
    expect(crewLines(['Ada', 'Ben', 'Cleo'], 2)).toEqual(['Ada', 'and 2 more']);
    expect(crewLines(['Ada', 'Ben', 'Cleo'], 1)).toEqual(['Ada and 2 more']);
    expect(crewRoom(112, [], 0)).toEqual({ letters: 11, people: [], next: 0 });
  });
});

describe('the map', () => {
  const site = (name: string, size: number) => ({
    name,
    size,
    rows: [{ label: 'web', hosts: Array.from({ length: size }, (_, at) => `${name}-${at}` as HostId) }],
  });
  const frame = { width: 1_650, height: 880, u: 10 };
  test.each([
    [3, 200],
    [8, 250],
    [1, 10_000],
    [24, 400],
  ])('%i sites of %i hosts: every cell is on the wall', (sites, size) => {
    const {
      sites: laid,
      columns,
      measure,
    } = layoutWall(
      Array.from({ length: sites }, (_, at) => site(`s${at}`, size)),
      frame,
    );
    expect(laid.flatMap(({ hosts }) => hosts)).toHaveLength(sites * size);
    for (const { xs, ys, width } of laid) {
      expect(Math.max(...xs) + measure.cell).toBeLessThanOrEqual(width + 0.01);
      expect(Math.max(...ys) + measure.cell).toBeLessThanOrEqual(frame.height / Math.ceil(sites / columns));
    }
    expect(measure.cell).toBeGreaterThanOrEqual(3);
  });
  test('few hosts have their names, in letters of at least 2.9 units', () => {
    for (const size of [1, 6, 25]) {
      const { measure } = layoutWall([site('home', size)], frame);
      expect(measure.nameWidth).toBeGreaterThan(0);
      expect(measure.cell * 0.72).toBeGreaterThanOrEqual(2.9 * frame.u);
    }
  });
  test('more sites than names could be read of become one', () => {
    const many = Array.from({ length: MOST_SITES + 1 }, (_, at) => site(`s${at}`, 3));
    expect(wallSites(many)).toMatchObject([{ name: '25 sites', size: 75 }]);
    expect(wallSites(many.slice(1))).toHaveLength(MOST_SITES);
  });
});
