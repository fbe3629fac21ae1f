// The hand-over that one operator of a kill test writes: what must stand in it, and how it is found in a data folder.
import type { Store } from '../../electron/engine/store/open.ts';

export interface HandoffModel {
  /** How many were begun; the last one has the words of all. */
  readonly begun: number;
  readonly isReady: boolean;
  readonly judgement: string;
  /** Next actions by item. */
  readonly next: Readonly<Record<string, string>>;
  readonly promises: readonly string[];
  /** Of the last one. */
  readonly questions: readonly string[];
}

/** What a data folder holds; null: none was begun. */
export function findHandoff(store: Store): HandoffModel | null {
  const [open, ...others] = store.handoffRows.list({ from: null, to: null, offset: 0, limit: 10_000 });
  if (!open) return null;
  const wrong = others.filter(({ state, supersededBy }) => state !== 'superseded' || supersededBy === null);
  if (wrong.length > 0 || open.endedAt !== null) throw new Error(`hand-overs that nobody ended so: ${wrong.length}`);
  if ((open.state === 'ready') !== (open.hash !== '' && open.briefing !== null && open.signatures.outgoing !== null))
    throw new Error('a hand-over that is half ready');
  return {
    begun: others.length + 1,
    isReady: open.state === 'ready',
    judgement: open.judgement,
    next: Object.fromEntries(
      Object.entries(open.items)
        .map(([key, { next }]) => [key, next] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    promises: open.promises.map(({ text }) => text),
    questions: open.questions.map(({ text }) => text),
  };
}
