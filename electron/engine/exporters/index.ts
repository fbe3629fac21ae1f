// The registry of forms an incident leaves in: one line each, in the order of the contract's list.
import type { ExportForm } from '../../contract/api/incidents.ts';
import { defineExporter, type Exporter } from './exporter.ts';
import { incidentJson } from './incident-json.ts';
import { incidentReport } from './incident-report.ts';
import { jira } from './jira.ts';
import { reviewReport } from './review-report.ts';
import { servicenow } from './servicenow.ts';
import { writeHtml } from './write-html.ts';
import { writeMarkdown } from './write-markdown.ts';

const MARKDOWN = { extension: 'md', type: 'text/markdown', isPrinted: false, carries: 'nothing' } as const;
const HTML = { extension: 'html', type: 'text/html', isPrinted: false, carries: 'pictures' } as const;
const PDF = { extension: 'pdf', type: 'application/pdf', isPrinted: true, carries: 'pictures' } as const;

const markdown = defineExporter({
  form: 'markdown',
  about: 'Facts and timeline as text.',
  suffix: '',
  ...MARKDOWN,
  write: (source) => writeMarkdown(incidentReport(source)),
});
const html = defineExporter({
  form: 'html',
  about: 'Facts, timeline, pictures and charts in one file for any browser.',
  suffix: '',
  ...HTML,
  write: (source) => writeHtml(incidentReport(source)),
});
const pdf = defineExporter({ ...html, form: 'pdf', about: 'The same, printed.', ...PDF });
const reviewMarkdown = defineExporter({
  form: 'review-markdown',
  about: 'The post-incident review as text, to be gone on with.',
  suffix: 'review',
  ...MARKDOWN,
  write: (source) => writeMarkdown(reviewReport(source)),
});
const reviewHtml = defineExporter({
  form: 'review-html',
  about: 'The post-incident review with charts, in one file for any browser.',
  suffix: 'review',
  ...HTML,
  write: (source) => writeHtml(reviewReport(source)),
});
const reviewPdf = defineExporter({ ...reviewHtml, form: 'review-pdf', about: 'The same, printed.', ...PDF });

export const exporters: readonly Exporter[] = [
  markdown,
  html,
  pdf,
  incidentJson,
  reviewMarkdown,
  reviewHtml,
  reviewPdf,
  servicenow,
  jira,
];

const byForm: ReadonlyMap<ExportForm, Exporter> = new Map(exporters.map((one) => [one.form, one]));

/** The exporter of a form. Throws when the registry has none: the contract lists what there is. */
export function exporterOf(form: ExportForm): Exporter {
  const found = byForm.get(form);
  if (!found) throw new Error(`there is no exporter for ${form}`);
  return found;
}
