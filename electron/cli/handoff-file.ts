// A hand-over as a file on the command line: through the engine that runs, or our own, for every file is on the record.
import type { HandoffForm } from '../contract/api/handoffs.ts';
import { type CliIo, type ExitStatus, InputError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { handoffNamed } from './handoff-reader.ts';
import { openEngine } from './local-engine.ts';
import { printPage } from './print-page.ts';
import { mayWrite, writeOut } from './write-new.ts';

interface ExportOptions {
  readonly data?: string;
  readonly form: HandoffForm;
  readonly zone?: string;
  readonly out?: string;
  readonly force?: boolean;
}

export async function exportHandoff(io: CliIo, name: string, options: ExportOptions): Promise<ExitStatus> {
  // Before anything is on record as exported.
  if (options.out !== undefined) await mayWrite(io, options.out, options.force ?? false);
  const engine = await openEngine(io, dataFolder(io, options));
  try {
    const { handoffs } = engine.client;
    const handoffId = await handoffNamed({ list: (limit) => handoffs.list({ limit }) }, name);
    const asked = { handoffId, zone: options.zone ?? '' };
    const made = async (form: HandoffForm) => {
      const { name: file, content, base64 } = await handoffs.exportFile({ ...asked, form });
      return { file, bytes: Buffer.from(content, base64 ? 'base64' : 'utf8') };
    };
    const { file, bytes } = await made(options.form).catch(async (error: unknown) => {
      if (options.form !== 'pdf' || !(error instanceof InputError)) throw error;
      // An engine without the app does not print. What was asked wrongly is refused the same way here.
      const page = await made('html');
      return { file: page.file.replace(/\.html$/, '.pdf'), bytes: await printPage(io, page.bytes.toString('utf8')) };
    });
    await writeOut(io, options.out ?? file, bytes, options.force ?? false);
    return 0;
  } finally {
    await engine.close();
  }
}
