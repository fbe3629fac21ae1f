// Pure: figures and cells of a report as people read them, and as a file has them.
import type { Cell, ColumnType, ReportFigure, ReportPeriodKind } from '../../electron/contract/model/report.ts';
import { wallText } from '../lib/local-time.ts';
import { figure } from '../lib/number.ts';
import { shortDuration } from '../lib/time.ts';

/** Never rounded up to 100, nor down to nothing: 99.9996 is 99.999, 0.004 is 0.01. */
export function percentText(value: number): string {
  if (value > 0 && value < 0.1) return Math.max(0.01, value).toFixed(2);
  if (value >= 90 && value < 100) return (Math.floor(value * 1_000) / 1_000).toFixed(3);
  return figure(Math.round(value * 10) / 10);
}

/** A value with its unit, apart: ['99.952', '%'], ['4 min 12 s', '']. Null is a dash. */
export function valueText(
  value: number | null,
  type: ColumnType,
  unit: string,
  zone: string,
): readonly [string, string] {
  if (value === null) return ['–', ''];
  switch (type) {
    case 'percent':
      return [percentText(value), '%'];
    case 'ms':
      return [value < 0 ? `−${spanText(-value)}` : spanText(value), ''];
    case 'at':
      return [wallText(value, zone), ''];
    case 'count':
    case 'number':
    case 'text':
      return [figure(value), value === 1 ? oneOf(unit) : unit];
    default:
      return type satisfies never;
  }
}

/** 'hosts' of one is 'host'. */
const oneOf = (unit: string): string => (unit.includes('/') ? unit : unit.replace(/ies$/, 'y').replace(/s$/, ''));

const spanText = (ms: number): string => (ms === 0 ? '0\u00a0s' : shortDuration(ms));

/** A cell of a table; '' where there is nothing. */
export function cellText(cell: Cell, type: ColumnType, zone: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return cell;
  const [text, unit] = valueText(cell, type, '', zone);
  return unit === '' ? text : `${text}\u00a0${unit}`;
}

/** As a file has it: plain numbers, instants as ISO 8601 in UTC. */
export function fileText(cell: Cell, type: ColumnType): string {
  if (cell === null) return '';
  return type === 'at' && typeof cell === 'number' ? new Date(cell).toISOString() : String(cell);
}

/** What stands above a column in a file: durations say that they are milliseconds. */
export const fileTitle = (title: string, type: ColumnType): string =>
  type === 'ms' ? `${title} (ms)` : type === 'percent' ? `${title} (%)` : type === 'at' ? `${title} (UTC)` : title;

/** 'n 14'; 'n 3, too few for a mean'; '' where a number of cases means nothing, or is the value itself. */
export function casesText({ value, type, n, needs = 0 }: Pick<ReportFigure, 'value' | 'type' | 'n' | 'needs'>): string {
  const cases = n === null ? '' : `n\u00a0${figure(n)}`;
  if (value === null)
    return n !== null && n > 0 && n < needs ? `${cases}, too few for a mean` : 'nothing to compute it from';
  return type === 'count' && n === value ? '' : cases;
}

export const PERIOD_NAMES: Readonly<Record<ReportPeriodKind, string>> = {
  daily: 'Day',
  weekly: 'Week',
  monthly: 'Month',
  custom: 'Own',
};

/** 'all sites', 'site ams1, tag db'. */
export function scopeWords(scope: {
  readonly sites?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
}): string {
  const { sites = [], tags = [] } = scope;
  const parts = [
    sites.length > 0 && `site${sites.length > 1 ? 's' : ''} ${sites.join(', ')}`,
    tags.length > 0 && `tag${tags.length > 1 ? 's' : ''} ${tags.join(', ')}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'all sites' : parts.join(', ');
}
