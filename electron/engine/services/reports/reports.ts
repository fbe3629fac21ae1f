// Makes a report: gathers the rows of a period, lets core count.
import type { Actor } from '../../../contract/model/journal.ts';
import type { Report, ReportAsk } from '../../../contract/model/report.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { AlarmLoadService } from '../alarm-load.ts';
import type { AvailabilityService } from '../availability.ts';
import type { Forecasts } from '../forecasts.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Library } from '../runbooks/library.ts';
import type { EngineSettings } from '../settings.ts';
import type { Shifts } from '../shifts/shifts.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';

export interface Reports {
  /** Rejects with a Refusal where the period lies in the future or is longer than 400 days. */
  make(ask: ReportAsk, actor: Actor): Promise<Report>;
}

export interface ReportOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly availability: AvailabilityService;
  readonly alarmLoad: AlarmLoadService;
  readonly forecasts: Forecasts;
  readonly incidents: IncidentBook;
  readonly library: Library;
  readonly maintenance: Maintenance;
  readonly shifts: Shifts;
}

export const createReports = (_options: ReportOptions): Reports => unwritten<Reports>('reports');
