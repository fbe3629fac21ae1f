// The linter: every rule over one desk. What it needs besides the file is in the facts; what they lack is not judged.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { changeFindings } from './lint-changes.ts';
import { checkFindings } from './lint-checks.ts';
import { createDesk, type LintRule } from './lint-desk.ts';
import { inventoryFindings } from './lint-inventory.ts';
import { jumpFindings } from './lint-jumps.ts';
import { linkFindings } from './lint-links.ts';
import { outputFindings } from './lint-outputs.ts';
import { readReferences, secretArguments, unknownReferences, unusedInputs } from './lint-references.ts';
import { reviewFindings } from './lint-review.ts';
import { wordFindings } from './lint-words.ts';
import { inOrder } from './places.ts';
import { openRunbook } from './read-runbook.ts';
import type { LintFacts, RunbookReading } from './reading.ts';

const referenceFindings: LintRule = (desk) => {
  const { references, findings } = readReferences(desk);
  return [
    ...findings,
    ...unknownReferences(desk, references),
    ...outputFindings(desk, references),
    ...unusedInputs(desk, references),
    ...secretArguments(desk, references),
  ];
};

const RULES: readonly LintRule[] = [
  jumpFindings,
  referenceFindings,
  changeFindings,
  checkFindings,
  inventoryFindings,
  linkFindings,
  wordFindings,
  reviewFindings,
];

/**
 * Everything the spec's linter finds in a runbook that could be read, besides what its reading found; in the order of the
 * file. `text` is what was read. Never throws; without a runbook there is nothing to judge.
 */
export function lintRunbook(reading: RunbookReading, text: string, facts: LintFacts): readonly RunbookFinding[] {
  if (!reading.runbook) return [];
  const { places, damaged } = openRunbook(text, reading.file);
  if (!places) return [];
  const desk = createDesk(reading.runbook, places, facts, damaged.length > 0);
  return inOrder(RULES.flatMap((rule) => rule(desk)));
}
