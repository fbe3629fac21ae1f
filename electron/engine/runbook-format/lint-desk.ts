// The desk of the linter: a runbook that was read, its places, and what may be looked up. A rule is a function of it.
import type { Runbook, RunbookFinding, RunbookStep } from '../../contract/model/runbook.ts';
import { nearest } from '../importers/nearest.ts';
import { findStepKind } from '../steps/index.ts';
import type { StepKind } from '../steps/step.ts';
import { type At, nodeAt, type PlacePath, type Places } from './places.ts';
import type { LintFacts } from './reading.ts';
import { keysAt } from './schema-keys.ts';

/** A step with where it stands in the file. */
export interface PlacedStep {
  readonly step: RunbookStep;
  readonly index: number;
  readonly kind: StepKind;
  /** Path of something of it: at('risk'). */
  at(...rest: PlacePath): PlacePath;
  /** Path of something of its body. */
  inBody(rest: PlacePath): PlacePath;
}

export interface LintDesk {
  readonly runbook: Runbook;
  readonly steps: readonly PlacedStep[];
  readonly places: Places;
  readonly facts: LintFacts;
  /** Something in the file could not be read: what is judged from the whole of it would be guessed. */
  readonly isDamaged: boolean;
  error(rule: string, at: At | PlacePath, message: string): RunbookFinding;
  warning(rule: string, at: At | PlacePath, message: string): RunbookFinding;
  /** Something of the inventory that is not there. */
  missing(rule: string, at: At | PlacePath, message: string): RunbookFinding;
  /** Whether the file says nothing under this key, not even with a slip in it. */
  lacks(parent: PlacePath, key: string): boolean;
  indexOf(stepId: string): number | undefined;
  titleOf(index: number): string;
}

export type LintRule = (desk: LintDesk) => readonly RunbookFinding[];

export function createDesk(runbook: Runbook, places: Places, facts: LintFacts, isDamaged: boolean): LintDesk {
  const indexById = new Map(runbook.steps.map(({ id }, index) => [id, index]));
  const told =
    (severity: RunbookFinding['severity']) =>
    (rule: string, at: At | PlacePath, message: string): RunbookFinding =>
      places.finding(severity, rule, 'path' in at ? at : { path: at }, message);
  return {
    runbook,
    places,
    facts,
    isDamaged,
    steps: runbook.steps.flatMap((step, index) => {
      const kind = findStepKind(step.kind);
      const path = ['steps', index];
      return kind
        ? [{ step, index, kind, at: (...rest) => [...path, ...rest], inBody: (rest) => [...path, step.kind, ...rest] }]
        : [];
    }),
    error: told('error'),
    warning: told('warning'),
    missing: told(facts.missing ?? 'error'),
    lacks(parent, key) {
      const node = nodeAt(places.root, parent);
      if (node?.type !== 'map' || node.entries.has(key)) return false;
      const known = keysAt(parent);
      return ![...node.entries.keys()].some((other) => !known.includes(other) && nearest(other, [...known]) === key);
    },
    indexOf: (stepId) => indexById.get(stepId),
    titleOf: (index) => runbook.steps[index]?.id ?? '',
  };
}
