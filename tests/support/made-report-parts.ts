// What the sections of a made-up report are built from.
import type { Cell, ColumnType, ReportFigure, ReportSection, RowSet } from '../../electron/contract/model/report.ts';
import { chance, HOUR } from './worlds-build.ts';

type Column = readonly [key: string, title: string, type: ColumnType];

export const rowSet = (
  id: string,
  title: string,
  about: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): RowSet => ({ id, title, about, columns: columns.map(([key, name, type]) => ({ key, title: name, type })), rows });

/** A figure; what is left out is plain. */
export const figure = (
  id: string,
  title: string,
  value: number | null,
  part: Partial<ReportFigure> & Pick<ReportFigure, 'definition' | 'rows'>,
): ReportFigure => ({ id, title, value, type: 'count', unit: '', n: null, verdict: '', ...part });

export interface MadeOf {
  readonly hosts: readonly { readonly name: string; readonly site: string }[];
  readonly from: number;
  readonly to: number;
  readonly days: readonly { readonly label: string; readonly from: number }[];
}

export interface MadeSections {
  readonly sections: readonly ReportSection[];
  readonly rowSets: readonly RowSet[];
}

/** A moment in the period, always the same for the same words. */
export const momentIn = ({ from, to }: Pick<MadeOf, 'from' | 'to'>, ...words: readonly (string | number)[]): number =>
  Math.floor((from + chance(...words) * Math.max(HOUR, to - from)) / 1_000) * 1_000;
