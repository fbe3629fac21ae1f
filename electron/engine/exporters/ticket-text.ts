// What a ticket in another system is told of an incident, as plain text: other systems have other markup.

import { originOf } from '../../contract/model/entry-origin.ts';
import type { TimelineEntry } from '../../contract/model/timeline.ts';
import type { ExportSource } from './exporter.ts';
import { hostsOf, roleRows, severityText } from './report-parts.ts';
import { bothText } from './times.ts';

/** Kinds that somebody who reads the ticket wants; deliveries and single results stay in Watchfloor. */
const TOLD: ReadonlySet<string> = new Set([
  'note',
  'decision',
  'status',
  'severity',
  'roles',
  'problems',
  'sla',
  'correction',
  'attachment',
  'link',
  'run',
]);

/** What is wrong, since when, who has it. */
export function descriptionText(source: ExportSource): string {
  const { incident, zone, head } = source;
  const hosts = hostsOf(source);
  const began = incident.milestones.find(({ kind }) => kind === 'impact');
  const lines = [
    incident.summary.trim() || 'No summary was written yet.',
    '',
    `Incident ${incident.number} in Watchfloor, ${severityText(incident)}, ${incident.status}.`,
    ...(began ? [`Impact since ${bothText(began.at, zone)}.`] : []),
    `Opened ${bothText(incident.openedAt, zone)} by ${incident.openedBy}.`,
    ...(hosts.length > 0 ? [`Hosts: ${hosts.join(', ')}`] : []),
    ...roleRows(incident).map(([role, name]) => `${role}: ${name}`),
    ...(incident.customerImpact.trim() === '' ? [] : ['', `Customers notice: ${incident.customerImpact.trim()}`]),
    '',
    `Head of the chain: entry ${head.seq}, ${head.hash}`,
  ];
  return lines.join('\n');
}

/** The timeline, the newest first, as much as fits into `limit` characters; what was left out is counted. */
export function timelineText(source: ExportSource, limit: number): string {
  const told = source.entries.filter((entry) => TOLD.has(entry.kind) && !entry.correctedBy).toReversed();
  const lines: string[] = [];
  let room = limit - 60;
  for (const entry of told) {
    const line = momentLine(entry, source.zone);
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const left = told.length - lines.length;
  return [...lines, ...(left > 0 ? [`… and ${left} older entries in Watchfloor`] : [])].join('\n');
}

function momentLine(entry: TimelineEntry, zone: string): string {
  const words = entry.redacted ? 'taken away on the record' : (entry.body ?? entry.text);
  return `${bothText(entry.occurredAt, zone)} ${originOf(entry).who}: ${words.replace(/\s+/g, ' ').trim()}`;
}

/** At most `limit` characters, an ellipsis where it was cut. */
export function cutText(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
