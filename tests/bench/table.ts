// The figures as a table: measured, floor in the same run, ratio, goal, verdict.
import { short } from './figures.ts';

export interface Row {
  readonly what: string;
  readonly measured: number;
  /** The least it can cost, measured in the same run. */
  readonly floor?: { readonly what: string; readonly value: number };
  /** Goals: at most, less than, at least. */
  readonly most?: number;
  readonly below?: number;
  readonly least?: number;
}

function goalOf({ measured, most, below, least }: Row): { readonly goal: string; readonly verdict: string } {
  const judge = (goal: string, met: boolean) => ({ goal, verdict: met ? 'met' : 'MISSED' });
  if (most !== undefined) return judge(`≤ ${short(most)}`, measured <= most);
  if (below !== undefined) return judge(`< ${short(below)}`, measured < below);
  if (least !== undefined) return judge(`≥ ${short(least)}`, measured >= least);
  return { goal: '', verdict: '' };
}

export function print(rows: readonly Row[], say: (line: string) => void): void {
  const cells = rows.map((row) => {
    const { goal, verdict } = goalOf(row);
    const floor = row.floor ? `${short(row.floor.value)} (${row.floor.what})` : '';
    const ratio = row.floor ? `${short(row.measured / row.floor.value)} ×` : '';
    return [row.what, short(row.measured), floor, ratio, goal, verdict];
  });
  const table = [['', 'measured', 'floor, same run', 'ratio', 'goal', ''], ...cells];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  say('');
  for (const line of table)
    say(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  say('');
}
