// The book of runs: those that stand, as they are kept, and the one way to write them: row, attempts, journal entries in one
// transaction; then the screens. Rules live in core/run-plan; here nothing is decided.
import type { RunId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Run, RunSummary } from '../../../contract/model/run.ts';
import type { Decision, RunKept, RunMemory } from '../../core/run-kept.ts';
import type { Clock } from '../../lib/clock.ts';
import { notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { LiveFeed } from '../live-feed.ts';
import { entriesOf, summaryOf } from './runs-entries.ts';

export interface RunLedger {
  /** Those that go on, and those that ended within the last day; by when they were started. */
  standing(): readonly RunKept[];
  summaries(): readonly RunSummary[];
  /** Also of the past. Refused where there is none. */
  get(id: RunId | string): RunKept;
  /**
   * Writes what `decide` comes to, all or nothing; null writes nothing. It runs inside the transaction: what it throws undoes
   * everything. Throws a StorageError when it cannot be written. The screens hear of it after the commit.
   */
  write(id: RunId, actor: Actor, decide: (kept: RunKept, at: number) => Decision | null): Decision | null;
  /** A new run, as its first decision leaves it, with whatever else belongs into its transaction. */
  add(actor: Actor, decide: (at: number) => Decision): Decision;
  /** When the next run leaves the screens, epoch ms; null: none is to. */
  nextLeaving(): number | null;
  /** What ended a day ago leaves the screens. */
  letGo(): void;
  /** Called after a commit. Returns the undo. */
  onWritten(listener: (run: Run) => void): () => void;
}

export interface LedgerOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly feed: Pick<LiveFeed, 'publish'>;
}

const DAY_MS = 86_400_000;

/** Inside the transaction. Attempts are on the disk before anybody starts them. */
function put({ store }: LedgerOptions, decision: Decision, actor: Actor, at: number, isNew: boolean): void {
  if (isNew) store.runs.add(decision.kept);
  else store.runs.update(decision.kept);
  for (const { attempt } of decision.begin) store.runs.addAttempt(attempt);
  for (const attempt of decision.ended) store.runs.endAttempt(attempt);
  store.journal.append(entriesOf(decision, actor, at), at);
}

export function createRunLedger(options: LedgerOptions): RunLedger {
  const { clock, store, feed } = options;
  const standing = new Map<string, RunKept>();
  const listeners = new Set<(run: Run) => void>();
  for (const kept of store.runs.standing<RunMemory>(clock.now() - DAY_MS)) standing.set(kept.run.id, kept);

  const get = (id: RunId | string): RunKept => {
    const kept = standing.get(id) ?? store.runs.get<RunMemory>(id);
    if (!kept) throw notFound('run');
    return kept;
  };
  const written = (decision: Decision): void => {
    const { run } = decision.kept;
    standing.set(run.id, decision.kept);
    feed.publish([{ type: 'run', run: summaryOf(run) }]);
    for (const listener of listeners) listener(run);
  };
  const leavesAt = ({ run }: RunKept): number | null => (run.endedAt === null ? null : run.endedAt + DAY_MS);
  return {
    standing: () => [...standing.values()],
    summaries: () => [...standing.values()].map(({ run }) => summaryOf(run)),
    get,
    write(id, actor, decide) {
      const at = clock.now();
      const decision = store.transaction(() => {
        const decided = decide(get(id), at);
        if (decided) put(options, decided, actor, at, false);
        return decided;
      });
      if (decision) written(decision);
      return decision;
    },
    add(actor, decide) {
      const at = clock.now();
      const decision = store.transaction(() => {
        const decided = decide(at);
        put(options, decided, actor, at, true);
        return decided;
      });
      written(decision);
      return decision;
    },
    nextLeaving() {
      const moments = [...standing.values()].flatMap((kept) => leavesAt(kept) ?? []);
      return moments.length === 0 ? null : Math.min(...moments);
    },
    letGo() {
      const now = clock.now();
      const gone = [...standing.values()].flatMap((kept) => {
        const leaves = leavesAt(kept);
        return leaves !== null && leaves <= now ? kept.run.id : [];
      });
      for (const id of gone) standing.delete(id);
      if (gone.length > 0) feed.publish(gone.map((runId) => ({ type: 'run-left', runId }) as const));
    },
    onWritten(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
