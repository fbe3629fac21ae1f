// Gathers the briefing of a shift from what is known and from the journal.
import type { Briefing } from '../../../contract/model/briefing.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Channels } from '../channels.ts';
import type { Escalations } from '../escalation.ts';
import type { Forecasts } from '../forecasts.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { Isolation } from '../isolation.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Mutes } from '../mutes.ts';
import type { Notifying } from '../notifying.ts';
import type { OnCall } from '../on-call.ts';
import type { Runs } from '../runbooks/runs.ts';
import type { EngineSettings } from '../settings.ts';
import type { ShiftFigureService } from '../shifts/figures.ts';
import type { Shifts } from '../shifts/shifts.ts';
import type { Troubles } from '../troubles.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';

export interface Briefings {
  /** What is so now, and what happened since `from` (epoch ms); looks ahead until `until`. Section 'promises' is empty: people add it. */
  make(stretch: { readonly from: number; readonly until: number }): Promise<Briefing>;
}

export interface BriefingOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly shifts: Shifts;
  readonly figures: ShiftFigureService;
  readonly forecasts: Forecasts;
  readonly incidents: IncidentBook;
  readonly runs: Runs;
  readonly maintenance: Maintenance;
  readonly mutes: Mutes;
  readonly isolation: Isolation;
  readonly channels: Channels;
  readonly notifying: Notifying;
  readonly onCall: OnCall;
  readonly escalations: Escalations;
}

export const createBriefings = (_options: BriefingOptions): Briefings => unwritten<Briefings>('briefings');
