// CSV as spreadsheets and asset registers write it: delimiter guessed, byte order mark, quotes and CRLF taken as they come.
import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { FileFinding } from '../../contract/model/inventory-change.ts';

export interface CsvRow {
  readonly cells: readonly string[];
  /** Line it begins in, from 1. */
  readonly line: number;
}

export interface CsvTable {
  readonly header: CsvRow | null;
  readonly rows: readonly CsvRow[];
  readonly findings: readonly FileFinding[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const MAX_ROWS = 50_000;
const MAX_COLUMNS = 256;

/** Reads a table with a heading row. Never throws. `column` of a finding counts the fields of its row, from 1. */
export function readCsv(text: string): CsvTable {
  const delimiter = guessDelimiter(text);
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: MAX_ROWS + 2,
    }) as unknown as readonly { readonly record: string[]; readonly raw: string; readonly info: Info }[];
    const rows = records.map(({ record, raw, info }): CsvRow => {
      // `lines` is where the record ended; its text may hold line breaks in quotes.
      const inside = raw.replace(/^\s+|\s+$/g, '').split('\n').length - 1;
      return { cells: record, line: Math.max(1, info.lines - inside) };
    });
    const [header = null, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
    return { header, rows: rest, findings: sizeFindings(header, rest) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, column } = error as CsvError & { readonly lines?: number; readonly column?: number | string };
    const place = { line: lines ?? 1, column: typeof column === 'number' ? column + 1 : 1, path: '' };
    return { header: null, rows: [], findings: [{ level: 'error', ...place, what: inWords(error.code) }] };
  }
}

function sizeFindings(header: CsvRow | null, rows: readonly CsvRow[]): readonly FileFinding[] {
  const said = (what: string, line = 1): FileFinding => ({ level: 'error', line, column: 1, path: '', what });
  if (!header) return [said('the file is empty: its first row must hold the headings')];
  if (header.cells.length > MAX_COLUMNS) return [said(`more than ${MAX_COLUMNS} columns: this is no table of hosts`)];
  if (rows.length > MAX_ROWS) return [said(`more than ${MAX_ROWS / 1_000},000 rows: split the file`)];
  return [];
}

/** The one that stands in the heading row most often, outside quotes. */
function guessDelimiter(text: string): string {
  const heading = (/^\ufeff?\s*([^\r\n]*)/.exec(text)?.[1] ?? '').slice(0, 16_384).replaceAll(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((one) => ({ one, count: heading.split(one).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

function inWords(code: string): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened here and never closed: double a quote that belongs to the text ("")';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'a quote stands inside a field: put the whole field in quotes and double the quote ("")';
    default:
      return 'this is no CSV: look at the quotes of this row';
  }
}
