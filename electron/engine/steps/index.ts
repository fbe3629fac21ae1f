// The registry of step kinds: one line each, in the order of the grammar.
import { approveStep } from './approve.ts';
import { askStep } from './ask.ts';
import { callStep } from './call.ts';
import { checkStep } from './check.ts';
import { escalateStep } from './escalate.ts';
import { inputStep } from './input.ts';
import { manualStep } from './manual.ts';
import { notifyStep } from './notify.ts';
import { runStep } from './run.ts';
import type { StepKind } from './step.ts';
import { waitStep } from './wait.ts';

export const stepKinds: readonly StepKind[] = [
  manualStep,
  runStep,
  checkStep,
  inputStep,
  askStep,
  approveStep,
  waitStep,
  notifyStep,
  escalateStep,
  callStep,
];

const byName: ReadonlyMap<string, StepKind> = new Map(stepKinds.map((kind) => [kind.kind, kind]));

export const findStepKind = (name: string): StepKind | undefined => byName.get(name);
