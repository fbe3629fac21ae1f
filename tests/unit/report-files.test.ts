// A report as a file: spreadsheets, programs, and the page that is sent to a customer.
import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Report, RowSet } from '../../electron/contract/model/report.ts';
import { SECTION_KINDS } from '../../electron/engine/core/report-figures.ts';
import { ON_THE_COVER } from '../../electron/engine/exporters/report/cover.ts';
import { reportWriterOf, reportWriters } from '../../electron/engine/exporters/report/index.ts';
import { mailText } from '../../electron/engine/exporters/report/mail-text.ts';
import { coverFigures } from '../../electron/engine/exporters/report/page-figures.ts';
import { tableHtml } from '../../electron/engine/exporters/report/page-tables.ts';
import { sameAgain } from '../../electron/engine/exporters/report/recompute-words.ts';
import { randomWeek } from '../support/recompute-weeks.ts';

const FROM = Date.UTC(2026, 10, 15, 23);
const DAY = 86_400_000;

/** A small one, in which names are as bad as names can be. */
function report(more: Partial<Report> = {}): Report {
  const figure = {
    id: 'incidents.opened',
    title: 'Incidents <opened>',
    value: 2,
    type: 'count',
    unit: 'incidents',
    n: 2,
    definition: 'Rows with "openedAt" in the period, = and more.',
    rows: ['incidents'],
    verdict: '',
  } as const;
  return {
    title: 'Weekly report',
    period: {
      kind: 'weekly',
      from: FROM,
      to: FROM + 7 * DAY,
      zone: 'Europe/Berlin',
      words: 'Mon 16 to Sun 22 November 2026',
      isPartial: false,
    },
    scope: 'all sites',
    madeAt: FROM + 7 * DAY + 3_600_000,
    madeBy: 'ada',
    head: { seq: 12, hash: 'ab'.repeat(32) },
    sections: [
      {
        id: 'incidents',
        title: 'Incidents',
        lead: 'Two were opened.',
        figures: [
          figure,
          {
            ...figure,
            id: 'incidents.took',
            title: 'Took',
            type: 'ms',
            unit: '',
            value: 3_600_001,
            n: 1,
            verdict: 'missed',
          },
          {
            ...figure,
            id: 'incidents.share',
            title: 'Kept',
            type: 'percent',
            unit: '%',
            value: 99.99999,
            n: 7,
            verdict: 'kept',
          },
          { ...figure, id: 'incidents.last', title: 'Last', type: 'at', unit: '', value: FROM, n: null },
          { ...figure, id: 'incidents.none', title: 'None', value: null, n: 0 },
        ],
        charts: [],
        tables: [{ rows: 'incidents', most: 2 }],
        gaps: ['measured for 3 of 7 days'],
      },
    ],
    rowSets: [
      {
        id: 'incidents',
        title: 'Incidents',
        about: 'An incident.',
        columns: [
          { key: 'title', title: 'Title', type: 'text' },
          { key: 'at', title: 'Opened', type: 'at' },
          { key: 'ms', title: 'Took', type: 'ms' },
          { key: 'share', title: 'Share', type: 'percent' },
        ],
        rows: [
          ['=HYPERLINK("http://evil","x")', FROM, -3, 12.5],
          ['<script>alert(1)</script>', FROM + 1, null, null],
          ['a, "b"\r\nc', FROM + 2, 5, 100],
        ],
      },
    ],
    ...more,
  };
}

const write = (form: 'html' | 'csv' | 'json', of = report(), rows: string | null = null): string =>
  reportWriterOf(form).write(of, of.rowSets.find(({ id }) => id === rows) ?? null);

/** RFC 4180, by hand: rows of cells. Before them the mark that tells spreadsheets of UTF-8. */
function parsed(file: string): readonly (readonly string[])[] {
  expect(file[0]).toBe('\ufeff');
  const text = file.slice(1);
  const rows: string[][] = [[]];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at] ?? '';
    if (isQuoted && here === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (here === '"') isQuoted = !isQuoted;
    else if (!isQuoted && here === ',') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (!isQuoted && here === '\r' && text[at + 1] === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      rows.push([]);
      at += 1;
    } else cell += here;
  }
  expect(rows.pop(), 'the last line ends').toEqual([]);
  return rows;
}

test('every form of the contract is there, and says its type', () => {
  expect(reportWriters.map(({ form, extension }) => [form, extension])).toEqual([
    ['pdf', 'pdf'],
    ['html', 'html'],
    ['csv', 'csv'],
    ['json', 'json'],
  ]);
});

describe('for spreadsheets', () => {
  test('all figures are one table, with their definitions, exact, in plain units', () => {
    const [head, ...lines] = parsed(write('csv'));
    const rows = lines.map((line) => Object.fromEntries(line.map((cell, place) => [head?.[place], cell])));
    expect(rows.map(({ id, value, unit, n, goal }) => [id, value, unit, n, goal])).toEqual([
      ['incidents.opened', '2', 'incidents', '2', ''],
      ['incidents.took', '3600001', 'ms', '1', 'missed'],
      ['incidents.share', '99.99999', '%', '7', 'kept'],
      ['incidents.last', '2026-11-15T23:00:00.000Z', 'UTC', '', ''],
      ['incidents.none', '', 'incidents', '0', ''],
    ]);
    expect(rows[0]).toMatchObject({
      definition: 'Rows with "openedAt" in the period, = and more.',
      from: '2026-11-15T23:00:00.000Z',
      zone: 'Europe/Berlin',
      scope: 'all sites',
    });
  });
  test('one row set has every row; nothing is run as a formula, and a number below nothing stays a number', () => {
    expect(parsed(write('csv', report(), 'incidents'))).toEqual([
      ['Title', 'Opened (UTC)', 'Took (ms)', 'Share (%)'],
      [`'=HYPERLINK("http://evil","x")`, '2026-11-15T23:00:00.000Z', '-3', '12.5'],
      ['<script>alert(1)</script>', '2026-11-15T23:00:00.001Z', '', ''],
      ['a, "b"\r\nc', '2026-11-15T23:00:00.002Z', '5', '100'],
    ]);
  });
  test('no cell of any row set of a hundred weeks by chance begins as a formula does, but for numbers', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const week = randomWeek(seed);
      for (const { id } of week.rowSets) {
        for (const cell of parsed(write('csv', week, id)).flat()) {
          if (/^[=+\-@\t\r\n]/.test(cell)) expect(Number.isFinite(Number(cell)), cell).toBe(true);
        }
      }
    }
  });
});

test('for programs it is the report itself, whole, a row a line, and says how it is computed again', () => {
  const text = write('json');
  const { watchfloor, version, recompute, ...rest } = JSON.parse(text);
  expect(rest).toEqual(report());
  expect({ watchfloor, version }).toEqual({ watchfloor: 'report', version: 1 });
  expect(recompute.join(' ')).toContain('watchfloor report weekly --at 2026-11-16 --zone Europe/Berlin --format json');
  expect(recompute.join(' ')).toContain('ab'.repeat(32));
  expect(text.split('\n').filter((line) => line.includes('<script>'))).toHaveLength(1);
  const week = randomWeek(8);
  expect(JSON.parse(write('json', week))).toMatchObject(JSON.parse(JSON.stringify(week)));
});

test('a report that was counted in another way says so in the command that makes it again', () => {
  const basis = (maintenance: string, unreachable: string) => ({
    id: 'basis',
    title: 'Basis',
    about: 'A setting.',
    columns: (['name', 'value', 'words'] as const).map((key) => ({ key, title: key, type: 'text' as const })),
    rows: [
      ['maintenance', null, maintenance],
      ['unreachable', null, unreachable],
    ],
  });
  const command = (maintenance: string, unreachable: string) =>
    sameAgain(report({ rowSets: [basis(maintenance, unreachable)] }));
  expect(command('left out of both sides', 'a column of its own')).toBe(
    'watchfloor report weekly --at 2026-11-16 --zone Europe/Berlin --format json',
  );
  expect(command('counted as good', 'counted as bad')).toBe(
    'watchfloor report weekly --at 2026-11-16 --zone Europe/Berlin --downtime good --unreachable bad --format json',
  );
});

describe('the page', () => {
  test('runs nothing and fetches nothing; its policy lets its one style sheet be', () => {
    const page = write('html');
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    expect(page).toContain(`style-src 'sha256-${hash('sha256', style, 'base64')}'`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|javascript:|\sstyle=|\son\w+=|url\(|@import|<img|<link/i);
    // The one address in it is words of a name, which nothing makes a link of.
    const whole = page.replaceAll('<wbr>', '');
    expect(whole.match(/https?:\/\/[^"'\s<&]+/g)?.filter((one) => one !== 'http://www.w3.org/2000/svg')).toEqual([
      'http://evil',
    ]);
    // Where a long word may be broken, it is broken outside of what stands for a character.
    expect(page).toContain('&lt;script&gt;aler<wbr>t(1)&lt;/<wbr>script&gt;');
  });
  test('has cover, contents, gaps, figures, tables with what they leave out, definitions, rows and the chain', () => {
    const page = write('html');
    const order = [
      '<h1>Weekly report</h1>',
      'Mon 16 to Sun 22 November 2026',
      '<div class="summary">',
      '<h2>Contents</h2>',
      'Made by ada',
      '<section id="incidents">',
      'measured for 3 of 7 days',
      'the first 2 of 3; all of them in JSON and CSV',
      'How each figure is computed',
      'Rows with &quot;openedAt&quot; in the period',
      'The rows behind the figures',
      'watchfloor journal verify',
    ].map((words) => [words, page.lastIndexOf(words)] as const);
    for (const [words, place] of order) expect(place, words).toBeGreaterThan(0);
    const contents = [...page.matchAll(/<a href="#([a-z]+)">/g)].map(([, id]) => id);
    for (const id of contents) expect(page, id).toContain(`id="${id}"`);
    expect(page.split('<section id="incidents">')[1]).not.toContain('a, &quot;b&quot;');
    expect(page).toContain('<span class="missed">goal missed</span>');
  });
  test('severities are read as SEV1 to SEV4, also on paper', () => {
    const set: RowSet = {
      id: 'incidents',
      title: 'Incidents',
      about: '',
      columns: [
        { key: 'number', title: 'Number', type: 'text' },
        { key: 'severity', title: 'Severity', type: 'count' },
      ],
      rows: [['INC-2026-0042', 2]],
    };
    expect(tableHtml(set, 10, { zone: 'UTC', from: 0 })).toContain('<td class="t">SEV2</td>');
  });

  test('of a period that is not over says so', () => {
    expect(write('html')).not.toContain('Not over yet');
    expect(write('html', report({ period: { ...report().period, isPartial: true } }))).toContain(
      'Not over yet: figures as of 2026-11-23 00:00:00 UTC (2026-11-23 01:00:00 +01:00)',
    );
  });
});

test('the figures of the cover are in the catalogue, and stand there in the same order whether they are known or not', () => {
  const ids = SECTION_KINDS.flatMap(({ figures }) => figures.map(({ id }) => id));
  expect(ON_THE_COVER.filter((id) => !ids.includes(id))).toEqual([]);
  for (const seed of [1, 5, 7]) {
    expect(coverFigures(randomWeek(seed).sections, ON_THE_COVER).map(({ id }) => id)).toEqual(ON_THE_COVER);
  }
});

test('a mail says what matters before anybody opens the file', () => {
  const text = mailText(report(), ['report.pdf'], ['As HTML in the place of a PDF.']);
  expect(text).toContain('Weekly report: Mon 16 to Sun 22 November 2026, all sites.');
  expect(text).toContain('Incidents <opened>: 2 incidents');
  expect(text).toContain('Attached: report.pdf.');
  expect(text).toContain('As HTML in the place of a PDF.');
});
