// The end of a report: how each figure is computed, from which rows, and how somebody else computes it again.
import type { Report, ReportFigure } from '../../../contract/model/report.ts';
import { escapeHtml } from '../escape.ts';
import { figureWords, numberWords, type Place } from './cell-words.ts';
import { recomputeWords } from './recompute-words.ts';

export const APPENDIX = [
  ['definitions', 'How each figure is computed'],
  ['rows', 'The rows behind the figures'],
  ['again', 'How to compute it again'],
] as const;

/** `first`: number of the first heading. */
export function appendixHtml(report: Report, first: number): string {
  const bodies = [definitionsHtml(report), rowSetsHtml(report), chainHtml(report)];
  return APPENDIX.map(
    ([id, title], place) =>
      `<section class="${place === 0 ? 'appendix' : ''}" id="${id}"><h2><i>${first + place}</i>${escapeHtml(title)}</h2>${bodies[place]}</section>`,
  ).join('\n');
}

function definitionsHtml({ sections, period }: Report): string {
  const groups = sections
    .filter(({ figures }) => figures.length > 0)
    .map(
      ({ title, figures }) =>
        `<tr class="group"><td colspan="3">${escapeHtml(title)}</td></tr>${figures.map((figure) => definitionHtml(figure, period)).join('\n')}`,
    );
  return `<table class="definitions"><thead><tr><th scope="col">Figure</th><th scope="col">How it is computed</th><th scope="col">From</th></tr></thead><tbody>${groups.join('\n')}</tbody></table>`;
}

function definitionHtml(figure: ReportFigure, place: Place): string {
  const { id, title, definition, rows } = figure;
  const value = figureWords(figure, place).filter(Boolean).join(' ');
  const from = rows.map((one) => `<code>${escapeHtml(one)}</code>`).join('<br>');
  return `<tr><td>${escapeHtml(title)}: ${escapeHtml(value)}<br><code>${escapeHtml(id)}</code></td><td>${escapeHtml(definition)}</td><td>${from}</td></tr>`;
}

function rowSetsHtml({ rowSets }: Report): string {
  const lines = rowSets.map(
    ({ id, title, about, rows }) =>
      `<tr><td><code>${escapeHtml(id)}</code></td><td class="r">${numberWords(rows.length)}</td><td>${escapeHtml(title)}</td><td>${escapeHtml(about)}</td></tr>`,
  );
  return `<table class="sets"><thead><tr><th scope="col">Id</th><th scope="col" class="r">Rows</th><th scope="col">Name</th><th scope="col">A row is</th></tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
}

const chainHtml = (report: Report): string =>
  `<div class="chain">${recomputeWords(report)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')}</div>`;
