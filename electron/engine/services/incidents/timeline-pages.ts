// Pages of a timeline: the entries that fit a filter, with what later entries say of them.
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Entry } from '../../../contract/model/journal.ts';
import type { TimelineEntry, TimelineFilter, TimelinePage } from '../../../contract/model/timeline.ts';
import { outputExcerpt } from '../../core/output-excerpt.ts';
import { matchOf, soughtIn } from '../../core/timeline-words.ts';
import type { EntriesWanted, Marks } from '../../store/incident-entries.ts';
import type { Store } from '../../store/open.ts';
import type { ContractInput } from './inputs.ts';
import { attachmentOf, bodyOf } from './timeline-marks.ts';

export interface Pages {
  /** Of an incident that may not exist: then it is empty. */
  page(input: ContractInput<'timeline'>): TimelinePage;
  placeOf(input: ContractInput<'placeOf'>): { readonly offset: number; readonly total: number };
  /** How long the whole timeline is. */
  total(id: IncidentId): number;
}

const ALL: Omit<EntriesWanted, 'incidentId'> = {
  who: 'all',
  kinds: [],
  person: '',
  hostId: null,
  pinned: false,
  match: null,
};

/** What a command printed may be long: a page has its beginning and its end, the run has all of it. */
const shownOf = ({ kind }: Entry, text: string | null): string | null =>
  kind === 'step' && text !== null ? outputExcerpt(text, { lines: 400, characters: 24_000 }) : text;

/** Null: words were asked for, and there is none among them, so that nothing fits. */
function wantedBy(incidentId: IncidentId, { text, ...filter }: TimelineFilter): EntriesWanted | null {
  if (text.trim() === '') return { ...filter, incidentId, match: null };
  const match = matchOf(soughtIn(text));
  return match === null ? null : { ...filter, incidentId, match };
}

export function createPages(store: Pick<Store, 'incidentEntries' | 'journal' | 'payloads'>): Pages {
  const { incidentEntries, journal, payloads } = store;

  const showing = (marks: ReadonlyMap<number, Marks>) => {
    const spoken = [...marks.values()].flatMap(({ correctedBy, redactedBy }) => [correctedBy, redactedBy]);
    const speakers = incidentEntries.entries(spoken.filter((seq) => seq !== null));
    const speaker = (seq: number | null | undefined): Entry | null => (seq ? speakers.get(seq) : null) ?? null;
    return (entry: Entry, pinned: boolean): TimelineEntry => {
      const mark = marks.get(entry.seq);
      const correction = speaker(mark?.correctedBy);
      const redaction = speaker(mark?.redactedBy);
      const body = bodyOf(entry);
      return {
        ...entry,
        body: body && shownOf(entry, payloads.text(body.sha256)),
        attachment: attachmentOf(entry),
        pinned,
        correctedBy: correction && { uuid: correction.uuid, seq: correction.seq, at: correction.recordedAt },
        redacted: redaction && {
          by: redaction.actor.type === 'engine' ? 'the engine' : redaction.actor.name,
          at: redaction.recordedAt,
          reason: typeof redaction.data.reason === 'string' ? redaction.data.reason : '',
        },
      };
    };
  };

  return {
    page({ incidentId, filter, offset: asked, limit }) {
      const wanted = wantedBy(incidentId, filter);
      const head = journal.head();
      if (!wanted) return { total: 0, offset: 0, entries: [], head };
      const total = incidentEntries.count(wanted);
      const offset = asked ?? Math.max(0, total - limit);
      const places = incidentEntries.page(wanted, offset, limit);
      const seqs = places.map(({ seq }) => seq);
      const entries = incidentEntries.entries(seqs);
      const show = showing(incidentEntries.marksOf(seqs));
      return {
        total,
        offset,
        head,
        entries: places.flatMap(({ seq, pinned }) => {
          const entry = entries.get(seq);
          return entry ? [show(entry, pinned)] : [];
        }),
      };
    },
    placeOf({ incidentId, filter, at }) {
      const wanted = wantedBy(incidentId, filter);
      if (!wanted) return { offset: 0, total: 0 };
      return { offset: incidentEntries.countBefore(wanted, at), total: incidentEntries.count(wanted) };
    },
    total: (incidentId) => incidentEntries.count({ ...ALL, incidentId }),
  };
}
