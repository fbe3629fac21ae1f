// The library of runbooks, asked of the engine: its rows when a file of it changed, what fits when the problems did, each at
// most once in a while however fast the world turns.
import { useEffect, useState } from 'react';
import type { RunbookDetail, RunbookSummary } from '../../electron/contract/model/runbook.ts';
import { detailKey, isBroken, useLibraryStore } from '../store/library.ts';
import { useWorld, type World } from '../store/world.ts';
import { engine } from './client.ts';
import type { Loaded } from './use-asked.ts';

/** Between two questions of a kind, milliseconds. */
const REST_MS = 2_000;

const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

interface Question {
  /** What the answer is about; another key: asked again. */
  readonly keyOf: (world: World) => unknown;
  readonly ask: () => Promise<void>;
}

const QUESTIONS: readonly Question[] = [
  {
    // A run that ended counts in the figures of its row.
    keyOf: (world) => `${world.engineId} ${world.library.version} ${endedRuns(world)}`,
    async ask() {
      const runbooks = await engine().runbooks.list();
      useLibraryStore.setState({ runbooks, failure: null });
    },
  },
  {
    keyOf: (world) => world.problems,
    async ask() {
      const fitting = await engine().runbooks.fitting();
      useLibraryStore.setState({
        fits: new Map(fitting.filter(({ count }) => count > 0).map((fit) => [fit.runbookId, fit])),
      });
    },
  },
];

const endedRuns = ({ runs }: World): number => [...runs.values()].filter(({ endedAt }) => endedAt !== null).length;

let readers = 0;
let stop: (() => void) | null = null;

/** Keeps the library true as long as something shows it; several readers ask once. Returns the undo. */
export function followLibrary(): () => void {
  readers += 1;
  stop ??= startFollowing();
  return () => {
    readers -= 1;
    if (readers > 0) return;
    stop?.();
    stop = null;
  };
}

function startFollowing(): () => void {
  const stops = QUESTIONS.map(follow);
  return () => stops.forEach((each) => void each());
}

/** Asks at once, then again when its key changes: the last change is always asked about, never sooner than REST_MS on. */
function follow({ keyOf, ask }: Question): () => void {
  let asked: unknown;
  let resting: ReturnType<typeof setTimeout> | null = null;
  const look = () => {
    const world = useWorld.getState();
    const key = keyOf(world);
    if (resting !== null || world.link !== 'live' || key === asked) return;
    asked = key;
    resting = setTimeout(() => {
      resting = null;
      look();
    }, REST_MS);
    ask().catch((error) => {
      // Asked again with the next change of the world.
      asked = undefined;
      useLibraryStore.setState({ failure: words(error) });
    });
  };
  look();
  const unsubscribe = useWorld.subscribe(look);
  return () => {
    unsubscribe();
    if (resting !== null) clearTimeout(resting);
  };
}

/** Keeps the library true while the calling component is shown. */
export function useFollowLibrary(): void {
  useEffect(followLibrary, []);
}

/** A runbook from near; kept by its hash, so that who moves up and down a list waits once. */
export function useRunbookDetail(row: RunbookSummary | null): Loaded<RunbookDetail> {
  const key = row ? detailKey(row) : '';
  const kept = useLibraryStore((state) => state.details.get(key));
  const [failed, setFailed] = useState<{ readonly key: string; readonly reason: string } | null>(null);
  const id = row?.id ?? '';
  const wanted = row !== null && !isBroken(row) && kept === undefined;
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    readDetail(id).catch((error) => shown && setFailed({ key, reason: words(error) }));
    return () => {
      shown = false;
    };
  }, [wanted, id, key]);
  if (kept) return { type: 'ready', value: kept };
  return failed?.key === key ? { type: 'failed', reason: failed.reason } : { type: 'loading' };
}

async function readDetail(runbookId: string): Promise<void> {
  keep([await engine().runbooks.get({ runbookId })]);
}

function keep(found: readonly RunbookDetail[]): void {
  useLibraryStore.setState(({ details }) => ({
    details: new Map([...details, ...found.map((detail) => [detailKey(detail), detail] as const)]),
  }));
}

/** Reads what is not known yet of these from near: steps and commands are searched too. */
export async function readAllDetails(rows: readonly RunbookSummary[]): Promise<void> {
  const { details } = useLibraryStore.getState();
  const missing = rows.filter((row) => !isBroken(row) && !details.has(detailKey(row)));
  const found = await Promise.allSettled(missing.map(({ id }) => engine().runbooks.get({ runbookId: id })));
  // Those that cannot be read now are found by title and tags alone.
  keep(found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
}
