// Cells of a table for spreadsheets (RFC 4180). Names come from plugins, far machines and people: one that a spreadsheet would
// run as a formula is made text with an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection).

const RUNS_AS_FORMULA = /^[=+\-@\t\r\n]/;

/** A text as a cell: never a formula, quoted where it has to be. Numbers are written as they are, negative ones too. */
export function csvText(text: string): string {
  const safe = RUNS_AS_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of written cells, each line ended with CR LF. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.join(',')}\r\n`).join('');
