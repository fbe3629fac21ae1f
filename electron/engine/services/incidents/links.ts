// Which entries of the journal belong to which timeline. (Scaffold: its owner writes it.)
import type { Entry } from '../../../contract/model/journal.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';

export interface TimelineLinks {
  /** An incident is new, or its problems, checks or hosts changed: older entries of what is new in it join. In a transaction. */
  incidentChanged(before: IncidentRow | null, after: IncidentRow): void;
  /** Entries were written; those that concern standing incidents join their timelines. In their transaction. */
  entriesWritten(entries: readonly Entry[]): void;
}

export function createTimelineLinks(_: { readonly store: Store }): TimelineLinks {
  return { incidentChanged: () => {}, entriesWritten: () => {} };
}
