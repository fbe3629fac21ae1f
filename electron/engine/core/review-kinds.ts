// What a review tells of a stretch, unless somebody asks for other kinds: what people were told and what was done. Left out
// is what the monitor notes for itself: single results and states (the alerts tell what became of them), why an alert was
// held back, signs of life. It stays in the journal and can be asked for.
import { ENTRY_KINDS, type EntryKind } from '../../contract/model/journal.ts';

const NOTED: ReadonlySet<EntryKind> = new Set(['check-state', 'host-state', 'suppression', 'heartbeat', 'inbound']);

export const REVIEWED_KINDS: readonly EntryKind[] = ENTRY_KINDS.filter((kind) => !NOTED.has(kind));

/** Kinds in which people act: who did something in a stretch is read from them. What the engine writes in masses is not. */
const BY_THE_ENGINE: ReadonlySet<EntryKind> = new Set(['alert', 'flapping', 'delivery', 'not-monitored', 'clock-jump']);
export const ACTED_KINDS: readonly EntryKind[] = REVIEWED_KINDS.filter((kind) => !BY_THE_ENGINE.has(kind));
