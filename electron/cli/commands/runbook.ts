// `watchfloor runbook lint|list|import|run`: runbooks as files, judged and listed; the other two stand in files of their own.
import type { Command } from 'commander';
import type { CliCommand, CliIo, ExitStatus } from '../command.ts';
import { addRunbookImport } from './runbook-import.ts';
import { addRunbookRun } from './runbook-run.ts';

type Done = (status: ExitStatus) => void;

const LINT_HELP = `
A folder is looked through with all that is below it (*.yaml, *.yml); files that are named together know each other, and the
library that ships. With --data, hosts, tags and checks are looked up in that inventory too, read-only.

Exit status: 0 clean or warnings only, 1 errors (with --strict: warnings too), 2 a path that cannot be read.
--json prints {"files","errors","warnings","findings":[{"file","line","column","path","severity","rule","message"}]}.

Examples:
  watchfloor runbook lint runbooks/
  watchfloor runbook lint disk-full.yaml --strict
  watchfloor --data /srv/watchfloor runbook lint our-runbooks --json | jq -r '.findings[].message'`;

const LIST_HELP = `
--json prints {"runbooks":[{"id","title","owner","state","steps","freshness","reviewInDays","hash","file","errors","warnings"}]}.

Examples:
  watchfloor runbook list
  watchfloor runbook list --folder our-runbooks --json | jq -r '.runbooks[] | select(.errors > 0) | .file'`;

export const runbook: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('runbook')
      .summary('check, list, import and run runbooks')
      .description(
        'Runbooks: what is wrong in their files, what there is, drafts of other formats, and going through one.',
      )
      .addHelpText('after', '\nExample:\n  watchfloor runbook lint runbooks/');
    registerLint(group, io, done);
    registerList(group, io, done);
    addRunbookImport(group, io, done);
    addRunbookRun(group, io, done);
  },
};

function registerLint(group: Command, io: CliIo, done: Done): void {
  group
    .command('lint')
    .description('says what is wrong in runbooks, each with its line and column')
    .argument('<path...>', "files and folders; '-' is standard input")
    .option('--strict', 'warnings count as errors for the exit status')
    .option('--json', 'one JSON document')
    .addHelpText('after', LINT_HELP)
    .action(async (paths: string[], _options, command: Command) => {
      const { lintPaths } = await import('../runbook-lint.ts');
      done(await lintPaths(io, paths, command.optsWithGlobals()));
    });
}

function registerList(group: Command, io: CliIo, done: Done): void {
  group
    .command('list')
    .description('the library: what ships with the program, or the folders that are named')
    .option('--folder <path>', 'this one instead; may be given several times', gather)
    .option('--json', 'one JSON document')
    .addHelpText('after', LIST_HELP)
    .action(async (_options, command: Command) => {
      const { listRunbooks } = await import('../runbook-lint.ts');
      done(await listRunbooks(io, command.optsWithGlobals()));
    });
}

const gather = (folder: string, before: readonly string[] = []): readonly string[] => [...before, folder];
