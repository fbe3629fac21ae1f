// Values as people read them. Rounding never hides: 100 % is said only where nothing was missed, 0 only where there was nothing.
import type { Cell, ColumnType, Report, ReportFigure } from '../../../contract/model/report.ts';
import { localText, spanText } from '../times.ts';

/** What stands where nothing is known. */
export const NOTHING = '–';

/** Where times are told: the zone of the report, and the moment whose offset is the usual one. */
export type Place = Pick<Report['period'], 'zone' | 'from'>;

/** A cell of a table; instants to the minute in the zone of the report, which is named once, beside them. */
export function cellWords(cell: Cell, type: ColumnType, place: Place): string {
  if (cell === null || cell === '') return NOTHING;
  if (typeof cell === 'string' || type === 'text') return String(cell);
  switch (type) {
    case 'count':
    case 'number':
      return numberWords(cell);
    case 'percent':
      return percentWords(cell);
    case 'ms':
      return cell === 0 ? '0' : spanText(cell);
    case 'at':
      return instantWords(cell, place);
    default:
      return type satisfies never;
  }
}

/** The value of a figure and, apart from it, what it is counted in. */
export function figureWords(figure: ReportFigure, place: Place): readonly [value: string, unit: string] {
  const { value, type, unit, n, needs = 0 } = figure;
  if (value === null) return [n !== null && n > 0 && n < needs ? 'too few' : 'no data', ''];
  const words = cellWords(value, type, place);
  const saysItself = type === 'percent' || type === 'ms' || type === 'at';
  return [words, saysItself ? '' : value === 1 ? oneOf(unit) : unit];
}

/** 99.9731 %, 83.3 %, 100 %. From 99 on and below 1 four decimals: there they matter. */
export function percentWords(percent: number): string {
  const isClose = percent > 99 || (percent > 0 && percent < 1);
  const places = isClose ? 4 : 1;
  const text = Number(percent.toFixed(places)).toString();
  if (text === '100' && percent < 100) return '99.9999 %';
  if (text === '0' && percent > 0) return '0.0001 %';
  return `${text} %`;
}

/** Whole numbers with their thousands apart; others with four figures that count. */
export function numberWords(value: number): string {
  const plain = Number.isInteger(value) || Math.abs(value) >= 10_000 ? Math.round(value) : Number(value.toPrecision(4));
  const [whole = '', fraction] = String(plain).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

/** 'hosts' of one is 'host'. */
const oneOf = (unit: string): string => (unit.includes('/') ? unit : unit.replace(/ies$/, 'y').replace(/s$/, ''));

/**
 * '2026-11-22 03:14': on the wall clock of the zone. The offset stands behind it where it is another one than at the beginning
 * of the period, so that the hour that comes twice in autumn is told apart.
 */
export function instantWords(at: number, { zone, from }: Place): string {
  const there = localText(at, zone);
  const offset = there.slice(20);
  return offset === localText(from, zone).slice(20) ? there.slice(0, 16) : `${there.slice(0, 16)} ${offset}`;
}
