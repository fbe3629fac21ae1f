// Pure: what reports are held against, and the hours by which interruptions are told apart, while they are typed.
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { Settings } from '../../../electron/contract/model/settings.ts';

type Reports = Settings['reports'];

export interface ReportsText {
  readonly reportTarget: string;
  readonly reportZone: string;
  /** ISO numbers of days, one after the other: '12345'. */
  readonly businessDays: string;
  readonly businessFrom: string;
  readonly businessTo: string;
  readonly sleepFrom: string;
  readonly sleepTo: string;
}

/** Where each stands in the contract, and what it is called in a sentence. */
export const REPORT_FIELDS: Readonly<Record<keyof ReportsText, readonly [path: string, name: string]>> = {
  reportTarget: ['reports.target', 'availability target'],
  reportZone: ['reports.hours.zone', 'zone of reports'],
  businessDays: ['reports.hours.business.days', 'business days'],
  businessFrom: ['reports.hours.business.from', 'business hours'],
  businessTo: ['reports.hours.business.to', 'end of business hours'],
  sleepFrom: ['reports.hours.sleep.from', 'sleep hours'],
  sleepTo: ['reports.hours.sleep.to', 'end of sleep hours'],
};

export const reportsText = ({ target, hours: { zone, business, sleep } }: Reports): ReportsText => ({
  reportTarget: String(target),
  reportZone: zone,
  businessDays: business.days.join(''),
  businessFrom: business.from,
  businessTo: business.to,
  sleepFrom: sleep.from,
  sleepTo: sleep.to,
});

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** As the contract wants it; schedules stay as they are. What no engine could understand is added to `wrong`. */
export function toReports(text: ReportsText, holds: Reports, wrong: FieldError[]): Reports {
  const at = (field: keyof ReportsText, message: string) => wrong.push({ path: REPORT_FIELDS[field][0], message });
  const target = Number(text.reportTarget.trim().replace(',', '.') || Number.NaN);
  if (!(target >= 0 && target <= 100)) at('reportTarget', 'must be a share like 99.9');
  if (text.businessDays === '') at('businessDays', 'name at least one day');
  for (const field of ['businessFrom', 'businessTo', 'sleepFrom', 'sleepTo'] as const) {
    if (!TIME.test(text[field].trim())) at(field, 'must be a time like 07:30');
  }
  return {
    ...holds,
    target,
    hours: {
      zone: text.reportZone.trim(),
      business: {
        days: daysIn(text.businessDays),
        from: text.businessFrom.trim(),
        to: text.businessTo.trim(),
      },
      sleep: { from: text.sleepFrom.trim(), to: text.sleepTo.trim() },
    },
  };
}

export const daysIn = (text: string): number[] => [...text].map(Number).filter((day) => day >= 1 && day <= 7);

/** The days with one more, or one less. */
export const withDay = (text: string, day: number): string =>
  (text.includes(String(day)) ? daysIn(text).filter((one) => one !== day) : [...daysIn(text), day].toSorted()).join('');
