// `watchfloor handoff show|list|export`: the briefing of this moment, and hand-overs from one shift to the next.
import { type Command, Option } from 'commander';
import { HANDOFF_FORMS, type HandoffForm } from '../../contract/api/handoffs.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly limit?: number;
  readonly form?: HandoffForm;
  readonly format?: HandoffForm;
  readonly zone?: string;
  readonly out?: string;
  readonly force?: boolean;
}

const GROUP_HELP = `
Examples:
  watchfloor handoff show
  watchfloor handoff export last --form pdf --out handover.pdf`;

const SHOW_HELP = `
"now" (or nothing) is the briefing of this moment, made by the engine that runs; without one it ends with 3. "last" is the newest
hand-over, an id (or its beginning) any one of "handoff list"; what was signed is read beside a running engine or without one.

--json prints {"handoff":{…}|null,"briefing":{"asOf","from","until","sections":[{"id","title","items":[…]}],…},"differences":[…]},
times in epoch milliseconds; "handoff" is null for "now". "differences" is null for one
that is ready while no engine runs: nobody watches who could tell.

Examples:
  watchfloor handoff show
  watchfloor handoff show last
  watchfloor handoff show --json | jq -r '.briefing.sections[].items[] | select(.stance == "unstable") | .subject'`;

const LIST_HELP = `
Newest first, beside a running engine or without one. --json prints {"total","handoffs":[…]}.

Examples:
  watchfloor handoff list
  watchfloor handoff list --json | jq -r '.handoffs[] | select(.state == "declined") | .id'`;

const EXPORT_HELP = `
Forms: ${HANDOFF_FORMS.join(', ')}.
ID is "last", an id of "handoff list", or its beginning. "json" can be verified: it says how. A PDF is printed by the app that
runs, else by an Electron without a window; HTML by any browser. Each export is put on record.

Examples:
  watchfloor handoff export last --form pdf --out handover.pdf
  watchfloor handoff export 3f2a9c1e --form json --out -`;

export const handoff: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('handoff')
      .summary('the briefing of this moment, and hand-overs')
      .description('The briefing of this moment, and hand-overs from one shift to the next.')
      .addHelpText('after', GROUP_HELP);
    group
      .command('show')
      .description('the briefing of this moment, or a hand-over')
      .argument('[id]', '"now", "last", an id or its beginning', 'now')
      .option('--json', 'one JSON document')
      .addHelpText('after', SHOW_HELP)
      .action(async (id: string, _: unknown, command: Command) => done(await show(io, id, command.optsWithGlobals())));
    group
      .command('list')
      .description('hand-overs, newest first')
      .option('--limit <n>', 'at most so many', limitOf, 50)
      .option('--json', 'one JSON document')
      .addHelpText('after', LIST_HELP)
      .action(async (_: unknown, command: Command) => done(await list(io, command.optsWithGlobals())));
    group
      .command('export')
      .description('a hand-over as a file')
      .argument('<id>', '"last", an id or its beginning')
      .addOption(new Option('--form <form>', 'one of the forms below').choices([...HANDOFF_FORMS]))
      // As incidents and reports call it.
      .addOption(new Option('--format <form>').choices([...HANDOFF_FORMS]).hideHelp())
      .option('--out <file>', "where to; '-' is standard output (default: a file named after the shift)")
      .option('--zone <zone>', 'local times are of this zone, as Europe/Berlin (default: of this machine)')
      .option('--force', 'write over a file that is there')
      .addHelpText('after', EXPORT_HELP)
      .action(async (id: string, _: unknown, command: Command) => {
        const { form, format, ...options } = command.optsWithGlobals<Options>();
        const wanted = form ?? format;
        if (!wanted) throw new InputError(`--form: which one? ${HANDOFF_FORMS.join(', ')}`);
        const { exportHandoff } = await import('../handoff-file.ts');
        done(await exportHandoff(io, id, { ...options, form: wanted }));
      });
  },
};

async function show(io: CliIo, name: string, options: Options): Promise<ExitStatus> {
  const { reader, print } = await opened(io, options);
  try {
    const { handoffNamed } = await import('../handoff-reader.ts');
    const read = name === 'now' ? await reader.now() : await reader.get(await handoffNamed(reader, name));
    if (options.json) print.json(io, read);
    else io.stdout.write(print.handoffText(read));
    return 0;
  } finally {
    reader.close();
  }
}

async function list(io: CliIo, options: Options): Promise<ExitStatus> {
  const { reader, print } = await opened(io, options);
  try {
    const { total, handoffs } = await reader.list(options.limit ?? 50);
    if (options.json) print.json(io, { total, handoffs });
    else io.stdout.write(print.handoffList(handoffs, total));
    return 0;
  } finally {
    reader.close();
  }
}

async function opened(io: CliIo, options: Options) {
  const [{ dataFolder }, { openHandoffReader }, { handoffText, handoffList }, { json }] = await Promise.all([
    import('../data-folder.ts'),
    import('../handoff-reader.ts'),
    import('../handoff-print.ts'),
    import('../print.ts'),
  ]);
  const reader = await openHandoffReader(io, dataFolder(io, options));
  return { reader, print: { handoffText, handoffList, json } };
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit;
  throw new InputError(`--limit ${text}: must be a whole number from 1 to 500`);
}
