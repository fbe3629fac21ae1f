// Where a report on the command line comes from: the engine that runs, else the data as the last one left it, read only.
import type { Report, ReportAsk, ReportForm } from '../contract/model/report.ts';
import { Refusal } from '../engine/lib/refusal.ts';
import { shippedRunbooks } from '../engine/lib/shipped-runbooks.ts';
import { type CliIo, InputError, UnreachableError } from './command.ts';
import { openForReading } from './data-folder.ts';
import { connectEngine, type EngineConnection, operatorName } from './engine-client.ts';
import { printPage } from './print-page.ts';

export interface ReportBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReportSource {
  make(ask: ReportAsk): Promise<Report>;
  /** `rows`: of CSV, one row set by its id. Throws an UnreachableError where a PDF is wanted and nothing prints. */
  file(ask: ReportAsk, form: ReportForm, rows: string | null): Promise<ReportBytes>;
  close(): void;
}

/** Whoever opens closes. Throws an UnreachableError where there is nothing to read. */
export async function openReportSource(io: CliIo, folder: string): Promise<ReportSource> {
  const connection = await connectEngine(folder);
  return connection ? fromEngine(io, connection) : fromStore(io, folder);
}

function fromEngine(io: CliIo, { client, close }: EngineConnection): ReportSource {
  const exported = async (ask: ReportAsk, form: ReportForm, rows: string | null): Promise<ReportBytes> => {
    const { name, content, base64 } = await unlessStopped(
      io.signal,
      client.reports.exportFile({ ask, form, rows }, { signal: io.signal }),
    );
    return { name, bytes: Buffer.from(content, base64 ? 'base64' : 'utf8') };
  };
  return {
    make: (ask) => unlessStopped(io.signal, client.reports.make(ask, { signal: io.signal })),
    async file(ask, form, rows) {
      if (form !== 'pdf') return exported(ask, form, rows);
      try {
        return await exported(ask, form, rows);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        // An engine without the app does not print. What was asked wrongly is refused the same way here.
        const { name, bytes } = await exported(ask, 'html', rows);
        return { name: pdfName(name), bytes: await printPage(io, Buffer.from(bytes).toString('utf8')) };
      }
    },
    close,
  };
}

async function fromStore(io: CliIo, folder: string): Promise<ReportSource> {
  const [{ openReportsBeside }, { createReportFiles }] = await Promise.all([
    import('../engine/services/reports/beside.ts'),
    import('../engine/services/reports/files.ts'),
  ]);
  const { clock } = io;
  const store = await openForReading(folder, clock);
  const { reports, close } = await openReportsBeside({ clock, store, shipped: shippedRunbooks(io.env) });
  const files = createReportFiles({ clock, store, reports, desktop: null });
  const make = (ask: ReportAsk): Promise<Report> =>
    unlessStopped(io.signal, reports.make(ask, { type: 'operator', name: operatorName() }, io.signal)).catch(inWords);
  return {
    make,
    async file(ask, form, rows) {
      const report = await make(ask);
      const written = await files.write(report, form === 'pdf' ? 'html' : form, rows).catch(inWords);
      if (form !== 'pdf') return { name: written.name, bytes: Buffer.from(written.content, 'utf8') };
      return { name: pdfName(written.name), bytes: await printPage(io, written.content) };
    },
    close() {
      close();
      store.close();
    },
  };
}

const pdfName = (name: string): string => name.replace(/\.html$/, '.pdf');

/** A year of a large floor takes a while to count: who calls it off need not wait. (A print ends itself: print-page.ts.) */
async function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new UnreachableError('Stopped before it was made. Nothing was written.'));
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What was refused was asked for wrongly. */
function inWords(error: unknown): never {
  throw error instanceof Refusal ? new InputError(error.message) : error;
}
