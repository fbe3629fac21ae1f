// Reports by schedules: each period once, kept in the database before it is delivered, tried again until it is.
import type { Actor } from '../../../contract/model/journal.ts';
import type { MadeReport } from '../../../contract/model/report.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Store } from '../../store/open.ts';
import type { Channels } from '../channels.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import { unwritten } from '../unwritten.ts';
import type { ReportFiles } from './files.ts';
import type { Reports } from './reports.ts';

export interface ReportSchedules {
  made(limit: number): readonly MadeReport[];
  deliverNow(scheduleId: string, actor: Actor): Promise<MadeReport>;
  start(): void;
  stop(): Promise<void>;
}

export interface ReportScheduleOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly channels: Channels;
  readonly reports: Reports;
  readonly files: ReportFiles;
  readonly log: Log;
}

export const createReportSchedules = (_options: ReportScheduleOptions): ReportSchedules =>
  unwritten<ReportSchedules>('report schedules', { made: () => [], start() {}, stop: async () => {} });
