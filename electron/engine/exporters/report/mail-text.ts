// What a mail says that carries a report: enough to know whether to open it. Plain text.
import type { Report } from '../../../contract/model/report.ts';
import { cleanLine } from '../../lib/text.ts';
import { figureWords } from './cell-words.ts';
import { ON_THE_COVER } from './cover.ts';
import { coverFigures } from './page-figures.ts';

/** 'Weekly report: Mon 16 to Sun 22 November 2026, all sites'. */
export const mailSubject = ({ title, period, scope }: Report): string =>
  cleanLine(`${title}: ${period.words}, ${scope}`, 250);

/** `notes`: what the reader should know of the files, a sentence each. */
export function mailText(report: Report, files: readonly string[], notes: readonly string[]): string {
  const { sections, period, madeBy } = report;
  const figures = coverFigures(sections, ON_THE_COVER).map((figure) => {
    const value = figureWords(figure, period).filter(Boolean).join(' ');
    return `${figure.title}: ${value}${figure.verdict === '' ? '' : ` (goal ${figure.verdict})`}`;
  });
  const leads = sections.filter(({ lead }) => lead !== '').map(({ title, lead }) => `${title}\n${lead}`);
  return `${[
    `${mailSubject(report)}.`,
    figures.join('\n'),
    leads.join('\n\n'),
    `Attached: ${files.join(', ')}. How each figure is computed stands in the report.`,
    ...notes,
    `Made by ${madeBy === 'the engine' ? 'Watchfloor' : madeBy}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}
