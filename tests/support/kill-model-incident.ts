// The incident an operator of a kill test has: what must stand on its timeline, and how it is found in a data folder.
import type { Entry } from '../../electron/contract/model/journal.ts';
import type { AttachmentRef, PayloadRef } from '../../electron/contract/model/timeline.ts';
import { matchOf, soughtIn } from '../../electron/engine/core/timeline-words.ts';
import type { Store } from '../../electron/engine/store/open.ts';

/** What stands on its timeline, oldest first; files as 'name: content'. */
export interface IncidentModel {
  readonly notes: readonly string[];
  readonly files: readonly string[];
}

/** What it is called. */
export const incidentOf = (operator: string): string => `${operator}-incident`;

/** What a data folder holds of an operator's incident: each note and file whole, and found by the search. */
export function findIncident(store: Store, operator: string): IncidentModel | null {
  const { rows } = store.incidents.list({ statuses: [], severities: [], from: null, to: null, offset: 0, limit: 100 });
  const row = rows.find(({ title }) => title === incidentOf(operator));
  if (!row) return null;
  const filter = { who: 'all', person: '', hostId: null, pinned: false, match: null } as const;
  const entriesOf = (kind: 'note' | 'attachment'): readonly Entry[] => {
    const places = store.incidentEntries.page({ ...filter, incidentId: row.id, kinds: [kind] }, 0, 10_000);
    return [...store.incidentEntries.entries(places.map(({ seq }) => seq)).values()];
  };
  const searched = (text: string, entry: Entry): string => {
    const [word = ''] = text.split(' ');
    const hits = store.incidentSearch.find(matchOf(soughtIn(`${word.split('\n')[0]} `)) ?? '', 50);
    const isFound = hits.some((hit) => hit.type === 'entry' && hit.seq === entry.seq);
    return isFound ? text : `${text} (not found by the search)`;
  };
  const wordsOf = ({ sha256 }: PayloadRef): string => store.payloads.text(sha256) ?? 'gone';
  return {
    notes: entriesOf('note').map((entry) => searched(wordsOf(entry.data.body as unknown as PayloadRef), entry)),
    files: entriesOf('attachment').map((entry) => {
      const file = entry.data.attachment as unknown as AttachmentRef;
      return `${file.name}: ${searched(wordsOf(file), entry)}`;
    }),
  };
}
