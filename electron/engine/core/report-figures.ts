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
import { DERIVED_ROWS, type DerivedId, type GatheredRows, type ReportRows } from './report-rows.ts';
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

const DERIVED: { readonly [Id in DerivedId]: (rows: GatheredRows, frame: Frame) => ReportRows[Id] } = {
  'alarm-sources': ({ alerts }) => alarmSources(alerts),
  'alarm-priorities': ({ alerts }) => alarmPriorities(alerts),
  'incidents-by-severity': ({ incidents }, frame) => incidentsBySeverity(incidents, frame),
  'incident-ages': ({ incidents }) => incidentAges(incidents),
  'response-by-severity': responseBySeverity,
  'sla-by-severity': (rows) => slaBySeverity(rows['sla-clocks']),
  'sla-breaches': (rows) => slaBreaches(rows['sla-clocks']),
  'backup-checks': (rows) => backupChecks(rows['backup-days']),
  runbooks: ({ runs }) => runbooksUsed(runs),
};

/**
 * Work that is done a step at a time and comes to a result: over the rows of ten thousand hosts a step takes some 10 ms, and
 * whoever has others waiting lets them in between two.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Adds the row sets that are counted from others. */
export function* withDerived(rows: GatheredRows, frame: Frame): Steps<ReportRows> {
  const derived: Partial<Record<DerivedId, unknown>> = {};
  for (const id of DERIVED_ROWS) {
    derived[id] = DERIVED[id](rows, frame);
    yield;
  }
  return { ...rows, ...(derived as Pick<ReportRows, DerivedId>) };
}

/** One section, counted from the rows. */
export function* sectionOf(kind: SectionKind<ReportRows>, rows: ReportRows, frame: Frame): Steps<ReportSection> {
  const figures: ReportFigure[] = [];
  for (const { count, ...figure } of kind.figures) {
    const { value, n, verdict = '' } = count(rows, frame);
    figures.push({ ...figure, value, n, verdict });
    yield;
  }
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
