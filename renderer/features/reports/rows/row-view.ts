// Pure: the rows of a set as they are looked at: those with some words, in some order, as wide as they need; and as a file.

import type { Cell, RowSet } from '../../../../electron/contract/model/report.ts';
import { isSeverityColumn } from '../../../../electron/contract/model/report-columns.ts';
import { toCsv } from '../../../lib/csv.ts';
import { offsetMinutes } from '../../../lib/local-time.ts';
import { cellText, fileText, fileTitle } from '../../../store/report-words.ts';

export type Row = readonly Cell[];

export interface RowSort {
  readonly column: number;
  readonly isDown: boolean;
}

type Column = RowSet['columns'][number];

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** As it is read: 'SEV2', '0190a1b2…' of an id that only a program reads; else by the type of the column. */
export function shownText(column: Column, cell: Cell, zone: string): string {
  if (typeof cell === 'number' && column.type === 'at') return wallOf(cell, zone);
  if (isSeverityColumn(column) && cell !== null) return `SEV${cell}`;
  return typeof cell === 'string' && ID.test(cell) ? `${cell.slice(0, 8)}…` : cellText(cell, column.type, zone);
}

/** For searching and for the clipboard: nothing of a word left out. */
const lineText = (column: Column, cell: Cell, zone: string): string =>
  typeof cell === 'string' ? cell : shownText(column, cell, zone);

/** All there is to say of it: a whole id, an instant in the zone and in UTC. */
export function wholeText(column: Column, cell: Cell, zone: string): string {
  const text = lineText(column, cell, zone);
  if (typeof cell !== 'number' || column.type !== 'at' || zone === 'UTC') return text;
  return `${text} ${zone}, ${wallOf(cell, 'UTC')} UTC`;
}

const DAY = 86_400_000;
/** Minutes a zone is ahead, by its day of UTC; null: its clocks change in it. */
const offsets = new Map<string, number | null>();

/** As `wallText`, for columns of a hundred thousand instants: asking the zone for each of them takes seconds. */
function wallOf(at: number, zone: string): string {
  const day = Math.floor(at / DAY);
  const key = `${zone} ${day}`;
  let known = offsets.get(key);
  if (known === undefined) {
    const [first, last] = [offsetMinutes(day * DAY, zone), offsetMinutes((day + 1) * DAY - 1, zone)];
    known = first === last ? first : null;
    offsets.set(key, known);
  }
  const ahead = known ?? offsetMinutes(at, zone);
  return new Date(at + ahead * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: Cell, b: Cell, isDown: boolean): number {
  // What is empty stands last, whichever way the others go.
  if (a === null || a === '') return b === null || b === '' ? 0 : 1;
  if (b === null || b === '') return -1;
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return isDown ? -order : order;
}

/** In the order of a column, rows that are alike as they stood; null: as they came. */
export const sorted = (rows: readonly Row[], sort: RowSort | null): readonly Row[] =>
  sort === null ? rows : rows.toSorted((a, b) => compare(a[sort.column] ?? null, b[sort.column] ?? null, sort.isDown));

/** A column that is chosen again turns round, then lets go; numbers begin with the most. */
export function nextSort(set: RowSet, now: RowSort | null, column: number): RowSort | null {
  const begins = set.columns[column]?.type !== 'text';
  if (now?.column !== column) return { column, isDown: begins };
  return now.isDown === begins ? { column, isDown: !begins } : null;
}

const lines = new WeakMap<Row, string>();
const lineOf = ({ columns }: RowSet, row: Row, zone: string): string => {
  const known = lines.get(row);
  if (known !== undefined) return known;
  const line = columns
    .map((column, at) => lineText(column, row[at] ?? null, zone))
    .join(' ')
    .toLowerCase();
  lines.set(row, line);
  return line;
};

/** Rows that have all the words somewhere. */
export function having(set: RowSet, typed: string, zone: string): readonly Row[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? set.rows
    : set.rows.filter((row) => words.every((word) => lineOf(set, row, zone).includes(word)));
}

/** A look at so many rows says how wide a column has to be. */
const LOOKED_AT = 1_000;

/** Widths in letters, by the longest word of the head or the longest cell. */
export function columnWidths({ columns, rows }: RowSet, zone: string): readonly number[] {
  const looked = rows.slice(0, LOOKED_AT);
  return columns.map((column, at) => {
    const widest = looked.reduce((most, row) => Math.max(most, shownText(column, row[at] ?? null, zone).length), 0);
    return Math.min(44, Math.max(column.title.length + 2, widest + 1, 5));
  });
}

/** Exactly these rows, plain: numbers as they are, instants in UTC. */
export const rowsCsv = ({ columns }: RowSet, rows: readonly Row[]): string =>
  toCsv([
    columns.map(({ title, type }) => fileTitle(title, type)),
    ...rows.map((row) => columns.map(({ type }, at) => fileText(row[at] ?? null, type))),
  ]);

/** The same for the clipboard, as they are read, with tabs between. */
export const rowsText = ({ columns }: RowSet, rows: readonly Row[], zone: string): string =>
  [
    columns.map(({ title }) => title),
    ...rows.map((row) =>
      columns.map((column, at) => lineText(column, row[at] ?? null, zone).replaceAll(/[\t\r\n]+/g, ' ')),
    ),
  ]
    .map((line) => line.join('\t'))
    .join('\n');

/** 'availability-hosts-2026-11-16.csv', by the day the period begins on. */
export const fileName = (set: RowSet, firstDay: string): string => `${set.id}-${firstDay}.csv`;
