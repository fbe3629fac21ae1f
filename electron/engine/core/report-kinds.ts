// What a report is put together from: kinds of row sets with their columns, and figures that are counted from rows alone.
// A figure sees nothing but the rows that the report carries, so whoever has the export can count it again.
import type { ColumnType, ReportChart, ReportFigure, ReportSectionId } from '../../contract/model/report.ts';

type ColumnKinds = Readonly<Record<string, readonly [title: string, type: ColumnType]>>;

/** A kind of rows: what a row is, in a sentence, and its columns by their keys. */
export interface RowsKind<Columns extends ColumnKinds = ColumnKinds> {
  readonly title: string;
  readonly about: string;
  readonly columns: Columns;
}

/** A row by its columns: text is '' where there is none, anything else null. */
export type RowOf<Kind extends RowsKind> = {
  readonly [Key in keyof Kind['columns']]: Kind['columns'][Key][1] extends 'text' ? string : number | null;
};

export const rowsKind = <const Columns extends ColumnKinds>(kind: RowsKind<Columns>): RowsKind<Columns> => kind;

/** A stretch that a chart has a place for; [from, to) in epoch ms. */
export interface Slot {
  readonly from: number;
  readonly to: number;
  /** '16 Nov', '14:00'. */
  readonly label: string;
}

export type SlotWord = 'hour' | 'day' | 'week';

/** What is reported of. */
export interface Frame {
  /** [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Until when there is anything to count: `to`, or when it was made, if that is earlier. */
  readonly until: number;
  readonly zone: string;
  /** Days of the zone; hours where the period has at most two days, weeks where it has more than 62. */
  readonly slots: readonly Slot[];
  readonly slotWord: SlotWord;
  /** Whether only a part of the inventory is reported. */
  readonly isScoped: boolean;
}

export interface Counted {
  readonly value: number | null;
  readonly n: number | null;
  readonly verdict?: ReportFigure['verdict'];
}

export interface FigureKind<Rows> extends Omit<ReportFigure, 'value' | 'n' | 'verdict' | 'rows'> {
  readonly rows: readonly (keyof Rows & string)[];
  readonly count: (rows: Rows, frame: Frame) => Counted;
}

export interface SectionKind<Rows> {
  readonly id: ReportSectionId;
  readonly title: string;
  readonly figures: readonly FigureKind<Rows>[];
  readonly tables: readonly { readonly rows: keyof Rows & string; readonly most: number }[];
  /** From the counted figures, by their ids. */
  readonly lead: (of: (id: string) => Counted, rows: Rows, frame: Frame) => string;
  readonly charts: (rows: Rows, frame: Frame) => readonly ReportChart[];
  readonly gaps: (rows: Rows, frame: Frame) => readonly string[];
}

/** A plain number with how many cases it is from. */
export const counted = (value: number | null, n: number | null = null): Counted => ({ value, n });

/** So many rows. */
export const tally = (rows: readonly unknown[]): Counted => ({ value: rows.length, n: rows.length });

/** How many of the rows are so; null of none: 'none of nothing' is not known to be well. */
export const part = <Row>(rows: readonly Row[], isSo: (row: Row) => boolean): Counted =>
  counted(rows.length === 0 ? null : rows.filter(isSo).length, rows.length);

/** Percent, 0..100; null of none. */
export const share = (part: number, of: number): number | null => (of === 0 ? null : (100 * part) / of);

export const within = (at: number | null, from: number, to: number): boolean => at !== null && at >= from && at < to;
