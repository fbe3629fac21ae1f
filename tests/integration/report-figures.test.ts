// A week's report against what was counted by hand, moment by moment, while the week was played.
import { describe, expect, test } from 'vitest';
import type { Report } from '../../electron/contract/model/report.ts';
import { SECTION_KINDS } from '../../electron/engine/core/report-figures.ts';
import { type PlayedWeek, playWeek, WEEK_FROM, WEEK_TO, WEEK_ZONE } from '../support/report-week.ts';

const MINUTE = 60_000;
const figuresOf = (report: Report) =>
  new Map(report.sections.flatMap(({ figures }) => figures).map((one) => [one.id, one]));

const cellsOf = (report: Report, id: string): readonly Record<string, unknown>[] => {
  const set = report.rowSets.find((one) => one.id === id);
  if (!set) throw new Error(`there is no row set ${id}`);
  return set.rows.map((row) => Object.fromEntries(set.columns.map(({ key }, place) => [key, row[place]])));
};

describe('a played week', { timeout: 180_000 }, () => {
  test('every figure is what was counted by hand; a site filters what knows hosts, and says where it cannot', async () => {
    const week = await playWeek();
    const report = await week.client.reports.make({ period: 'weekly', zone: WEEK_ZONE });
    const value = (id: string) => figuresOf(report).get(id)?.value;
    const n = (id: string) => figuresOf(report).get(id)?.n;

    expect(report.period).toMatchObject({ from: WEEK_FROM, to: WEEK_TO, isPartial: false });
    expect(report.period.words).toBe('Mon 16 to Sun 22 November 2026');
    expect(report.sections.map(({ id }) => id)).toEqual(SECTION_KINDS.map(({ id }) => id));
    // One of a thing is said as one: no '1 outages', no '1 hosts are'.
    for (const { lead, gaps } of report.sections) {
      expect([lead, ...gaps].join(' ')).not.toMatch(/\b1 (?!is|was|has)[a-z-]*[^s\W]s\b/);
    }
    expectAvailability(week, report);
    expectIncidents(week, value, n);
    expectAlerts(report, value);
    expectWork(week, report, value, n);
    expectSite(await week.client.reports.make({ period: 'weekly', zone: WEEK_ZONE, scope: { sites: ['fra2'] } }));
  });
});

function expectSite(report: Report): void {
  expect(report.scope).toBe('site fra2');
  expect(cellsOf(report, 'availability-hosts').map(({ host }) => host)).toEqual(['db1']);
  expect(cellsOf(report, 'alerts').map(({ subject }) => subject)).toEqual(['db1 dump']);
  expect(figuresOf(report).get('incidents.opened')?.value).toBe(0);
  expect(cellsOf(report, 'windows').map(({ name }) => name)).toEqual(['new disks']);
  const gaps = new Map(report.sections.map((section) => [section.id, section.gaps.join(' ')]));
  expect(gaps.get('handoffs')).toContain('all of them');
  expect(gaps.get('monitoring')).toContain('all of it');
  expect(gaps.get('alarm-load')).toContain('removed since');
  for (const id of ['incidents', 'response', 'sla'] as const) expect(gaps.get(id)).toContain('name no host');
  for (const id of ['changes', 'runbooks'] as const) expect(gaps.get(id)).toContain('Runs that name no host');
}

type Value = (id: string) => number | null | undefined;

function expectAvailability({ web1, work, late, slept }: PlayedWeek, report: Report): void {
  const unmonitoredMs = slept.reduce((sum, gap) => sum + Math.min(gap.to, WEEK_TO) - gap.from, 0);
  const weekMs = WEEK_TO - WEEK_FROM;
  const rows = new Map(cellsOf(report, 'availability-hosts').map((row) => [row.host, row]));
  const badMs = web1.endedAt - web1.detectedAt;
  const lateMs = late.to - late.from;
  expect(rows.get('web1')).toMatchObject({
    badMs,
    maintenanceMs: lateMs,
    unmonitoredMs,
    goodMs: weekMs - badMs - lateMs - unmonitoredMs,
    outages: 1,
    outageMedianMs: badMs,
    mtrsMs: null,
  });
  const workMs = work.to - work.from;
  expect(rows.get('db1')).toMatchObject({
    badMs: 0,
    maintenanceMs: workMs,
    goodMs: weekMs - workMs - unmonitoredMs,
    outages: 0,
    availability: 100,
  });
  const figures = figuresOf(report);
  const goodMs = 2 * weekMs - badMs - lateMs - workMs - 2 * unmonitoredMs;
  expect(figures.get('availability.total')).toMatchObject({ n: 2, verdict: 'missed' });
  expect(figures.get('availability.total')?.value).toBeCloseTo((100 * goodMs) / (goodMs + badMs), 9);
  // A thousandth of seven days: 10 min 4.8 s.
  expect(figures.get('availability.budget')?.value).toBe(604_800);
  expect(figures.get('availability.budget-used')?.value).toBe(badMs / 2);
  expect(figures.get('availability.mtbf')).toMatchObject({ value: goodMs, n: 1 });
  expect(figures.get('availability.mtrs.mean')).toMatchObject({ value: null, n: 1 });
  expect(cellsOf(report, 'availability-groups').map(({ by, name, hosts }) => [by, name, hosts])).toEqual([
    ['site', 'ams1', 1],
    ['site', 'fra2', 1],
    ['tag', 'core', 2],
    ['tag', 'db', 1],
  ]);
}

function expectIncidents({ http, web1, dump, openedLast }: PlayedWeek, value: Value, n: Value): void {
  expect(value('incidents.opened')).toBe(3);
  expect(value('incidents.false-alarms')).toBe(1);
  expect(value('incidents.closed')).toBe(1);
  expect(value('incidents.open')).toBe(1);
  expect(value('incidents.oldest')).toBe(WEEK_TO - openedLast);
  expect(value('response.incidents.acknowledge.median')).toBe(http.acknowledgedAt - http.detectedAt);
  expect(value('response.incidents.unacknowledged')).toBe(1);
  expect(value('response.incidents.resolve.max')).toBe(http.resolvedAt - http.detectedAt);
  // Three problems: web1 and http were acknowledged, the dump was not.
  const took = [web1.acknowledgedAt - web1.detectedAt, http.acknowledgedAt - http.detectedAt].sort((a, b) => a - b);
  expect(value('response.problems.acknowledge.median')).toBe(took[0]);
  expect(value('response.problems.acknowledge.p90')).toBe(took[1]);
  expect(n('response.problems.acknowledge.mean')).toBe(2);
  expect(value('response.problems.acknowledge.mean')).toBeNull();
  expect(value('response.problems.unacknowledged')).toBe(1);
  expect(value('response.problems.resolve.max')).toBe(dump.endedAt - dump.detectedAt);
  // SEV2: 15 min to acknowledge, 4 h to resolve, both kept; the SEV3 of Thursday missed both clocks in the week.
  expect(value('sla.acknowledge.kept')).toBe(100);
  expect(value('sla.resolve.kept')).toBe(100);
  expect(n('sla.resolve.kept')).toBe(1);
  expect(value('sla.overdue')).toBe(2);
  expect(value('sla.breaches')).toBe(2);
}

function expectAlerts(report: Report, value: Value): void {
  expect(cellsOf(report, 'alerts').map(({ subject, hours, night }) => [subject, hours, night])).toEqual([
    ['web1', 'business', ''],
    ['db1 dump', 'sleep', '2026-11-16'],
    ['web1 http', 'sleep', '2026-11-16'],
  ]);
  expect(value('alarm-load.alerts')).toBe(3);
  expect(value('alarm-load.peak')).toBe(1);
  expect(value('alarm-load.floods')).toBe(0);
  expect([value('interruptions.business'), value('interruptions.off'), value('interruptions.sleep')]).toEqual([
    1, 0, 2,
  ]);
  // Eight nights touch the week: the one from Sunday before it, and seven of its own. From Wednesday on the machine slept.
  const nights = cellsOf(report, 'interruption-nights');
  expect(nights.map(({ watchedMs }) => Number(watchedMs) > 0)).toEqual([
    ...[true, true, true],
    ...[false, false, false, false, false],
  ]);
  expect(figuresOf(report).get('interruptions.disturbed-nights')).toMatchObject({ value: 1, n: 3 });
  expect(value('interruptions.worst-night')).toBe(2);
  // Of three nights there is no mean.
  expect(value('interruptions.per-night')).toBeNull();
}

function expectWork({ slept, runs }: PlayedWeek, report: Report, value: Value, n: Value): void {
  const gaps = slept.map(({ from, to }) => Math.min(to, WEEK_TO) - from);
  expect(value('monitoring.unwatched')).toBe((gaps[0] ?? 0) + (gaps[1] ?? 0));
  expect(value('monitoring.asleep')).toBe(value('monitoring.unwatched'));
  expect(value('monitoring.longest-gap')).toBe(Math.max(...gaps));
  expect(report.sections[0]?.gaps[0]).toBe('The monitor measured for 4 of 7 days.');
  // Bad at the end of Monday, good at the end of Tuesday; nobody watched when the other days ended.
  expect(cellsOf(report, 'backup-days').map(({ state }) => state)).toEqual([
    'critical',
    'ok',
    ...Array.from({ length: 5 }, () => 'not-monitored'),
  ]);
  expect(value('backups.success')).toBe(50);
  expect(n('backups.success')).toBe(2);
  expect(cellsOf(report, 'windows')).toMatchObject([
    { name: 'new disks', change: 'CHG-1', course: 'took place', late: 0, early: 0 },
    { name: 'forgotten', change: '', course: 'took place', late: 1 },
  ]);
  expect(value('changes.windows')).toBe(2);
  expect(value('changes.windows-with-change')).toBe(1);
  expect(value('changes.declared-late')).toBe(1);
  expect(value('changes.carried-out')).toBe(1);
  expect(cellsOf(report, 'runs').map(({ outcome, tookMs }) => [outcome, tookMs])).toEqual([
    ['green', runs.green],
    ['skips', runs.skips],
    ['aborted', runs.aborted],
  ]);
  expect(runs.green).toBe(2 * MINUTE);
  expect(value('runbooks.took.median')).toBe(runs.green);
  expect(value('runbooks.skipped-steps')).toBe(1);
  expect(cellsOf(report, 'run-skips')).toMatchObject([{ step: 'Tidy up', reason: 'tidy already', by: 'ada' }]);
  expect(cellsOf(report, 'handoffs')).toMatchObject([
    { shift: 'day/2026-11-16', state: 'accepted', outgoing: 'ada', incoming: 'bea', overridden: 0 },
  ]);
  expect([value('handoffs.signed'), value('handoffs.with-questions'), value('handoffs.declined')]).toEqual([1, 0, 0]);
  // A day shift from Monday to Friday; Monday's was handed over.
  expect(cellsOf(report, 'shifts').map(({ shift }) => shift)).toEqual(
    ['16', '17', '18', '19', '20'].map((day) => `day/2026-11-${day}`),
  );
  expect(value('handoffs.shifts-without')).toBe(4);
  expect(report.head.seq).toBe(value('monitoring.entries'));
}
