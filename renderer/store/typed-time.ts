// Pure: a time as it is typed into a hand-over: '06:30', '2026-11-21 06:30', '30 min'. What was typed is kept with the moment it
// meant when it was typed: '06:30' means the next one, also when it is read again tomorrow.
import { parseDuration } from '../lib/duration-text.ts';
import { parseWall, wallText } from '../lib/local-time.ts';

const DAY = 86_400_000;

/** Kept in a field: the moment and the text, 'wrong' where it is no time. `now`: epoch ms. */
export function keepTime(text: string, zone: string, now: number): string {
  if (text.trim() === '') return '';
  const span = /[a-z]/i.test(text) ? parseDuration(text.trim().replace(/^\+\s*/, '')) : null;
  const at = span === null ? parseWall(text, zone, now) : Math.ceil((now + span) / 60_000) * 60_000;
  return `${at ?? 'wrong'}|${text}`;
}

/** The moment that is kept, epoch ms; null: none. */
export function typedTime(kept: string): number | null | 'wrong' {
  if (kept === '') return null;
  const at = Number(kept.split('|')[0]);
  return Number.isFinite(at) ? at : 'wrong';
}

/** The text that is kept. */
export const timeText = (kept: string): string => kept.slice(kept.indexOf('|') + 1);

/** '06:30' where that is within a day from `now`, else with its date; by the wall clock of a zone. */
export function shortWall(at: number | null, zone: string, now: number): string {
  if (at === null) return '';
  const text = wallText(at, zone);
  return at >= now - 1 && at - now < DAY ? text.slice(11) : text;
}
