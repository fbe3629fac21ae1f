// What an exported incident must look like to be taken in: parsed at the door, every fault with the path it stands at.
import { z } from 'zod';
import { givenName } from '../../../contract/model/host.ts';
import { weeklyHours } from '../../../contract/model/hours.ts';
import { checkId, hostId, incidentId, problemId, runId } from '../../../contract/model/ids.ts';
import {
  followUpInput,
  INCIDENT_STATUSES,
  incidentFields,
  LEVELS,
  MILESTONES,
  ROLES,
  ticket,
  WAITS_FOR,
} from '../../../contract/model/incident.ts';
import { ENTRY_KINDS } from '../../../contract/model/journal.ts';
import { PROBLEM_STATUSES } from '../../../contract/model/problem-status.ts';
import { severity } from '../../../contract/model/severity.ts';
import { CLOCK_KINDS } from '../../../contract/model/sla.ts';
import { ATTACHMENT_LIMIT } from '../../../contract/model/timeline.ts';
import { FORMAT, FORMAT_VERSION, type IncidentDocument } from '../../exporters/incident-json.ts';
import { invalid } from '../../lib/refusal.ts';

const MOST_ENTRIES = 200_000;
const MOST_PAYLOADS = 200_000;

const instant = z.number().int().min(-8.64e15).max(8.64e15);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const short = z.string().max(2_000);

const actor = z.union([
  z.object({ type: z.literal('operator'), name: z.string().max(256) }),
  z.object({ type: z.literal('engine') }),
  z.object({ type: z.literal('import'), name: z.string().max(256) }),
]);

const promised = z.object({ targetMs: z.number().int().min(1), hours: weeklyHours.nullable() });
const said = promised.extend({
  clock: z.enum(CLOCK_KINDS),
  severity,
  startedAt: instant,
  since: instant,
  paused: z.boolean(),
  ended: z.boolean(),
  atRisk: z.boolean(),
  missed: z.boolean(),
  untold: z.enum(['at risk', 'missed']).nullable(),
});

const milestone = z.object({ kind: z.enum(MILESTONES), at: instant, source: short, opening: z.number().int().min(1) });

const incident = z.object({
  ...incidentFields.shape,
  id: incidentId,
  number: z.string().max(32),
  status: z.enum(INCIDENT_STATUSES),
  onHold: z.object({ since: instant, by: short, waitsFor: z.enum(WAITS_FOR), reason: short }).nullable(),
  severity,
  impact: z.enum(LEVELS),
  urgency: z.enum(LEVELS),
  computedSeverity: severity,
  severityReason: short,
  openedAt: instant,
  openedBy: short,
  policy: short,
  roles: z.object(Object.fromEntries(ROLES.map((role) => [role, z.union([z.literal(''), givenName])]))),
  milestones: z.array(milestone).max(10_000),
  problems: z
    .array(
      z.object({
        problemId,
        hostId,
        checkId,
        host: short,
        check: short,
        alive: z.boolean(),
        status: z.enum(PROBLEM_STATUSES),
        openedAt: instant,
        closedAt: instant.nullable(),
      }),
    )
    .max(10_000),
  followUps: z
    .array(followUpInput.extend({ id: z.string().max(64), doneAt: instant.nullable(), doneBy: short }).strip())
    .max(1_000),
  tickets: z.array(ticket).max(32),
  pauses: z.array(z.object({ from: instant, to: instant.nullable() })).max(10_000),
  lastWordAt: instant,
  promised: z.partialRecord(z.enum(CLOCK_KINDS), promised.nullable()).optional(),
  slaSaid: z.array(said).max(100).optional(),
});

const entry = z.object({
  seq: z.number().int().positive(),
  uuid: z.string().min(1).max(64),
  kind: z.enum(ENTRY_KINDS),
  occurredAt: instant,
  recordedAt: instant,
  actor,
  hostId: hostId.optional(),
  checkId: checkId.optional(),
  problemId: problemId.optional(),
  incidentId: incidentId.optional(),
  corrects: z.string().max(64).optional(),
  runId: runId.optional(),
  text: z.string().max(100_000),
  data: z.record(z.string(), z.json()),
  prevHash: sha256,
  hash: sha256,
});

const payload = z.object({
  sha256,
  bytes: z.number().int().min(0).max(ATTACHMENT_LIMIT, 'a file may have 25 MiB at most'),
  state: z.enum(['kept', 'redacted', 'left-out']),
  name: z.string().min(1).max(255).optional(),
  type: z
    .string()
    .max(127)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a type like image/png')
    .optional(),
  salt: z
    .string()
    .regex(/^(?:[0-9a-f]{2}){1,64}$/)
    .optional(),
  text: z.string().max(ATTACHMENT_LIMIT).optional(),
  // That it is base64 the hash says.
  base64: z
    .string()
    .max(Math.ceil(ATTACHMENT_LIMIT / 3) * 4)
    .optional(),
});

const around = z.object({
  watchfloor: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  exportedAt: instant,
  exportedBy: short,
  hosts: z.record(z.string().max(64), short),
  rootHost: short.nullable(),
  incident,
  entries: z
    .array(z.object({ entry: z.unknown(), link: sha256 }))
    .max(MOST_ENTRIES, `more than ${MOST_ENTRIES} entries`),
  payloads: z.array(payload).max(MOST_PAYLOADS),
  chain: z.object({
    count: z.number().int().min(0),
    first: sha256,
    last: sha256,
    journal: z.object({ seq: z.number().int().min(0), hash: sha256 }),
    seal: sha256,
  }),
});

export type ImportedIncident = z.output<typeof incident>;
export type ImportedEntry = z.output<typeof entry>;
export type ImportedPayload = z.output<typeof payload>;

export interface ImportedDocument {
  readonly incident: ImportedIncident;
  readonly entries: readonly ImportedEntry[];
  readonly payloads: readonly ImportedPayload[];
  readonly hosts: Readonly<Record<string, string>>;
  readonly rootHost: string | null;
  readonly chain: IncidentDocument['chain'];
}

/** Whether a parsed text is an exported incident at all, of whatever version. */
export const isExport = (value: unknown): value is { readonly watchfloor: typeof FORMAT; readonly version?: unknown } =>
  typeof value === 'object' && value !== null && 'watchfloor' in value && value.watchfloor === FORMAT;

/** What is wrong with it before its content is looked at; null when nothing is. Sentences without an end. */
export function formatFault(value: unknown): string | null {
  if (!isExport(value))
    return 'this is no exported incident: the JSON of "export" begins with {"watchfloor": "incident"';
  if (typeof value.version === 'number' && value.version > FORMAT_VERSION) {
    return `it was written by a newer Watchfloor (format ${value.version}; this one reads ${FORMAT_VERSION}): update, then take it in`;
  }
  return null;
}

const MOST_FAULTS = 20;

/** As much as a walk along the chain must find; what else there is the hashes vouch for. */
const walkable = z.looseObject({
  hosts: z.record(z.string(), z.unknown()),
  incident: z.record(z.string(), z.unknown()),
  entries: z.array(
    z.object({ entry: z.looseObject({ seq: z.number(), uuid: z.string(), hash: z.string() }), link: z.string() }),
  ),
  payloads: z.array(z.looseObject({ sha256: z.string(), text: z.string().optional(), base64: z.string().optional() })),
  chain: z.object({ count: z.number(), first: z.string(), last: z.string(), journal: z.unknown(), seal: z.string() }),
});

/** A document that can be walked (export-verify.ts). Throws a Refusal that says what is missing and where. */
export function walkableDocument(value: unknown): IncidentDocument {
  const wrong = formatFault(value);
  if (wrong) throw invalid([{ path: 'text', message: wrong }]);
  const looked = walkable.safeParse(value);
  if (!looked.success) throw faults(looked.error, []);
  return value as IncidentDocument;
}

/** Parses all; throws a Refusal that names the first faults by their path. A step for each entry. */
export function* readDocument(value: unknown): Generator<void, ImportedDocument, void> {
  const parsed = around.safeParse(value);
  if (!parsed.success) throw faults(parsed.error, []);
  const { incident: about, payloads, hosts, rootHost, chain } = parsed.data;
  const entries: ImportedEntry[] = [];
  for (const [place, { entry: raw }] of parsed.data.entries.entries()) {
    const one = entry.safeParse(raw);
    if (!one.success) throw faults(one.error, ['entries', place, 'entry']);
    entries.push(one.data);
    yield;
  }
  return { incident: about, entries, payloads, hosts, rootHost, chain };
}

const faults = (error: z.ZodError, under: readonly PropertyKey[]) =>
  invalid(
    error.issues.slice(0, MOST_FAULTS).map(({ path, message }) => ({
      path: [...under, ...path].map(String).join('.'),
      message,
    })),
  );
