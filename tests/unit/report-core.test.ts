// The catalogue of reports, and which stretch of time they are about.
import { describe, expect, test } from 'vitest';
import { REPORT_SECTIONS, type ReportAskDraft, reportAsk } from '../../electron/contract/model/report.ts';
import { SECTION_KINDS } from '../../electron/engine/core/report-figures.ts';
import { daysOf, periodOf, slotsOf } from '../../electron/engine/core/report-period.ts';
import { ROW_KINDS } from '../../electron/engine/core/report-rows.ts';
import { spreadFigures } from '../../electron/engine/core/report-spread.ts';
import { durationText, halfWithin, percentText } from '../../electron/engine/core/report-words.ts';
import { frame, rowsOf } from './report-makers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 23 November 2026, 09:00 UTC. */
const NOW = Date.UTC(2026, 10, 23, 9);

const asked = (ask: ReportAskDraft, now = NOW) => {
  const found = periodOf(reportAsk.parse(ask), now);
  if ('refused' in found) throw new Error(`${found.refused.path} ${found.refused.message}`);
  return found.period;
};
/** A row in each set: of numbers a 1, of names the id of the set. */
const oneOfEach = () =>
  Object.fromEntries(
    Object.entries(ROW_KINDS).map(([id, kind]) => {
      const columns = Object.entries(kind.columns as Record<string, readonly [string, string]>);
      return [id, [Object.fromEntries(columns.map(([key, [, type]]) => [key, type === 'text' ? id : 1]))]];
    }),
  );

const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

describe('the catalogue', () => {
  test('has every section in the order of the contract', () => {
    expect(SECTION_KINDS.map(({ id }) => id)).toEqual([...REPORT_SECTIONS]);
  });

  const figures = SECTION_KINDS.flatMap((section) =>
    section.figures.map((figure) => ({ section: section.id, figure })),
  );

  test('names each figure once, and begins the name with its section', () => {
    const ids = figures.map(({ figure }) => figure.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { section, figure } of figures) expect(figure.id.startsWith(`${section}.`), figure.id).toBe(true);
  });

  test('defines each figure in a sentence, over row sets that there are', () => {
    for (const { figure } of figures) {
      expect(figure.definition, figure.id).toMatch(/^[A-Z0-9(].{5,}\.$|^[A-Z0-9(a].{5,}$/);
      for (const id of figure.rows) expect(ROW_KINDS, figure.id).toHaveProperty([id]);
      expect(figure.rows.length, figure.id).toBeGreaterThan(0);
    }
  });

  test('says of each row set what a row is', () => {
    for (const [id, kind] of Object.entries(ROW_KINDS)) {
      expect(kind.about.length, id).toBeGreaterThan(30);
      expect(Object.keys(kind.columns).length, id).toBeGreaterThan(1);
    }
  });

  test('a report of nothing has no figure that pretends: no 100 %, no 0 of nothing, no mean', () => {
    const sets = rowsOf({});
    const values = new Map(figures.map(({ figure }) => [figure.id, figure.count(sets, frame()).value]));
    const shares = figures.filter(({ figure }) => figure.type === 'percent' && figure.id !== 'availability.target');
    for (const { figure } of shares) expect(values.get(figure.id), figure.id).toBeNull();
    for (const id of values.keys()) if (/\.(median|p90|max|mean)$/.test(id)) expect(values.get(id), id).toBeNull();
    // Of so many, none: of none that is not known.
    const parts =
      /^(availability\.(hosts-missed|outages)|backups\.bad|capacity\.|runbooks\.stale|handoffs\.shifts-without|interruptions\..*night)/;
    const ofNone = [...values.keys()].filter((id) => parts.test(id));
    expect(ofNone).toHaveLength(12);
    for (const id of [...ofNone, 'alarm-load.peak', 'alarm-load.operators']) expect(values.get(id), id).toBeNull();
    for (const { figure } of figures) expect(figure.count(sets, frame()).verdict ?? '', figure.id).toBe('');
  });

  test('each figure is counted from the row sets that it names, all of them and no others', () => {
    for (const { figure } of figures) {
      const seen = new Set<string>();
      for (const sets of [rowsOf({}), rowsOf(oneOfEach())]) {
        figure.count(new Proxy(sets, { get: (all, id) => seen.add(String(id)) && Reflect.get(all, id) }), frame());
      }
      expect([...seen].sort(), figure.id).toEqual([...figure.rows].sort());
    }
  });
});

describe('the period', () => {
  test('is the last day, week or month that is over', () => {
    expect(asked({ period: 'daily' })).toMatchObject({ words: 'Sun 22 November 2026', isPartial: false });
    expect(asked({ period: 'weekly' }).words).toBe('Mon 16 to Sun 22 November 2026');
    expect(asked({ period: 'monthly' })).toMatchObject({
      from: Date.UTC(2026, 9, 1),
      to: Date.UTC(2026, 10, 1),
      words: 'October 2026',
    });
  });

  test('a week across two months, and across two years, names both', () => {
    expect(asked({ period: 'weekly', at: Date.UTC(2026, 9, 1) }).words).toBe('Mon 28 September to Sun 4 October 2026');
    expect(asked({ period: 'weekly', at: Date.UTC(2026, 0, 1) }).words).toBe(
      'Mon 29 December 2025 to Sun 4 January 2026',
    );
  });

  test('by the clock of its zone: at 23:30 UTC it is tomorrow in Berlin', () => {
    const at = Date.UTC(2026, 10, 16, 23, 30);
    expect(asked({ period: 'daily', at }).words).toBe('Mon 16 November 2026');
    expect(asked({ period: 'daily', at, zone: 'Europe/Berlin' }).words).toBe('Tue 17 November 2026');
  });

  test('the day on which the clocks go back has 25 hours, the one on which they go forward 23', () => {
    const back = asked({ period: 'daily', at: Date.UTC(2026, 9, 25, 12), zone: 'Europe/Berlin' });
    expect([iso(back.from), back.to - back.from]).toEqual(['2026-10-24T22:00', 25 * HOUR]);
    const forward = asked({ period: 'daily', at: Date.UTC(2026, 2, 29, 12), zone: 'Europe/Berlin' });
    expect(forward.to - forward.from).toBe(23 * HOUR);
    const week = asked({ period: 'weekly', at: Date.UTC(2026, 9, 25, 12), zone: 'Europe/Berlin' });
    expect(week.to - week.from).toBe(7 * DAY + HOUR);
    expect(daysOf('Europe/Berlin', week.from, week.to).map(({ from, to }) => (to - from) / HOUR)).toEqual([
      24, 24, 24, 24, 24, 24, 25,
    ]);
  });

  test('a day without a midnight begins when the clocks jumped', () => {
    // In Beirut the clocks go from 00:00 to 01:00.
    const day = asked({ period: 'daily', at: Date.UTC(2026, 2, 29, 12), zone: 'Asia/Beirut' });
    expect([iso(day.from), day.to - day.from]).toEqual(['2026-03-28T22:00', 23 * HOUR]);
  });

  test('one that goes on is flagged', () => {
    expect(asked({ period: 'daily', at: NOW })).toMatchObject({ isPartial: true, to: Date.UTC(2026, 10, 24) });
  });

  test('of one’s own it is named to the minute', () => {
    const [from, to] = [Date.UTC(2026, 10, 16, 8), Date.UTC(2026, 10, 17, 9, 30)];
    expect(asked({ period: 'custom', from, to })).toMatchObject({
      words: '16 November 2026 08:00 to 17 November 2026 09:30',
      isPartial: false,
    });
  });

  test('refused: in the future, longer than 400 days', () => {
    expect(() => asked({ period: 'daily', at: NOW + 2 * DAY })).toThrow('lies in the future');
    expect(() => asked({ period: 'custom', from: NOW, to: NOW + DAY })).toThrow('lies in the future');
    expect(() => asked({ period: 'custom', from: NOW - 401 * DAY, to: NOW })).toThrow('at most 400 days');
    expect(asked({ period: 'custom', from: NOW - 400 * DAY, to: NOW }).isPartial).toBe(false);
  });

  test('charts of a day have its hours, 25 of them in the autumn', () => {
    const day = asked({ period: 'daily', at: Date.UTC(2026, 9, 25, 12), zone: 'Europe/Berlin' });
    const { word, slots } = slotsOf('Europe/Berlin', day.from, day.to);
    expect([word, slots.length]).toEqual(['hour', 25]);
    expect(slots.slice(1, 5).map(({ label }) => label)).toEqual(['01:00', '02:00', '02:00', '03:00']);
    // Half past the hour by UTC is on the hour in India; what is cut is cut.
    const from = Date.UTC(2026, 10, 16, 6, 45);
    expect(
      slotsOf('Asia/Kolkata', from, from + HOUR).slots.map((slot) => [slot.label, (slot.to - slot.from) / 60_000]),
    ).toEqual([
      ['12:00', 45],
      ['13:00', 15],
    ]);
  });

  test('charts have days, and weeks from Monday where there are more than 62 of them', () => {
    const from = Date.UTC(2026, 8, 1);
    expect(slotsOf('UTC', from, from + 62 * DAY)).toMatchObject({ word: 'day', slots: { length: 62 } });
    const { word, slots } = slotsOf('UTC', from, from + 63 * DAY);
    expect(word).toBe('week');
    // From Tuesday, 1 September: six days, then whole weeks, then a Monday.
    expect(slots.map((slot) => (slot.to - slot.from) / DAY)).toEqual([6, 7, 7, 7, 7, 7, 7, 7, 7, 1]);
    expect(slots[1]?.label).toBe('7 Sep');
  });
});

describe('durations', () => {
  const [median, p90, max, mean] = spreadFigures({
    id: 'x',
    title: 'x',
    rows: 'runs',
    of: 'x',
    pick: ({ runs }) => runs.map(({ tookMs }) => tookMs),
  }) as never[];
  const of = (figure: { count: (rows: unknown, frame: unknown) => unknown }, took: readonly (number | null)[]) =>
    figure.count(rowsOf({ runs: took.map((tookMs) => ({ tookMs })) as never }), frame());

  test('are by the nearest rank: the 90th of ten is the ninth', () => {
    const ten = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
    expect([median!, p90!, max!, mean!].map((figure) => of(figure, ten))).toEqual([
      { value: 5, n: 10 },
      { value: 9, n: 10 },
      { value: 10, n: 10 },
      { value: 5.5, n: 10 },
    ]);
  });

  test('are put in order once for the four figures of a report', () => {
    let picks = 0;
    const figures = spreadFigures({
      id: 'x',
      title: 'x',
      rows: 'runs',
      of: 'x',
      pick({ runs }) {
        picks += 1;
        return runs.map(({ tookMs }) => tookMs);
      },
    });
    const counted = (took: number) => {
      const sets = rowsOf({ runs: [{ tookMs: took }] });
      return figures.map(({ count }) => count(sets, frame()).value);
    };
    expect([counted(3), picks]).toEqual([[3, 3, 3, null], 1]);
    expect([counted(7), picks]).toEqual([[7, 7, 7, null], 2]);
  });

  test('have a mean from five cases on, and none is made up for what did not end', () => {
    expect(of(mean!, [1, 2, 3, 4, null])).toEqual({ value: null, n: 4 });
    expect(of(mean!, [1, 2, 3, 4, 5, null])).toEqual({ value: 3, n: 5 });
    expect(of(max!, [null])).toEqual({ value: null, n: 0 });
  });
});

test('words never round up to what is not so', () => {
  expect(percentText(99.9999)).toBe('99.99 %');
  expect(percentText(100)).toBe('100 %');
  expect(percentText(0.0001)).toBe('0.01 %');
  expect(durationText(2_592_000)).toBe('43.2 min');
  expect(durationText(-90_000)).toBe('-1.5 min');
});

test('a median of one case is that case', () => {
  expect(halfWithin({ value: null, n: 0 })).toBe('');
  expect(halfWithin({ value: 300_000, n: 1 })).toBe(' within 5 min');
  expect(halfWithin({ value: 300_000, n: 2 })).toBe(', half of them within 5 min');
});
