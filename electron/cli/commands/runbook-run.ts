// `watchfloor runbook run ID`: goes through a runbook on a terminal, or walks it dry. Through the engine that runs, else
// through one of our own on the data folder.
import type { Command } from 'commander';
import { type CliIo, type ExitStatus, InputError } from '../command.ts';
import type { RunOptions } from '../runbook-run-input.ts';

const HELP = `
--dry-run carries nothing out: every step is printed with the commands exactly as they would run, a question takes its default
and lists its answers, what only a real run would know is said to be unknown. Steps off the way are printed behind it.

Without it a person goes through the runbook on a terminal, step by step: Enter (or "go") does the step in front; "skip",
"rollback", "abort" and what else may be done is offered there; "quit" leaves the run open, to be taken up in the app. Ctrl+C
stops what runs. Without a running engine an own one does it: messages wait for the next start of the engine.

--json prints one object a line: {"type":"start"|"step"|"output"|"result"|"end", …}.

Exit status: 0 it ended green (dry: it was walked to its end), 1 it ended otherwise, was refused by its conditions or left, 2 wrong
use, 3 the data folder could not be had.

Examples:
  watchfloor runbook run linux-disk-full --dry-run --host web1 --input mount=/var
  watchfloor runbook run linux-disk-full --problem "web1 system" --incident 42
  watchfloor runbook run os-patching --change CHG0031337 --window CHG0031337 --input hosts=web1,web2`;

const gather = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** Adds `run` to the group of commands about runbooks. */
export function addRunbookRun(runbook: Command, io: CliIo, done: (status: ExitStatus) => void): void {
  runbook
    .command('run')
    .summary('go through a runbook, or walk it dry')
    .description('Goes through a runbook on a terminal, step by step; with --dry-run it is only walked and printed.')
    .argument('<id>', 'id of the runbook, as "runbook list" has it')
    .option('--dry-run', 'carry nothing out, print every step')
    .option('--with-checks', 'with --dry-run: run its checks for real')
    .option('--input <name=value>', 'an input of the runbook; may be given several times', gather)
    .option('--host <name>', 'the host it asks for')
    .option('--problem <problem>', 'the open problem it is for: its id, or "HOST CHECK"')
    .option('--incident <number>', 'the incident whose timeline its steps land in')
    .option('--change <reference>', 'the change it belongs to, as CHG0031337')
    .option('--window <window>', 'the maintenance window it is tied to: its name, change or id')
    .option('--outside <reason>', 'start outside of its window, and say why')
    .option('--accept', 'an expired runbook was read and is accepted')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', HELP)
    .action(async (id: string, _options, command: Command) =>
      done(await run(id, command.optsWithGlobals<RunOptions>(), io)),
    );
}

async function run(id: string, options: RunOptions, io: CliIo): Promise<ExitStatus> {
  const isDry = options.dryRun ?? false;
  if (options.withChecks && !isDry)
    throw new InputError('--with-checks goes with --dry-run: a run does its checks anyway');
  if (!isDry && !isTerminal(io)) {
    throw new InputError(
      'A run wants a person: start it on a terminal, or walk it with --dry-run. Nothing was started.',
    );
  }
  const [{ openEngine }, { dataFolder }, { startOf }] = await Promise.all([
    import('../local-engine.ts'),
    import('../data-folder.ts'),
    import('../runbook-run-input.ts'),
  ]);
  const engine = await openEngine(io, dataFolder(io, options), { library: true });
  try {
    const started = await startOf(engine.client, id, options);
    if (isDry) {
      const { walkDry } = await import('../runbook-run-dry.ts');
      return await walkDry(io, engine.client, started, options.json ?? false);
    }
    const refused = refusalOf(started.look, options);
    if (refused.length > 0) {
      for (const why of refused) io.stderr.write(`${why}\n`);
      io.stderr.write('Nothing was started.\n');
      return 1;
    }
    if (!engine.isRunning) io.stderr.write('No engine is running here: one of our own goes through it.\n');
    const { runLive } = await import('../runbook-run-live.ts');
    return await runLive(io, engine.client, started, options.json ?? false);
  } finally {
    await engine.close();
  }
}

/** What stands in the way, with how the command line says otherwise. */
function refusalOf(
  {
    blocks,
    outside,
    mustAccept,
    warns,
  }: { blocks: readonly string[]; outside: string | null; mustAccept: boolean; warns: readonly string[] },
  options: RunOptions,
): readonly string[] {
  const expired = warns.find((one) => one.startsWith('expired')) ?? 'its review is long over';
  return [
    ...blocks,
    ...(outside !== null && !options.outside ? [`${outside} (--outside REASON starts it all the same)`] : []),
    ...(mustAccept && !options.accept ? [`${expired} (--accept says that you have)`] : []),
  ];
}

const isTerminal = ({ stdin, stdout }: CliIo): boolean =>
  stdout.isTTY === true && (stdin as { readonly isTTY?: boolean }).isTTY === true;
