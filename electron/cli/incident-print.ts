// Incidents on a terminal: a list as a table, one as its facts, its promises and its timeline.

import { originOf } from '../contract/model/entry-origin.ts';
import { type Incident, ROLES } from '../contract/model/incident.ts';
import type { SlaClock } from '../contract/model/sla.ts';
import type { TimelineEntry } from '../contract/model/timeline.ts';
import { spanText } from '../engine/exporters/times.ts';
import { cleanLine, cleanOutput } from '../engine/lib/text.ts';
import { table } from './print.ts';
import { utc } from './times.ts';

const second = (at: number): string => utc(Math.trunc(at / 1_000) * 1_000);

/** Rows under headings; the newest first. */
export function listText(incidents: readonly Incident[], total: number): string {
  if (incidents.length === 0) return 'No incidents.\n';
  const rows = incidents.map((incident) => [
    incident.number,
    `SEV${incident.severity}`,
    incident.onHold ? `${incident.status}, on hold` : incident.status,
    second(incident.openedAt),
    incident.roles.lead,
    nextText(incident),
    incident.title,
  ]);
  const more =
    total > incidents.length ? `\n${total - incidents.length} older ones are not shown: --limit ${total}.\n` : '';
  return `${table([['NUMBER', 'SEVERITY', 'STATUS', 'OPENED', 'LEAD', 'SLA', 'TITLE'], ...rows])}${more}`;
}

/** The promise that ends first, of those that are not over; a missed one before all. */
function nextText({ clocks }: Incident): string {
  const missed = clocks.find(({ state, endedAt }) => state === 'missed' && endedAt === null);
  if (missed) return `${missed.kind} missed`;
  const [next] = clocks
    .filter(({ state, dueAt }) => state === 'running' && dueAt !== null)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return next?.dueAt ? `${next.kind} by ${second(next.dueAt)}` : '';
}

/** Facts, promises, timeline: everything a page of it shows. */
export function showText(incident: Incident, entries: readonly TimelineEntry[]): string {
  const { number, title, severity, computedSeverity, severityReason, status, onHold, problems, tickets } = incident;
  const facts: readonly (readonly [string, string])[] = [
    [
      'severity',
      severity === computedSeverity
        ? `SEV${severity}`
        : `SEV${severity} (SEV${computedSeverity} by the matrix): ${severityReason}`,
    ],
    [
      'status',
      onHold ? `${status}, on hold since ${second(onHold.since)} for ${onHold.waitsFor}: ${onHold.reason}` : status,
    ],
    ['opened', `${second(incident.openedAt)} by ${incident.openedBy}`],
    ...ROLES.flatMap((role) => (incident.roles[role] === '' ? [] : [[role, incident.roles[role]] as const])),
    ...incident.milestones.map(({ kind, at, source }) => [kind, `${second(at)} by ${source}`] as const),
    ...problems.map(
      ({ host, check, status: state, closedAt }) =>
        ['problem', `${host} ${check}: ${closedAt === null ? state : 'over'}`] as const,
    ),
    ...tickets.map(({ system, id, url }) => ['ticket', `${system} ${id} ${url}`.trim()] as const),
    ...(incident.importedFrom
      ? [['brought in', `from ${incident.importedFrom.number} by ${incident.importedFrom.by}`] as const]
      : []),
  ];
  const lines = facts.map(([label, value]) => `${label.padEnd(12)}  ${cleanLine(value, 1_000)}`);
  const words = [
    ['Summary', incident.summary],
    ['Impact on customers', incident.customerImpact],
    ['Root cause', incident.rootCause],
    ['Resolution', incident.resolution],
  ].flatMap(([label = '', text = '']) => (text.trim() === '' ? [] : [`\n${label}:\n${indented(text)}`]));
  return [
    `${number}  ${cleanLine(title, 300)}`,
    ...lines,
    ...words,
    ...(incident.clocks.length > 0
      ? ['', table([['PROMISE', 'STATE', 'TAKEN', 'TARGET', 'DUE'], ...incident.clocks.map(clockRow)]).trimEnd()]
      : []),
    '',
    ...(entries.length > 0 ? entries.map(entryText) : ['The timeline is empty.']),
    '',
  ].join('\n');
}

const clockRow = ({ kind, state, elapsedMs, targetMs, dueAt }: SlaClock): readonly string[] => [
  kind,
  state,
  spanText(elapsedMs),
  spanText(targetMs),
  dueAt === null ? '' : second(dueAt),
];

function entryText(entry: TimelineEntry): string {
  const { occurredAt, kind, text, body, correctedBy, redacted, pinned } = entry;
  const { seq, who, recordedAt } = originOf(entry);
  const marks = [
    ...(Math.abs(recordedAt - occurredAt) > 60_000 ? [`written down ${second(recordedAt)}`] : []),
    ...(correctedBy ? ['corrected'] : []),
    ...(redacted ? [`taken away by ${redacted.by}: ${redacted.reason}`] : []),
    ...(pinned ? ['pinned'] : []),
  ];
  const mark = marks.length > 0 ? `  (${cleanLine(marks.join('; '), 500)})` : '';
  const head = `${String(seq).padStart(6)}  ${second(occurredAt)}  ${kind.padEnd(15)}  ${cleanLine(who, 64).padEnd(10)}  ${cleanLine(text, 1_000)}${mark}`;
  return body ? `${head}\n${indented(body)}` : head;
}

/** What people wrote keeps its lines, and none of its terminal escapes. */
const indented = (text: string): string =>
  cleanOutput(text)
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
