// All row sets that a report carries, by their ids, and what their rows are to the code that counts them.
import type { RowSet } from '../../contract/model/report.ts';
import type { RowOf, RowsKind } from './report-kinds.ts';
import { WATCH_ROWS } from './report-rows-watch.ts';
import { WORK_ROWS } from './report-rows-work.ts';

export const ROW_KINDS = { ...WATCH_ROWS, ...WORK_ROWS } as const;

export type RowsId = keyof typeof ROW_KINDS;
export type ReportRow<Id extends RowsId> = RowOf<(typeof ROW_KINDS)[Id]>;
export type ReportRows = { readonly [Id in RowsId]: readonly ReportRow<Id>[] };

/** Those that are counted from others. */
export const DERIVED_ROWS = [
  'alarm-sources',
  'alarm-priorities',
  'incidents-by-severity',
  'incident-ages',
  'response-by-severity',
  'sla-by-severity',
  'sla-breaches',
  'backup-checks',
  'runbooks',
] as const satisfies readonly RowsId[];

export type DerivedId = (typeof DERIVED_ROWS)[number];

/** What has to be gathered. */
export type GatheredRows = Omit<ReportRows, DerivedId>;

/** Rows in the form of the report: their kind with its columns, and their cells (`cellsOf`). */
export function rowSetOf<Id extends RowsId>(id: Id, rows: RowSet['rows']): RowSet {
  const kind: RowsKind = ROW_KINDS[id];
  const columns = Object.entries(kind.columns).map(([key, [title, type]]) => ({ key, title, type }));
  return { id, title: kind.title, about: kind.about, columns, rows };
}

/** The cells of rows in the order of their columns. */
export function cellsOf<Id extends RowsId>(id: Id, rows: readonly ReportRow<Id>[]): RowSet['rows'] {
  const keys = Object.keys(ROW_KINDS[id].columns) as (keyof ReportRow<Id>)[];
  return rows.map((row) => keys.map((key) => row[key] as string | number | null));
}
