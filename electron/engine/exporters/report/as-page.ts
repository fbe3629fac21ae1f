// A report as one HTML file, which is also what is printed: everything is in it, nothing is fetched, nothing runs. The content
// policy inside says so to every browser, and allows the one style sheet by its hash.
import { hash } from 'node:crypto';
import type { Report, ReportSection, RowSet } from '../../../contract/model/report.ts';
import { escapeHtml } from '../escape.ts';
import { bothText } from '../times.ts';
import type { Place } from './cell-words.ts';
import { chartSvg } from './chart.ts';
import { ON_THE_COVER } from './cover.ts';
import { APPENDIX, appendixHtml } from './page-appendix.ts';
import { coverFigures, figureHtml } from './page-figures.ts';
import { REPORT_STYLE } from './page-style.ts';
import { tableHtml } from './page-tables.ts';
import { defineReportWriter } from './report-form.ts';

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', REPORT_STYLE, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export const html = defineReportWriter({
  form: 'html',
  extension: 'html',
  type: 'text/html',
  isPrinted: false,
  takesRows: false,
  write: (report) => pageOf(report),
});

export const pdf = defineReportWriter({
  ...html,
  form: 'pdf',
  extension: 'pdf',
  type: 'application/pdf',
  isPrinted: true,
});

function pageOf(report: Report): string {
  const title = `${report.title}: ${report.period.words}, ${report.scope}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${REPORT_STYLE}</style>`,
    '</head>',
    '<body>',
    coverHtml(report),
    ...report.sections.map((section, place) => sectionHtml(report, section, place + 1)),
    appendixHtml(report, report.sections.length + 1),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The mark of the app (assets/icon.svg), drawn for paper. */
const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="Watchfloor"><rect x="16" y="16" width="480" height="480" rx="88" fill="#12436d"/><g transform="translate(56 116) scale(10)"><path d="M1.5 13.5h9l5 10 4.5-9 4.5 9 5-10h9" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/><circle cx="20" cy="5.2" r="3.2" fill="#9fdcf5"/></g></svg>';

function coverHtml({ title, period, scope, madeAt, madeBy, head, sections }: Report): string {
  const { zone } = period;
  const names = [...sections.map(({ id, title: name }) => [id, name] as const), ...APPENDIX];
  const lines = names.map(
    ([id, name], place) => `<li><b>${place + 1}</b><a href="#${escapeHtml(id)}">${escapeHtml(name)}</a></li>`,
  );
  const made = bothText(madeAt, zone);
  return [
    '<header class="cover">',
    `<div class="brand">${MARK}Watchfloor<span>${escapeHtml(scope)}</span></div>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="period">${escapeHtml(period.words)}</p>`,
    `<p class="scope">${escapeHtml(scope)} · times of ${escapeHtml(zone)}</p>`,
    period.isPartial ? `<p><span class="partial">Not over yet: figures as of ${escapeHtml(made)}</span></p>` : '',
    `<div class="summary">${coverFigures(sections, ON_THE_COVER)
      .map((figure) => figureHtml(figure, period))
      .join('')}</div>`,
    `<nav class="contents"><h2>Contents</h2><ol>${lines.join('')}</ol></nav>`,
    `<p class="made">Made by ${escapeHtml(madeBy)}, ${escapeHtml(made)}.<br>From ${escapeHtml(bothText(period.from, zone))} to ${escapeHtml(bothText(period.to, zone))}, end not included.<br>Head of the journal: entry ${head.seq}, ${escapeHtml(head.hash)}.</p>`,
    '</header>',
  ].join('\n');
}

function sectionHtml({ rowSets, period }: Report, section: ReportSection, number: number): string {
  const { id, title, lead, gaps, figures, charts, tables } = section;
  const missing = gaps.map((gap) => `<li>${escapeHtml(gap)}</li>`).join('');
  return [
    `<section id="${escapeHtml(id)}">`,
    `<div class="head"><h2><i>${number}</i>${escapeHtml(title)}</h2>`,
    lead === '' ? '' : `<p class="lead">${escapeHtml(lead)}</p>`,
    '</div>',
    missing === '' ? '' : `<ul class="gaps">${missing}</ul>`,
    figures.length === 0
      ? ''
      : `<div class="figures">${figures.map((figure) => figureHtml(figure, period)).join('')}</div>`,
    ...charts.map(figureOf),
    ...tables.map(({ rows, most }) => tableOf(rowSets, rows, most, period)),
    '</section>',
  ].join('\n');
}

function figureOf(chart: ReportSection['charts'][number]): string {
  const svg = chartSvg(chart);
  const drawn = svg === '' ? '<p class="nothing">Nothing to draw in this period.</p>' : svg;
  return `<figure><figcaption>${escapeHtml(chart.title)}</figcaption>${drawn}</figure>`;
}

function tableOf(rowSets: readonly RowSet[], id: string, most: number, place: Place): string {
  const set = rowSets.find((one) => one.id === id);
  return set ? tableHtml(set, most, place) : '';
}
