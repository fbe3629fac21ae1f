// Reports: made at any moment, exported, and by schedules.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { type MadeReport, REPORT_FORMS, type Report, reportAsk } from '../model/report.ts';
import { procedure } from './base.ts';

export const reports = {
  make: procedure.input(reportAsk).output(type<Report>()),
  /** As a file. `rows`: of CSV, one row set by its id; null: a table of all figures. */
  exportFile: procedure
    .input(
      z.strictObject({
        ask: reportAsk,
        form: z.enum(REPORT_FORMS),
        rows: z.string().max(64).nullable().default(null),
      }),
    )
    .output(type<{ name: string; type: string; content: string; base64: boolean }>()),
  /** What schedules made, newest first. */
  made: procedure
    .input(z.strictObject({ limit: z.number().int().min(1).max(500).default(100) }))
    .output(type<readonly MadeReport[]>()),
  /** Makes and delivers the last whole period of a schedule now. */
  deliverNow: procedure.input(z.strictObject({ scheduleId: z.string().min(1).max(64) })).output(type<MadeReport>()),
};
