// A report on a terminal: each section with its sentence, its figures, and what cannot be said.
import type { Report, ReportFigure } from '../contract/model/report.ts';
import { figureWords, numberWords, type Place } from '../engine/exporters/report/cell-words.ts';
import { cleanLine } from '../engine/lib/text.ts';
import { table } from './print.ts';
import { utc } from './times.ts';

/** Ends with a line feed. */
export function reportText(report: Report): string {
  const { title, period, scope, madeAt, head, sections } = report;
  const partial = period.isPartial ? `Not over yet: figures as of ${utc(madeAt)}.\n` : '';
  const top = [
    `${cleanLine(title)}: ${period.words}, ${cleanLine(scope)}`,
    `${utc(period.from)} to ${utc(period.to)}, times of ${period.zone}`,
  ].join('\n');
  const parts = sections.map(({ title: name, lead, gaps, figures }) => {
    const rows = figures.map((figure) => figureRow(figure, period));
    const shown = figures.length === 0 ? '' : `${table([['FIGURE', 'VALUE', 'N', 'GOAL', 'ID'], ...rows])}`;
    const missing = gaps.map((gap) => `! ${cleanLine(gap, 1_000)}\n`).join('');
    return `\n${name.toUpperCase()}\n${lead === '' ? '' : `${cleanLine(lead, 2_000)}\n`}${missing}${shown}`;
  });
  const foot = `\nHead of the journal: entry ${head.seq}, ${head.hash}\nWith the definition of every figure: --format html, pdf, csv or json.\n`;
  return `${top}\n${partial}${parts.join('')}${foot}`;
}

function figureRow(figure: ReportFigure, place: Place): readonly (string | null)[] {
  const value = figureWords(figure, place).filter(Boolean).join(' ');
  return [figure.title, value, figure.n === null ? null : numberWords(figure.n), figure.verdict, figure.id];
}
