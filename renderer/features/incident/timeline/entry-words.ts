// Pure: what a row of the timeline says of an entry: how late it was written down, its status, who wrote it, its text.
import { broughtBy, originOf } from '../../../../electron/contract/model/entry-origin.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { clock, clockShort, day, duration } from '../../../lib/time.ts';

const NBSP = '\u00a0';
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Written down more than a minute after it happened: both times have to be seen. */
export const isLate = (entry: TimelineEntry): boolean => Math.abs(lateMs(entry)) > MINUTE;

/** From when it happened to when it was written down, where it was first written. */
const lateMs = (entry: TimelineEntry): number => originOf(entry).recordedAt - entry.occurredAt;

/** "+0.2 s", "+12 s"; of a late one the clock it was written down at, with its day when that is another. */
export function recordedWords(entry: TimelineEntry): string {
  const { occurredAt } = entry;
  const { recordedAt } = originOf(entry);
  const gap = recordedAt - occurredAt;
  if (Math.abs(gap) > MINUTE) {
    return dayOf(recordedAt) === dayOf(occurredAt)
      ? clock(recordedAt)
      : `${day(recordedAt).slice(4)}${NBSP}${clockShort(recordedAt)}`;
  }
  const size = Math.abs(gap);
  const seconds = size < 9_950 ? (size / 1_000).toFixed(1) : String(Math.round(size / 1_000));
  return `${gap < 0 ? '−' : '+'}${seconds}${NBSP}s`;
}

/** "3 min 42 s late". */
export const lateWords = (entry: TimelineEntry): string =>
  `${duration(Math.abs(lateMs(entry)))} ${lateMs(entry) > 0 ? 'late' : 'early'}`;

/** Which day of UTC a moment lies in. */
export const dayOf = (at: number): number => Math.floor(at / DAY);

/** Who wrote it, as it stands in the column: '' never. */
export function byWords(entry: TimelineEntry): string {
  const { who } = originOf(entry);
  return broughtBy(entry) === null ? who : `${who}, import`;
}

type Sev = 1 | 2 | 3 | 4;
const isSeverity = (value: unknown): value is Sev => value === 1 || value === 2 || value === 3 || value === 4;

export interface SeverityChange {
  readonly from: Sev;
  readonly to: Sev;
  /** The reason given; without one the rating it follows from. */
  readonly why: string;
}

/** From which severity to which, and why; null where it stayed as it was. */
export function severityChange({ kind, data }: TimelineEntry): SeverityChange | null {
  if (kind !== 'severity' || !isSeverity(data.from) || !isSeverity(data.to) || data.from === data.to) return null;
  const rated = `impact ${data.impact}, urgency ${data.urgency}`;
  return {
    from: data.from,
    to: data.to,
    why: typeof data.reason === 'string' && data.reason !== '' ? data.reason : rated,
  };
}

/** The sentence before the body, without what the row says beside it; '' where the body or the file says it all. */
export function sentenceOf(entry: TimelineEntry): string {
  const { kind, text, body, redacted, attachment } = entry;
  if ((kind === 'note' || kind === 'decision') && (body !== null || redacted !== null)) return '';
  // What was found out about a file that its name does not say.
  if (attachment !== null && redacted === null) return /Careful: [\s\S]+$/.exec(text)?.[0] ?? '';
  const who = ` by ${originOf(entry).who}`;
  const said = text.endsWith(who) ? text.slice(0, -who.length) : text;
  return body !== null && redacted === null && !/[.:!?]$/.test(said) ? `${said}:` : said;
}

/** Lines of a body that are shown before somebody asks for all of it. */
export const LINES_SHOWN = 10;

/** Whether a body is shown in part: more lines, or more words, than a list bears. */
export const isLong = ({ body }: TimelineEntry): boolean =>
  body !== null && (body.length > 1_400 || body.split('\n', LINES_SHOWN + 1).length > LINES_SHOWN);

/** An entry as plain text, for the clipboard: "2026-11-20 02:40:30Z note A. Brandt: Row C PDU-B lost power". */
export function entryText(entry: TimelineEntry): string {
  const at = new Date(entry.occurredAt).toISOString().slice(0, 19).replace('T', ' ');
  const late = isLate(entry) ? ` (recorded ${new Date(originOf(entry).recordedAt).toISOString().slice(11, 19)}Z)` : '';
  const file = entry.attachment ? ` [${entry.attachment.name}, sha256 ${entry.attachment.sha256}]` : '';
  const body = entry.redacted ? `redacted: ${entry.redacted.reason}` : (entry.body ?? '');
  const said = [sentenceOf(entry), body].filter(Boolean).join(' — ');
  return `${at}Z${late} ${entry.kind} ${byWords(entry)}: ${said}${file} #${entry.seq}`;
}

/** Height of a row before it was drawn once, CSS pixels: about right, so that the scroll bar does not run away. */
export function estimatedHeight(
  entry: TimelineEntry | undefined,
  charsInLine: number,
  lineHeight: number,
  pad: number,
): number {
  if (!entry) return lineHeight + pad;
  const body = entry.redacted ? '' : (entry.body ?? '');
  // The sentence runs on into the first line of the body.
  const lines = `${sentenceOf(entry)} ${body}`.split('\n').slice(0, LINES_SHOWN);
  const drawn = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charsInLine)), 0);
  const picture = entry.attachment?.type.startsWith('image/') && !entry.redacted ? 3 : 1;
  return Math.max(picture, drawn) * lineHeight + pad;
}
