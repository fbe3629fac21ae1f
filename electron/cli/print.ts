// What commands print: tables for people, JSON for programs. What comes from hosts is made harmless to a terminal.
import { once } from 'node:events';
import { cleanLine } from '../engine/lib/text.ts';
import type { CliIo } from './command.ts';

export type Cell = string | number | null | undefined;

/** The longest cell; a summary of 200 characters still fits a wide terminal. */
const CELL_LIMIT = 200;
const NUMBER = /^-?[\d,.]+(?: ?%| ?m?s)?$/;

/**
 * Rows as aligned columns, the first row being the headings; columns of figures stand to the right. Ends with a line
 * feed; without rows it is ''. An absent cell is a dash.
 */
export function table(rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(cellText));
  const columns = Math.max(0, ...texts.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...texts.map((row) => widthOf(row[at] ?? ''))));
  const right = widths.map((_, at) => isFigures(texts.slice(1).map((row) => row[at] ?? '')));
  return texts.map((row) => `${line(row, widths, right)}\n`).join('');
}

/** One JSON document, on one line. */
export function json(io: Pick<CliIo, 'stdout'>, value: unknown): void {
  io.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Lines one after the other, waiting for a slow reader: a long list never piles up in memory. */
export function createLineWriter(out: CliIo['stdout'], gatherChars = 32_768) {
  let waiting = '';
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    if (text !== '' && !out.write(text)) await once(out, 'drain');
  };
  return {
    /** The promise is only there when the reader has to be waited for. */
    line(text: string): Promise<void> | undefined {
      waiting += `${text}\n`;
      return waiting.length >= gatherChars ? flush() : undefined;
    },
    flush,
  };
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return '-';
  return cleanLine(String(cell), CELL_LIMIT);
}

const isFigures = (cells: readonly string[]): boolean =>
  cells.some((cell) => NUMBER.test(cell)) && cells.every((cell) => cell === '-' || NUMBER.test(cell));

/** Characters, not UTF-16 units: a name with an emoji does not push its row out of line. */
const widthOf = (text: string): number => [...text].length;

function line(row: readonly string[], widths: readonly number[], right: readonly boolean[]): string {
  const cells = widths.map((width, at) => {
    const text = row[at] ?? '';
    const room = ' '.repeat(width - widthOf(text));
    return right[at] ? room + text : text + room;
  });
  return cells.join('  ').trimEnd();
}
