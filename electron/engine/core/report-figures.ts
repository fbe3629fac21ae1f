// The catalogue of reports: every section with its figures, each with its definition, and how a report is put together
// from gathered rows. Whoever adds a figure adds it to its section; screens, files and tests follow this list.
import type { ReportFigure, ReportSection } from '../../contract/model/report.ts';
import { ALARM_LOAD, alarmPriorities, alarmSources } from './report-alarm-load.ts';
import { AVAILABILITY } from './report-availability.ts';
import { BACKUPS, backupChecks } from './report-backups.ts';
import { CAPACITY } from './report-capacity.ts';
import { CHANGES } from './report-changes.ts';
import { HANDOFFS } from './report-handoffs.ts';
import { INCIDENTS, incidentAges, incidentsBySeverity } from './report-incidents.ts';
import { INTERRUPTIONS } from './report-interruptions.ts';
import type { Counted, Frame, SectionKind } from './report-kinds.ts';
import { MONITORING } from './report-monitoring.ts';
import { RESPONSE, responseBySeverity } from './report-response.ts';
import type { GatheredRows, ReportRows } from './report-rows.ts';
import { RUNBOOKS, runbooksUsed } from './report-runbooks.ts';
import { SLA, slaBreaches, slaBySeverity } from './report-sla.ts';

/** In the order in which they are read. */
export const SECTION_KINDS: readonly SectionKind<ReportRows>[] = [
  AVAILABILITY,
  INCIDENTS,
  RESPONSE,
  SLA,
  ALARM_LOAD,
  INTERRUPTIONS,
  BACKUPS,
  CAPACITY,
  CHANGES,
  RUNBOOKS,
  MONITORING,
  HANDOFFS,
];

/** Adds the row sets that are counted from others. */
export function withDerived(rows: GatheredRows, frame: Frame): ReportRows {
  const derived = {
    ...rows,
    'alarm-sources': alarmSources(rows.alerts),
    'alarm-priorities': alarmPriorities(rows.alerts),
    'incidents-by-severity': incidentsBySeverity(rows.incidents, frame),
    'incident-ages': incidentAges(rows.incidents),
    'sla-by-severity': slaBySeverity(rows['sla-clocks']),
    'sla-breaches': slaBreaches(rows['sla-clocks']),
    'backup-checks': backupChecks(rows['backup-days']),
    runbooks: runbooksUsed(rows.runs),
  };
  return { ...derived, 'response-by-severity': responseBySeverity({ ...derived, 'response-by-severity': [] }, frame) };
}

/** One section, counted from the rows. */
export function sectionOf(kind: SectionKind<ReportRows>, rows: ReportRows, frame: Frame): ReportSection {
  const figures = kind.figures.map(({ count, ...figure }): ReportFigure => {
    const { value, n, verdict = '' } = count(rows, frame);
    return { ...figure, value, n, verdict };
  });
  const counts = new Map<string, Counted>(figures.map((figure) => [figure.id, figure]));
  const of = (id: string): Counted => counts.get(id) ?? { value: null, n: null };
  return {
    id: kind.id,
    title: kind.title,
    lead: kind.lead(of, rows, frame),
    figures,
    charts: kind.charts(rows, frame),
    tables: kind.tables,
    gaps: kind.gaps(rows, frame),
  };
}
