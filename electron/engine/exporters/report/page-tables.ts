// Row sets as tables of a page. The title stands in the head, so that it is there again on each page the table runs on to.
import type { ColumnType, RowSet } from '../../../contract/model/report.ts';
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
  const cell = (row: RowSet['rows'][number], { type, at }: (typeof columns)[number], first: number): string => {
    const words = shortId(cellWords(row[at] ?? null, type, place));
    return `<td${isWord(type, words) ? ' class="t"' : classOf(type, first)}>${escapeHtml(words)}</td>`;
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

/** Figures stand to the right, but for a first column; an instant is not broken. */
const classOf = (type: ColumnType, column: number): string => {
  if (type === 'at') return ' class="t"';
  return type === 'text' || column === 0 ? '' : ' class="r"';
};

const countWords = (all: number, shown: number): string =>
  all === shown
    ? `${numberWords(all)} ${all === 1 ? 'row' : 'rows'}`
    : `the first ${numberWords(shown)} of ${numberWords(all)}; all of them in JSON and CSV`;
