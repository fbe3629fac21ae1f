// Reports as files.
import type { Actor } from '../../../contract/model/journal.ts';
import type { Report, ReportAsk, ReportForm } from '../../../contract/model/report.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { DesktopHost } from '../screens.ts';
import { unwritten } from '../unwritten.ts';
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
  /** Makes one and puts the export on the record. */
  exportFile(
    input: { readonly ask: ReportAsk; readonly form: ReportForm; readonly rows: string | null },
    actor: Actor,
  ): Promise<ReportFile>;
  /** A report that was made, as a file. Rejects in words where a PDF is wanted and nothing can print it. */
  write(report: Report, form: ReportForm, rows?: string | null): Promise<ReportFile>;
}

export interface ReportFileOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly reports: Reports;
  readonly desktop: DesktopHost | null;
}

export const createReportFiles = (_options: ReportFileOptions): ReportFiles => unwritten<ReportFiles>('report files');
