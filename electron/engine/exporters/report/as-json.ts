// A report for programs: the Report itself, all of it, in the order of the contract, one row a line so that two of them can be
// compared by eye; and how each figure is computed again.
import type { Report, RowSet } from '../../../contract/model/report.ts';
import { recomputeWords } from './recompute-words.ts';
import { defineReportWriter } from './report-form.ts';

export const json = defineReportWriter({
  form: 'json',
  extension: 'json',
  type: 'application/json',
  isPrinted: false,
  takesRows: false,
  write: reportJson,
});

/** Of the document, not of the report: raised when a reader would have to know. */
const VERSION = 1;

function reportJson(report: Report): string {
  const { title, period, scope, madeAt, madeBy, head, sections, rowSets } = report;
  const about = { watchfloor: 'report', version: VERSION, recompute: recomputeWords(report) };
  const said = {
    ...about,
    title,
    period: periodOf(period),
    scope,
    madeAt,
    madeBy,
    head,
    sections: sections.map(sectionOf),
  };
  const top = JSON.stringify(said, null, 1);
  return `${top.slice(0, -2)},\n "rowSets": [${rowSets.map(rowSetJson).join(',')}\n ]\n}\n`;
}

const periodOf = ({ kind, from, to, zone, words, isPartial }: Report['period']) => ({
  kind,
  from,
  to,
  zone,
  words,
  isPartial,
});

const sectionOf = ({ id, title, lead, figures, charts, tables, gaps }: Report['sections'][number]) => ({
  id,
  title,
  lead,
  figures: figures.map(({ id: figure, title: of, value, type, unit, n, needs, definition, rows, verdict }) => ({
    id: figure,
    title: of,
    value,
    type,
    unit,
    n,
    ...(needs === undefined ? {} : { needs }),
    definition,
    rows,
    verdict,
  })),
  charts,
  tables,
  gaps,
});

function rowSetJson({ id, title, about, columns, rows }: RowSet): string {
  const head = JSON.stringify({ id, title, about, columns });
  const lines = rows.map((row) => `\n   ${JSON.stringify(row)}`);
  return `\n  ${head.slice(0, -1)},"rows":[${lines.join(',')}\n  ]}`;
}
