// One incident as JSON, with all that another Watchfloor needs to take it in and anybody to verify it: the entries as they stand
// in the journal, what they name with its salt, and a chain over both. The format has a version; README.md describes it.
import type { JsonObject } from '../../contract/model/check.ts';
import type { Incident } from '../../contract/model/incident.ts';
import type { Entry } from '../../contract/model/journal.ts';
import type { TimelineEntry } from '../../contract/model/timeline.ts';
import { type CarriedPayload, defineExporter, type ExportSource } from './exporter.ts';
import { entryLink, incidentLink, sealOf } from './incident-chain.ts';

export const FORMAT = 'incident';
export const FORMAT_VERSION = 1;

/** A payload in the document. Texts stand as text, files as base64. */
export interface WrittenPayload {
  readonly sha256: string;
  readonly bytes: number;
  readonly state: CarriedPayload['state'];
  readonly name?: string;
  readonly type?: string;
  /** Hex. */
  readonly salt?: string;
  readonly text?: string;
  readonly base64?: string;
}

export interface IncidentDocument {
  readonly watchfloor: typeof FORMAT;
  readonly version: number;
  readonly exportedAt: number;
  readonly exportedBy: string;
  /** Names of hosts that the incident names by id. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly rootHost: string | null;
  readonly incident: JsonObject;
  readonly entries: readonly { readonly entry: Entry; readonly link: string }[];
  readonly payloads: readonly WrittenPayload[];
  readonly chain: {
    /** How many entries there are. */
    readonly count: number;
    /** Link of the incident, and of the last entry. */
    readonly first: string;
    readonly last: string;
    /** Head of the journal it was read from. */
    readonly journal: { readonly seq: number; readonly hash: string };
    readonly seal: string;
  };
}

export const incidentJson = defineExporter({
  form: 'json',
  about: 'With the chain, and what notes and files hold: to keep, to verify, to bring into another Watchfloor.',
  suffix: '',
  extension: 'json',
  type: 'application/json',
  isPrinted: false,
  carries: 'everything',
  write: (source) => `${JSON.stringify(documentOf(source), null, 1)}\n`,
});

/** Pure. */
export function documentOf(source: ExportSource): IncidentDocument {
  // Who was told of a clock is about channels of this place.
  const { clocks: _clocks, slaTold: _told, ...kept } = source.incident;
  const incident = plainJson(kept);
  const first = incidentLink(incident);
  let last = first;
  const inOrder = source.entries.map(journalEntry).sort((a, b) => a.seq - b.seq);
  const entries = inOrder.map((entry) => {
    last = entryLink(last, entry.hash);
    return { entry, link: last };
  });
  const payloads = [...source.payloads.values()].map(writtenPayload);
  const chain = { count: entries.length, first, last, journal: source.head };
  const head = {
    watchfloor: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: source.exportedAt,
    exportedBy: source.exportedBy,
    hosts: source.hostNames,
    rootHost: source.rootHost,
  } as const;
  const seal = sealOf(sealed({ ...head, payloads, chain }));
  return { ...head, incident, entries, payloads, chain: { ...chain, seal } };
}

/** What the seal covers: all but the incident and the entries, which the last link covers, and the seal itself. */
export const sealed = ({
  payloads,
  chain,
  ...head
}: Pick<
  IncidentDocument,
  'watchfloor' | 'version' | 'exportedAt' | 'exportedBy' | 'hosts' | 'rootHost' | 'payloads'
> & {
  readonly chain: Omit<IncidentDocument['chain'], 'seal'>;
}) => ({
  watchfloor: head.watchfloor,
  version: head.version,
  exportedAt: head.exportedAt,
  exportedBy: head.exportedBy,
  hosts: head.hosts,
  rootHost: head.rootHost,
  // The hash of a payload covers its content; what else is said of it is covered here.
  payloads: payloads.map(({ text: _text, base64: _base64, ...rest }) => rest),
  chain: { count: chain.count, first: chain.first, last: chain.last, journal: chain.journal },
});

/** The entry as it was hashed: what the timeline adds to it is taken off. */
function journalEntry(entry: TimelineEntry): Entry {
  const { body: _b, attachment: _a, pinned: _p, correctedBy: _c, redacted: _r, ...own } = entry;
  return own;
}

function writtenPayload({ sha256, bytes, state, name, type, salt, content }: CarriedPayload): WrittenPayload {
  const file = { ...(name === null ? {} : { name }), ...(type === null ? {} : { type }) };
  if (state !== 'kept' || salt === null || content === null) return { sha256, bytes, state, ...file };
  const buffer = Buffer.from(content);
  const asText = name === null ? buffer.toString('utf8') : null;
  // Bytes that are no UTF-8 would not come back as they were.
  const isText = asText !== null && Buffer.from(asText, 'utf8').equals(buffer);
  return {
    sha256,
    bytes,
    state,
    ...file,
    salt: Buffer.from(salt).toString('hex'),
    ...(isText ? { text: asText } : { base64: buffer.toString('base64') }),
  };
}

/** As it comes back from a file: no undefined, no lone surrogates, which the canonical form refuses. */
const plainJson = (incident: Omit<Incident, 'clocks' | 'slaTold'>): JsonObject =>
  JSON.parse(JSON.stringify(incident), (_key, value) => (typeof value === 'string' ? value.toWellFormed() : value));
