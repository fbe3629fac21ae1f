// Which incident somebody means: by its id, its number, or the last part of it where that is of this year.
import type { Incident } from '../../../contract/model/incident.ts';
import { numberText, readNumber } from '../../core/incident-number.ts';
import { yearOf } from '../../core/incident-words.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { IncidentBook } from './book.ts';

/** 'INC-2026-0042', '2026-42', '42' (of the year of `now`, epoch ms, UTC), or an id. Throws NOT_FOUND in words. */
export function incidentBy(book: Pick<IncidentBook, 'get' | 'byNumber'>, text: string, now: number): Incident {
  const wanted = text.trim();
  const named = readNumber(wanted, yearOf(now));
  const found = book.get(wanted) ?? (named ? book.byNumber(named.year, named.serial) : undefined);
  if (found) return found;
  const what = named ? `incident ${numberText(named)}` : 'incident';
  const how = 'Give its number, like INC-2026-0042, or the last part of it for one of this year.';
  const said = named ? `There is no ${what}.` : `There is no incident "${wanted.slice(0, 64)}".`;
  throw new Refusal('NOT_FOUND', `${said} ${how}`, { what });
}
