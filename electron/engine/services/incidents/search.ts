// Search over incidents, notes and whatever else stands in timelines. The index answers where; the words are read afresh
// where they lie, so that nothing is shown that was redacted.
import type { SearchHit } from '../../../contract/api/incidents.ts';
import { excerptOf, matchOf, type Sought, soughtIn } from '../../core/timeline-words.ts';
import type { Found } from '../../store/incident-search.ts';
import type { Store } from '../../store/open.ts';
import type { ContractInput } from './inputs.ts';
import { wordsOfEntry, wordsOfIncident } from './timeline-index.ts';
import { whoIs } from './timeline-words.ts';

type Sources = Pick<Store, 'incidents' | 'incidentEntries' | 'incidentSearch' | 'payloads'>;

/** All words must be there, the last may be half a word; best first. Of text without a word nothing is found. */
export function searchTimelines(store: Sources, { text, limit }: ContractInput<'search'>): readonly SearchHit[] {
  const sought = soughtIn(text);
  const match = matchOf(sought);
  if (match === null) return [];
  return store.incidentSearch.find(match, limit).flatMap((found) => hitOf(store, found, sought) ?? []);
}

function hitOf(store: Sources, found: Found, sought: Sought): SearchHit | null {
  const { incidents, incidentEntries, payloads } = store;
  if (found.type === 'incident') {
    const row = incidents.byNumber(found.year, found.serial);
    if (!row) return null;
    const { title, body } = wordsOfIncident(row);
    const excerpt = excerptOf(`${title}\n${body}`, sought);
    return { incidentId: row.id, number: row.number, title: row.title, entry: null, excerpt };
  }
  const entry = incidentEntries.entries([found.seq]).get(found.seq);
  const incidentId = entry && incidentEntries.incidentOf(entry);
  const row = incidentId && incidents.get(incidentId);
  if (!entry || !row) return null;
  const { title, body } = wordsOfEntry(payloads, entry);
  return {
    incidentId: row.id,
    number: row.number,
    title: row.title,
    entry: { seq: entry.seq, kind: entry.kind, at: entry.occurredAt, who: whoIs(entry.actor) },
    excerpt: excerptOf(title === '' ? body : `${title}\n${body}`, sought),
  };
}
