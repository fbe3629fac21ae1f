// The calendar and its words before anything is drawn: days of this machine, lanes, rules, what a form means.
import { describe, expect, it } from 'vitest';
import type { WindowId } from '../../electron/contract/model/ids.ts';
import type { MaintenanceWindow, Occurrence } from '../../electron/contract/model/maintenance.ts';
import type { Mute } from '../../electron/contract/model/mute.ts';
import { muteUntil } from '../../renderer/features/handling/mute-ends.ts';
import {
  conflictsByKey,
  occurrenceKey,
  segmentsOf,
  shownRange,
} from '../../renderer/features/maintenance/calendar-layout.ts';
import { fromRule, startDay, toRule } from '../../renderer/features/maintenance/form/recurrence.ts';
import { newWindow, read, textOf, timesOf, withStart } from '../../renderer/features/maintenance/form/window-draft.ts';
import { conflictWords, repeatWords, stateWords } from '../../renderer/features/maintenance/window-words.ts';
import {
  addDays,
  offsetMinutes,
  parseWall,
  startOfDay,
  startOfWeek,
  wallText,
  weekNumber,
} from '../../renderer/lib/local-time.ts';
import { fromSnapshot } from '../../renderer/store/apply.ts';
import { heldWords } from '../../renderer/store/problem-words.ts';
import { changeOf, coversCheck, mutesOf, scopeWords } from '../../renderer/store/silences.ts';
import { HOUR, MINUTE } from '../support/worlds-build.ts';
import { plannedNight } from '../support/worlds-maintenance.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const world = fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'e', at: NOW, world: plannedNight(NOW) });
const BERLIN = 'Europe/Berlin';
const nbsp = (text: string): string => text.replaceAll('\u00a0', ' ');

const one = (from: number, to: number, id = 'w'): Occurrence => ({
  windowId: id as WindowId,
  startsAt: from,
  from,
  to,
  state: 'planned',
});

describe('wall clocks', () => {
  it('a time of a zone is the moment its clock shows it, in summer and in winter', () => {
    expect(parseWall('2026-11-24 22:00', BERLIN, NOW)).toBe(Date.UTC(2026, 10, 24, 21));
    expect(parseWall('2026-07-24 22:00', BERLIN, NOW)).toBe(Date.UTC(2026, 6, 24, 20));
    expect(parseWall('24.11.2026 22:00', 'UTC', NOW)).toBe(Date.UTC(2026, 10, 24, 22));
    expect(wallText(Date.UTC(2026, 6, 24, 20), BERLIN)).toBe('2026-07-24 22:00');
    expect(offsetMinutes(NOW, 'Asia/Kolkata')).toBe(330);
  });
  it('a skipped hour moves on by the gap, of a doubled one the first counts', () => {
    expect(parseWall('2026-03-29 02:30', BERLIN, NOW)).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(parseWall('2026-10-25 02:30', BERLIN, NOW)).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });
  it('a bare time is the next one, and what is no time is none', () => {
    expect(parseWall('04:00', 'UTC', NOW)).toBe(Date.UTC(2026, 10, 20, 4));
    expect(parseWall('02:00', 'UTC', NOW)).toBe(Date.UTC(2026, 10, 21, 2));
    for (const text of ['', 'noon', '25:00', '2026-02-30 10:00', '2026-13-01 10:00', '12:60'])
      expect(parseWall(text, 'UTC', NOW)).toBeNull();
  });
  it('weeks begin on Monday and carry their ISO number, over the turn of a year too', () => {
    const monday = startOfWeek(new Date(2026, 11, 31, 12).getTime());
    expect(new Date(monday).getDate()).toBe(28);
    expect(weekNumber(monday)).toBe(53);
    expect(weekNumber(startOfWeek(new Date(2027, 0, 6).getTime()))).toBe(1);
  });
});

describe('the calendar', () => {
  const day = startOfDay(NOW);
  it('windows at the same time stand in lanes, and a short one keeps room for its words', () => {
    const { segments, lanes } = segmentsOf(
      [
        one(day + 2 * HOUR, day + 6 * HOUR),
        one(day + 3 * HOUR, day + 3.5 * HOUR, 'x'),
        one(day + 9 * HOUR, day + 10 * HOUR, 'y'),
      ],
      day,
      5,
    );
    expect(segments.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(lanes).toBe(2);
    expect(segments[1]?.room).toEqual({ from: 3, to: 8 });
  });
  it('a window over midnight stands on both days, and late ones keep their words within the day', () => {
    const night = one(day + 23 * HOUR, day + 27 * HOUR);
    const [first] = segmentsOf([night], day, 5).segments;
    expect(first).toMatchObject({ from: 23, to: 24, goesOn: false, room: { from: 19, to: 24 } });
    const [second] = segmentsOf([night], addDays(day, 1), 5).segments;
    expect(second).toMatchObject({ from: 0, to: 3, goesOn: true });
    expect(segmentsOf([night], addDays(day, 2), 5).segments).toEqual([]);
  });
  it('a month shows the whole weeks it touches', () => {
    const { from, to } = shownRange('month', new Date(2026, 10, 20).getTime());
    expect([new Date(from).toDateString(), new Date(to).toDateString()]).toEqual([
      'Mon Oct 26 2026',
      'Mon Dec 07 2026',
    ]);
  });
  it('a conflict is known of both its windows', () => {
    const [a, b] = [one(0, 5 * HOUR, 'a'), one(HOUR, 6 * HOUR, 'b')];
    const byKey = conflictsByKey([{ a, b, from: HOUR, to: 5 * HOUR, hosts: ['x', 'y', 'z'], hostCount: 5 }]);
    expect([byKey.has(occurrenceKey(a)), byKey.has(occurrenceKey(b))]).toEqual([true, true]);
    const words = conflictWords({ a, b, from: HOUR, to: 5 * HOUR, hosts: ['x', 'y', 'z'], hostCount: 5 }, {
      name: 'Spine reload',
      change: 'CHG1',
    } as MaintenanceWindow);
    expect(nbsp(words)).toMatch(/^overlaps 'Spine reload CHG1', .* on x, y and 3 more hosts$/);
  });
  it('says where an occurrence stands', () => {
    const at = (state: Occurrence['state']) => nbsp(stateWords({ ...one(NOW - HOUR, NOW + HOUR), state }, NOW));
    expect(at('active')).toBe('now, 1 h 00 min left');
    expect(at('waiting')).toBe('waiting for its first problem, 1 h 00 min left');
    expect(at('called-off')).toBe('called off');
  });
});

describe('a rule', () => {
  const start = startDay('2026-11-24 22:00');
  it('is made from the choices and the day of the start, and read back into them', () => {
    expect(start).toEqual({ weekday: 1, date: 24 });
    const base = { days: [], monthlyBy: 'nth', rule: '' } as const;
    const rules = [
      ['daily', 'FREQ=DAILY'],
      ['weekdays', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
      ['weekly', 'FREQ=WEEKLY;BYDAY=TU'],
      ['monthly', 'FREQ=MONTHLY;BYDAY=4TU'],
    ] as const;
    for (const [kind, rule] of rules) {
      expect(toRule({ ...base, kind }, start)).toBe(rule);
      expect(fromRule(rule).kind).toBe(kind);
    }
    expect(toRule({ ...base, kind: 'monthly', monthlyBy: 'last' }, start)).toBe('FREQ=MONTHLY;BYDAY=-1TU');
    expect(toRule({ ...base, kind: 'monthly', monthlyBy: 'date' }, start)).toBe('FREQ=MONTHLY;BYMONTHDAY=24');
    expect(toRule({ ...base, kind: 'weekly', days: [4, 0] }, start)).toBe('FREQ=WEEKLY;BYDAY=MO,FR');
  });
  it('that no choice can say stays as it was typed', () => {
    const odd = 'FREQ=MONTHLY;BYDAY=2TU;COUNT=6';
    expect(toRule(fromRule(odd), start)).toBe(odd);
    expect(toRule({ ...fromRule(odd), rule: 'RRULE:FREQ=DAILY;COUNT=2' }, start)).toBe('FREQ=DAILY;COUNT=2');
    expect(repeatWords(odd)).toBe(odd);
  });
  it('is said in words', () => {
    expect(repeatWords('FREQ=WEEKLY;BYDAY=MO,WE,FR')).toBe('every Mon, Wed and Fri');
    expect(repeatWords('FREQ=MONTHLY;BYDAY=-1TU')).toBe('every last Tue of the month');
    expect(repeatWords('FREQ=MONTHLY;BYMONTHDAY=24')).toBe('day 24 of every month');
    expect(repeatWords('')).toBe('once');
  });
});

describe('the form of a window', () => {
  const text = newWindow({ zone: BERLIN, scope: { hostIds: ['h-1'] } }, NOW);
  it('begins at the next quarter of an hour and lasts two hours', () => {
    expect([text.start, text.end]).toEqual(['2026-11-20 03:45', '2026-11-20 05:45']);
  });
  it('an end may be a length, a bare time is the one after the start', () => {
    const start = Date.UTC(2026, 10, 20, 2, 45);
    expect(timesOf({ ...text, end: '4 h' }, NOW).endsAt).toBe(start + 4 * HOUR);
    expect(timesOf({ ...text, end: '90 min' }, NOW).endsAt).toBe(start + 90 * MINUTE);
    expect(timesOf({ ...text, end: '01:00' }, NOW).endsAt).toBe(Date.UTC(2026, 10, 21, 0));
  });
  it('another start takes the end along', () => {
    const moved = withStart(text, '2026-11-21 22:00', NOW);
    expect(moved.end).toBe('2026-11-22 00:00');
    expect(withStart(text, '2026-11-21 22:0', NOW).end).toBe(text.end);
  });
  it('says what is wrong at its field, before anybody is asked', () => {
    const wrong = read({ ...text, hostIds: [], start: 'soon', end: '' }, NOW);
    expect('fields' in wrong && wrong.fields.map(({ path }) => path)).toEqual(['name', 'scope', 'startsAt', 'endsAt']);
    const early = read({ ...text, name: 'x', end: '2026-11-19 10:00' }, NOW);
    expect('fields' in early && early.fields).toEqual([
      { path: 'endsAt', message: 'must be at least a minute after the start' },
    ]);
  });
  it('a kept window comes back as the text it was made from', () => {
    for (const { window } of world.windows) {
      const back = read(textOf(window), NOW);
      if (!('window' in back)) throw new Error(JSON.stringify(back.fields));
      const { name, change, scope, startsAt, endsAt, flexibleMs, zone } = window;
      expect(back.window).toMatchObject({ name, change, scope, startsAt, endsAt, flexibleMs, zone });
    }
  });
});

describe('mutes', () => {
  it('always end: in a while, at seven of this machine, or at a time to come within a week', () => {
    expect(muteUntil('15min', '', 'UTC', NOW)).toEqual({ at: NOW + 15 * MINUTE });
    const morning = muteUntil('morning', '', 'UTC', NOW);
    if (!('at' in morning)) throw new Error('the morning comes');
    expect(new Date(morning.at).getHours()).toBe(7);
    expect(morning.at).toBeGreaterThan(NOW);
    expect(muteUntil('time', '06:30', 'UTC', NOW)).toEqual({ at: Date.UTC(2026, 10, 20, 6, 30) });
    expect(muteUntil('time', '2026-11-19 06:30', 'UTC', NOW)).toHaveProperty('wrong');
    expect(muteUntil('time', '2026-12-19 06:30', 'UTC', NOW)).toHaveProperty('wrong');
    expect(muteUntil('time', 'later', 'UTC', NOW)).toHaveProperty('wrong');
  });
  it('cover a check by itself or by its host, and are found from a problem', () => {
    const muted = [...world.problems.values()].find(({ held }) => held?.ref === 'm-queue');
    if (!muted) throw new Error('the night has it');
    expect(mutesOf(muted, world).map(({ id }) => id)).toEqual(['m-queue']);
    const [first] = world.mutes as readonly [Mute];
    expect(coversCheck(first.scope, world.hosts.get(muted.hostId), 'another check')).toBe(false);
    expect(scopeWords(first.scope, world)).toBe('ams1-mail-02/deferred queue');
  });
});

it('what holds a problem back is said with who, which change and until when', () => {
  const held = { reason: 'maintenance', by: 'Core upgrade', until: NOW + 72 * MINUTE, ref: 'w-core' } as const;
  expect(changeOf(world, held)).toBe('CHG0031337');
  expect(nbsp(heldWords(held, NOW, 'CHG0031337'))).toBe(
    "maintenance 'Core upgrade' CHG0031337 until 03:44 (in 1 h 12 min)",
  );
  expect(nbsp(heldWords({ reason: 'muted', by: 'okafor', until: NOW + 26 * HOUR }, NOW))).toBe(
    'muted by okafor until Sat 21 Nov 04:32 (in 1 d 2 h)',
  );
  expect(nbsp(heldWords({ reason: 'outside-hours', by: 'Nights', until: NOW + HOUR }, NOW))).toContain(
    "outside notification hours 'Nights' until 03:32",
  );
  expect(heldWords({ reason: 'unreachable', by: 'ams1-core-sw01' }, NOW)).toBe('behind ams1-core-sw01');
  expect(heldWords({ reason: 'isolated' }, NOW)).toBe('monitor isolated');
});
