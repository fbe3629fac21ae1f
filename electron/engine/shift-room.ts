// The shift: who works and sits where, what is handed over, what was, and what is reported of it; wired. Built over the watch,
// people, incidents and runbooks, which know nothing of it but who acts (`shifts.actorOf`, `shifts.swear`).
import type { Clock } from './lib/clock.ts';
import type { KnownHosts } from './lib/known-hosts.ts';
import type { Log } from './lib/log.ts';
import type { AlarmLoadService } from './services/alarm-load.ts';
import type { AvailabilityService } from './services/availability.ts';
import type { Channels } from './services/channels.ts';
import type { Escalations } from './services/escalation.ts';
import type { Forecasts } from './services/forecasts.ts';
import { createBriefings } from './services/handoffs/briefing.ts';
import { createHandoffs } from './services/handoffs/handoffs.ts';
import type { IncidentBook } from './services/incidents/book.ts';
import type { Incidents } from './services/incidents/incidents.ts';
import type { Isolation } from './services/isolation.ts';
import type { LiveFeed } from './services/live-feed.ts';
import type { Maintenance } from './services/maintenance.ts';
import type { Mutes } from './services/mutes.ts';
import type { Notifying } from './services/notifying.ts';
import type { OnCall } from './services/on-call.ts';
import { createReportFiles } from './services/reports/files.ts';
import { createReports } from './services/reports/reports.ts';
import { createReportSchedules } from './services/reports/schedules.ts';
import type { Library } from './services/runbooks/library.ts';
import type { Runs } from './services/runbooks/runs.ts';
import type { DesktopHost } from './services/screens.ts';
import type { Secrets } from './services/secrets.ts';
import type { EngineSettings } from './services/settings.ts';
import { createShiftFigures } from './services/shifts/figures.ts';
import { createReviews } from './services/shifts/review.ts';
import type { Shifts } from './services/shifts/shifts.ts';
import type { Troubles } from './services/troubles.ts';
import type { World } from './services/world.ts';
import type { Store } from './store/open.ts';

export interface ShiftRoomOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly secrets: Secrets;
  readonly knownHosts: KnownHosts;
  readonly troubles: Troubles;
  readonly feed: LiveFeed;
  readonly log: Log;
  readonly shifts: Shifts;
  readonly forecasts: Forecasts;
  readonly alarmLoad: AlarmLoadService;
  readonly availability: AvailabilityService;
  readonly channels: Channels;
  readonly notifying: Notifying;
  readonly onCall: OnCall;
  readonly escalations: Escalations;
  readonly maintenance: Maintenance;
  readonly mutes: Mutes;
  readonly isolation: Isolation;
  readonly incidentBook: IncidentBook;
  readonly incidents: Incidents;
  readonly runs: Runs;
  readonly library: Library;
  readonly desktop: DesktopHost | null;
}

export type ShiftRoom = ReturnType<typeof buildShiftRoom>;

export function buildShiftRoom(options: ShiftRoomOptions) {
  const { incidentBook, ...rest } = options;
  const figures = createShiftFigures(rest);
  const briefings = createBriefings({ ...rest, figures, incidents: incidentBook });
  const handoffs = createHandoffs({ ...rest, briefings, incidentBook });
  const reviews = createReviews({ ...rest, figures });
  const reports = createReports(rest);
  const reportFiles = createReportFiles({ ...rest, reports });
  const reportSchedules = createReportSchedules({ ...rest, reports, files: reportFiles });
  return {
    figures,
    briefings,
    handoffs,
    reviews,
    reports,
    reportFiles,
    reportSchedules,
    start: (): void => reportSchedules.start(),
    stop: (): Promise<void> => reportSchedules.stop(),
  };
}
