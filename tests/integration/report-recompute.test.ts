// Every figure of a report against the independent script, which has nothing but the exported file: of the week that was played on
// a real engine, and of weeks by chance. None may be left out.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../electron/contract/model/report.ts';
import { DERIVED_ROWS } from '../../electron/engine/core/report-rows.ts';
import { reportWriterOf } from '../../electron/engine/exporters/report/index.ts';
import { type Exported, recompute, rowsIn } from '../support/recompute-report.ts';
import { recomputeGathered, recomputeTables, slotsAgree, type Tables } from '../support/recompute-report-tables.ts';
import { randomWeek } from '../support/recompute-weeks.ts';
import { playWeek, WEEK_ZONE } from '../support/report-week.ts';

/** As somebody reads it who was sent the file. */
const read = (text: string): Exported => JSON.parse(text);
const exported = (report: Report): Exported => read(reportWriterOf('json').write(report, null));

/** All figures that differ, in words; the sums of floating point may differ in the last places. */
function differences(report: Exported): readonly string[] {
  const again = recompute(report);
  const figures = report.sections.flatMap((section) => section.figures);
  const said = figures.flatMap(({ id, value, n, verdict, definition }) => {
    const other = again.get(id);
    if (!other) return [`${id} has no recomputation`];
    const isSame =
      value === null || other.value === null
        ? value === other.value
        : Math.abs(value - other.value) <= 1e-9 * Math.max(1, Math.abs(value));
    const words = (one: object) => JSON.stringify(one);
    return isSame && n === other.n && verdict === other.verdict
      ? []
      : [`${id}: the report says ${words({ value, n, verdict })}, the script ${words(other)}. ${definition}`];
  });
  const known = new Set(figures.map(({ id }) => id));
  return [...said, ...[...again.keys()].filter((id) => !known.has(id)).map((id) => `${id} is in no report`)];
}

/** As the script writes it: the same keys, floating point without its last places; rows in no order. */
const plain = (rows: readonly Readonly<Record<string, unknown>>[], keys: readonly string[]): readonly string[] => {
  const cell = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value);
  return rows.map((row) => JSON.stringify(keys.map((key) => [key, cell(row[key])]))).sort();
};

/** Every table that is counted from other rows, in the columns that the script has, is as the script has it. */
function expectTables(report: Exported, tables: Tables, which: string): void {
  for (const [id, rows] of Object.entries(tables)) {
    const keys = Object.keys(rows[0] ?? {});
    const said = rowsIn(report)(id);
    expect(said.length, `${which}: ${id}`).toBe(rows.length);
    expect(plain(said, keys), `${which}: ${id}`).toEqual(plain(rows, keys));
  }
}

test('the script is independent: it knows no line of the program', () => {
  for (const name of readdirSync('tests/support').filter((one) => one.startsWith('recompute-report'))) {
    const text = readFileSync(join('tests/support', name), 'utf8');
    for (const [, from] of text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)) {
      expect(from, name).toMatch(/^\.\/recompute-report/);
    }
  }
  expect(Object.keys(recomputeTables(rowsIn(exported(randomWeek(1))), { from: 0, to: 1 })).sort()).toEqual(
    [...DERIVED_ROWS].sort(),
  );
});

describe('every figure, computed again from the exported rows', () => {
  test('of a week that was played on a real engine', { timeout: 180_000 }, async () => {
    const { client } = await playWeek();
    const ask = { period: 'weekly', zone: WEEK_ZONE } as const;
    const { content } = await client.reports.exportFile({ ask, form: 'json' });
    const report = read(content);
    expect(differences(report)).toEqual([]);
    const rowsOf = rowsIn(report);
    expectTables(report, recomputeTables(rowsOf, report.period), 'the week');
    const budget = report.sections.flatMap(({ figures }) => figures).find(({ id }) => id === 'availability.budget');
    expectTables(report, recomputeGathered(rowsOf, budget?.value ?? 0), 'the week');
    expect(slotsAgree(rowsOf)).toBe(true);
    expect(
      report.sections.flatMap(({ figures }) => figures).filter(({ value }) => value !== null).length,
    ).toBeGreaterThan(70);
  });

  test('of five hundred weeks by chance', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 500; seed += 1) {
      const report = exported(randomWeek(seed));
      expect(differences(report), `seed ${seed}`).toEqual([]);
      if (seed <= 100) expectTables(report, recomputeTables(rowsIn(report), report.period), `seed ${seed}`);
      for (const { id, value } of report.sections.flatMap(({ figures }) => figures)) if (value !== null) seen.add(id);
    }
    // A figure that never had a value was never compared.
    const all = exported(randomWeek(1)).sections.flatMap(({ figures }) => figures.map(({ id }) => id));
    expect(all.filter((id) => !seen.has(id))).toEqual([]);
  });

  test('a figure that is off by one case, or left out, is named', () => {
    const report = exported(randomWeek(3));
    const [first] = report.sections[1]!.figures;
    const wrong = { ...first!, value: (first!.value ?? 0) + 1 };
    const section = { figures: [wrong, ...report.sections[1]!.figures.slice(1), { ...wrong, id: 'incidents.new' }] };
    const sections = report.sections.map((one, place) => (place === 1 ? section : one));
    expect(differences({ ...report, sections })).toEqual([
      expect.stringMatching(/^incidents\.opened: the report says/),
      'incidents.new has no recomputation',
    ]);
  });
});
