// What a report is called as a file: by its days, its zone and its scope, safe on every file system.
import { describe, expect, test } from 'vitest';
import type { Report } from '../../electron/contract/model/report.ts';
import { reportWriterOf } from '../../electron/engine/exporters/report/index.ts';
import { reportFileName } from '../../electron/engine/exporters/report/report-form.ts';
import { randomWeek } from '../support/recompute-weeks.ts';

const FROM = Date.UTC(2026, 10, 15, 23);
const DAY = 86_400_000;

const report = (more: Partial<Report> = {}): Report => ({
  ...randomWeek(1),
  scope: 'all sites',
  period: {
    kind: 'weekly',
    from: FROM,
    to: FROM + 7 * DAY,
    zone: 'Europe/Berlin',
    words: 'Mon 16 to Sun 22 November 2026',
    isPartial: false,
  },
  ...more,
});

describe('a file name', () => {
  const name = (more: Partial<Report>) => reportFileName(reportWriterOf('pdf'), report(more), null);
  const { period } = report();
  test('has the days of the zone, the last one named included, and the scope', () => {
    expect(name({})).toBe('Watchfloor report 2026-11-16 to 2026-11-22 Berlin all sites.pdf');
    expect(name({ period: { ...period, to: FROM + DAY } })).toBe('Watchfloor report 2026-11-16 Berlin all sites.pdf');
  });
  test('of hours has the hours; of rows their id', () => {
    const hours = { ...period, from: FROM + 3_600_000, to: FROM + 7_200_000 };
    expect(name({ period: hours })).toBe('Watchfloor report 2026-11-16 0100 to 2026-11-16 0200 Berlin all sites.pdf');
    const rows = report().rowSets.find(({ id }) => id === 'incidents') ?? null;
    expect(reportFileName(reportWriterOf('csv'), report(), rows)).toMatch(/ all sites - incidents\.csv$/);
  });
  test('is safe on every file system, whatever a site is called', () => {
    expect(name({ scope: 'site ../..\\etc/passwd:*?"<>|\u0000 ' })).toMatch(
      /^Watchfloor report 2026-11-16 to 2026-11-22 Berlin site \.\. \.\. etc passwd [0-9a-f]{6}\.pdf$/,
    );
  });
  test('is another one for another day, scope or zone: two schedules may share a folder', () => {
    const utc = { ...period, from: FROM + 3_600_000, to: FROM + 3_600_000 + 7 * DAY, zone: 'UTC' };
    const many = (last: string) => `sites ${Array.from({ length: 20 }, (_, n) => `dc${n}`).join(', ')}, ${last}`;
    const names = [
      name({}),
      name({ period: utc }),
      name({ scope: 'site a/b' }),
      name({ scope: 'site a b' }),
      name({ scope: many('fra1') }),
      name({ scope: many('fra2') }),
    ];
    expect(names[1]).toBe('Watchfloor report 2026-11-16 to 2026-11-22 all sites.pdf');
    expect(name({ scope: 'sites ams1, fra2 and tag core' })).toMatch(/ sites ams1 fra2 and tag core\.pdf$/);
    expect(new Set(names).size).toBe(names.length);
  });
});
