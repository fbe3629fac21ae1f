// What `watchfloor runbook lint` and `list` print: findings as file:line:column, the library as a table.
import type { RunbookFinding } from '../contract/model/runbook.ts';
import { cleanLine } from '../engine/lib/text.ts';
import { table } from './print.ts';

/** 'disk-full.yaml:12:5: error: … (no-verify)', the way editors jump to it. */
export function findingLine({ file, line, column, severity, rule, message }: RunbookFinding): string {
  return `${cleanLine(file, 500)}:${line}:${column}: ${severity}: ${cleanLine(message, 500)} (${rule})\n`;
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function countsText(files: number, errors: number, warnings: number): string {
  const found =
    errors + warnings === 0 ? 'nothing to find' : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  return `${plural(files, 'runbook')}: ${found}.\n`;
}

/** A row of `runbook list`. */
export interface ListedRunbook {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly state: string;
  readonly steps: number;
  readonly freshness: string;
  readonly reviewInDays: number | null;
  readonly hash: string;
  readonly file: string;
  readonly errors: number;
  readonly warnings: number;
}

export function listText(rows: readonly ListedRunbook[]): string {
  const broken = rows.filter(({ errors }) => errors > 0).length;
  const body = rows.map(({ id, title, state, steps, freshness, errors, warnings }) => [
    id,
    title,
    state,
    steps,
    freshness,
    findings(errors, warnings),
  ]);
  const head = ['ID', 'TITLE', 'STATE', 'STEPS', 'REVIEW', 'FINDINGS'];
  const note = broken === 0 ? '' : ` ${broken} cannot be run as they are: watchfloor runbook lint says why.`;
  return `${table([head, ...body])}\n${plural(rows.length, 'runbook')}.${note}\n`;
}

function findings(errors: number, warnings: number): string {
  const parts = [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : ''];
  return parts.filter(Boolean).join(', ');
}
