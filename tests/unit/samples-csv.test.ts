// Values as a table for spreadsheets: what a reader of RFC 4180 makes of it, and what a spreadsheet must not.
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { csvName, samplesAsCsv } from '../../electron/engine/services/samples-csv.ts';
import type { StoredSample } from '../../electron/engine/store/sample-rows.ts';

const AT = Date.UTC(2026, 10, 22, 2, 14);
const RTT = [
  ['rtt.avg', 'ms'],
  ['loss', '%'],
] as const;

const sample = (minute: number, values: readonly number[], metrics: StoredSample['metrics'] = RTT): StoredSample => ({
  at: AT + minute * 60_000,
  lateMs: 2,
  durationMs: 12.5,
  status: 0,
  metrics,
  values,
});

const table = (newestFirst: readonly StoredSample[], metrics?: readonly string[]): string[][] =>
  parse(samplesAsCsv(newestFirst, metrics).text, { relax_column_count: false });

describe('a table', () => {
  test('has a line a result, oldest first, times in UTC, units in the heading, nothing where nothing was measured', () => {
    const made = samplesAsCsv([{ ...sample(1, [Number.NaN, -100]), status: 2 }, sample(0, [0.31, 0])], undefined);
    expect(made).toEqual({
      rows: 2,
      cut: false,
      text: [
        'at,status,duration_ms,late_ms,rtt.avg (ms),loss (%)',
        '2026-11-22T02:14:00.000Z,ok,12.5,2,0.31,0',
        '2026-11-22T02:15:00.000Z,critical,12.5,2,,-100',
        '',
      ].join('\r\n'),
    });
  });

  test('without results is its heading', () => {
    expect(samplesAsCsv([], undefined)).toEqual({ rows: 0, cut: false, text: 'at,status,duration_ms,late_ms\r\n' });
  });

  test('of a check whose metrics changed has a column for each, filled where it was measured', () => {
    const rows = table(
      [
        sample(2, []),
        sample(
          1,
          [3, 4],
          [
            ['rtt.avg', 'ms'],
            ['rtt.avg', 's'],
          ],
        ),
        sample(0, [1, 2]),
      ].map((one, n) => (n === 0 ? { ...one, metrics: [] } : one)),
    );
    expect(rows.map((row) => row.slice(4))).toEqual([
      ['rtt.avg (ms)', 'rtt.avg (s)', 'loss (%)'],
      ['1', '', '2'],
      ['3', '4', ''],
      ['', '', ''],
    ]);
  });

  test('has the metrics asked for', () => {
    expect(table([sample(0, [1, 2])], ['loss'])).toEqual([
      ['at', 'status', 'duration_ms', 'late_ms', 'loss (%)'],
      ['2026-11-22T02:14:00.000Z', 'ok', '12.5', '2', '2'],
    ]);
  });

  test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
    'does not let a metric called %j be run',
    (name) => {
      const [heading] = table([sample(0, [-1], [[name, '']])]);
      expect(heading?.[4]).toBe(`'${name}`);
    },
  );

  test('keeps commas, quotes and line ends inside their cell', () => {
    const [heading, row] = table([sample(0, [5], [['disk "C", a\nb', 'GB, used']])]);
    expect(heading?.[4]).toBe('disk "C", a\nb (GB, used)');
    expect(row?.[4]).toBe('5');
  });

  test('too large is cut at its old end, and that is said', () => {
    const all = Array.from({ length: 100 }, (_, n) => sample(100 - n, [n, 0]));
    const byCells = samplesAsCsv(all, undefined, { cells: 60, length: 1e6 });
    expect(byCells).toMatchObject({ rows: 10, cut: true });
    expect(parse(byCells.text)[1]?.[0]).toBe(new Date(AT + 91 * 60_000).toISOString());
    const byLength = samplesAsCsv(all, undefined, { cells: 1e6, length: 500 });
    expect(byLength.cut).toBe(true);
    expect(byLength.text.length).toBeLessThan(600);
    expect(samplesAsCsv(all, undefined, { cells: 600, length: 1e6 })).toMatchObject({ rows: 100, cut: false });
  });
});

test('the file is named after host, check and period, without what a file system minds', () => {
  expect(csvName('web1', 'http', AT, AT + 3_600_000)).toBe('web1-http-2026-11-22T0214Z-2026-11-22T0314Z.csv');
  expect(csvName('../etc/pass wd', 'a:b\\c*', 0, Number.MAX_SAFE_INTEGER)).toBe(
    'etc-pass-wd-a-b-c-1970-01-01T0000Z-275760-09-13T0000Z.csv',
  );
  expect(csvName('Köln 3', '???', AT, AT)).toBe('Köln-3-unnamed-2026-11-22T0214Z-2026-11-22T0214Z.csv');
});
