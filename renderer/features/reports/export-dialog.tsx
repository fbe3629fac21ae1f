// A report as a file.
import type { ReportAskDraft } from '../../../electron/contract/model/report.ts';

export function ReportExportDialog(_: { readonly ask: ReportAskDraft }) {
  return null;
}
