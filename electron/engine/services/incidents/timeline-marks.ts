// What an entry says of others: that one is put right, pinned or taken away; and which words and files it names. Kept
// beside the journal so that a page does not have to look for it.
import type { JsonObject } from '../../../contract/model/check.ts';
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Entry } from '../../../contract/model/journal.ts';
import type { AttachmentRef, PayloadRef } from '../../../contract/model/timeline.ts';
import type { Store } from '../../store/open.ts';

/** In the transaction that writes the entry. */
export function markEntry(
  { incidentEntries, payloads }: Pick<Store, 'incidentEntries' | 'payloads'>,
  incidentId: IncidentId,
  entry: Entry,
): void {
  const { seq, kind, corrects, data } = entry;
  for (const { sha256 } of payloadsOf(entry)) payloads.use(sha256, incidentId, seq);
  if (corrects !== undefined) {
    const corrected = incidentEntries.seqOf(corrects);
    if (corrected !== null) incidentEntries.markCorrected(corrected, seq);
  }
  const of = typeof data.seq === 'number' ? data.seq : null;
  if (of === null) return;
  if (kind === 'pin') incidentEntries.markPinned(incidentId, of, data.pinned === true);
  if (kind === 'redaction') {
    const target = incidentEntries.entries([of]).get(of);
    // Another entry may name the same file: it is gone from there too.
    const users = target ? payloadsOf(target).flatMap(({ sha256 }) => payloads.usersOf(sha256)) : [];
    for (const user of new Set([of, ...users])) incidentEntries.markRedacted(user, seq);
  }
}

const refIn = (value: JsonObject[string] | undefined): PayloadRef | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.sha256 === 'string'
    ? (value as unknown as PayloadRef)
    : null;

/** The words an entry names; null: it has none but its text. */
export const bodyOf = ({ data }: Entry): PayloadRef | null => refIn(data.body);

/** The file an entry names. */
export const attachmentOf = ({ data }: Entry): AttachmentRef | null => refIn(data.attachment) as AttachmentRef | null;

/** All that an entry names and that can be taken away. */
export const payloadsOf = (entry: Entry): readonly PayloadRef[] =>
  [bodyOf(entry), attachmentOf(entry)].filter((ref) => ref !== null);
