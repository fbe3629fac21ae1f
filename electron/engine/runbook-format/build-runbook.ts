// From what the schema made of a file to the runbook as the engine knows it: defaults that depend on other parts are filled
// in, and the steps that only a jump reaches are set aside.
import type { JsonObject } from '../../contract/model/check.ts';
import type {
  Confirm,
  OnFailure,
  Precondition,
  Risk,
  Runbook,
  RunbookMatch,
  RunbookStep,
  Success,
} from '../../contract/model/runbook.ts';
import { findStepKind, stepKinds } from '../steps/index.ts';
import { inputSpecs } from '../steps/input-fields.ts';
import type { StepKind } from '../steps/step.ts';
import type { ParsedRunbook } from './runbook-schema.ts';
import type { ParsedStep } from './step-schema.ts';

const CONFIRM_OF: Readonly<Record<Risk, Confirm>> = {
  'read-only': 'none',
  'safe-write': 'click',
  destructive: 'type-target',
};

export function buildRunbook(parsed: ParsedRunbook): Runbook {
  return {
    id: parsed.id,
    title: parsed.title,
    owner: parsed.owner,
    state: parsed.state,
    tags: parsed.tags,
    review: parsed.review ? { last: parsed.review.last, everyMs: parsed.review.every } : null,
    estimateMs: parsed.estimate ?? null,
    meaning: parsed.meaning,
    impact: parsed.impact,
    match: parsed.match.map(matchOf),
    limits: parsed.limits,
    change: parsed.change,
    auto: parsed.auto,
    inputs: inputSpecs(parsed.inputs ?? {}),
    preconditions: parsed.preconditions.map(preconditionOf),
    steps: withAside(parsed.steps),
  };
}

/** The kind whose key a step has, with what its schema made of the body; null: none or several. */
export function kindOf(
  step: Readonly<Record<string, unknown>>,
): { readonly kind: StepKind; readonly body: JsonObject } | null {
  const [kind, second] = stepKinds.filter((one) => step[one.kind] !== undefined);
  return kind && !second ? { kind, body: step[kind.kind] as JsonObject } : null;
}

function matchOf(one: ParsedRunbook['match'][number]): RunbookMatch {
  return {
    kind: one.kind ?? null,
    metric: one.metric ?? null,
    status: one.status ?? [],
    tags: one.tags ?? [],
    check: one.check ?? null,
    summary: one.summary ?? null,
  };
}

function preconditionOf(one: ParsedRunbook['preconditions'][number]): Precondition {
  const check = one.check as JsonObject;
  return { title: one.title ?? findStepKind('check')?.does(check) ?? '', check, onFail: one.onFail };
}

function withAside(steps: readonly ParsedStep[]): readonly RunbookStep[] {
  const built = steps.flatMap((step) => stepOf(step) ?? []);
  const targets = jumpTargets(built);
  return built.map((step, index) => ({ ...step, aside: steps[index]?.aside ?? targets.has(step.id) }));
}

/**
 * Steps that are on no way but by a jump: what a jump forward leads to, and what takes a change back. A jump backward leads
 * to a step that the run came by already: it stays where it is.
 */
function jumpTargets(steps: readonly RunbookStep[]): ReadonlySet<string> {
  const placeOf = new Map(steps.map(({ id }, index) => [id, index]));
  const targets = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const jumps = findStepKind(step.kind)?.jumps(step.body) ?? [];
    const failure = step.onFailure.do === 'goto' ? [step.onFailure.step] : [];
    for (const target of [...jumps.map((jump) => jump.step), ...failure]) {
      if ((placeOf.get(target) ?? -1) > index) targets.add(target);
    }
    if (step.rollback !== null && step.rollback !== 'none') targets.add(step.rollback);
  }
  return targets;
}

function stepOf(step: ParsedStep): RunbookStep | null {
  const found = kindOf(step);
  if (!found) return null;
  // A change that does not say how grave it is counts as the gravest; the reader has refused it already.
  const risk = step.risk ?? (found.kind.mayChange ? 'destructive' : 'read-only');
  return {
    id: step.id,
    title: step.title,
    about: step.about,
    kind: found.kind.kind,
    body: found.body,
    risk,
    confirm: step.confirm ?? CONFIRM_OF[risk],
    idempotent: step.idempotent,
    verify: step.verify ?? null,
    rollback: step.rollback ?? null,
    onFailure: onFailureOf(step.onFailure),
    success: step.success ? successOf(step.success) : null,
    outputs: Object.fromEntries(
      Object.entries(step.outputs).map(([name, spec]) => [name, { ...spec, regex: spec.regex ?? null }]),
    ),
    when: step.when ?? null,
    auto: step.auto,
    optional: step.optional,
    aside: false,
    // biome-ignore lint/suspicious/noThenProperty: the word of the grammar; nobody awaits a step.
    then: step.then ?? null,
    maxVisits: step.maxVisits,
  };
}

function onFailureOf(text: string): OnFailure {
  if (text.startsWith('goto:')) return { do: 'goto', step: text.slice('goto:'.length) };
  return { do: text === 'ask' || text === 'continue' || text === 'rollback' ? text : 'stop' };
}

function successOf(success: NonNullable<ParsedStep['success']>): Success {
  return {
    exit: success.exit ?? [0],
    stdoutMatches: success.stdoutMatches ?? null,
    stdoutNotMatches: success.stdoutNotMatches ?? null,
    stderrMatches: success.stderrMatches ?? null,
    stderrNotMatches: success.stderrNotMatches ?? null,
  };
}
