// `watchfloor runbook import FILE…`: drafts out of runbooks of other kinds, with everything that was not carried over.
import type { Command } from 'commander';
import type { CliIo, ExitStatus } from '../command.ts';

const HELP = `
Reads Markdown (headings become steps, lists checklists, blocks of shell commands run steps), job definitions of Rundeck
(YAML, JSON) and documents of AWS Systems Manager (YAML, JSON). A draft is to be reviewed: it is marked as one, what is not
plainly read-only is destructive, and what could not be carried over is told as file:line: what.

Exit status: 0 every file made a draft, 1 one made none or a draft could not be written, 2 a file cannot be read.
--json prints one object a line, for each runbook {"file","draft","steps","commands","inputs","findings":[{"line","what"}]}; "draft"
is its YAML, "steps" and "commands" are counts, "inputs" names.

Examples:
  watchfloor runbook import DiskFull.md > disk-full.yaml
  watchfloor runbook import wiki/*.md jobs.yaml --out our-runbooks
  watchfloor runbook import DiskFull.md --json | jq .findings`;

/** Adds `import` to the group of `runbook`. */
export function addRunbookImport(runbook: Command, io: CliIo, done: (status: ExitStatus) => void): void {
  runbook
    .command('import')
    .description('makes drafts of runbooks in Markdown, of Rundeck and of AWS Systems Manager')
    .argument('<file...>', "the files; '-' is standard input")
    .option(
      '--out <folder>',
      'write each draft into this folder, never over a file that is there (default: standard output)',
    )
    .option('--json', 'one JSON object a line')
    .addHelpText('after', HELP)
    .action(async (files: string[], _options, command: Command) => {
      const { importFiles } = await import('../runbook-import-files.ts');
      done(await importFiles(io, files, command.optsWithGlobals()));
    });
}
