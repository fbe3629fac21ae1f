// The post-incident review: every section of the spec, in its order. What nobody wrote is not left out: the section says what
// is missing. (spec: incidents, "Export")

import { originOf } from '../../contract/model/entry-origin.ts';
import type { TimelineEntry } from '../../contract/model/timeline.ts';
import type { Block, Report } from './document.ts';
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
import { stretches } from './sla-rows.ts';
import { bothText, spanText } from './times.ts';

/** Pure. */
export function reviewReport(source: ExportSource): Report {
  const { incident } = source;
  return {
    title: `Post-incident review: ${incident.title}`,
    sub: subOf(incident),
    blocks: [
      ...words('Summary', incident.summary, 'Nobody wrote a summary yet: say in three sentences what happened.'),
      ...impactBlocks(source),
      ...timelineBlocks(source),
      ...detectionBlocks(source),
      ...responseBlocks(source),
      ...runBlocks(source),
      ...words('Root cause', incident.rootCause, 'No root cause was written down: say it, or say "unknown".'),
      ...words('Contributing factors', incident.contributing, 'No contributing factor was written down.'),
      ...words('Resolution', incident.resolution, 'Nobody wrote what resolved it.'),
      ...words('What went well', incident.wentWell, 'Nobody wrote yet what went well.'),
      ...words('What went badly', incident.wentBadly, 'Nobody wrote yet what went badly.'),
      ...words('Where we got lucky', incident.lucky, 'Nobody wrote yet where we got lucky.'),
      section('Follow-ups'),
      followUpTable(source),
      ...slaBlocks(source),
      ...chartBlocks(source),
    ],
    foot: footOf(source),
  };
}

function impactBlocks(source: ExportSource): readonly Block[] {
  const { incident, zone } = source;
  const hosts = hostsOf(source);
  const began = incident.milestones.find(({ kind }) => kind === 'impact');
  const ended = incident.milestones.findLast(({ kind }) => kind === 'mitigated' || kind === 'resolved');
  const rows: (readonly [string, string])[] = [
    ['Severity', severityText(incident)],
    ['Impact began', began ? `${bothText(began.at, zone)}, by ${began.source}` : 'not recorded'],
    ['Impact ended', ended ? `${bothText(ended.at, zone)} (${ended.kind}), by ${ended.source}` : 'not recorded'],
    ...(began && ended && ended.at >= began.at ? [['It lasted', spanText(ended.at - began.at)] as const] : []),
    ['Hosts', hosts.length === 0 ? 'none named' : `${hosts.length}: ${hosts.join(', ')}`],
  ];
  return [
    ...words('Impact', incident.customerImpact, 'Nobody wrote what customers noticed.'),
    { type: 'facts', rows },
    problemTable(source),
  ];
}

function detectionBlocks(source: ExportSource): readonly Block[] {
  const { incident, zone } = source;
  const detected = incident.milestones.find(({ kind }) => kind === 'detected');
  const wait = stretches(incident).find(([label]) => label === 'From impact to detection');
  const how =
    incident.policy !== ''
      ? `Opened by the engine, by the policy ${incident.policy}`
      : `Opened by ${incident.openedBy}${incident.problems.length === 0 ? ', without a problem that a check had found' : ''}`;
  return [
    section('Detection'),
    detected
      ? {
          type: 'facts',
          rows: [
            ['Detected', `${bothText(detected.at, zone)}, by ${detected.source}`],
            ...(wait ? [wait] : []),
            ['How', `${how}, ${bothText(incident.openedAt, zone)}`],
          ],
        }
      : missing('It was not recorded when it was detected.'),
  ];
}

function responseBlocks(source: ExportSource): readonly Block[] {
  const { incident, entries, zone } = source;
  const acknowledged = incident.milestones.some(({ kind }) => kind === 'acknowledged');
  const roles = roleRows(incident);
  const decisions = entries.filter(({ kind }) => kind === 'decision');
  const pauses = incident.pauses.map(({ from, to }) => [
    bothText(from, zone),
    to === null ? 'still waiting' : bothText(to, zone),
    to === null ? '' : spanText(to - from),
  ]);
  return [
    section('Response'),
    ...(acknowledged ? [] : [missing('Nobody acknowledged it.')]),
    milestoneTable(source),
    roles.length > 0 ? { type: 'facts', rows: roles } : missing('No role was given to anybody.'),
    decisions.length > 0
      ? {
          type: 'table',
          headings: ['When', 'Who', 'Decided'],
          rows: decisions.map((entry) => decisionRow(entry, zone)),
        }
      : missing('No decision was marked as one.'),
    ...(pauses.length > 0 ? [{ type: 'table', headings: ['Waited from', 'To', 'For'], rows: pauses } as const] : []),
  ];
}

const decisionRow = (entry: TimelineEntry, zone: string): readonly string[] => [
  bothText(entry.occurredAt, zone),
  originOf(entry).who,
  entry.redacted ? 'taken away on the record' : (entry.body ?? entry.text),
];
