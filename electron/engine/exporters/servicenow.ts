// An incident for ServiceNow's Table API (table `incident`): the body to create it with, and the body to bring it up to date.
// Names stand for references (cmdb_ci, assigned_to, caller_id), so it is sent with sysparm_input_display_value=true by an
// account whose time zone is UTC. Priority is computed there. Limits: short_description 160, correlation_id 100, texts 4,000.
import type { Incident, Level } from '../../contract/model/incident.ts';
import { defineExporter, type ExportSource } from './exporter.ts';
import { hostsOf } from './report-parts.ts';
import { cutText, descriptionText, timelineText } from './ticket-text.ts';
import { utcText } from './times.ts';

const TEXT_LIMIT = 4_000;
const LEVEL: Readonly<Record<Level, string>> = { high: '1', medium: '2', low: '3' };
/** Choice values of `state`: 1 New, 2 In Progress, 3 On Hold, 6 Resolved, 7 Closed, 8 Canceled. */
const STATES = { open: '1', acknowledged: '2', mitigated: '2', resolved: '6', closed: '7', cancelled: '8' } as const;
const ON_HOLD = '3';
/** Choice values of `hold_reason`: 1 Awaiting Caller, 3 Awaiting Problem, 4 Awaiting Vendor, 5 Awaiting Change. */
const HOLD_REASONS = { caller: '1', vendor: '4', other: '3' } as const;

export const servicenow = defineExporter({
  form: 'servicenow',
  about: 'Bodies for ServiceNow: one to create the incident, one to bring it up to date.',
  suffix: 'servicenow',
  extension: 'json',
  type: 'application/json',
  isPrinted: false,
  carries: 'nothing',
  write: (source) => `${JSON.stringify({ create: createBody(source), update: updateBody(source) }, null, 2)}\n`,
});

function createBody(source: ExportSource): Readonly<Record<string, string>> {
  const { incident } = source;
  const [host] = hostsOf(source);
  const root = source.rootHost ?? host;
  return {
    correlation_id: cutText(incident.id, 100),
    correlation_display: 'Watchfloor',
    short_description: cutText(`${incident.number} ${incident.title}`, 160),
    description: cutText(descriptionText(source), TEXT_LIMIT),
    opened_at: utcText(incident.openedAt),
    ...(root ? { cmdb_ci: root } : {}),
    ...(incident.roles.lead === '' ? {} : { assigned_to: incident.roles.lead }),
    ...standing(incident),
    work_notes: timelineText(source, TEXT_LIMIT),
  };
}

function updateBody(source: ExportSource): Readonly<Record<string, string>> {
  const { incident } = source;
  return {
    short_description: cutText(`${incident.number} ${incident.title}`, 160),
    ...(incident.roles.lead === '' ? {} : { assigned_to: incident.roles.lead }),
    ...standing(incident),
    work_notes: timelineText(source, TEXT_LIMIT),
  };
}

/** How it stands: what both bodies say. */
function standing(incident: Incident): Readonly<Record<string, string>> {
  const { impact, urgency, status, onHold } = incident;
  const isOver = status === 'resolved' || status === 'closed' || status === 'cancelled';
  const state = onHold && !isOver ? ON_HOLD : STATES[status];
  return {
    impact: LEVEL[impact],
    urgency: LEVEL[urgency],
    state,
    ...(onHold && !isOver
      ? { hold_reason: HOLD_REASONS[onHold.waitsFor], comments: cutText(onHold.reason, TEXT_LIMIT) }
      : {}),
    ...(isOver ? { close_code: closeCode(incident), close_notes: closeNotes(incident) } : {}),
  };
}

/** Of the close codes a new instance brings. */
function closeCode({ status, mergedInto, rootCause }: Incident): string {
  if (mergedInto !== null) return 'Duplicate';
  if (status === 'cancelled') return 'No resolution provided';
  return /^unknown\.?$/i.test(rootCause.trim()) ? 'Workaround provided' : 'Solution provided';
}

function closeNotes({ status, resolution, rootCause }: Incident): string {
  const said = [resolution.trim(), ...(rootCause.trim() === '' ? [] : [`Root cause: ${rootCause.trim()}`])].filter(
    Boolean,
  );
  if (said.length > 0) return cutText(said.join('\n\n'), TEXT_LIMIT);
  return status === 'cancelled' ? 'A false alarm.' : 'No resolution was written down yet.';
}
