// Several files judged together: they know each other's runbooks, and none may take the name of another.
import type { Runbook, RunbookFinding } from '../../contract/model/runbook.ts';
import { lintRunbook } from './lint-runbook.ts';
import { inOrder } from './places.ts';
import { openRunbook } from './read-runbook.ts';
import type { LintFacts, RunbookReading } from './reading.ts';

export interface JudgedFile {
  readonly file: string;
  readonly reading: RunbookReading;
  /** Of the reading and of the linter, in the order of the file. */
  readonly findings: readonly RunbookFinding[];
}

/** `facts.runbooks` are known besides, and not judged; of those with the same id the given files count. */
export function judgeFiles(
  files: readonly { readonly file: string; readonly text: string }[],
  facts: LintFacts,
): readonly JudgedFile[] {
  const opened = files.map(({ file, text }) => ({ file, text, ...openRunbook(text, file) }));
  const runbooks = new Map<string, Runbook>(facts.runbooks);
  const fileOf = new Map<string, string>();
  const rivals = new Map<string, string>();
  for (const { file, reading } of opened) {
    const rival = fileOf.get(reading.id);
    if (rival !== undefined) rivals.set(file, rival);
    else if (reading.id !== '') fileOf.set(reading.id, file);
    if (reading.runbook && rival === undefined) runbooks.set(reading.id, reading.runbook);
  }
  return opened.map(({ file, text, reading, places }) => {
    const rival = rivals.get(file);
    const what = `the id "${reading.id}" is taken by ${rival}: give this runbook another one`;
    const taken =
      rival !== undefined && places ? [places.finding('error', 'duplicate-id', { path: ['id'] }, what)] : [];
    const linted = lintRunbook(reading, text, { ...facts, runbooks });
    return { file, reading, findings: inOrder([...reading.findings, ...taken, ...linted]) };
  });
}
