// What the search knows of an entry and of an incident: the words as they stand now, without what was redacted.
import type { Entry } from '../../../contract/model/journal.ts';
import { parseNumber } from '../../core/incident-number.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import { attachmentOf, bodyOf } from './timeline-marks.ts';

/** Of a text file, or of what a command printed, this much is searched, bytes. */
const SEARCHED_BYTES = 100_000;

type Payloads = Pick<Store['payloads'], 'text' | 'part'>;

/** The words of an entry as people see it: its sentence, what was written, the text of its file. */
export function wordsOfEntry(payloads: Payloads, entry: Entry): { readonly title: string; readonly body: string } {
  const beginningOf = (sha256: string): string | null => {
    const part = payloads.part(sha256, 0, SEARCHED_BYTES);
    return part && Buffer.from(part).toString('utf8');
  };
  const body = bodyOf(entry);
  const file = attachmentOf(entry);
  const said = body && (entry.kind === 'step' ? beginningOf(body.sha256) : payloads.text(body.sha256));
  const inFile = file?.type.startsWith('text/') ? beginningOf(file.sha256) : null;
  const parts = [said, inFile, entry.text].filter((part) => part);
  return { title: file?.name ?? '', body: parts.join('\n') };
}

export function indexEntry(
  { payloads, incidentSearch }: Pick<Store, 'payloads' | 'incidentSearch'>,
  entry: Entry,
): void {
  const { title, body } = wordsOfEntry(payloads, entry);
  incidentSearch.putEntry(entry.seq, title, body);
}

/** Fields of an incident that hold words at length. */
export const INCIDENT_TEXTS = [
  'summary',
  'customerImpact',
  'rootCause',
  'contributing',
  'resolution',
  'wentWell',
  'wentBadly',
  'lucky',
] as const;

/** The words of an incident: what it is called by, and what was written into its fields. */
export function wordsOfIncident(row: IncidentRow): { readonly title: string; readonly body: string } {
  const { number, title, tags, tickets, change, followUps, problems } = row;
  const { serial } = parseNumber(number) ?? {};
  const called = [title, number, serial, change, ...tags, ...tickets.flatMap(({ system, id }) => [system, id])];
  const written = [
    ...INCIDENT_TEXTS.map((field) => row[field]),
    ...followUps.map(({ text, owner }) => `${text} ${owner}`),
  ];
  const about = problems.map(({ host, check }) => `${host} ${check}`);
  const join = (parts: readonly (string | number | undefined)[]): string =>
    parts.filter((part) => part !== '' && part !== undefined).join('\n');
  return { title: join(called), body: join([...written, ...about]) };
}

/** Puts an incident into the search, or what changed of it. */
export function indexIncident(
  { incidentSearch }: Pick<Store, 'incidentSearch'>,
  before: IncidentRow | null,
  after: IncidentRow,
): void {
  const words = wordsOfIncident(after);
  const known = before && wordsOfIncident(before);
  if (known && known.title === words.title && known.body === words.body) return;
  const { year, serial } = parseNumber(after.number) ?? {};
  if (year !== undefined && serial !== undefined) incidentSearch.putIncident(year, serial, words.title, words.body);
}
