// The registry of forms a report leaves in: one line each, in the order of the contract's list.
import type { ReportForm } from '../../../contract/model/report.ts';
import { csv } from './as-csv.ts';
import { json } from './as-json.ts';
import { html, pdf } from './as-page.ts';
import type { ReportWriter } from './report-form.ts';

export const reportWriters: readonly ReportWriter[] = [pdf, html, csv, json];

const byForm: ReadonlyMap<ReportForm, ReportWriter> = new Map(reportWriters.map((one) => [one.form, one]));

/** The writer of a form. Throws when the registry has none: the contract lists what there is. */
export function reportWriterOf(form: ReportForm): ReportWriter {
  const found = byForm.get(form);
  if (!found) throw new Error(`there is no way to write a report as ${form}`);
  return found;
}
