// Reports as files. Every one that a person takes is on the record, with the head of the chain that stands in it.
import type { Actor } from '../../../contract/model/journal.ts';
import type { Report, ReportAsk, ReportForm, RowSet } from '../../../contract/model/report.ts';
import { reportWriterOf } from '../../exporters/report/index.ts';
import { reportFileName } from '../../exporters/report/report-form.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import { fileContent, mustPrint } from '../printing.ts';
import type { DesktopHost } from '../screens.ts';
import type { Reports } from './reports.ts';

export interface ReportFile {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** Text; of a PDF base64. */
  readonly content: string;
  readonly base64: boolean;
}

export interface ReportFiles {
  /** Whether a PDF can be had here. */
  readonly prints: boolean;
  /** Makes one and puts the export on the record; not where `signal` is aborted before it is done. */
  exportFile(
    input: { readonly ask: ReportAsk; readonly form: ReportForm; readonly rows: string | null },
    actor: Actor,
    signal?: AbortSignal,
  ): Promise<ReportFile>;
  /** A report that was made, as a file. Rejects in words where a PDF is wanted and nothing can print it. */
  write(report: Report, form: ReportForm, rows?: string | null): Promise<ReportFile>;
}

export interface ReportFileOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Pick<Store, 'journal' | 'transaction'>;
  readonly reports: Reports;
  readonly desktop: Pick<DesktopHost, 'printPdf'> | null;
}

export function createReportFiles({ clock, store, reports, desktop }: ReportFileOptions): ReportFiles {
  const write: ReportFiles['write'] = async (report, form, rows = null) => {
    const writer = reportWriterOf(form);
    mustPrint(writer, desktop);
    const set = rowSetOf(report, form, rows);
    const content = await fileContent(writer, writer.write(report, set), desktop);
    const name = reportFileName(writer, report, set);
    return { name, type: writer.type, content, base64: writer.isPrinted };
  };
  return {
    prints: desktop !== null,
    write,
    async exportFile({ ask, form, rows }, actor, signal) {
      // Before a long count, not after it.
      mustPrint(reportWriterOf(form), desktop);
      const report = await reports.make(ask, actor, signal);
      const file = await write(report, form, rows);
      signal?.throwIfAborted();
      const { head, period, scope, title } = report;
      const text = `Exported as ${form}: ${title}, ${period.words}, ${scope}${rows === null ? '' : `, rows ${rows}`}; head of the chain entry ${head.seq} ${head.hash.slice(0, 12)}…`;
      const data = {
        what: 'exported',
        form,
        rows,
        name: file.name,
        from: period.from,
        to: period.to,
        scope,
        head: { ...head },
      };
      store.transaction(() => {
        const now = clock.now();
        store.journal.append([{ kind: 'report', occurredAt: now, actor, text, data }], now);
      });
      return file;
    },
  };
}

/** The one row set that is meant; null: none was named. Throws a Refusal that names what there is. */
export function rowSetOf(report: Report, form: ReportForm, id: string | null): RowSet | null {
  if (id === null) return null;
  if (!reportWriterOf(form).takesRows) {
    throw invalid([{ path: 'rows', message: `one set of rows alone leaves as CSV, not as ${form}` }]);
  }
  const found = report.rowSets.find((set) => set.id === id);
  if (found) return found;
  const known = report.rowSets.map((set) => set.id).join(', ');
  throw invalid([{ path: 'rows', message: `this report has no rows "${id}"; it has: ${known || 'none'}` }]);
}
