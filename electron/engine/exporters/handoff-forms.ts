// The registry of forms a hand-over leaves in: one line each, in the order of the contract's list.
import type { HandoffForm } from '../../contract/api/handoffs.ts';
import { defineHandoffExporter, type HandoffExporter } from './handoff-exporter.ts';
import { handoffJson } from './handoff-json.ts';
import { handoffReport } from './handoff-report.ts';
import { writeHtml } from './write-html.ts';
import { writeMarkdown } from './write-markdown.ts';

const markdown = defineHandoffExporter({
  form: 'markdown',
  about: 'The whole as text.',
  extension: 'md',
  type: 'text/markdown',
  isPrinted: false,
  *write(source) {
    const report = yield* handoffReport(source);
    yield;
    return writeMarkdown(report);
  },
});
const html = defineHandoffExporter({
  form: 'html',
  about: 'The whole in one file for any browser.',
  extension: 'html',
  type: 'text/html',
  isPrinted: false,
  *write(source) {
    const report = yield* handoffReport(source);
    yield;
    return writeHtml(report);
  },
});
const pdf = defineHandoffExporter({
  ...html,
  form: 'pdf',
  about: 'The same, printed.',
  extension: 'pdf',
  type: 'application/pdf',
  isPrinted: true,
});

export const handoffExporters: readonly HandoffExporter[] = [markdown, handoffJson, html, pdf];

/** Throws when the registry has none: the contract lists what there is. */
export function handoffExporterOf(form: HandoffForm): HandoffExporter {
  const found = handoffExporters.find((one) => one.form === form);
  if (!found) throw new Error(`there is no exporter for ${form}`);
  return found;
}
