// Row sets as tables of a page. The title stands in the head, so that it is there again on each page the table runs on to.
import type { ColumnType, RowSet } from '../../../contract/model/report.ts';
import { isSeverityColumn } from '../../../contract/model/report-columns.ts';
import { escapeHtml } from '../escape.ts';
import { cellWords, numberWords, type Place } from './cell-words.ts';

/** Kept on one page up to so many rows. */
const SHORT = 14;
/** From so many columns on the letters are smaller. */
const WIDE = 9;
/** With fewer columns a table is as wide as it has to be: figures at the far edge are not found to their names. */
const NARROW = 6;

/** At most `most` rows of a set; what is left out is said. A column without anything in it is not drawn. */
export function tableHtml(set: RowSet, most: number, place: Place): string {
  const shown = set.rows.slice(0, most);
  const caption = `${escapeHtml(set.title)} <span>${countWords(set.rows.length, shown.length)}</span>`;
  if (shown.length === 0) return `<h3>${escapeHtml(set.title)}</h3><p class="nothing">None.</p>`;
  const columns = set.columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ at }) => shown.some((row) => (row[at] ?? '') !== ''));
  const head = columns.map(
    ({ title, type }, first) =>
      `<th scope="col"${classOf(type, first)}>${escapeHtml(type === 'at' ? `${title} (${zoneWord(place)})` : title)}</th>`,
  );
  const cell = (row: RowSet['rows'][number], column: (typeof columns)[number], first: number): string => {
    const { type, at } = column;
    const value = row[at] ?? null;
    if (isSeverityColumn(column) && value !== null) return `<td class="t">SEV${value}</td>`;
    const words = shortId(cellWords(value, type, place));
    return `<td${isWord(type, words) ? ' class="t"' : classOf(type, first)}>${breakable(words)}</td>`;
  };
  const body = shown.map((row) => `<tr>${columns.map((column, first) => cell(row, column, first)).join('')}</tr>`);
  const width = columns.length >= WIDE ? 'wide' : columns.length < NARROW ? 'narrow' : '';
  const classes = [shown.length <= SHORT ? 'short' : '', width].filter(Boolean).join(' ');
  return [
    `<table${classes === '' ? '' : ` class="${classes}"`}><thead>`,
    `<tr><th class="caption" colspan="${columns.length}">${caption}</th></tr>`,
    `<tr>${head.join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table>`,
  ].join('');
}

/** 'Berlin' of Europe/Berlin. */
const zoneWord = ({ zone }: Place): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;

/** An id that only a program reads: its beginning finds it. The whole stands in JSON and CSV. */
const shortId = (text: string): string =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text) ? `${text.slice(0, 8)}…` : text;

/** 'INC-2026-0042' is not broken at its hyphens. */
const isWord = (type: ColumnType, words: string): boolean => type === 'text' && /^\S{1,16}$/.test(words);

/** A word longer than this may be broken: else one long name widens its table, and the whole sheet is printed smaller. */
const UNBROKEN = 12;

/** As HTML. A long word is broken behind its dots and dashes first; what is copied is whole. */
const breakable = (words: string): string =>
  words
    .split(/(\s+)/)
    .map((word) => {
      if (word.length <= UNBROKEN) return escapeHtml(word);
      const parts = word.split(/(?<=[./_@:-])/).flatMap((part) => part.match(/.{1,12}/gsu) ?? []);
      return parts.map(escapeHtml).join('<wbr>');
    })
    .join('');

/** Figures stand to the right, but for a first column; an instant is broken between date and time, and only where all is full. */
const classOf = (type: ColumnType, column: number): string => {
  if (type === 'at') return ' class="t at"';
  return type === 'text' || column === 0 ? '' : ' class="r"';
};

const countWords = (all: number, shown: number): string =>
  all === shown
    ? `${numberWords(all)} ${all === 1 ? 'row' : 'rows'}`
    : `the first ${numberWords(shown)} of ${numberWords(all)}; all of them in JSON and CSV`;
