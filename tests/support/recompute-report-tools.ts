// The slow script's hands (recompute-report.ts): rows as the file has them, sums, the greatest, stretches. No line of the program.

/** A row by its columns, as the file has it: what is empty is null or ''. */
export type Row = Readonly<Record<string, unknown>>;

export const num = (cell: unknown): number => (typeof cell === 'number' ? cell : 0);
export const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || cell === '';

export function total(rows: readonly Row[], column: string): number {
  let sum = 0;
  for (const row of rows) sum += num(row[column]);
  return sum;
}

export function greatest(values: readonly number[]): number | null {
  let most: number | null = null;
  for (const value of values) if (most === null || value > most) most = value;
  return most;
}

/** A millisecond at a time would take too long: from end to end, what was covered is not counted again. */
export function unionLength(rows: readonly Row[]): number {
  const ends = [...new Set(rows.flatMap((row) => [num(row.from), num(row.to)]))].sort((a, b) => a - b);
  let covered = 0;
  for (let at = 1; at < ends.length; at += 1) {
    const [left, right] = [ends[at - 1] ?? 0, ends[at] ?? 0];
    if (rows.some((row) => num(row.from) <= left && right <= num(row.to))) covered += right - left;
  }
  return covered;
}

export interface Tools {
  readonly from: number;
  readonly to: number;
  rowsOf(id: string): readonly Row[];
  /** The value of a row of basis; it may be empty. */
  basis(name: string): unknown;
  put(id: string, value: number | null, n: number | null, verdict?: string): void;
  count(id: string, rows: readonly Row[]): void;
  spread(id: string, durations: readonly number[]): void;
  known(rows: readonly Row[], column: string): readonly number[];
  inPeriod(cell: unknown): boolean;
  upTo(value: number | null, limit: number): string;
}
