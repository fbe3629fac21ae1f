// Parts that the report of an incident and its review share.
import { type Incident, ROLES, type Role } from '../../contract/model/incident.ts';
import type { Block, Chart } from './document.ts';
import type { ExportSource } from './exporter.ts';
import { momentsOf } from './moments.ts';
import { SLA_HEADINGS, slaRows, stretches } from './sla-rows.ts';
import { seriesFigures, svgChart } from './svg-chart.ts';
import { bothText, utcText } from './times.ts';

export const section = (title: string): Block => ({ type: 'section', title });
export const missing = (text: string): Block => ({ type: 'missing', text });

/** A section of what operators wrote. 'unknown' is an answer, and printed as one. */
export function words(title: string, text: string, otherwise: string): readonly Block[] {
  const said = text.trim();
  if (said === '') return [section(title), missing(otherwise)];
  if (/^unknown\.?$/i.test(said))
    return [section(title), { type: 'plain', text: 'Unknown: nobody found out, and that was said.' }];
  return [section(title), { type: 'words', text: said }];
}

export const subOf = ({ number, severity, status, onHold }: Incident): string =>
  `${number} · SEV${severity} · ${status}${onHold ? ', on hold' : ''}`;

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  lead: 'Incident lead',
  scribe: 'Scribe',
  operator: 'Operator',
  liaison: 'Liaison',
  next: 'Next lead',
};

export const roleRows = ({ roles }: Incident): readonly (readonly [string, string])[] =>
  ROLES.flatMap((role) => (roles[role] === '' ? [] : [[ROLE_NAMES[role], roles[role]] as const]));

export function severityText({ severity, computedSeverity, impact, urgency, severityReason }: Incident): string {
  const matrix = `impact ${impact}, urgency ${urgency}`;
  if (severity === computedSeverity) return `SEV${severity} (${matrix})`;
  return `SEV${severity}, set by hand; SEV${computedSeverity} by the matrix (${matrix}): ${severityReason}`;
}

/** Names of hosts it is about: of its problems and those that were named besides. */
export function hostsOf({ incident, hostNames }: ExportSource): readonly string[] {
  const named = Object.values(hostNames);
  return [...new Set([...incident.problems.map(({ host }) => host), ...named])].sort((a, b) =>
    a.localeCompare(b, 'en'),
  );
}

export function milestoneTable({ incident, zone }: ExportSource): Block {
  const reopened = incident.milestones.some(({ opening }) => opening > 1);
  const rows = incident.milestones.map(({ kind, at, source, opening }) => [
    reopened ? `${kind} (opening ${opening})` : kind,
    bothText(at, zone),
    source,
  ]);
  return rows.length > 0
    ? { type: 'table', headings: ['Milestone', 'When', 'By'], rows }
    : missing('No milestone was recorded.');
}

export function problemTable({ incident, zone }: ExportSource): Block {
  if (incident.problems.length === 0) return missing('It was opened without a problem, and none was added.');
  const rows = incident.problems.map(({ host, check, alive, status, openedAt, closedAt }) => [
    host,
    alive ? `${check} (the host itself)` : check,
    status,
    bothText(openedAt, zone),
    closedAt === null ? 'still open' : bothText(closedAt, zone),
  ]);
  return { type: 'table', headings: ['Host', 'Check', 'State', 'From', 'To'], rows };
}

export function slaBlocks(source: ExportSource): readonly Block[] {
  const rows = slaRows(source);
  const spans = stretches(source.incident);
  return [
    section('SLA figures'),
    rows.length > 0
      ? { type: 'table', headings: SLA_HEADINGS, rows }
      : missing('No promise of a time was made for this incident, or none was recorded.'),
    ...(spans.length > 0 ? [{ type: 'facts', rows: spans } as const] : []),
  ];
}

export function followUpTable({ incident, zone }: ExportSource): Block {
  if (incident.followUps.length === 0) return missing('No follow-up was written down.');
  const rows = incident.followUps.map(({ text, owner, dueOn, doneAt, doneBy }) => [
    text,
    owner || 'nobody yet',
    dueOn || 'no date',
    doneAt === null ? 'open' : `done by ${doneBy}, ${bothText(doneAt, zone)}`,
  ]);
  return { type: 'table', headings: ['What', 'Who', 'Due', 'State'], rows };
}

export function timelineBlocks(source: ExportSource): readonly Block[] {
  const moments = momentsOf(source);
  return [
    section('Timeline'),
    moments.length > 0 ? { type: 'timeline', localName: source.zone, moments } : missing('The timeline is empty.'),
  ];
}

export function chartBlocks(source: ExportSource): readonly Block[] {
  const { series, measured, incident } = source;
  const marks = incident.milestones.map(({ kind, at }) => ({ at, label: kind }));
  const charts = series.flatMap((one): Chart[] => {
    const svg = svgChart(one, measured.from, measured.to, marks);
    const title = `${one.host} ${one.check}: ${one.metric}${one.unit === '' ? '' : ` (${one.unit})`}`;
    return svg === '' ? [] : [{ title, svg, figures: seriesFigures(one) }];
  });
  return [
    section('Charts of the checks concerned'),
    charts.length > 0
      ? { type: 'charts', charts }
      : missing('Nothing was measured here by its checks in that time, or what was measured is no longer kept.'),
  ];
}

/** Where the file comes from, and what it is verified against. */
export function footOf({ incident, head, exportedAt, exportedBy, zone, entries }: ExportSource): readonly string[] {
  const from = incident.importedFrom;
  return [
    `${incident.number}, ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, written ${bothText(exportedAt, zone)} for ${exportedBy} by Watchfloor.`,
    ...(from
      ? [
          `Brought in ${utcText(from.at)} UTC by ${from.by} from ${from.number} of another Watchfloor, head of its chain ${from.head}.`,
        ]
      : []),
    `Local times are of ${zone}.`,
    `Head of the journal's chain: entry ${head.seq}, ${head.hash}`,
  ];
}
