// How people fared, in reports: incidents and their ages, response, promises, alarm load, hours and nights, hand-overs.
import { describe, expect, test } from 'vitest';
import { reportHours } from '../../electron/contract/model/report.ts';
import { hoursOf } from '../../electron/engine/core/report-hours.ts';
import { DAY, FROM, figure, frame, HOUR, MINUTE, rowsOf, section } from './report-makers.ts';

const at = (day: number, hour = 0): number => FROM + day * DAY + hour * HOUR;

describe('incidents', () => {
  const incidents = [
    { severity: 1, openedAt: at(1), ended: 'closed', endedAt: at(2), resolvedAt: at(1, 5), open: 0 },
    { severity: 2, openedAt: at(-3), open: 1, ageMs: 10 * DAY },
    { severity: 2, openedAt: at(6, 22), open: 1, ageMs: 2 * HOUR },
    { severity: 3, openedAt: at(2), ended: 'cancelled', endedAt: at(2, 1), open: 0 },
    { severity: 3, openedAt: at(3), ended: 'merged', endedAt: at(3, 1), open: 0 },
    { severity: 4, openedAt: at(7), open: 0 },
  ];

  test('count as opened with their false alarms, as closed and open without; the end of the period is not in it', () => {
    const value = (id: string) => figure(id, { incidents }).value;
    expect(value('incidents.opened')).toBe(4);
    expect(value('incidents.false-alarms')).toBe(1);
    expect(value('incidents.closed')).toBe(1);
    expect(value('incidents.open')).toBe(2);
    expect(value('incidents.oldest')).toBe(10 * DAY);
  });

  test('stand by severity and by age', () => {
    const rows = rowsOf({ incidents });
    expect(
      rows['incidents-by-severity'].map(({ severity, opened, closed, open }) => [severity, opened, closed, open]),
    ).toEqual([
      [1, 1, 1, 0],
      [2, 1, 0, 2],
      [3, 2, 0, 0],
      [4, 0, 0, 0],
    ]);
    const ages = rows['incident-ages'].filter((row) => row.incidents !== 0);
    expect(ages.map(({ age, sev2 }) => [age, sev2])).toEqual([
      ['1 to 4 h', 1],
      ['over 7 days', 1],
    ]);
  });

  test('the chart has a bar a day and severity', () => {
    const [chart] = section('incidents').charts(rowsOf({ incidents }), frame());
    expect(chart?.labels).toEqual(['16 Nov', '17 Nov', '18 Nov', '19 Nov', '20 Nov', '21 Nov', '22 Nov']);
    expect(chart?.series.map(({ values }) => values)).toEqual([
      [0, 1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 1],
      [0, 0, 1, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0],
    ]);
  });
});

describe('response', () => {
  const told = (minutes: number | null, severity = 2) => ({
    severity,
    detectedAt: at(1),
    toldAt: at(1) + MINUTE,
    acknowledgedAt: minutes === null ? null : at(1) + minutes * MINUTE,
    toAcknowledgeMs: minutes === null ? null : minutes * MINUTE,
    toReactMs: minutes === null ? null : (minutes - 1) * MINUTE,
  });

  test('what nobody acknowledged is counted apart and slows no median down', () => {
    const reactions = [told(2), told(4), told(6), told(8), told(100), told(null), told(null, 1)];
    const of = (id: string) => figure(`response.problems.${id}`, { reactions });
    expect(of('acknowledge.median')).toEqual({ value: 6 * MINUTE, n: 5 });
    expect(of('acknowledge.p90')).toEqual({ value: 100 * MINUTE, n: 5 });
    expect(of('acknowledge.mean')).toEqual({ value: 24 * MINUTE, n: 5 });
    expect(of('react.median')).toEqual({ value: 5 * MINUTE, n: 5 });
    expect(of('unacknowledged').value).toBe(2);
    const rows = rowsOf({ reactions })['response-by-severity'].filter(
      (row) => row.of === 'problems' && row.what === 'acknowledge',
    );
    expect(rows.map(({ severity, n, unanswered }) => [severity, n, unanswered])).toEqual([
      [1, 0, 1],
      [2, 5, 1],
      [3, 0, 0],
      [4, 0, 0],
    ]);
  });

  test('of a removed check it is not known how soon: it was acknowledged all the same, in figure, table and sentence', () => {
    const removed = { ...told(2), detectedAt: null, toAcknowledgeMs: null };
    const words = (reactions: readonly object[]) => {
      const rows = rowsOf({ reactions });
      return section('response').lead((id) => figure(id, { reactions }), rows, frame());
    };
    const reactions = [removed, told(6)];
    expect(figure('response.problems.unacknowledged', { reactions }).value).toBe(0);
    const [row] = rowsOf({ reactions })['response-by-severity'].filter(
      (one) => one.of === 'problems' && one.what === 'acknowledge' && one.severity === 2,
    );
    expect(row).toMatchObject({ n: 1, unanswered: 0 });
    expect(words(reactions)).toContain('Of 2 problems that people were told of 2 were acknowledged; 0 were not');
    expect(words([removed])).toContain('Of 1 problem that people were told of 1 was acknowledged; 0 were not');
    expect(words([told(6)])).toContain('1 was acknowledged within 6 min of detection; 0 were not');
  });

  test('incidents count where they were opened, and as resolved where they were resolved', () => {
    const one = { severity: 1, detectedAt: at(1), openedAt: at(1) };
    const incidents = [
      { ...one, acknowledgedAt: at(1) + 3 * MINUTE, resolvedAt: at(1, 2) },
      { ...one, acknowledgedAt: null, resolvedAt: null },
      { ...one, acknowledgedAt: at(1), ended: 'cancelled' },
      { ...one, detectedAt: at(-1), openedAt: at(-1), acknowledgedAt: at(-1), resolvedAt: at(0, 1) },
    ];
    const of = (id: string) => figure(`response.incidents.${id}`, { incidents });
    expect(of('acknowledge.median')).toEqual({ value: 3 * MINUTE, n: 1 });
    expect(of('unacknowledged').value).toBe(1);
    expect(of('resolve.max')).toEqual({ value: 25 * HOUR, n: 2 });
  });
});

test('SLA kept is resolved in time of those that ended; what still runs is no part of it, but on the list', () => {
  const clock = { clock: 'resolve', severity: 1, number: 'INC-1', endedAt: at(1) };
  const clocks = [
    { ...clock, state: 'kept' },
    { ...clock, state: 'kept' },
    { ...clock, state: 'missed', overMs: 5 * MINUTE },
    { ...clock, state: 'missed', overMs: 9 * MINUTE, endedAt: null },
    { ...clock, clock: 'acknowledge', state: 'missed', overMs: 1 },
  ];
  const of = (id: string) => figure(`sla.${id}`, { 'sla-clocks': clocks });
  expect(of('resolve.kept').value).toBeCloseTo(200 / 3, 9);
  expect(of('resolve.kept').n).toBe(3);
  expect(of('acknowledge.kept')).toEqual({ value: 0, n: 1 });
  expect(of('breaches').value).toBe(3);
  expect(of('overdue').value).toBe(1);
  expect(of('worst').value).toBe(9 * MINUTE);
  const rows = rowsOf({ 'sla-clocks': clocks });
  expect(rows['sla-breaches'].map(({ overMs }) => overMs)).toEqual([9 * MINUTE, 5 * MINUTE, 1]);
  expect(rows['sla-by-severity'].find((row) => row.clock === 'resolve' && row.severity === 1)).toMatchObject({
    kept: 2,
    of: 3,
    running: 1,
  });
});

describe('the alarm load', () => {
  const alerts = (...times: readonly number[]) => times.map((time) => ({ at: time, subject: 'web1', severity: 2 }));
  const coverage = [{ watchedMs: 12 * HOUR, periodMs: DAY }];

  test('is by the hours that were watched and the operators that were there', () => {
    const sets = {
      alerts: alerts(...Array.from({ length: 144 }, (_, n) => at(0) + n * MINUTE)),
      'section-coverage': coverage,
      basis: [{ name: 'operators', value: 2 }],
    };
    expect(figure('alarm-load.per-hour', sets)).toEqual({ value: 6, n: 144, verdict: 'kept' });
    expect(figure('alarm-load.per-hour', { ...sets, basis: [] })).toEqual({ value: 12, n: 144, verdict: 'missed' });
    expect(figure('alarm-load.per-hour', { alerts: sets.alerts }).value).toBeNull();
  });

  test('where nobody is known to have worked it is counted as one, and said; nobody watched is no goal that is kept', () => {
    const sets = { alerts: alerts(at(0)), 'section-coverage': coverage, basis: [{ name: 'operators', value: null }] };
    expect(figure('alarm-load.operators', sets).value).toBeNull();
    expect(figure('alarm-load.per-hour', sets).value).toBe(1 / 12);
    const said = section('alarm-load').gaps(rowsOf(sets), frame()).join(' ');
    expect(said).toContain('Who shared the load is not known');
    expect(figure('alarm-load.peak', {})).toEqual({ value: null, n: 0, verdict: '' });
    expect(figure('alarm-load.peak', { 'section-coverage': coverage })).toEqual({ value: 0, n: 0, verdict: 'kept' });
    const lead = (rows: ReturnType<typeof rowsOf>) =>
      section('alarm-load').lead((id) => figure(id, rows), rows, frame());
    expect(lead(rowsOf({}))).toBe('Nobody watched in this period.');
    expect(lead(rowsOf({ 'section-coverage': coverage }))).toBe('Nobody was alerted in this period.');
  });

  test('the peak is over any ten minutes: an alert leaves it after exactly as long', () => {
    expect(figure('alarm-load.peak', { alerts: alerts(at(0), at(0) + 599_999, at(0) + 600_000) }).value).toBe(2);
  });

  test('a source is named only where it was louder than the next', () => {
    const words = (...subjects: string[]) => {
      const rows = rowsOf({ alerts: subjects.map((subject, n) => ({ at: at(n), subject, severity: 2 })) });
      return section('alarm-load').lead((id) => figure(id, rows), rows, frame());
    };
    expect(words('web1', 'web1', 'db1')).toContain('The most came from web1: 2 alerts, 66.67 %.');
    expect(words('web1', 'db1')).not.toContain('came from');
  });

  test('sources stand with the loudest in front', () => {
    const some = [
      ...alerts(at(0), at(1)),
      { at: at(2), subject: 'db1', severity: 4 },
      { at: at(3), subject: 'app1', severity: 4 },
    ];
    const rows = rowsOf({ alerts: some });
    expect(rows['alarm-sources'].map(({ subject, alerts: n }) => [subject, n])).toEqual([
      ['web1', 2],
      ['app1', 1],
      ['db1', 1],
    ]);
    expect(rows['alarm-priorities'].map(({ share }) => share)).toEqual([0, 50, 0, 50]);
  });
});

describe('hours', () => {
  const berlin = reportHours.parse({ zone: 'Europe/Berlin' });
  const of = (iso: string, hours = berlin) => {
    const moment = Date.parse(iso);
    return Object.values(hoursOf(hours, moment - DAY, moment + DAY).at(moment));
  };

  test('are business on weekdays, sleep at night, and off in between', () => {
    expect(of('2026-11-16T07:59:59+01:00')).toEqual(['off', '']);
    expect(of('2026-11-16T08:00:00+01:00')).toEqual(['business', '']);
    expect(of('2026-11-16T18:00:00+01:00')).toEqual(['off', '']);
    expect(of('2026-11-16T22:00:00+01:00')).toEqual(['sleep', '2026-11-16']);
    expect(of('2026-11-17T06:59:59+01:00')).toEqual(['sleep', '2026-11-16']);
    expect(of('2026-11-17T07:00:00+01:00')).toEqual(['off', '']);
    expect(of('2026-11-21T10:00:00+01:00')).toEqual(['off', '']);
  });

  test('follow the clocks: the night in which they go back has ten hours', () => {
    const [from, to] = [Date.parse('2026-10-24T12:00:00Z'), Date.parse('2026-10-25T12:00:00Z')];
    const [night] = hoursOf(berlin, from, to).nights;
    expect(night).toMatchObject({ night: '2026-10-24' });
    expect((night?.to ?? 0) - (night?.from ?? 0)).toBe(10 * HOUR);
    expect(of('2026-10-25T02:30:00+01:00')).toEqual(['sleep', '2026-10-24']);
    // Summer time ended: 07:30 is no sleep any more, although it is 06:30 by the clock of the day before.
    expect(of('2026-10-25T06:30:00+01:00')).toEqual(['sleep', '2026-10-24']);
    expect(of('2026-10-25T07:00:00+01:00')).toEqual(['off', '']);
  });

  test('business goes before sleep where somebody made them overlap', () => {
    const early = reportHours.parse({ business: { days: [1], from: '05:00', to: '18:00' } });
    expect(of('2026-11-16T06:00:00Z', early)[0]).toBe('business');
  });

  test('nights are cut to the period and counted also when they were quiet', () => {
    const { nights } = hoursOf(reportHours.parse({}), at(0), at(2));
    expect(nights.map(({ night, from, to }) => [night, (to - from) / HOUR])).toEqual([
      ['2026-11-15', 7],
      ['2026-11-16', 9],
      ['2026-11-17', 2],
    ]);
  });

  test('a mean of nights wants five of them', () => {
    const nights = [0, 0, 4, 0].map((alerts) => ({ alerts, watchedMs: HOUR }));
    expect(figure('interruptions.per-night', { 'interruption-nights': nights })).toEqual({ value: null, n: 4 });
    const five = [...nights, { alerts: 1, watchedMs: HOUR }];
    expect(figure('interruptions.per-night', { 'interruption-nights': five })).toEqual({ value: 1, n: 5 });
    expect(figure('interruptions.disturbed-nights', { 'interruption-nights': five })).toEqual({ value: 2, n: 5 });
  });

  test('a night that nobody watched was not quiet: it is in no figure, and said', () => {
    const night = (alerts: number, watchedMs: number) => ({ alerts, watchedMs });
    const lost = [night(0, 0), night(0, 0)];
    // People were told that the monitor is cut off: that woke them up.
    const nights = [...lost, night(5, HOUR), night(1, 0), ...[0, 0, 0].map((alerts) => night(alerts, 9 * HOUR))];
    const of = (id: string, rows: readonly object[]) => figure(`interruptions.${id}`, { 'interruption-nights': rows });
    expect(of('per-night', nights)).toEqual({ value: 6 / 5, n: 5 });
    expect(of('disturbed-nights', nights)).toEqual({ value: 2, n: 5 });
    for (const id of ['per-night', 'disturbed-nights', 'worst-night']) {
      expect(of(id, lost)).toEqual({ value: null, n: 0 });
    }
    const gaps = section('interruptions').gaps(rowsOf({ 'interruption-nights': nights }), frame());
    expect(gaps.join(' ')).toContain('Nobody watched in 2 nights');
  });
});

test('hand-overs: signed ones, of these with questions and in spite of a block, and shifts without one', () => {
  const handoffs = [
    { state: 'accepted', overridden: 1 },
    { state: 'accepted-with-questions', overridden: 0 },
    { state: 'declined', overridden: 1 },
    { state: 'superseded', overridden: 0 },
    { state: 'open', overridden: 0 },
  ];
  const shifts = [{ handedOver: 1 }, { handedOver: 0 }, { handedOver: 0 }];
  const of = (id: string) => figure(`handoffs.${id}`, { handoffs, shifts }).value;
  expect(['signed', 'with-questions', 'overridden', 'declined', 'open', 'shifts-without'].map(of)).toEqual([
    2, 1, 1, 1, 1, 2,
  ]);
});
