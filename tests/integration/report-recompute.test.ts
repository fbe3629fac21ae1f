// Every figure of a report against the independent script, which has nothing but the exported file: of the week that was played on
// a real engine, and of weeks by chance. None may be left out.
import { describe, expect, test } from 'vitest';
import type { Report } from '../../electron/contract/model/report.ts';
import { reportWriterOf } from '../../electron/engine/exporters/report/index.ts';
import { type Exported, recompute } from '../support/recompute-report.ts';
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

describe('every figure, computed again from the exported rows', () => {
  test('of a week that was played on a real engine', { timeout: 180_000 }, async () => {
    const { client } = await playWeek();
    const ask = { period: 'weekly', zone: WEEK_ZONE } as const;
    const { content } = await client.reports.exportFile({ ask, form: 'json' });
    const report = read(content);
    expect(differences(report)).toEqual([]);
    expect(
      report.sections.flatMap(({ figures }) => figures).filter(({ value }) => value !== null).length,
    ).toBeGreaterThan(70);
  });

  test('of five hundred weeks by chance', () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 500; seed += 1) {
      const report = exported(randomWeek(seed));
      expect(differences(report), `seed ${seed}`).toEqual([]);
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
