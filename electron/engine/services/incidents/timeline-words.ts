// The journal's words for what people put on a timeline.
import type { Actor, Entry, EntryDraft } from '../../../contract/model/journal.ts';
import type { AttachmentRef, PayloadRef } from '../../../contract/model/timeline.ts';
import { size } from '../../lib/text.ts';
import type { StoredFile } from '../../store/payloads.ts';

export const whoIs = (actor: Actor): string => (actor.type === 'engine' ? 'the engine' : actor.name);

interface Said {
  readonly actor: Actor;
  /** When it happened, epoch ms. */
  readonly occurredAt: number;
}

export const noteEntry = (kind: 'note' | 'decision', said: Said, body: PayloadRef): EntryDraft => ({
  ...said,
  kind,
  text: `${kind === 'note' ? 'Note' : 'Decision'} by ${whoIs(said.actor)}`,
  data: { body: { ...body } },
});

export function attachmentEntry(said: Said, file: StoredFile, body: PayloadRef | null): EntryDraft {
  const { sha256, bytes, name, type, remark } = file;
  const attachment: AttachmentRef = { sha256, bytes, name, type };
  const lie = remark === '' ? '' : `. Careful: ${remark}`;
  return {
    ...said,
    kind: 'attachment',
    text: `${name} (${size(bytes)}, ${type}) attached by ${whoIs(said.actor)}${lie}`,
    data: { attachment: { ...attachment }, ...(body ? { body: { ...body } } : {}) },
  };
}

export const correctionEntry = (said: Said, { seq, uuid }: Entry, body: PayloadRef): EntryDraft => ({
  ...said,
  kind: 'correction',
  corrects: uuid,
  text: `Correction of entry ${seq} by ${whoIs(said.actor)}`,
  data: { seq, uuid, body: { ...body } },
});

export const pinEntry = (said: Said, { seq, uuid }: Entry, pinned: boolean): EntryDraft => ({
  ...said,
  kind: 'pin',
  text: `Entry ${seq} ${pinned ? 'pinned' : 'unpinned'} by ${whoIs(said.actor)}`,
  data: { seq, uuid, pinned },
});

/** `emptied`: names of fields of the incident that held the same words. */
export function redactionEntry(
  said: Said,
  { seq, uuid }: Entry,
  taken: { readonly payloads: readonly PayloadRef[]; readonly emptied: readonly string[]; readonly reason: string },
): EntryDraft {
  const { payloads, emptied, reason } = taken;
  const fields = emptied.length === 0 ? '' : `, and of ${emptied.join(', ')}, which held the same`;
  return {
    ...said,
    kind: 'redaction',
    text: `Content of entry ${seq}${fields} taken away by ${whoIs(said.actor)}: ${reason}. Backups and exports made before still hold it`,
    data: { seq, uuid, reason, payloads: payloads.map((ref) => ({ ...ref })), emptied: [...emptied] },
  };
}
