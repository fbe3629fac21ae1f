// A plan on a table: runbooks of a few words, a world whose answers the test writes down, and a run that goes on act by act.
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { CommandShown, Run, RunStep, RunTarget } from '../../electron/contract/model/run.ts';
import type { Runbook, RunbookStep, RunMode } from '../../electron/contract/model/runbook.ts';
import { type CallFacts, expandBook, type KindFacts, type RunBook } from '../../electron/engine/core/run-book.ts';
import { EMPTY_MEMORY, type PlanTask, type RunKept } from '../../electron/engine/core/run-kept.ts';
import type { PlanAnswer, PlanFacts, PlanTasks } from '../../electron/engine/core/run-plan.ts';

export type Mode = KindFacts['mode'];
export type StepWords = Partial<Omit<RunbookStep, 'kind' | 'then'>> & {
  /** The grammar's `then`. */
  readonly leadsTo?: string;
  readonly id: string;
  readonly mode?: Mode;
  readonly calls?: string;
  readonly inputs?: Readonly<Record<string, string>>;
};

const step = ({ mode = 'person', calls, inputs = {}, leadsTo, ...rest }: StepWords): RunbookStep => ({
  title: rest.id,
  about: '',
  kind: mode,
  body: calls === undefined ? {} : { calls, inputs },
  risk: 'read-only',
  confirm: 'none',
  idempotent: false,
  verify: null,
  rollback: null,
  onFailure: { do: 'stop' },
  success: null,
  outputs: {},
  when: null,
  auto: false,
  optional: false,
  aside: false,
  // biome-ignore lint/suspicious/noThenProperty: the key of the grammar
  then: leadsTo ?? null,
  maxVisits: 1,
  ...rest,
});

/** A change as most are: confirmed by a click, with a proof and a way back where they are named. */
export const change = (id: string, more: Partial<StepWords> = {}): StepWords => ({
  id,
  mode: 'work',
  risk: 'safe-write',
  confirm: 'click',
  ...more,
});

export const work = (id: string, more: Partial<StepWords> = {}): StepWords => ({ id, mode: 'work', ...more });

export function runbook(steps: readonly StepWords[], more: Partial<Runbook> = {}): Runbook {
  return {
    id: 'book',
    title: 'The book',
    owner: 'platform',
    state: 'active',
    tags: [],
    review: null,
    estimateMs: null,
    meaning: '',
    impact: '',
    match: [],
    limits: { maxTargets: 10, maxRunsPerHour: 20 },
    change: 'none',
    auto: false,
    inputs: [],
    preconditions: [],
    steps: steps.map(step),
    ...more,
  };
}

const kinds = (name: string): KindFacts => ({
  kind: name,
  mode: name as Mode,
  does: () => `does ${name}`,
  ...(name === 'call'
    ? {
        calls: (body): CallFacts => ({
          runbook: String(body.calls),
          hash: null,
          inputs: body.inputs as Readonly<Record<string, string>>,
        }),
      }
    : {}),
});

export function bookOf(root: Runbook, others: readonly Runbook[] = []): RunBook {
  const hashOf = (one: Runbook): string => `hash of ${one.id}`;
  return expandBook({ runbook: root, hash: hashOf(root) }, kinds, (_path, id) => {
    const found = others.find((one) => one.id === id);
    return found && { runbook: found, hash: hashOf(found) };
  });
}

export const targetOf = (name: string): RunTarget => ({ hostId: null, name, address: '127.0.0.1', user: 'root' });

export const shown = (line: string): CommandShown => ({
  via: 'local',
  argv: [line],
  script: '',
  args: [],
  env: {},
  line,
  timeoutMs: 1_000,
});

export const taskOn = (name: string, batch = 1, line = 'touch it'): PlanTask => ({
  target: targetOf(name),
  batch,
  shown: shown(line),
  secrets: [],
});

/** What the world answers; what is left out is the usual. */
export interface PlanWorld {
  tasks: Record<string, Partial<PlanTasks>>;
  holds: Record<string, boolean | 'unknown'>;
  answers: Record<string, Partial<PlanAnswer>>;
  items: Record<string, number>;
  messages: readonly string[];
  probes: readonly string[];
  approvals: Record<string, { for?: string | null; from?: readonly string[]; withinMs?: number }>;
  callInputs: Record<string, string>;
  waitMs: number;
  unknown: Record<string, readonly string[]>;
}

export const world = (more: Partial<PlanWorld> = {}): PlanWorld => ({
  tasks: {},
  holds: {},
  answers: {},
  items: {},
  messages: [],
  probes: [],
  approvals: {},
  callInputs: {},
  waitMs: 60_000,
  unknown: {},
  ...more,
});

let serial = 0;

export function factsOf(book: RunBook, { by, at, says }: { by: string; at: number; says: PlanWorld }): PlanFacts {
  const tasksOf = (path: string): PlanTasks => ({
    tasks: [taskOn('web1')],
    maxFailed: 0,
    refusal: null,
    ...says.tasks[path],
  });
  return {
    at,
    by,
    book,
    newId: () => `attempt-${++serial}`,
    words: (path) => ({ title: book.get(path)?.step.title ?? path, does: 'does it' }),
    holds: (path) => says.holds[path] ?? true,
    tasks: tasksOf,
    written: ({ shown: one }) => one,
    printed: (path) => ({
      lines: tasksOf(path).tasks.map(({ target, shown: one }) => `on ${target?.name}: ${one?.line}`),
      unknown: says.unknown[path] ?? [],
    }),
    workOf: (path) => (says.messages.includes(path) ? 'message' : says.probes.includes(path) ? 'probe' : 'command'),
    answer: (path) => ({ result: 'done', outputs: {}, goTo: null, ...says.answers[path] }),
    byDefault: (path) => ({ result: 'not answered', outputs: {}, goTo: null, ...says.answers[path] }),
    items: (path) => says.items[path] ?? 0,
    until: () => at + says.waitMs,
    approval: (path) => ({ for: null, from: [], withinMs: 1_800_000, ...says.approvals[path] }),
    binds: (path) => ({
      path,
      lines: tasksOf(path).tasks.map(({ target, shown: one }) => [target?.name ?? '', one?.line ?? '']),
    }),
    callInputs: (path) => {
      const refusal = says.callInputs[path];
      return refusal === undefined ? { inputs: {} } : { refusal };
    },
  };
}

const fresh = ({ path, step: one, depth, place }: RunBook['steps'][number]): RunStep => ({
  path,
  n: place + 1,
  title: one.title,
  kind: one.kind,
  depth,
  does: '',
  risk: one.risk,
  state: 'ahead',
  aside: one.aside,
  visits: 0,
  attempts: [],
  result: '',
  by: '',
  startedAt: null,
  endedAt: null,
  skipped: null,
  verified: null,
});

export const START = Date.UTC(2026, 10, 20, 2, 0, 0);

export function blank(book: RunBook, mode: RunMode = 'live', pen = 'ada'): RunKept {
  const run: Run = {
    id: 'run-1' as RunId,
    runbookId: book.root.runbook.id,
    title: book.root.runbook.title,
    hash: book.root.hash,
    mode,
    startedAt: START,
    startedBy: pen,
    endedAt: null,
    outcome: null,
    phase: 'ready',
    step: null,
    pen,
    problemId: null,
    incidentId: null,
    hostIds: [],
    change: '',
    windowId: null,
    skips: 0,
    rev: 0,
    owner: 'platform',
    inputs: {},
    outputs: {},
    at: null,
    steps: book.steps.map(fresh),
    endReason: '',
    outside: null,
    accepted: null,
    preconditions: [],
    approval: null,
    waitsUntil: null,
    rollback: null,
  };
  return { run, memory: EMPTY_MEMORY };
}
