// An exported incident as rows of this database: what is kept as it was, what is said anew, what is left behind. Pure but for
// what it looks up.
import type { JsonObject } from '../../../contract/model/check.ts';
import type { CheckId, HostId, IncidentId } from '../../../contract/model/ids.ts';
import type { EntryDraft } from '../../../contract/model/journal.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { World } from '../world.ts';
import type { ImportedDocument, ImportedEntry, ImportedIncident } from './import-document.ts';

export interface Importing {
  readonly number: string;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
}

type Known = Pick<World, 'hosts' | 'checks'>;

/** The incident as it will stand here. What it says of hosts and of other incidents of elsewhere is not linked. */
export function importedRow({ incident, chain }: ImportedDocument, world: Known, importing: Importing): IncidentRow {
  const { number, at, by } = importing;
  const isHere = (id: HostId): boolean => world.hosts.has(id);
  const { promised, slaSaid, ...kept } = incident;
  return {
    ...kept,
    number,
    roles: incident.roles as IncidentRow['roles'],
    rootHostId: incident.rootHostId !== null && isHere(incident.rootHostId) ? incident.rootHostId : null,
    hostIds: incident.hostIds.filter(isHere),
    mergedInto: null,
    mergedFrom: [],
    splitFrom: null,
    importedFrom: { number: incident.number, at, by, head: chain.last },
    ...(promised ? { promised } : {}),
    ...(slaSaid ? { slaSaid } : {}),
  };
}

/** What goes with an entry from elsewhere: who and when it was there, and what it pointed at. */
function originOf(entry: ImportedEntry): JsonObject {
  const { seq, uuid, recordedAt, actor, hash, hostId, checkId, problemId, corrects, runId } = entry;
  return JSON.parse(
    JSON.stringify({ seq, uuid, recordedAt, actor, hash, hostId, checkId, problemId, corrects, runId }),
  );
}

/**
 * The entry as it is added here: when it happened, what it says and what it names stay; who wrote it down here, and when, is the
 * importer. References to other entries of the same timeline point at those as they are called here (`here`, by uuid and seq
 * there).
 */
export function importedEntry(
  entry: ImportedEntry,
  incidentId: IncidentId,
  here: { uuidOf(there: string): string | undefined; seqOf(there: number): number | undefined },
  world: Known,
  by: string,
): EntryDraft {
  const { kind, occurredAt, text, data, hostId, checkId, corrects } = entry;
  const corrected = corrects === undefined ? undefined : here.uuidOf(corrects);
  return {
    kind,
    occurredAt,
    actor: { type: 'import', name: by },
    ...(hostId !== undefined && world.hosts.has(hostId as HostId) ? { hostId } : {}),
    ...(checkId !== undefined && world.checks.has(checkId as CheckId) ? { checkId } : {}),
    incidentId,
    ...(corrected === undefined ? {} : { corrects: corrected }),
    text,
    data: { ...pointingHere(data as JsonObject, here), imported: withEarlier(originOf(entry), data as JsonObject) },
  };
}

/** Brought in twice: what an earlier import kept stays inside. */
const withEarlier = (origin: JsonObject, { imported }: JsonObject): JsonObject =>
  imported === undefined ? origin : { ...origin, imported };

/** `seq` and `uuid` in the data of pins, corrections and redactions name another entry. */
function pointingHere(
  { imported: _earlier, ...data }: JsonObject,
  here: { uuidOf(there: string): string | undefined; seqOf(there: number): number | undefined },
): JsonObject {
  const { seq, uuid } = data;
  const seqHere = typeof seq === 'number' ? here.seqOf(seq) : undefined;
  const uuidHere = typeof uuid === 'string' ? here.uuidOf(uuid) : undefined;
  return {
    ...data,
    ...(seqHere === undefined ? {} : { seq: seqHere }),
    ...(uuidHere === undefined ? {} : { uuid: uuidHere }),
  };
}

/** What the operator is told of what does not come along. Sentences. */
export function warningsOf(document: ImportedDocument, world: Known): readonly string[] {
  const { incident, hosts, payloads, entries } = document;
  const named = [...incident.hostIds, ...(incident.rootHostId === null ? [] : [incident.rootHostId])];
  const elsewhere = named.filter((id) => !world.hosts.has(id)).map((id) => hosts[id] ?? id);
  const problemHosts = incident.problems.filter(({ hostId }) => !world.hosts.has(hostId)).map(({ host }) => host);
  const unknown = [...new Set([...elsewhere, ...problemHosts])];
  const leftOut = payloads
    .filter(({ state }) => state === 'left-out')
    .map(({ name, bytes }) => `${name ?? 'a text'} (${bytes} bytes)`);
  const redacted = payloads.filter(({ state }) => state === 'redacted').length;
  return [
    ...(unknown.length > 0 ? [`Not watched here, so named but not linked: ${listed(unknown)}.`] : []),
    ...(leftOut.length > 0 ? [`Not in the file, because it would have been too large: ${listed(leftOut)}.`] : []),
    ...(redacted > 0
      ? [`${redacted} ${redacted === 1 ? 'text or file was' : 'texts or files were'} taken away on the record before.`]
      : []),
    ...(isOver(incident) ? [] : [`It is ${incident.status}: its clocks run on here.`]),
    ...(entries.length === 0 ? ['It has no entries.'] : []),
  ];
}

const isOver = ({ status }: ImportedIncident): boolean => status === 'closed' || status === 'cancelled';

const LISTED = 10;
const listed = (names: readonly string[]): string =>
  names.length <= LISTED ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`;
