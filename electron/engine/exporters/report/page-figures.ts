// Figures as a page shows them: name, value, from how many, and whether a goal was kept.
import type { ReportFigure } from '../../../contract/model/report.ts';
import { escapeHtml } from '../escape.ts';
import { figureWords, numberWords, type Place } from './cell-words.ts';

/** One figure. */
export function figureHtml(figure: ReportFigure, place: Place): string {
  const [value, unit] = figureWords(figure, place);
  const isNone = figure.value === null;
  const counted = countedWords(figure);
  return [
    `<div><p class="name">${escapeHtml(figure.title)}</p>`,
    `<p class="value${isNone ? ' none' : ''}">${escapeHtml(value)}${unit === '' ? '' : ` <small>${escapeHtml(unit)}</small>`}</p>`,
    counted === '' && figure.verdict === ''
      ? ''
      : `<p class="under">${[counted, verdictHtml(figure)].filter(Boolean).join(' ')}</p>`,
    '</div>',
  ].join('');
}

/** 'n = 12'; '' where the value is that count itself, or a count means nothing. */
function countedWords({ value, type, n }: ReportFigure): string {
  if (n === null || (value === null && n === 0) || (type === 'count' && n === value)) return '';
  return `n = ${numberWords(n)}`;
}

export function verdictHtml({ verdict, value }: ReportFigure): string {
  if (verdict === '' || value === null) return '';
  return `<span class="${verdict}">goal ${verdict}</span>`;
}

/** So many stand on the cover. */
const COVER = 5;

/** The figures that matter: those of `preferred`, known or not, and where one is in no section the first of other sections. */
export function coverFigures(
  sections: readonly { readonly figures: readonly ReportFigure[] }[],
  preferred: readonly string[],
): readonly ReportFigure[] {
  const all = sections.flatMap(({ figures }) => figures);
  const chosen = preferred.flatMap((id) => all.find((figure) => figure.id === id) ?? []);
  const others = sections.flatMap(({ figures }) =>
    figures.some((one) => chosen.includes(one)) ? [] : figures.slice(0, 1),
  );
  return [...chosen, ...others].slice(0, COVER);
}
