// What was watched and what was done, in reports: backups, capacity, changes, runbooks, the monitor itself.
import { describe, expect, test } from 'vitest';
import { coverageGaps } from '../../electron/engine/core/report-coverage.ts';
import { DAY, FROM, figure, frame, HOUR, rowsOf, section } from './report-makers.ts';

const at = (day: number, hour = 0): number => FROM + day * DAY + hour * HOUR;

describe('backups', () => {
  const day = (check: string, state: string, place: number) => ({
    host: 'db1',
    check,
    day: String(place),
    at: at(place + 1) - 1,
    state,
    seen: Number(['ok', 'warning', 'critical', 'unknown'].includes(state)),
    good: Number(state === 'ok'),
  });
  const days = [
    ...['ok', 'critical', 'not-monitored', 'ok'].map((state, place) => day('dump', state, place)),
    ...['warning', 'maintenance', 'pending'].map((state, place) => day('files', state, place)),
  ];

  test('are good where the check was ok as the day ended; what nobody saw is in no share', () => {
    expect(figure('backups.success', { 'backup-days': days })).toEqual({ value: 50, n: 4 });
    expect(figure('backups.bad', { 'backup-days': days })).toEqual({ value: 2, n: 4 });
    expect(
      rowsOf({ 'backup-days': days })['backup-checks'].map(({ check, good, seen }) => [check, good, seen]),
    ).toEqual([
      ['files', 0, 1],
      ['dump', 2, 3],
    ]);
  });

  test('the chart leaves a hole where nothing was seen', () => {
    const [chart] = section('backups').charts(rowsOf({ 'backup-days': days }), frame());
    expect(chart?.series[0]?.values).toEqual([50, 0, null, 100, null, null, null]);
  });
});

test('capacity: the soonest is named, and who never fills up is not soon', () => {
  const forecasts = [
    { host: 'db1', what: '/var', leftDays: 6.5, trust: 'rough' },
    { host: 'web1', what: '/', leftDays: 30 },
    { host: 'web2', what: '/', leftDays: null },
  ];
  expect(figure('capacity.soonest', { forecasts })).toEqual({ value: 6.5, n: 3 });
  expect(figure('capacity.within-7-days', { forecasts }).value).toBe(1);
  expect(figure('capacity.within-30-days', { forecasts }).value).toBe(2);
  const { lead } = section('capacity');
  const rows = rowsOf({ forecasts });
  expect(lead((id) => figure(id, { forecasts }), rows, frame())).toBe(
    '2 of 3 places will be full within 30 days; the first is /var of db1, in 6.5 days (a rough figure).',
  );
});

test('changes: only runs that are tied to one count, and windows that took place', () => {
  const windows = [
    { course: 'took place', change: 'CHG-1', late: 0, early: 1 },
    { course: 'took place', change: '', late: 1, early: 0 },
    { course: 'called off', change: 'CHG-2', late: 0, early: 0 },
    { course: 'not begun', change: 'CHG-3', late: 1, early: 0 },
  ];
  const runs = ['green', 'skips', 'unverified', 'rolled-back', 'failed', 'aborted', ''].flatMap((outcome) => [
    { outcome, change: 'CHG-1' },
    { outcome, change: '' },
  ]);
  const of = (id: string) => figure(`changes.${id}`, { windows, runs }).value;
  expect(['windows', 'windows-with-change', 'declared-late', 'ended-early', 'called-off'].map(of)).toEqual([
    2, 1, 1, 1, 1,
  ]);
  expect(['carried-out', 'unverified', 'rolled-back', 'failed', 'under-way'].map(of)).toEqual([2, 1, 1, 2, 1]);
});

test('runbooks: by outcome, with the nearest-rank median; one that goes on has taken no time yet', () => {
  const run = (runbook: string, outcome: string, tookMs: number | null) => ({
    runbook,
    outcome,
    tookMs,
    interrupted: 0,
  });
  const runs = [
    run('b', 'green', 4),
    run('a', 'failed', 1),
    run('a', 'green', 3),
    run('a', '', null),
    { ...run('a', 'green', 2), interrupted: 1 },
  ];
  expect(
    rowsOf({ runs }).runbooks.map((row) => [row.runbook, row.runs, row.green, row.failed, row.running, row.medianMs]),
  ).toEqual([
    ['a', 4, 2, 1, 1, 2],
    ['b', 1, 1, 0, 0, 4],
  ]);
  expect(figure('runbooks.took.median', { runs })).toEqual({ value: 2, n: 4 });
  expect(figure('runbooks.interrupted', { runs }).value).toBe(1);
  const reviews = ['fresh', 'due', 'stale', 'expired'].map((freshness) => ({ freshness }));
  expect(figure('runbooks.stale', { 'runbook-reviews': reviews })).toEqual({ value: 2, n: 4 });
});

describe('the monitor itself', () => {
  test('gaps that overlap count once', () => {
    const gaps = [
      { reason: 'asleep', from: at(1), to: at(1, 2), ms: 2 * HOUR },
      { reason: 'isolated', from: at(1, 1), to: at(1, 4), ms: 3 * HOUR },
    ];
    expect(figure('monitoring.unwatched', { 'watch-gaps': gaps })).toEqual({ value: 4 * HOUR, n: 2 });
    expect(figure('monitoring.isolated', { 'watch-gaps': gaps })).toEqual({ value: 3 * HOUR, n: 1 });
    expect(figure('monitoring.longest-gap', { 'watch-gaps': gaps }).value).toBe(3 * HOUR);
  });

  test('a monitor that came in the middle of the period did not watch from its beginning on', () => {
    const some = {
      basis: [
        { name: 'until', value: at(7) },
        { name: 'recordFrom', value: at(6) },
      ],
      'section-coverage': [{ periodMs: 7 * DAY, watchedMs: DAY }],
    };
    expect(figure('monitoring.before-record', some).value).toBe(6 * DAY);
    expect(figure('monitoring.before-record', { basis: [{ name: 'until', value: at(2) }] }).value).toBe(2 * DAY);
    const early = { name: 'recordFrom', value: at(-1) };
    expect(figure('monitoring.before-record', { basis: [{ name: 'until', value: at(2) }, early] }).value).toBe(0);
    const words = section('monitoring').lead((id) => figure(id, some), rowsOf(some), frame());
    expect(words).toContain('For the first 6 d there was no monitor yet.');
  });

  test('what reads as well is said to be of fewer days, where nobody watched', () => {
    const day = (place: number, watchedMs: number) => ({
      from: at(place),
      to: at(place + 1),
      periodMs: DAY,
      watchedMs,
    });
    const words = (watched: readonly number[]) =>
      coverageGaps(rowsOf({ 'section-coverage': watched.map((ms, place) => day(place, ms)) }), frame());
    expect(words([0, 0, 0, 0, DAY, DAY, DAY])).toEqual(['The monitor measured for 3 of 7 days.']);
    expect(words([DAY, DAY, DAY, DAY, DAY, DAY, DAY])).toEqual([]);
    expect(words([DAY, DAY, DAY, DAY, DAY, DAY, HOUR])).toEqual(['The monitor watched without a gap on 6 of 7 days.']);
    // The week goes on.
    expect(words([DAY, DAY])).toEqual(['The monitor measured for 2 of 7 days.']);
  });
});
