// The registry of step kinds: one line each, in the order of the grammar.
import type { StepKind } from './step.ts';

export const stepKinds: readonly StepKind[] = [];

const byName: ReadonlyMap<string, StepKind> = new Map(stepKinds.map((kind) => [kind.kind, kind]));

export const findStepKind = (name: string): StepKind | undefined => byName.get(name);
