// Entries of a timeline as they are printed: both times, who, what, what later entries say of them. An entry that was brought
// in from elsewhere speaks with the time and the name it had there.
import { originOf } from '../../contract/model/entry-origin.ts';
import type { TimelineEntry } from '../../contract/model/timeline.ts';
import { outputExcerpt } from '../core/output-excerpt.ts';
import type { DocumentFile, Moment } from './document.ts';
import { type ExportSource, PICTURE_LIMIT, PICTURE_TYPES } from './exporter.ts';
import { localText, spanText, utcText } from './times.ts';

/** Pictures of a page in all. */
const PICTURES_LIMIT = 24 * 1024 * 1024;
const MINUTE_MS = 60_000;
/** Of what a command printed: on paper its beginning and its end. */
const OUTPUT = { lines: 40, characters: 4_000 } as const;

/** All entries as they are printed, in the order they happened. */
export function momentsOf(source: ExportSource): readonly Moment[] {
  const { entries, zone } = source;
  const picture = pictures(source);
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const redactions = new Map(
    entries.filter(({ kind }) => kind === 'redaction').map((entry) => [entry.data.seq, entry]),
  );
  return entries.map((entry) => {
    const { occurredAt, kind, text, body, pinned, correctedBy } = entry;
    const correction = correctedBy && bySeq.get(correctedBy.seq);
    const correctedAt = correction ? originOf(correction).recordedAt : correctedBy?.at;
    const { seq, who, recordedAt } = originOf(entry);
    return {
      seq,
      utc: utcText(occurredAt),
      local: localText(occurredAt, zone),
      late: lateWords(occurredAt, recordedAt),
      kind: kind.replaceAll('-', ' '),
      who,
      text,
      body: kind === 'step' ? null : body,
      output: kind === 'step' && body ? outputExcerpt(body, OUTPUT) : null,
      pinned,
      struck: correctedAt ? `corrected ${utcText(correctedAt)} UTC` : '',
      redacted: redactedWords(entry, redactions.get(entry.seq)),
      file: fileOf(entry, picture),
    };
  });
}

function redactedWords({ redacted }: TimelineEntry, by: TimelineEntry | undefined): string {
  if (!redacted) return '';
  const { who, recordedAt } = by ? originOf(by) : { who: redacted.by, recordedAt: redacted.at };
  return `taken away by ${who}, ${utcText(recordedAt)} UTC: ${redacted.reason}`;
}

function lateWords(occurredAt: number, recordedAt: number): string {
  const apartMs = recordedAt - occurredAt;
  if (Math.abs(apartMs) <= MINUTE_MS) return '';
  return `written down ${utcText(recordedAt)} UTC, ${spanText(Math.abs(apartMs))} ${apartMs > 0 ? 'later' : 'before'}`;
}

function fileOf(entry: TimelineEntry, picture: (sha256: string) => Uint8Array | null): DocumentFile | null {
  if (!entry.attachment) return null;
  const { name, type, bytes, sha256 } = entry.attachment;
  return { name, type, bytes, sha256, picture: PICTURE_TYPES.has(type) && !entry.redacted ? picture(sha256) : null };
}

/** Hands out pictures until there is no room left, in the order they are asked for. */
function pictures({ payloads }: ExportSource): (sha256: string) => Uint8Array | null {
  let room = PICTURES_LIMIT;
  return (sha256) => {
    const content = payloads.get(sha256)?.content ?? null;
    if (content === null || content.byteLength > Math.min(PICTURE_LIMIT, room)) return null;
    room -= content.byteLength;
    return content;
  };
}
