// The clocks of an incident: what starts, stops, pauses and re-starts them, and what does not undo a breach.
import { describe, expect, it } from 'vitest';
import type { ClockKind, SlaClock } from '../../electron/contract/model/sla.ts';
import { clocksOf, nextBoundary } from '../../electron/engine/core/sla.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';
import { at, HOUR, incident, MINUTE, milestone, OFFICE, promise } from './sla-makers.ts';

const T0 = at('2026-11-20T02:00Z');
const usual = promise();

function clock(kind: ClockKind, row: IncidentRow, when: number, promised = usual): SlaClock {
  const found = clocksOf(row, promised, when).find((one) => one.kind === kind);
  if (!found) throw new Error(`there is no ${kind} clock`);
  return found;
}
const kinds = (row: IncidentRow, when: number, promised = usual) =>
  clocksOf(row, promised, when).map(({ kind }) => kind);

describe('a new incident', () => {
  it('has the three clocks of its severity, counted from detection, not from when it was opened', () => {
    const row = incident(T0, { openedAt: T0 + 10 * MINUTE });
    expect(clock('acknowledge', row, T0 + 12 * MINUTE)).toEqual({
      kind: 'acknowledge',
      targetMs: 15 * MINUTE,
      hours: null,
      startedAt: T0,
      state: 'running',
      dueAt: T0 + 15 * MINUTE,
      atRiskAt: T0 + 11.25 * MINUTE,
      elapsedMs: 12 * MINUTE,
      asOf: T0 + 12 * MINUTE,
      counting: true,
      endedAt: null,
    });
    expect(clock('resolve', row, T0).dueAt).toBe(T0 + 4 * HOUR);
    expect(clock('update', row, T0).dueAt).toBe(T0 + 30 * MINUTE);
  });
  it('has no clock where nothing is promised, and none when it is cancelled or went into another', () => {
    expect(kinds(incident(T0, { severity: 4 }), T0)).toEqual(['acknowledge', 'resolve']);
    expect(kinds(incident(T0, { status: 'cancelled' }), T0)).toEqual([]);
    expect(kinds(incident(T0, { status: 'closed', mergedInto: incident(T0).id }), T0)).toEqual([]);
  });
  it('that was seen before the clock was set back has counted nothing', () => {
    expect(clock('resolve', incident(T0), T0 - HOUR)).toMatchObject({
      elapsedMs: 0,
      counting: false,
      state: 'running',
    });
  });
});

describe('kept or missed', () => {
  const acknowledged = (when: number) =>
    incident(T0, { status: 'acknowledged', milestones: [milestone('detected', T0), milestone('acknowledged', when)] });

  it('done at the very instant it is due is kept, a millisecond later it is missed', () => {
    const due = T0 + 15 * MINUTE;
    expect(clock('acknowledge', acknowledged(due), due + HOUR)).toMatchObject({
      state: 'kept',
      elapsedMs: 15 * MINUTE,
      endedAt: due,
      counting: false,
    });
    expect(clock('acknowledge', acknowledged(due + 1), due + HOUR)).toMatchObject({
      state: 'missed',
      dueAt: due,
      elapsedMs: 15 * MINUTE + 1,
    });
  });
  it('undone, it is missed from the millisecond after, and counts on', () => {
    expect(clock('acknowledge', incident(T0), T0 + 15 * MINUTE).state).toBe('running');
    expect(clock('acknowledge', incident(T0), T0 + 15 * MINUTE + 1).state).toBe('missed');
    expect(clock('acknowledge', incident(T0), T0 + HOUR)).toMatchObject({
      state: 'missed',
      elapsedMs: HOUR,
      counting: true,
      endedAt: null,
    });
  });
  it('who mitigates without a word of acknowledgement has seen it', () => {
    const row = incident(T0, { status: 'mitigated', milestones: [milestone('mitigated', T0 + MINUTE)] });
    expect(clock('acknowledge', row, T0 + HOUR)).toMatchObject({ state: 'kept', endedAt: T0 + MINUTE });
  });
  it('due with the end of Friday, it is missed on Saturday, though no time counted in between', () => {
    const friday = at('2026-11-20T16:00+01:00');
    const saturday = at('2026-11-21T10:00+01:00');
    const office = promise({ sev2: { resolveMs: 2 * HOUR, hours: OFFICE } });
    const row = incident(friday, {
      status: 'resolved',
      milestones: [milestone('detected', friday), milestone('resolved', saturday)],
    });
    expect(clock('resolve', row, saturday, office)).toMatchObject({ state: 'missed', elapsedMs: 2 * HOUR });
  });
  it('once it has ended no pause moves it', () => {
    const row = { ...acknowledged(T0 + MINUTE), pauses: [{ from: T0 + 5 * MINUTE, to: null }] };
    expect(clock('acknowledge', row, T0 + HOUR)).toMatchObject({ state: 'kept', dueAt: T0 + 15 * MINUTE });
  });
});

describe('a change of severity', () => {
  it('starts it anew from detection, with the pauses already made', () => {
    const pauses = [{ from: T0 + 20 * MINUTE, to: T0 + 50 * MINUTE }];
    const asSev2 = incident(T0, { severity: 2, pauses });
    const asSev1 = incident(T0, { severity: 1, pauses });
    expect(clock('resolve', asSev2, T0 + HOUR)).toMatchObject({ dueAt: T0 + 4.5 * HOUR, elapsedMs: 30 * MINUTE });
    expect(clock('resolve', asSev1, T0 + HOUR)).toMatchObject({ dueAt: T0 + 1.5 * HOUR, elapsedMs: 30 * MINUTE });
    expect(clock('resolve', asSev1, T0 + 2 * HOUR).state).toBe('missed');
  });
  it('does not judge anew what has ended: it was acknowledged in time, by what was promised then', () => {
    const row = incident(T0, {
      status: 'acknowledged',
      severity: 1,
      milestones: [milestone('detected', T0), milestone('acknowledged', T0 + 10 * MINUTE)],
      promised: { acknowledge: { targetMs: 15 * MINUTE, hours: null } },
    });
    expect(clock('acknowledge', row, T0 + HOUR)).toMatchObject({ state: 'kept', targetMs: 15 * MINUTE });
    expect(kinds({ ...row, promised: { acknowledge: null } }, T0 + HOUR)).toEqual(['resolve', 'update']);
  });
});

describe('a pause', () => {
  const paused = incident(T0, { pauses: [{ from: T0 + 10 * MINUTE, to: null }] });

  it('hides when it is due, and counts nothing', () => {
    expect(clock('resolve', paused, T0 + HOUR)).toMatchObject({
      state: 'paused',
      dueAt: null,
      atRiskAt: null,
      elapsedMs: 10 * MINUTE,
      counting: false,
    });
  });
  it('does not undo a breach', () => {
    const late = incident(T0, { pauses: [{ from: T0 + HOUR, to: null }] });
    expect(clock('acknowledge', late, T0 + 2 * HOUR)).toMatchObject({
      state: 'missed',
      dueAt: T0 + 15 * MINUTE,
      elapsedMs: HOUR,
      counting: false,
    });
  });
});

describe('opened again', () => {
  const again = incident(T0, {
    milestones: [
      milestone('detected', T0),
      milestone('acknowledged', T0 + 5 * MINUTE),
      milestone('resolved', T0 + HOUR),
      milestone('closed', T0 + 2 * HOUR),
      milestone('detected', T0 + 10 * HOUR, 2),
    ],
  });

  it('it goes on from detection; the time in which it was over is a pause', () => {
    expect(clock('resolve', again, T0 + 11 * HOUR)).toMatchObject({
      state: 'running',
      startedAt: T0,
      elapsedMs: 2 * HOUR,
      dueAt: T0 + 13 * HOUR,
    });
  });
  it('an impact that is learned late takes nothing of that away', () => {
    const late = { ...again, milestones: [...again.milestones, milestone('impact', T0 - HOUR, 2)] };
    expect(clock('resolve', late, T0 + 11 * HOUR).elapsedMs).toBe(2 * HOUR);
    const third = milestone('impact', T0 - HOUR, 3);
    expect(clock('resolve', { ...again, milestones: [...again.milestones, third] }, T0 + 11 * HOUR).state).toBe(
      'running',
    );
  });
  it('from a mitigation it was never over, and no time is taken away', () => {
    const row = incident(T0, {
      milestones: [
        milestone('detected', T0),
        milestone('mitigated', T0 + HOUR),
        milestone('detected', T0 + 2 * HOUR, 2),
      ],
    });
    expect(clock('resolve', row, T0 + 3 * HOUR).elapsedMs).toBe(3 * HOUR);
  });
  it('it stays acknowledged', () => {
    expect(clock('acknowledge', again, T0 + 11 * HOUR)).toMatchObject({ state: 'kept', endedAt: T0 + 5 * MINUTE });
  });
  it('and resolved again, it ended then', () => {
    const over = incident(T0, {
      status: 'resolved',
      milestones: [...again.milestones, milestone('resolved', T0 + 12 * HOUR, 2)],
    });
    expect(clock('resolve', over, T0 + 30 * HOUR)).toMatchObject({ state: 'kept', elapsedMs: 3 * HOUR });
  });
});

describe('the clock of updates', () => {
  it('begins anew with every word, and ends when the incident is over', () => {
    const row = incident(T0, { lastWordAt: T0 + 25 * MINUTE });
    expect(clock('update', row, T0 + 40 * MINUTE)).toMatchObject({ state: 'running', elapsedMs: 15 * MINUTE });
    expect(clock('update', row, T0 + 56 * MINUTE).state).toBe('missed');
    const over = incident(T0, { status: 'resolved', milestones: [milestone('resolved', T0 + MINUTE)] });
    expect(kinds(over, T0 + HOUR)).toEqual(['acknowledge', 'resolve']);
  });
});

describe('the next boundary', () => {
  const ahead = (row: IncidentRow, when: number, promised = usual) =>
    nextBoundary(row, clocksOf(row, promised, when), when);
  const only = promise({ sev2: { acknowledgeMs: null, updateMs: null, resolveMs: 8 * HOUR, hours: OFFICE } });

  it('is at risk, then missed, and then there is none', () => {
    const resolve = promise({ sev2: { acknowledgeMs: null, updateMs: null } });
    expect(ahead(incident(T0), T0, resolve)).toBe(T0 + 3 * HOUR);
    expect(ahead(incident(T0), T0 + 3 * HOUR, resolve)).toBe(T0 + 4 * HOUR + 1);
    expect(ahead(incident(T0), T0 + 5 * HOUR, resolve)).toBe(Number.POSITIVE_INFINITY);
  });
  it('is where hours end and begin', () => {
    const friday = at('2026-11-20T16:00+01:00');
    expect(ahead(incident(friday), friday, only)).toBe(at('2026-11-20T18:00+01:00'));
    expect(ahead(incident(friday), at('2026-11-20T18:00+01:00'), only)).toBe(at('2026-11-23T08:00+01:00'));
    expect(ahead(incident(friday), at('2026-11-21T12:00+01:00'), only)).toBe(at('2026-11-23T08:00+01:00'));
    expect(ahead(incident(friday), at('2026-11-23T08:00+01:00'), only)).toBe(at('2026-11-23T12:00+01:00'));
  });
  it('is nowhere while it waits for somebody', () => {
    expect(ahead(incident(T0, { pauses: [{ from: T0, to: null }] }), T0 + MINUTE)).toBe(Number.POSITIVE_INFINITY);
  });
});
