// What the plan is told of the world around a run, asked for when it is needed: values, tasks, moments, clocks. The service
// answers from the registry of steps, the inventory and the clock; a test answers from a table.
import type { JsonObject } from '../../contract/model/check.ts';
import type { RunValue } from '../../contract/model/runbook.ts';
import type { RunBook } from './run-book.ts';
import type { PlanTask, RunKept } from './run-kept.ts';

export interface PlanTasks {
  readonly tasks: readonly PlanTask[];
  readonly maxFailed: number;
  /** Why it cannot be carried out; null: it can. */
  readonly refusal: string | null;
}

/** What a person's answer comes to: steps/step.ts has the same as `Answer`. */
export interface PlanAnswer {
  readonly result: string;
  readonly outputs: Readonly<Record<string, RunValue>>;
  /** Id of a step of the same level, or 'end'; null: the usual way. */
  readonly goTo: string | 'end' | null;
}

export interface PlanFacts {
  /** Epoch ms. */
  readonly at: number;
  /** Who acts; 'engine' where nobody does. */
  readonly by: string;
  /** Whether who signs typed their PIN. */
  readonly withPin?: boolean;
  readonly book: RunBook;
  newId(): string;
  /** Title and what it does, with the values that are known put in. */
  words(path: string, kept: RunKept): { readonly title: string; readonly does: string };
  /** Whether its `when` holds. */
  holds(path: string, kept: RunKept): boolean | 'unknown';
  tasks(path: string, kept: RunKept): PlanTasks;
  /** A command as it is written down: secrets that stand in its very text are masked. */
  written(task: PlanTask): PlanTask['shown'];
  /** Commands as a dry run prints them, and the values that are not known. */
  printed(path: string, kept: RunKept): { readonly lines: readonly string[]; readonly unknown: readonly string[] };
  /** What a `work` step does: a command, a check, or a message to people. */
  workOf(path: string, kept: RunKept): 'command' | 'probe' | 'message';
  /** Throws a refusal in words where the form does not fit. */
  answer(path: string, form: JsonObject, kept: RunKept): PlanAnswer;
  /** What a dry run answers where nobody does: the default, or nothing. Never throws. */
  byDefault(path: string, kept: RunKept): PlanAnswer;
  /** How many things there are to tick. */
  items(path: string, kept: RunKept): number;
  /** Epoch ms. */
  until(path: string, kept: RunKept): number;
  approval(
    path: string,
    kept: RunKept,
  ): { readonly for: string | null; readonly from: readonly string[]; readonly withinMs: number };
  /** What a signature for a step binds: hash, step, commands, targets. */
  binds(path: string, kept: RunKept): JsonObject;
  /** Inputs of the runbook that a call goes through, checked whole. */
  callInputs(
    path: string,
    kept: RunKept,
  ): { readonly inputs: Readonly<Record<string, RunValue>> } | { readonly refusal: string };
}
