// Reading and judging runbooks: YAML → tree with places → schema of the registry → what the linter finds.
import type { Runbook, RunbookFinding } from '../../contract/model/runbook.ts';
import type { LintFacts, RunbookReading } from './reading.ts';

export type { LintFacts, RunbookReading } from './reading.ts';

/** Reads one file; never throws. `file` is only named in findings. Structure only: the linter looks further. */
export function readRunbook(_text: string, _file: string): RunbookReading {
  throw new Error('not written yet');
}

/** Everything the spec's linter finds in a runbook that could be read; in the order of the file. */
export function lintRunbook(_reading: RunbookReading, _text: string, _facts: LintFacts): readonly RunbookFinding[] {
  throw new Error('not written yet');
}

/** SHA-256, hex, of the canonical JSON (RFC 8785). */
export function hashOf(_runbook: Runbook): string {
  throw new Error('not written yet');
}
