// The figures as a table in Markdown: measured, peer and floor in the same run, ratios, goal, verdict.
import { short } from './figures.ts';

interface Beside {
  readonly what: string;
  readonly value: number;
}

export interface Row {
  readonly what: string;
  readonly measured: number;
  /** Another program at the same work, measured in the same run. */
  readonly peer?: Beside;
  /** The least it can cost, measured in the same run. */
  readonly floor?: Beside;
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

/** What another way took, and how many times as much we took; nothing where it could not be measured. */
function besideOf(measured: number, beside: Beside | undefined): readonly [string, string] {
  if (!beside || !Number.isFinite(beside.value)) return ['', ''];
  return [`${short(beside.value)} (${beside.what})`, `${short(measured / beside.value)} ×`];
}

export function print(rows: readonly Row[], say: (line: string) => void): void {
  const cells = rows.map((row) => {
    const { goal, verdict } = goalOf(row);
    const others = [...besideOf(row.measured, row.peer), ...besideOf(row.measured, row.floor)];
    return [row.what, short(row.measured), ...others, goal, verdict];
  });
  const head = ['what', 'measured', 'peer, same run', 'of it', 'floor, same run', 'of it', 'goal', 'verdict'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const line = (of: readonly string[]): string =>
    `| ${of.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  say('');
  say(line(head));
  say(line(widths.map((width) => '-'.repeat(width))));
  for (const row of cells) say(line(row));
  say('');
}
