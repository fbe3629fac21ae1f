// What a form of a report is: it makes one text of a Report that was made. It knows sections, figures, charts and row sets as
// such and none by name, so that a new figure needs nothing here.
import { hash } from 'node:crypto';
import type { Report, ReportForm, RowSet } from '../../../contract/model/report.ts';
import { localText } from '../times.ts';

export interface ReportWriter {
  readonly form: ReportForm;
  readonly extension: string;
  /** MIME type. */
  readonly type: string;
  /** What `write` makes is a page to be printed, not the file itself. */
  readonly isPrinted: boolean;
  /** Whether it can be of one row set alone. */
  readonly takesRows: boolean;
  /** Pure. `rows`: that row set alone, of a form that takes one. */
  write(report: Report, rows: RowSet | null): string;
}

export const defineReportWriter = (writer: ReportWriter): ReportWriter => writer;

const SCOPE_LIMIT = 60;

/**
 * 'Watchfloor report 2026-11-16 to 2026-11-22 all sites.pdf': safe on every file system, the last day named included. What is
 * not the same report has not the same name: two schedules may share a folder.
 */
export function reportFileName(writer: ReportWriter, report: Report, rows: RowSet | null): string {
  const { period, scope } = report;
  const zone = period.zone === 'UTC' ? '' : safe(period.zone.split('/').at(-1) ?? '');
  const short = safe(scope);
  // Cut, or spelt with what no file name has: two such scopes may look the same.
  const mark = short === scope.replaceAll(',', '') ? '' : hash('sha256', scope).slice(0, 6);
  const parts = ['Watchfloor report', daysOf(period), zone, short, mark].filter((part) => part !== '');
  return `${parts.join(' ')}${rows === null ? '' : ` - ${safe(rows.id)}`}.${writer.extension}`;
}

/** Whole days by their dates; a period that begins or ends within a day by its minutes too. */
function daysOf({ from, to, zone }: Report['period']): string {
  const [start, end] = [localText(from, zone), localText(to, zone)];
  const isWhole = start.slice(11, 19) === '00:00:00' && end.slice(11, 19) === '00:00:00';
  if (!isWhole) return `${minute(start)} to ${minute(end)}`;
  const last = localText(to - 1, zone).slice(0, 10);
  const first = start.slice(0, 10);
  return first === last ? first : `${first} to ${last}`;
}

const minute = (local: string): string => local.slice(0, 16).replace(':', '');

/** A name must not end in a dot or a space on Windows, nor be cut inside a character. */
const safe = (text: string): string =>
  Array.from(
    text
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}._ -]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
    .slice(0, SCOPE_LIMIT)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
