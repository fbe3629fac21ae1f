// What a schedule sends: the report and its files, made when they are first tried and kept in memory while they wait, so that a
// mail server that is away for a day does not cost a hundred reports. After a restart they are made again, from the same data.
import type { Report, ReportForm, ReportSchedule } from '../../../contract/model/report.ts';
import { askOf } from '../../core/report-due.ts';
import type { KeptReport } from '../../store/made-reports.ts';
import type { ReportFile, ReportFiles } from './files.ts';
import { missedWords } from './kept-words.ts';
import type { Reports } from './reports.ts';

export interface Parcel {
  readonly report: Report;
  readonly files: readonly ReportFile[];
  /** What the reader should know of them, a sentence each. */
  readonly notes: readonly string[];
}

export interface Parcels {
  of(kept: KeptReport, schedule: ReportSchedule): Promise<Parcel>;
  /** It is delivered, or given up. */
  forget(id: string): void;
}

export function createParcels({ reports, files }: { readonly reports: Reports; readonly files: ReportFiles }): Parcels {
  const waiting = new Map<string, { readonly wanted: string; readonly parcel: Parcel }>();
  return {
    async of(kept, schedule) {
      const wanted = JSON.stringify([schedule.forms, schedule.scope]);
      const known = waiting.get(kept.id);
      if (known?.wanted === wanted) return known.parcel;
      const report = await reports.make(askOf(schedule, kept.from), kept.by);
      const made = await filesOf(files, report, schedule.forms);
      const missed = missedWords(kept);
      const parcel = { report, files: made.files, notes: missed === null ? made.notes : [...made.notes, missed] };
      waiting.set(kept.id, { wanted, parcel });
      return parcel;
    },
    forget: (id) => void waiting.delete(id),
  };
}

/** Each form once. Where nothing prints a PDF it is the HTML, and that is said. */
async function filesOf(
  files: ReportFiles,
  report: Report,
  forms: readonly ReportForm[],
): Promise<Omit<Parcel, 'report'>> {
  const made = new Map<ReportForm, ReportFile>();
  const notes: string[] = [];
  for (const form of new Set(forms)) {
    if (form !== 'pdf') {
      made.set(form, await files.write(report, form));
      continue;
    }
    const pdf = files.prints
      ? await files.write(report, 'pdf').catch((error: unknown) => String((error as Error).message))
      : null;
    if (pdf !== null && typeof pdf !== 'string') made.set('pdf', pdf);
    else {
      made.set('html', await files.write(report, 'html'));
      notes.push(
        pdf === null
          ? 'As HTML in the place of a PDF: the engine that made it runs without the app, which prints.'
          : `As HTML in the place of a PDF, which could not be printed: ${pdf}`,
      );
    }
  }
  return { files: [...made.values()], notes };
}
