// What a stretch of work came to: who shared it, which incidents, which promises.
import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../electron/contract/model/ids.ts';
import type { Incident, MilestoneKind } from '../../electron/contract/model/incident.ts';
import { crewOf, incidentCounts, keptOf } from '../../electron/engine/core/shift-figures.ts';

const HOUR = 3_600_000;
const crew = (from: number, to: number, ...names: readonly string[]) => ({
  from: from * HOUR,
  to: to * HOUR,
  personIds: names as readonly string[] as readonly PersonId[],
  calledOff: false,
});

describe('how many share the load', () => {
  test('who takes over does not share it; who overlaps does, for as long', () => {
    expect(crewOf([crew(0, 8, 'ada'), crew(8, 16, 'ben')], 0, 16 * HOUR)).toBe(1);
    expect(crewOf([crew(0, 8, 'ada', 'cy'), crew(8, 16, 'ben', 'dee')], 0, 16 * HOUR)).toBe(2);
    expect(crewOf([crew(0, 8.25, 'ada', 'cy'), crew(8, 16, 'ben', 'dee')], 0, 8 * HOUR)).toBe(2);
    expect(crewOf([crew(0, 8, 'ada'), crew(0, 8, 'ben')], 0, 8 * HOUR)).toBe(2);
  });

  test('one person on two shifts at a time is one', () => {
    expect(crewOf([crew(0, 8, 'ada'), crew(0, 8, 'ada')], 0, 8 * HOUR)).toBe(1);
  });

  test('hours in which nobody was planned are in no average; a shift called off is none', () => {
    expect(crewOf([crew(0, 4, 'ada', 'ben')], 0, 100 * HOUR)).toBe(2);
    expect(crewOf([{ ...crew(0, 8, 'ada'), calledOff: true }], 0, 8 * HOUR)).toBeNull();
    expect(crewOf([crew(0, 8)], 0, 8 * HOUR)).toBeNull();
    expect(crewOf([crew(0, 8, 'ada')], 8 * HOUR, 9 * HOUR)).toBeNull();
  });
});

const incident = (openedAt: number, status: Incident['status'], ends: readonly [MilestoneKind, number][] = []) => ({
  openedAt,
  status,
  mergedInto: null,
  milestones: ends.map(([kind, at]) => ({ kind, at, source: 'Ada', opening: 1 })),
});

test('opened and closed in the stretch, half open; false alarms and merged ones were not closed', () => {
  const merged = { ...incident(1, 'closed', [['closed', 5]]), mergedInto: 'x' as Incident['id'] };
  const all = [
    incident(10, 'open'),
    incident(19, 'closed', [['closed', 19]]),
    incident(20, 'open'),
    incident(1, 'closed', [['closed', 10]]),
    incident(1, 'closed', [['closed', 20]]),
    incident(1, 'cancelled', [['closed', 12]]),
    { ...merged, openedAt: 1 },
  ];
  expect(incidentCounts(all, 10, 20)).toEqual({ opened: 2, closed: 2 });
  const again = incident(1, 'open', [['closed', 12]]);
  const reopened = {
    ...again,
    milestones: [...again.milestones, { kind: 'detected', at: 25, source: 'Ada', opening: 2 }],
  } as const;
  expect(incidentCounts([reopened], 10, 20), 'closed then, opened again in the next shift').toEqual({
    opened: 0,
    closed: 1,
  });
  expect(incidentCounts([reopened], 20, 30)).toEqual({ opened: 0, closed: 0 });
});

test('kept of those whose time to resolve ended in the stretch', () => {
  const clock = (kind: 'resolve' | 'acknowledge', state: 'kept' | 'missed', endedAt: number | null) => ({
    kind,
    state,
    endedAt,
  });
  const clocks = [
    clock('resolve', 'kept', 10),
    clock('resolve', 'missed', 19),
    clock('resolve', 'missed', null),
    clock('resolve', 'kept', 20),
    clock('acknowledge', 'kept', 12),
  ];
  expect(keptOf(clocks, 10, 20)).toEqual({ kept: 1, of: 2 });
});
