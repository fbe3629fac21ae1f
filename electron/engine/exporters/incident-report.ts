// One incident as it stands: its facts, what was said, its timeline.
import type { Report } from './document.ts';
import type { ExportSource } from './exporter.ts';
import {
  chartBlocks,
  followUpTable,
  footOf,
  hostsOf,
  milestoneTable,
  missing,
  problemTable,
  roleRows,
  section,
  severityText,
  slaBlocks,
  subOf,
  timelineBlocks,
  words,
} from './report-parts.ts';
import { runBlocks } from './run-rows.ts';
import { bothText, timesText } from './times.ts';

/** Pure. */
export function incidentReport(source: ExportSource): Report {
  const { incident } = source;
  return {
    title: incident.title,
    sub: subOf(incident),
    blocks: [
      { type: 'facts', rows: factRows(source) },
      ...words('Summary', incident.summary, 'Nobody wrote a summary.'),
      ...words('Impact on customers', incident.customerImpact, 'Nobody wrote what customers noticed.'),
      section('Milestones'),
      milestoneTable(source),
      ...slaBlocks(source),
      section('Problems'),
      problemTable(source),
      ...words('Root cause', incident.rootCause, 'Nobody wrote down a root cause.'),
      ...words('Contributing factors', incident.contributing, 'No contributing factor was written down.'),
      ...words('Resolution', incident.resolution, 'Nobody wrote what resolved it.'),
      section('Follow-ups'),
      followUpTable(source),
      section('Tickets in other systems'),
      incident.tickets.length > 0
        ? {
            type: 'table',
            headings: ['System', 'Number', 'Address'],
            rows: incident.tickets.map(({ system, id, url }) => [system, id, url]),
          }
        : missing('There are none.'),
      ...runBlocks(source),
      ...timelineBlocks(source),
      ...chartBlocks(source),
    ],
    foot: footOf(source),
  };
}

function factRows(source: ExportSource): readonly (readonly [string, string])[] {
  const { incident, zone, rootHost } = source;
  const { onHold, change, tags, openedAt, openedBy, policy, pauses } = incident;
  const hosts = hostsOf(source);
  return [
    ['Number', incident.number],
    ['Severity', severityText(incident)],
    ['Status', incident.status],
    ...(onHold
      ? [['On hold', `since ${bothText(onHold.since, zone)} for ${onHold.waitsFor}: ${onHold.reason}`] as const]
      : []),
    ['Opened', `${bothText(openedAt, zone)} by ${openedBy}${policy === '' ? '' : `, by the policy ${policy}`}`],
    ...roleRows(incident),
    ...(rootHost === null ? [] : [['Root host', rootHost] as const]),
    ['Hosts', hosts.length === 0 ? 'none named' : hosts.join(', ')],
    ...(change === '' ? [] : [['Change', change] as const]),
    ...(tags.length === 0 ? [] : [['Tags', tags.join(', ')] as const]),
    ...(pauses.length === 0 ? [] : [['Waited for others', timesText(pauses.length)] as const]),
  ];
}
