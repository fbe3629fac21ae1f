// What became of what was handed over, in words.
import { describe, expect, test } from 'vitest';
import type { IncidentId, WindowId } from '../../electron/contract/model/ids.ts';
import type { Incident, MilestoneKind } from '../../electron/contract/model/incident.ts';
import {
  capacityBecame,
  incidentBecame,
  problemBecame,
  runBecame,
  wentAsSaid,
  windowBecame,
} from '../../electron/engine/core/review-aftermath.ts';
import { acknowledgementAnswers, stepAnswers } from '../../electron/engine/core/review-reaction.ts';

const MINUTE = 60_000;
/** Handed over at 06:00, looked at on the next evening. */
const HANDED = Date.UTC(2026, 10, 22, 6);
const looking = { handedAt: HANDED, now: HANDED + 14 * 60 * MINUTE };
const at = (minutes: number): number => HANDED + minutes * MINUTE;

type Course = readonly (readonly [MilestoneKind, number, string?, number?])[];
const incident = (status: Incident['status'], course: Course, mergedInto: string | null = null) => ({
  status,
  mergedInto: mergedInto as IncidentId | null,
  milestones: course.map(([kind, minutes, source = 'A. Brandt', opening = 1]) => ({
    kind,
    at: at(minutes),
    source,
    opening,
  })),
});
const became = (...asked: Parameters<typeof incident>): string =>
  incidentBecame(incident(...asked), 'INC-2026-0400', looking).became;

describe('an incident', () => {
  test.each([
    [
      'resolved',
      [
        ['detected', -90],
        ['resolved', 72],
      ],
      'resolved 07:12, 1 h 12 min later by A. Brandt',
    ],
    [
      'closed',
      [
        ['detected', -90],
        ['resolved', 72],
        ['closed', 600],
      ],
      'resolved 07:12, 1 h 12 min later by A. Brandt',
    ],
    [
      'closed',
      [
        ['detected', -90],
        ['closed', 20, 'B. Cole'],
      ],
      'closed 06:20, 20 min later by B. Cole',
    ],
    [
      'cancelled',
      [
        ['detected', -90],
        ['closed', 5],
      ],
      'cancelled as a false alarm 06:05, 5 min later by A. Brandt',
    ],
    [
      'acknowledged',
      [
        ['detected', -90],
        ['acknowledged', 4],
      ],
      'acknowledged 06:04, 4 min later by A. Brandt',
    ],
    [
      'acknowledged',
      [
        ['detected', -90],
        ['acknowledged', -80],
      ],
      'still acknowledged',
    ],
    ['open', [['detected', -90]], 'still open, nobody has acknowledged it'],
    [
      'open',
      [
        ['detected', -90],
        ['resolved', 5],
        ['detected', 30, 'B. Cole', 2],
      ],
      'opened again 06:30, 30 min later by B. Cole',
    ],
    [
      'resolved',
      [
        ['detected', -90],
        ['resolved', -10],
      ],
      'resolved 05:50, 10 min before it was handed over by A. Brandt',
    ],
  ] as const)('%s', (status, course, words) => {
    expect(became(status, course as Course)).toBe(words);
  });

  test('merged says where it went on', () => {
    expect(
      became(
        'closed',
        [
          ['detected', -9],
          ['closed', 15],
        ],
        'other',
      ),
    ).toBe('merged into INC-2026-0400 06:15, 15 min later by A. Brandt');
  });
});

test('a problem ended, stands, or its check is gone', () => {
  const bad = { status: 'critical', closedAt: null, ackBy: '' } as const;
  expect(problemBecame({ ...bad, closedAt: at(33) }, looking)).toEqual({
    became: 'ended 06:33, 33 min later',
    at: at(33),
  });
  expect(problemBecame(bad, looking).became).toBe('still critical');
  expect(problemBecame({ ...bad, ackBy: 'B. Cole' }, looking).became).toBe('still critical, acknowledged by B. Cole');
  expect(problemBecame(null, looking).became).toBe('its check was removed');
});

test('a run ended somehow, or goes on', () => {
  expect(runBecame({ endedAt: at(10), outcome: 'green', phase: 'ended' }, looking).became).toBe(
    'ended green 06:10, 10 min later',
  );
  expect(runBecame({ endedAt: null, outcome: null, phase: 'interrupted' }, looking).became).toBe('still interrupted');
});

test('a window took place, was called off, or is to come', () => {
  const one = { windowId: 'w' as WindowId, startsAt: at(60), from: at(60), to: at(120) };
  expect(windowBecame({ ...one, state: 'over' }).became).toBe('took place 07:00 to 08:00');
  expect(windowBecame({ ...one, state: 'called-off' }).became).toBe('called off');
  expect(windowBecame({ ...one, state: 'planned' }).became).toBe('not begun yet, planned for 07:00');
  expect(windowBecame(null).became).toBe('taken off the calendar');
});

test('what was to fill up did, or did not', () => {
  const disk = { limit: 100, unit: '%', saidAt: at(300), fullAt: null, value: 71.24 };
  expect(capacityBecame({ ...disk, fullAt: at(290) }, looking).became).toBe('full 10:50, 4 h 50 min later');
  expect(capacityBecame(disk, looking).became).toBe('did not fill up: 71.2 %');
  expect(capacityBecame({ ...disk, saidAt: at(3_000) }, looking).became).toBe('still filling: 71.2 %');
  expect(capacityBecame({ ...disk, limit: 2e9, unit: 'B', value: 1e9 }, looking).became).toBe(
    'did not fill up: 50 % of its limit',
  );
  expect(capacityBecame({ ...disk, value: null }, looking).became).toBe('not measured any more');
});

test('as it was said: somebody did something by then, or it was over by then; otherwise nothing can be told', () => {
  const said = (nextAt: number | null, firstActAt: number | null, overAt: number | null) =>
    wentAsSaid({ nextAt }, { firstActAt, overAt }, looking);
  expect(said(at(30), at(20), null)).toBe(true);
  expect(said(at(30), null, at(25))).toBe(true);
  expect(said(at(30), at(44), null)).toBe(true);
  expect(said(at(30), null, at(90))).toBe(false);
  expect(said(at(30), null, null)).toBe(false);
  expect(said(looking.now + MINUTE, null, null)).toBeNull();
  expect(said(null, at(20), null)).toBeNull();
  expect(wentAsSaid(undefined, { firstActAt: null, overAt: null }, looking)).toBeNull();
});

describe('in the stream', () => {
  const told = (minutes: number) => ({ kind: 'alert', at: at(minutes) }) as const;
  const taken = (minutes: number) => ({ kind: 'acknowledgement', at: at(minutes) }) as const;

  test('an acknowledgement answers the first telling since the one before it', () => {
    expect(acknowledgementAnswers(at(0), [told(-2), told(-9)])).toEqual({
      reactionMs: 9 * MINUTE,
      answers: 'told 05:51',
    });
    expect(acknowledgementAnswers(at(0), [told(-2), taken(-5), told(-9)])).toEqual({
      reactionMs: 2 * MINUTE,
      answers: 'told 05:58',
    });
    expect(acknowledgementAnswers(at(0), [taken(-5), told(-9)])).toEqual({ reactionMs: null, answers: '' });
    expect(acknowledgementAnswers(at(0), [])).toEqual({ reactionMs: null, answers: '' });
  });

  test('a step of an incident answers its detection, in its own opening', () => {
    const row = {
      ...incident('open', [
        ['detected', -30],
        ['detected', -5, 'B. Cole', 2],
      ]),
      openedAt: at(-30),
    };
    const step = (to: string, opening: number) => stepAnswers({ at: at(0), to, opening }, row);
    expect(step('acknowledged', 1)).toEqual({ reactionMs: 30 * MINUTE, answers: 'detected 05:30' });
    expect(step('acknowledged', 2)).toEqual({ reactionMs: 5 * MINUTE, answers: 'detected 05:55' });
    expect(step('open', 2).reactionMs).toBeNull();
  });
});
