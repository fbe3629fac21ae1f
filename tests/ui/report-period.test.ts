// Which day, week or month a report is of, and how its figures and rows read.
import { describe, expect, it } from 'vitest';
import type { RowSet } from '../../electron/contract/model/report.ts';
import { moved, movedSection, stopsOf } from '../../renderer/features/reports/report/stops.ts';
import {
  columnWidths,
  having,
  nextSort,
  rowsCsv,
  rowsText,
  shownText,
  sorted,
  wholeText,
} from '../../renderer/features/reports/rows/row-view.ts';
import { madeBy, noneWords } from '../../renderer/features/reports/schedules/made-side.tsx';
import {
  draftOf,
  faultsOf,
  scheduleOf,
  withSchedule,
} from '../../renderer/features/reports/schedules/schedule-draft.ts';
import { lastWhole, periodAt, periodWords } from '../../renderer/store/report-period.ts';
import { casesText, cellText, percentText, scopeWords, valueText } from '../../renderer/store/report-words.ts';
import { categoryScale, namedSlots, sharesOf, shareText, slotWords } from '../../renderer/ui/charts/category-plan.ts';

const at = (text: string): number => Date.parse(`${text}Z`);

describe('the period', () => {
  const BERLIN = 'Europe/Berlin';

  it('a day of a zone has 23 hours when the clocks go forward and 25 when they go back', () => {
    const spring = periodAt('daily', at('2026-03-29T12:00'), BERLIN);
    const autumn = periodAt('daily', at('2026-10-25T12:00'), BERLIN);
    expect(spring.to - spring.from).toBe(23 * 3_600_000);
    expect(autumn.to - autumn.from).toBe(25 * 3_600_000);
    expect(spring.from).toBe(at('2026-03-28T23:00'));
  });

  it('a week begins on Monday, a month on the first, in the zone', () => {
    expect(periodAt('weekly', at('2026-11-22T22:30'), 'UTC')).toEqual({
      from: at('2026-11-16T00:00'),
      to: at('2026-11-23T00:00'),
    });
    // In Berlin it is Monday already.
    expect(periodAt('weekly', at('2026-11-22T23:30'), BERLIN).from).toBe(at('2026-11-22T23:00'));
    expect(periodAt('monthly', at('2026-12-31T23:30'), BERLIN).from).toBe(at('2026-12-31T23:00'));
  });

  it('the last whole one ends before now, also across a year', () => {
    const now = at('2027-01-04T05:00');
    expect(periodWords('daily', lastWhole('daily', now, 'UTC'), 'UTC')).toBe('Sun 3 January 2027');
    expect(periodWords('weekly', lastWhole('weekly', now, 'UTC'), 'UTC')).toBe('Mon 28 December to Sun 3 January 2027');
    expect(periodWords('monthly', lastWhole('monthly', now, 'UTC'), 'UTC')).toBe('December 2026');
    expect(lastWhole('monthly', now, 'UTC').to).toBeLessThanOrEqual(now);
  });
});

describe('figures in words', () => {
  it('a share is never rounded up to a hundred', () => {
    expect(percentText(99.9996)).toBe('99.999');
    expect(percentText(100)).toBe('100');
    expect(percentText(83.33)).toBe('83.3');
    expect(percentText(0.04)).toBe('0.04');
    expect(percentText(0.0002)).toBe('0.01');
    expect(percentText(0)).toBe('0');
  });

  it('nothing is a dash, a duration carries its units, an instant stands in the zone', () => {
    expect(valueText(null, 'percent', '%', 'UTC')).toEqual(['–', '']);
    expect(valueText(252_000, 'ms', 'ms', 'UTC')).toEqual(['4\u00a0min 12\u00a0s', '']);
    expect(cellText(at('2026-11-20T02:14'), 'at', 'Europe/Amsterdam')).toBe('2026-11-20 03:14');
    expect(scopeWords({ sites: [], tags: [] })).toBe('all sites');
    expect(scopeWords({ sites: ['ams1'], tags: ['db', 'web'] })).toBe('site ams1, tags db, web');
  });
});

describe('figures', () => {
  it('say from how many cases, unless that is the figure; a mean of too few says so', () => {
    const cases = (value: number | null, n: number | null, more = {}) => casesText({ value, n, type: 'ms', ...more });
    expect(cases(5_000, 14)).toBe('n\u00a014');
    expect(cases(14, 14, { type: 'count' })).toBe('');
    expect(cases(2, 14, { type: 'count' })).toBe('n\u00a014');
    expect(cases(null, 3, { needs: 5 })).toBe('n\u00a03, too few for a mean');
    expect(cases(null, 0, { needs: 5 })).toBe('nothing to compute it from');
    expect(valueText(1, 'count', 'entries', 'UTC')).toEqual(['1', 'entry']);
    expect(valueText(1, 'number', 'alerts/h', 'UTC')).toEqual(['1', 'alerts/h']);
  });
});

const SET: RowSet = {
  id: 'hosts',
  title: 'Hosts',
  about: 'A host.',
  columns: [
    { key: 'host', title: 'Host', type: 'text' },
    { key: 'down', title: 'Down', type: 'ms' },
    { key: 'at', title: 'Seen', type: 'at' },
  ],
  rows: [
    ['web-10', 60_000, at('2026-11-20T02:14')],
    ['web-9', null, null],
    ['=cmd|calc', 120_000, at('2026-11-19T02:14')],
  ],
};

describe('rows', () => {
  it('a column orders by number or by name, what is empty stands last both ways', () => {
    const names = (isDown: boolean, column: number) => sorted(SET.rows, { column, isDown }).map(([name]) => name);
    expect(names(true, 1)).toEqual(['=cmd|calc', 'web-10', 'web-9']);
    expect(names(false, 1)).toEqual(['web-10', '=cmd|calc', 'web-9']);
    expect(names(false, 0).slice(1)).toEqual(['web-9', 'web-10']);
  });

  it('the same column turns round, then lets go', () => {
    const first = nextSort(SET, null, 1);
    expect(first).toEqual({ column: 1, isDown: true });
    const second = nextSort(SET, first, 1);
    expect(second).toEqual({ column: 1, isDown: false });
    expect(nextSort(SET, second, 1)).toBeNull();
    expect(nextSort(SET, null, 0)).toEqual({ column: 0, isDown: false });
  });

  it('words fit where all of them are somewhere in the row', () => {
    expect(having(SET, 'web 02:14', 'UTC').map(([name]) => name)).toEqual(['web-10']);
    expect(having(SET, ' ', 'UTC')).toBe(SET.rows);
  });

  it('a file has plain numbers, instants in UTC, and no formula', () => {
    const lines = rowsCsv(SET, SET.rows).split('\r\n');
    expect(lines[0]).toBe('Host,Down (ms),Seen (UTC)');
    expect(lines[1]).toBe('web-10,60000,2026-11-20T02:14:00.000Z');
    expect(lines[2]).toBe('web-9,,');
    expect(lines[3]).toMatch(/^'=cmd\|calc,/);
    expect(rowsText(SET, SET.rows, 'UTC').split('\n')[1]).toBe('web-10\t1\u00a0min 00\u00a0s\t2026-11-20 02:14');
    expect(columnWidths(SET, 'UTC')).toHaveLength(3);
  });
});

describe('cells', () => {
  const RUN = '0190a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
  const SKIPS: RowSet = {
    id: 'run-skips',
    title: 'Skipped steps',
    about: 'A step.',
    columns: [
      { key: 'run', title: 'Run', type: 'text' },
      { key: 'severity', title: 'Severity', type: 'count' },
      { key: 'at', title: 'At', type: 'at' },
      { key: 'reason', title: 'Reason', type: 'text' },
    ],
    rows: [[RUN, 2, at('2026-11-20T02:14'), 'no spare\nin the rack']],
  };
  const [run, severity, when] = SKIPS.columns as [
    RowSet['columns'][number],
    RowSet['columns'][number],
    RowSet['columns'][number],
  ];

  it('a severity reads SEV2, an id is short with the whole of it behind', () => {
    expect(shownText(severity, 2, 'UTC')).toBe('SEV2');
    expect(shownText(severity, null, 'UTC')).toBe('');
    expect(shownText(run, RUN, 'UTC')).toBe('0190a1b2…');
    expect(wholeText(run, RUN, 'UTC')).toBe(RUN);
  });

  it('an instant stands in the zone, with UTC behind; on the day the clocks go back too', () => {
    expect(wholeText(when, at('2026-11-20T02:14'), 'Europe/Amsterdam')).toBe(
      '2026-11-20 03:14 Europe/Amsterdam, 2026-11-20 02:14 UTC',
    );
    const texts = ['00:30', '01:30'].map((time) => shownText(when, at(`2026-10-25T${time}`), 'Europe/Amsterdam'));
    expect(texts).toEqual(['2026-10-25 02:30', '2026-10-25 02:30']);
    expect(shownText(when, at('2026-10-25T23:30'), 'Europe/Amsterdam')).toBe('2026-10-26 00:30');
  });

  it('are found by SEV2 and by the whole id, and are copied whole, a line each', () => {
    expect(having(SKIPS, 'sev2', 'UTC')).toHaveLength(1);
    expect(having(SKIPS, RUN, 'UTC')).toHaveLength(1);
    const text = rowsText(SKIPS, SKIPS.rows, 'UTC');
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain(RUN);
  });
});

describe('going through a report', () => {
  const section = (id: 'availability' | 'sla' | 'backups', figures: readonly string[], tables: readonly string[]) => ({
    id,
    title: id,
    lead: '',
    charts: [],
    gaps: [],
    figures: figures.map((one) => ({
      ...{ id: one, title: one, value: 1, type: 'count' as const, unit: '', n: 1, definition: '' },
      ...{ rows: [], verdict: '' as const },
    })),
    tables: tables.map((rows) => ({ rows, most: 10 })),
  });
  const stops = stopsOf({
    sections: [section('availability', ['a', 'b'], ['hosts']), section('sla', [], []), section('backups', ['c'], [])],
  });

  it('figures, then tables; a section without either is stood on itself', () => {
    expect(stops.map(({ id }) => id)).toEqual([
      'figure-a',
      'figure-b',
      'rows-availability-hosts',
      'section-sla',
      'figure-c',
    ]);
  });

  it('it begins at the first and stays at the ends', () => {
    expect(moved(stops, null, 1)?.id).toBe('figure-a');
    expect(moved(stops, 'figure-a', -1)?.id).toBe('figure-a');
    expect(moved(stops, 'figure-c', 1)?.id).toBe('figure-c');
  });

  it('a section on leads to its first; back leads to the beginning of this one first', () => {
    expect(movedSection(stops, 'figure-b', 1)?.id).toBe('section-sla');
    expect(movedSection(stops, 'figure-b', -1)?.id).toBe('figure-a');
    expect(movedSection(stops, 'section-sla', -1)?.id).toBe('figure-a');
    expect(movedSection(stops, 'figure-c', 1)?.id).toBe('figure-c');
  });
});

describe('charts', () => {
  const series = (...values: (number | null)[]) => [{ name: 'alarms', values }];

  it('counts stand on nought, with whole figures on the axis', () => {
    expect(categoryScale('bars', series(1, 3), '')).toMatchObject({ low: 0, high: 4 });
    expect(categoryScale('bars', series(null, 0), '')).toMatchObject({ low: 0, high: 2 });
    expect(categoryScale('line', series(99.95, 100), '%')).toMatchObject({ low: 99.8, high: 100 });
  });

  it('a slot that nobody measured says so, shares add up to a hundred', () => {
    const unit = { divisor: 1, unit: '' };
    expect(slotWords(['16 Nov', '17 Nov'], series(3, null), unit, 1)).toBe('17 Nov: no data');
    const two = [...series(3), { name: 'rest', values: [1] }];
    expect(sharesOf(two, 0)).toEqual([75, 25]);
    expect(sharesOf(series(null), 0)).toBeNull();
    expect(sharesOf(series(0), 0)).toBeNull();
    expect([99.97, 100, 0, 0.01, 93.33].map(shareText)).toEqual(['99.9', '100', '0', '0.10', '93.3']);
    expect(
      namedSlots(
        Array.from({ length: 31 }, (_, day) => `${day}`),
        8,
      ).length,
    ).toBeLessThanOrEqual(8);
  });
});

describe('a schedule that is typed', () => {
  const fresh = draftOf(undefined, 'UTC', '');

  it('without a name, a form or a way to go it is refused at its fields', () => {
    expect(faultsOf({ ...fresh, forms: [] }).map(({ path }) => path)).toEqual(['name', 'forms', 'email.to']);
    expect(faultsOf({ ...fresh, name: 'Morning', folder: 'reports' }).map(({ path }) => path)).toEqual(['folder']);
    expect(faultsOf({ ...fresh, name: 'Morning', to: ['nobody'] }).map(({ path }) => path)).toEqual([
      'email.channelId',
      'email.to',
    ]);
  });

  it('into a folder alone it has no e-mail', () => {
    const draft = { ...fresh, name: ' Morning ', folder: '/srv/reports ' };
    expect(faultsOf(draft)).toEqual([]);
    expect(scheduleOf(draft, { id: 's1', enabled: true })).toMatchObject({
      name: 'Morning',
      folder: '/srv/reports',
      email: null,
    });
  });

  it('saved over one that somebody switched off meanwhile it stays off; one that was removed is put back', () => {
    const one = scheduleOf({ ...fresh, name: 'Morning', folder: '/srv' }, { id: 's1', enabled: true });
    const typed = { ...one, name: 'Early' };
    expect(withSchedule([{ ...one, enabled: false }], typed)).toEqual([{ ...typed, enabled: false }]);
    expect(withSchedule([], typed)).toEqual([typed]);
  });
});

describe('what a schedule made', () => {
  const made = (id: number) => ({
    ...{ id: `m${id}`, scheduleId: 's1', schedule: 'Morning', from: 0, to: 1, madeAt: id },
    ...{ state: 'delivered' as const, tries: 1, said: [] },
  });

  it('is "never" only where that is known', () => {
    expect(noneWords({ reports: [], why: null })).toBe('never');
    expect(noneWords({ reports: null, why: 'failed' })).toBe('not known');
    expect(noneWords({ reports: Array.from({ length: 500 }, (_, id) => made(id)), why: null })).toBe(
      'not among the last 500',
    );
    expect(madeBy({ reports: null, why: 'loading' }, { id: 's1' })).toBeNull();
    expect(madeBy({ reports: [made(1)], why: null }, { id: 's1' })).toHaveLength(1);
  });
});
