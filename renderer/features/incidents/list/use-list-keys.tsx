// The keys of the list of incidents. They act on the one in front; what asks for more opens its dialog.
import type { RefObject } from 'react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { SEVERITIES } from '../../../../electron/contract/model/severity-of.ts';
import type { KeyBinding } from '../../../lib/keys.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { moveWords, nextStatus } from '../../../store/incident-words.ts';
import { goToIncident, isStanding } from '../../../store/incidents.ts';
import { useKeys } from '../../../store/keys.ts';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { isFiltered, NO_FILTER } from './list-filter.ts';
import type { ListRow } from './list-rows.ts';
import { nextPeriod, putInFront, setFilter, sortNow, toggleSeverity, useList } from './list-state.ts';

const PAGE = 12;

interface Wiring {
  readonly rows: readonly ListRow[];
  readonly front: string | null;
  readonly incident: Incident | null;
  readonly box: RefObject<HTMLInputElement | null>;
}

export function useListKeys({ rows, front, incident, box }: Wiring): void {
  const filtered = useList((state) => isFiltered(state.filter));
  useKeys(
    'Incidents',
    [
      ...actsOn(incident),
      { keys: ['i', '+', 'Insert'], label: 'New incident', bar: 'always', run: newIncident },
      { keys: ['/'], label: 'Filter', bar: 'roomy', run: () => box.current?.select() },
      { keys: ['S'], label: 'Search notes', bar: 'roomy', run: () => openDialog({ type: 'incident-search' }) },
      { keys: ['s'], label: 'Sort', bar: 'roomy', run: sortNow },
      { keys: ['I'], label: 'Import an incident', run: () => openDialog({ type: 'incident-import' }) },
      { keys: ['p'], label: 'Opened within the next period', run: nextPeriod },
      ...SEVERITIES.map((severity) => ({
        keys: [String(severity)],
        label: `Only SEV${severity}`,
        run: () => toggleSeverity(severity),
      })),
      ...moves(rows, front),
      ...(filtered
        ? [{ keys: ['Escape'], label: 'Clear the filter', move: true, run: () => setFilter(NO_FILTER) }]
        : []),
    ],
    incident && (
      <>
        <SeverityTag severity={incident.severity} />
        <b className="mono">{incident.number}</b>
        <span>{incident.title}</span>
      </>
    ),
    `${incident?.id} ${incident?.severity} ${incident?.title}`,
  );
}

/** Dialogs that need no more than the incident. */
type Asking =
  | 'incident-status'
  | 'incident-rate'
  | 'incident-hold'
  | 'incident-roles'
  | 'incident-merge'
  | 'incident-details'
  | 'incident-problems'
  | 'incident-export'
  | 'tickets';

const newIncident = (): void => openDialog({ type: 'incident-form', problemIds: [] });

/** What can be done with the one in front; the same keys as on its own screen. */
function actsOn(incident: Incident | null): readonly KeyBinding[] {
  const off = incident === null;
  const over = incident === null || !isStanding(incident);
  const on = (open: (incidentId: IncidentId) => void) => () => incident && open(incident.id);
  const ask = (type: Asking) => on((incidentId) => openDialog({ type, incidentId }));
  const next = incident ? moveWords(incident, nextStatus(incident)) : 'Next status';
  const note = on((incidentId) => openDialog({ type: 'note', incidentId }));
  const followUp = on((incidentId) => openDialog({ type: 'follow-up', incidentId, followUpId: null }));
  return [
    { keys: ['Enter'], label: 'Open', bar: 'first', off, run: on((id) => goToIncident(id)) },
    { keys: ['t'], label: next, bar: 'always', off, run: ask('incident-status') },
    { keys: ['v'], label: 'Severity', bar: 'always', off: over, run: ask('incident-rate') },
    { keys: ['n'], label: 'Note', bar: 'always', off, run: note },
    { keys: ['h'], label: incident?.onHold ? 'Go on' : 'Hold', bar: 'roomy', off: over, run: ask('incident-hold') },
    { keys: ['o'], label: 'Roles', bar: 'roomy', off: over, run: ask('incident-roles') },
    { keys: ['m', 'M'], label: 'Merge', bar: 'roomy', off: over, run: ask('incident-merge') },
    { keys: ['d'], label: 'Details of the incident', off, run: ask('incident-details') },
    { keys: ['P'], label: 'Add problems, or split', off: over, run: ask('incident-problems') },
    { keys: ['u'], label: 'Add a follow-up', off, run: followUp },
    { keys: ['l'], label: 'Tickets elsewhere', off, run: ask('tickets') },
    { keys: ['E'], label: 'Export the incident', off, run: ask('incident-export') },
  ];
}

function moves(rows: readonly ListRow[], front: string | null): readonly KeyBinding[] {
  const off = rows.length === 0;
  const go = (step: number) => () => moveBy(rows, front, step);
  return [
    { keys: ['k', 'ArrowUp'], label: 'Incident before', move: true, off, run: go(-1) },
    { keys: ['j', 'k', 'ArrowDown'], label: 'Move', bar: 'roomy', move: true, off, run: go(1) },
    { keys: ['PageDown'], label: 'A page on', move: true, off, run: go(PAGE) },
    { keys: ['PageUp'], label: 'A page back', move: true, off, run: go(-PAGE) },
    { keys: ['Home'], label: 'First incident', move: true, off, run: go(-rows.length) },
    { keys: ['End'], label: 'Last incident', move: true, off, run: go(rows.length) },
  ];
}

/** Over incidents, not over headings. */
function moveBy(rows: readonly ListRow[], front: string | null, step: number): void {
  const stops = rows.filter(({ type }) => type === 'incident');
  const at = Math.max(
    0,
    stops.findIndex(({ key }) => key === front),
  );
  const next = stops[Math.min(stops.length - 1, Math.max(0, at + step))];
  if (next) putInFront(next.key);
}
