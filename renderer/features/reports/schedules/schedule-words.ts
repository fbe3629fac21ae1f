// Pure: a schedule in words: when it is made, where it goes, what became of it last.
import type { MadeReport, ReportSchedule } from '../../../../electron/contract/model/report.ts';

const WHEN: Readonly<Record<ReportSchedule['period'], string>> = {
  daily: 'every day',
  weekly: 'on Mondays',
  monthly: 'on the first',
};

/** 'every day 06:30, Europe/Amsterdam'. */
export const whenWords = ({ period, at, zone }: Pick<ReportSchedule, 'period' | 'at' | 'zone'>): string =>
  `${WHEN[period]} ${at}, ${zone}`;

/** 'a@example.org and 2 more, folder /srv/reports'. */
export function goesWords({ email, folder }: Pick<ReportSchedule, 'email' | 'folder'>): string {
  const [first, ...more] = email?.to ?? [];
  const mail = first === undefined ? '' : more.length === 0 ? first : `${first} and ${more.length} more`;
  return [mail, folder && `folder ${folder}`].filter(Boolean).join(', ') || 'nowhere yet';
}

export const formsWords = (forms: ReportSchedule['forms']): string =>
  forms.map((form) => form.toUpperCase()).join(', ');

const STATES: Readonly<Record<MadeReport['state'], string>> = {
  delivered: 'delivered',
  waiting: 'waits to be tried again',
  failed: 'failed',
};

/** 'delivered', 'failed after 5 tries'. */
export const outcomeWords = ({ state, tries }: MadeReport): string =>
  tries > 1 ? `${STATES[state]}${state === 'delivered' ? `, try ${tries}` : ` after ${tries} tries`}` : STATES[state];
