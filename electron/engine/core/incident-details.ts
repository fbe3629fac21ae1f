// What operators write about an incident, how bad it is, and who does what. One entry for each field that changes.
// Ended incidents: reviews are written afterwards, so the words of the review (summary, impact on customers, cause,
// contributing factors, resolution, what went well and badly, luck) can be edited then, on the record. All the rest is
// refused: it would change what the incident was.
import type { HostId } from '../../contract/model/ids.ts';
import type { IncidentFields, Level, Milestone, Role } from '../../contract/model/incident.ts';
import { isEnded, severityByMatrix } from '../../contract/model/incident-rules.ts';
import type { Severity } from '../../contract/model/severity-of.ts';
import { type Act, endedRefusal, openingOf } from './incident-milestones.ts';
import {
  because,
  conflict,
  type IncidentBody,
  invalid,
  type Refused,
  type Ruling,
  type Said,
  unchanged,
  utc,
} from './incident-words.ts';
import { sameValue } from './same-value.ts';

/** How each field is called, whether it is of the review, and whether its words are long. */
const FIELDS = {
  title: { name: 'title', review: false, long: false },
  summary: { name: 'summary', review: true, long: true },
  customerImpact: { name: 'customer impact', review: true, long: true },
  rootCause: { name: 'root cause', review: true, long: true },
  contributing: { name: 'contributing factors', review: true, long: true },
  resolution: { name: 'resolution', review: true, long: true },
  wentWell: { name: 'what went well', review: true, long: true },
  wentBadly: { name: 'what went badly', review: true, long: true },
  lucky: { name: 'where we got lucky', review: true, long: true },
  change: { name: 'change reference', review: false, long: false },
  tags: { name: 'tags', review: false, long: false },
  rootHostId: { name: 'root host', review: false, long: false },
  hostIds: { name: 'other affected hosts', review: false, long: false },
} as const satisfies Record<keyof IncidentFields, { name: string; review: boolean; long: boolean }>;

type Field = keyof IncidentFields;
const NAMES = Object.keys(FIELDS) as readonly Field[];

export interface Edit {
  readonly fields: { readonly [Name in Field]?: IncidentFields[Name] | undefined };
  /** When it began to be felt, where that is learned late, epoch ms. */
  readonly impactAt?: number | undefined;
}

/** What hosts are called, and whether they are (still) watched. */
export type HostName = (hostId: HostId) => string | undefined;

/** Changes the fields that are named. */
export function edit(row: IncidentBody, { fields, impactAt }: Edit, act: Act, hostName: HostName): Ruling {
  const named = Object.fromEntries(NAMES.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
  const once = <Value>(values: readonly Value[] | undefined) => (values ? [...new Set(values)] : undefined);
  const [tags, hostIds] = [once(fields.tags), once(fields.hostIds)];
  const after: IncidentBody = { ...row, ...named, ...(tags ? { tags } : {}), ...(hostIds ? { hostIds } : {}) };
  const changed = changedFields(row, after);
  const refusal = editRefusal(row, after, changed) ?? hostRefusal(row, after, hostName, 'fields.');
  if (refusal) return refusal;
  const said = saidOfFields(row, after, act.now, hostName);
  const told = said.length === 0 ? unchanged(row) : { after, said };
  return impactAt === undefined ? told : withImpact(told, impactAt, act);
}

const changedFields = (before: IncidentBody, after: IncidentBody): readonly Field[] =>
  NAMES.filter((name) => !sameValue(before[name], after[name]));

function editRefusal(row: IncidentBody, after: IncidentBody, changed: readonly Field[]): Refused | null {
  if (!isEnded(row.status)) return null;
  const fixed = changed.find((name) => !FIELDS[name].review);
  if (fixed) return endedRefusal(row, `its ${FIELDS[fixed].name}`, `fields.${fixed}`);
  const emptied = changed.find((name) => (name === 'rootCause' || name === 'resolution') && after[name].trim() === '');
  if (!emptied || row.status !== 'closed' || row.mergedInto) return null;
  return invalid(
    `fields.${emptied}`,
    `${row.number} is closed and keeps its ${FIELDS[emptied].name}; write "unknown" where nobody knows`,
  );
}

/** Hosts that are newly named must be there; those that are named already may be gone meanwhile. */
export function hostRefusal(
  row: IncidentBody | null,
  after: Pick<IncidentBody, 'rootHostId' | 'hostIds'>,
  hostName: HostName,
  path: string,
): Refused | null {
  const message = 'there is no such host; leave it out, or choose one that is watched';
  const { rootHostId } = after;
  if (rootHostId && rootHostId !== row?.rootHostId && hostName(rootHostId) === undefined)
    return invalid(`${path}rootHostId`, message);
  const known = new Set(row?.hostIds ?? []);
  const gone = after.hostIds.findIndex((id) => !known.has(id) && hostName(id) === undefined);
  return gone < 0 ? null : invalid(`${path}hostIds.${gone}`, message);
}

/** An entry for each field that differs. Long words go beside the entry. */
export function saidOfFields(
  before: IncidentBody,
  after: IncidentBody,
  at: number,
  hostName?: HostName,
): readonly Said[] {
  return changedFields(before, after).map((field): Said => {
    const { name, long } = FIELDS[field];
    const is = after[field];
    const isEmpty = is === null || is.length === 0 || (typeof is === 'string' && is.trim() === '');
    const text = `${name.slice(0, 1).toUpperCase()}${name.slice(1)} ${isEmpty ? 'taken out' : 'written'}`;
    if (long) return { kind: 'details', at, text, data: { field }, ...(isEmpty ? {} : { body: String(is) }) };
    const words = shortWords(field, before, after, hostName);
    return { kind: 'details', at, text: `${text}${words}`, data: { field, ...shortData(field, before, after) } };
  });
}

function shortWords(
  field: Field,
  before: IncidentBody,
  after: IncidentBody,
  hostName: HostName = () => undefined,
): string {
  const said = (row: IncidentBody): string => {
    const value = row[field];
    if (field === 'rootHostId') return row.rootHostId ? (hostName(row.rootHostId) ?? 'a removed host') : '';
    if (field === 'hostIds')
      return row.hostIds
        .map((id) => hostName(id) ?? 'a removed host')
        .slice(0, 5)
        .join(', ');
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  const [was, is] = [said(before), said(after)];
  if (is === '') return because(was);
  return `${because(is)}${was === '' ? '' : `, before${because(was)}`}`;
}

/** Of lists what came and what went: a list of a thousand hosts is not kept twice. */
function shortData(field: Field, before: IncidentBody, after: IncidentBody) {
  const [from, to] = [before[field], after[field]];
  if (!Array.isArray(from) || !Array.isArray(to)) return { from, to } as const;
  const [had, has] = [new Set<unknown>(from), new Set<unknown>(to)];
  return { added: to.filter((one) => !had.has(one)), removed: from.filter((one) => !has.has(one)) };
}

/** The impact began earlier or later than was thought: a new milestone, the old one stays. Never after it was detected. */
function withImpact(
  told: { readonly after: IncidentBody; readonly said: readonly Said[] },
  at: number,
  act: Act,
): Ruling {
  const row = told.after;
  const known = row.milestones.findLast(({ kind }) => kind === 'impact');
  if (known?.at === at) return told;
  const refusal = endedRefusal(row, 'when the impact began', 'impactAt');
  if (refusal) return refusal;
  const detected = row.milestones.find(({ kind }) => kind === 'detected');
  if (detected && at > detected.at) {
    return invalid(
      'impactAt',
      `${utc(at)} lies after ${utc(detected.at)}, when it was detected; the impact began then or before`,
    );
  }
  const milestone: Milestone = { kind: 'impact', at, source: act.by, opening: openingOf(row) };
  const text = `Impact began at ${utc(at)}${known ? `, not at ${utc(known.at)}` : ''}`;
  const said: Said = {
    kind: 'details',
    at: act.now,
    text,
    data: { field: 'impactAt', from: known?.at ?? null, to: at },
  };
  return { after: { ...row, milestones: [...row.milestones, milestone] }, said: [...told.said, said] };
}

export interface Rating {
  readonly impact: Level;
  readonly urgency: Level;
  /** Null: by the matrix. */
  readonly severity: Severity | null;
  readonly reason: string;
}

type Rated = Pick<IncidentBody, 'impact' | 'urgency' | 'severity' | 'computedSeverity' | 'severityReason'>;

/** Severity by the matrix, or over it with a reason. `path`: of the reason. A reason is kept only where it is needed. */
export function rated({ impact, urgency, severity, reason }: Rating, path: string): Rated | Refused {
  const computedSeverity = severityByMatrix(impact, urgency);
  if (severity === null || severity === computedSeverity) {
    return { impact, urgency, severity: computedSeverity, computedSeverity, severityReason: '' };
  }
  if (reason.trim() === '') {
    return invalid(
      path,
      `say why it is SEV${severity}: impact ${impact} and urgency ${urgency} make SEV${computedSeverity}`,
    );
  }
  return { impact, urgency, severity, computedSeverity, severityReason: reason };
}

/** 'SEV2 from impact high, urgency medium', 'SEV1 over SEV2 from …'. */
export function severityWords({ severity, computedSeverity, impact, urgency }: Rated): string {
  const over = severity === computedSeverity ? '' : ` in place of SEV${computedSeverity}`;
  return `SEV${severity}${over} from impact ${impact}, urgency ${urgency}`;
}

/** Rates anew. Without a severity of its own it goes back to the matrix. */
export function rate(row: IncidentBody, rating: Rating, act: Act): Ruling {
  const refusal = endedRefusal(row, 'its severity', 'severity');
  if (refusal) return refusal;
  const is = rated(rating, 'reason');
  if ('refused' in is) return is;
  const after: IncidentBody = { ...row, ...is };
  if (sameValue(row, after)) return unchanged(row);
  const { impact, urgency, severity, computedSeverity } = is;
  const from = row.severity === severity ? '' : `SEV${row.severity} to `;
  const text = `${from}${severityWords(is)}${because(rating.reason)}`;
  const data = { from: row.severity, to: severity, computed: computedSeverity, impact, urgency, reason: rating.reason };
  return { after, said: [{ kind: 'severity', at: act.now, text, data }] };
}

/** Gives a role to somebody, or ('') to nobody. Who takes the lead over is not the next lead any more. */
export function assign(row: IncidentBody, role: Role, name: string, act: Act): Ruling {
  const from = row.roles[role];
  if (from === name) return unchanged(row);
  const refusal = endedRefusal(row, 'who does what', 'role');
  if (refusal) return refusal;
  if (role === 'next' && name !== '' && name === row.roles.lead) {
    return conflict('name', `${name} has the lead already; name somebody else to take it over next`);
  }
  const takesOver = role === 'lead' && name !== '' && row.roles.next === name;
  const roles = { ...row.roles, [role]: name, ...(takesOver ? { next: '' } : {}) };
  const data = { role, from, to: name, ...(takesOver ? { next: '' } : {}) };
  return { after: { ...row, roles }, said: [{ kind: 'roles', at: act.now, text: roleText(role, from, name), data }] };
}

function roleText(role: Role, from: string, to: string): string {
  const called = { lead: 'Lead', scribe: 'Scribe', operator: 'Operator', liaison: 'Liaison', next: 'Next lead' }[role];
  if (to === '') return `${called} is nobody now, was ${from}`;
  return from === '' ? `${called} is ${to}` : `${called} is ${to}, was ${from}`;
}
