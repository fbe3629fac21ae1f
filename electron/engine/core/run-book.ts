// The book of a run: the pinned runbook with every `call` expanded into the steps of what it calls, in the order of the track.
// A step inside a called runbook has the path 'call/step'. Three deep, no cycles; what a step may lead to is looked up here.
import type { JsonObject } from '../../contract/model/check.ts';
import type { Runbook, RunbookStep } from '../../contract/model/runbook.ts';

/** What the plan must know of a kind of step; the registry of steps fits it. */
export interface KindFacts {
  readonly kind: string;
  readonly mode: 'person' | 'work' | 'clock' | 'approval' | 'call';
  does(body: JsonObject): string;
  calls?(body: JsonObject): CallFacts;
}

export interface CallFacts {
  readonly runbook: string;
  readonly hash: string | null;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A runbook with the hash it is pinned by. */
export interface PinnedBook {
  readonly runbook: Runbook;
  readonly hash: string;
}

export interface BookStep {
  readonly path: string;
  /** Path of the call it stands in, with the slash behind it; '' in the runbook itself. */
  readonly prefix: string;
  readonly depth: number;
  /** Place in the track, from 0. */
  readonly place: number;
  readonly step: RunbookStep;
  readonly mode: KindFacts['mode'];
  readonly does: string;
  /** Of a call: what it goes through. */
  readonly call: (CallFacts & { readonly runbook: string; readonly pinned: PinnedBook }) | null;
}

export interface RunBook {
  readonly root: PinnedBook;
  /** In the order of the track: a call, then the steps of what it calls. */
  readonly steps: readonly BookStep[];
  get(path: string): BookStep | undefined;
  /** Steps of one level, in the order of their file. */
  level(prefix: string): readonly BookStep[];
  /** The runbook that a level is of. */
  ofLevel(prefix: string): PinnedBook;
}

/** Calls inside calls inside calls, and no further. (spec: runbooks, "Format": three deep) */
export const DEEPEST = 3;

/** Why a runbook cannot be expanded, in words. */
export class BookFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BookFault';
  }
}

/**
 * Expands a runbook. `pinnedAt` gives what a call at a path leads to: the library at a start, what was pinned ever after.
 * Throws a BookFault where a kind or a called runbook is not there, at a cycle, and where calls lie too deep.
 */
export function expandBook(
  root: PinnedBook,
  findKind: (kind: string) => KindFacts | undefined,
  pinnedAt: (path: string, runbookId: string) => PinnedBook | undefined,
): RunBook {
  const steps: BookStep[] = [];
  const levels = new Map<string, PinnedBook>();
  const visit = (pinned: PinnedBook, prefix: string, above: readonly string[]): void => {
    levels.set(prefix, pinned);
    for (const step of pinned.runbook.steps) {
      const path = `${prefix}${step.id}`;
      const kind = findKind(step.kind);
      if (!kind) throw new BookFault(`Step "${path}" is of a kind that this program does not know: ${step.kind}.`);
      const calls = kind.calls?.(step.body) ?? null;
      const called = calls && calledAt(path, calls, above, pinnedAt);
      const call = calls && called && { ...calls, pinned: called };
      const place = steps.length;
      steps.push({
        path,
        prefix,
        depth: above.length - 1,
        place,
        step,
        mode: kind.mode,
        does: kind.does(step.body),
        call,
      });
      if (called) visit(called, `${path}/`, [...above, called.runbook.id]);
    }
  };
  visit(root, '', [root.runbook.id]);
  const byPath = new Map(steps.map((step) => [step.path, step]));
  const byLevel = Map.groupBy(steps, ({ prefix }) => prefix);
  return {
    root,
    steps,
    get: (path) => byPath.get(path),
    level: (prefix) => byLevel.get(prefix) ?? [],
    ofLevel: (prefix) => levels.get(prefix) ?? root,
  };
}

function calledAt(
  path: string,
  { runbook, hash }: CallFacts,
  above: readonly string[],
  pinnedAt: (path: string, runbookId: string) => PinnedBook | undefined,
): PinnedBook {
  if (above.includes(runbook)) throw new BookFault(`Step "${path}" calls ${runbook}, which it is part of: a cycle.`);
  if (above.length > DEEPEST) throw new BookFault(`Step "${path}" calls ${runbook}: more than ${DEEPEST} calls deep.`);
  const pinned = pinnedAt(path, runbook);
  if (!pinned)
    throw new BookFault(`Step "${path}" calls the runbook ${runbook}, which is not there or cannot be read.`);
  if (hash !== null && hash !== pinned.hash)
    throw new BookFault(
      `Step "${path}" calls ${runbook} pinned to ${hash.slice(0, 12)}; it is ${pinned.hash.slice(0, 12)} now.`,
    );
  return pinned;
}
