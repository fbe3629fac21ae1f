// Entries of a timeline as they are printed: both times, who, what, what later entries say of them. An entry that was brought
// in from elsewhere speaks with the time and the name it had there.
import { z } from 'zod';
import type { TimelineEntry } from '../../contract/model/timeline.ts';
import type { DocumentFile, Moment } from './document.ts';
import { type ExportSource, PICTURE_LIMIT, PICTURE_TYPES } from './exporter.ts';
import { localText, spanText, utcText } from './times.ts';

/** What an import keeps of an entry as it was in the journal it comes from. */
const imported = z.object({
  seq: z.number(),
  uuid: z.string(),
  recordedAt: z.number(),
  actor: z.object({ type: z.string(), name: z.string().optional() }),
  hash: z.string(),
});

interface Origin {
  readonly seq: number;
  readonly who: string;
  readonly recordedAt: number;
}

/** Pictures of a page in all. */
const PICTURES_LIMIT = 24 * 1024 * 1024;
const MINUTE_MS = 60_000;

/** Who wrote an entry and when, where it was first written. */
export function originOf({ seq, data, actor, recordedAt }: TimelineEntry): Origin {
  let origin: Origin = { seq, who: actor.type === 'engine' ? 'engine' : actor.name, recordedAt };
  // Brought in twice, it carries both; the innermost is the first.
  for (let at: unknown = data; isRecord(at) && isRecord(at.imported); at = at.imported) {
    const parsed = imported.safeParse(at.imported);
    if (!parsed.success) break;
    const { actor: there, recordedAt: then } = parsed.data;
    origin = {
      seq: parsed.data.seq,
      who: there.type === 'engine' ? 'engine' : (there.name ?? there.type),
      recordedAt: then,
    };
  }
  return origin;
}

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
      body,
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
