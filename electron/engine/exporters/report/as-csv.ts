// A report for spreadsheets: one table of all figures, or one row set with every row of it. Instants are ISO 8601 in UTC,
// durations milliseconds with the unit in the head; nothing is rounded, and no text is run as a formula. A byte order mark tells
// spreadsheets that it is UTF-8: without it names and definitions are garbled.
import type { Cell, ColumnType, Report, ReportFigure, RowSet } from '../../../contract/model/report.ts';
import { csvLines, csvText } from '../../lib/csv.ts';
import { defineReportWriter } from './report-form.ts';

const MARK = '\ufeff';

export const csv = defineReportWriter({
  form: 'csv',
  extension: 'csv',
  type: 'text/csv',
  isPrinted: false,
  takesRows: true,
  write: (report, rows) => `${MARK}${rows === null ? figuresTable(report) : rowsTable(rows)}`,
});

const FIGURE_COLUMNS = [
  'section',
  'id',
  'figure',
  'value',
  'unit',
  'n',
  'goal',
  'definition',
  'rows',
  'from',
  'to',
  'zone',
  'scope',
] as const;

/** Each line says which period and scope it is of, so that the tables of many reports can stand below each other. */
function figuresTable({ sections, period, scope }: Report): string {
  const ends = [isoOf(period.from), isoOf(period.to), csvText(period.zone), csvText(scope)];
  const lines = sections.flatMap((section) =>
    section.figures.map((figure) => [
      csvText(section.title),
      csvText(figure.id),
      csvText(figure.title),
      cellOf(figure.value, figure.type),
      csvText(unitOf(figure)),
      figure.n === null ? '' : String(figure.n),
      figure.verdict,
      csvText(figure.definition),
      csvText(figure.rows.join(' ')),
      ...ends,
    ]),
  );
  return csvLines([FIGURE_COLUMNS, ...lines]);
}

function rowsTable({ columns, rows }: RowSet): string {
  const head = columns.map(({ title, type }) => csvText(`${title}${HEAD_UNIT[type]}`));
  return csvLines([head, ...rows.map((row) => columns.map(({ type }, place) => cellOf(row[place] ?? null, type)))]);
}

const HEAD_UNIT: Readonly<Record<ColumnType, string>> = {
  text: '',
  count: '',
  number: '',
  percent: ' (%)',
  ms: ' (ms)',
  at: ' (UTC)',
};

const unitOf = ({ type, unit }: ReportFigure): string => {
  if (type === 'ms') return 'ms';
  if (type === 'percent') return '%';
  return type === 'at' ? 'UTC' : unit;
};

function cellOf(cell: Cell, type: ColumnType): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return csvText(cell);
  return type === 'at' ? isoOf(cell) : String(cell);
}

const isoOf = (at: number): string => new Date(at).toISOString();
