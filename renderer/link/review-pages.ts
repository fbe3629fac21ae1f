// The entries of one review that this window knows, asked for in pages as they come into view: twenty thousand cost what two
// hundred do. No React in here.
import type { ReviewEntry, ReviewPage } from '../../electron/contract/model/review.ts';

/** Entries in one call. */
export const PAGE = 200;

export interface ReviewPagesView {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Why the last call failed, in words; what was known stays. */
  readonly reason: string | null;
  /** How many fit the filter. */
  readonly total: number;
  /** By place, from 0. One and the same map; a change brings a new view around it. */
  readonly entries: ReadonlyMap<number, ReviewEntry>;
}

export interface ReviewPages {
  view(): ReviewPagesView;
  subscribe(listener: () => void): () => void;
  /** Which places are on screen, both ends with it. */
  show(from: number, to: number): void;
  /** Place of the first entry that happened at or after a moment (epoch ms); of none the last. Rejects as the engine does. */
  placeAt(at: number): Promise<number>;
  /** Asks again for what failed. */
  again(): void;
  close(): void;
}

type AskForPage = (offset: number, limit: number) => Promise<ReviewPage>;

/** Starts with the first page. Whoever makes it closes it. */
export function createReviewPages(ask: AskForPage): ReviewPages {
  const entries = new Map<number, ReviewEntry>();
  const pages = new Map<number, Promise<void>>();
  const listeners = new Set<() => void>();
  let view: ReviewPagesView = { state: 'loading', reason: null, total: 0, entries };
  let isClosed = false;
  let wanted: readonly number[] = [0];

  const put = (part: Partial<ReviewPagesView>): void => {
    if (isClosed) return;
    view = { ...view, ...part };
    for (const listener of listeners) listener();
  };
  const read = (page: number): Promise<void> => {
    const known = pages.get(page);
    if (known) return known;
    const reading = ask(page * PAGE, PAGE).then((answer) => {
      answer.entries.forEach((entry, at) => void entries.set(answer.offset + at, entry));
      put({ state: 'ready', reason: null, total: answer.total });
    });
    pages.set(page, reading);
    reading.catch(() => pages.delete(page));
    return reading;
  };
  const readWanted = (): void => {
    for (const page of wanted) {
      read(page).catch((error) => {
        const reason = error instanceof Error ? error.message : String(error);
        put({ state: entries.size > 0 ? 'ready' : 'failed', reason });
      });
    }
  };
  const timeOf = async (place: number): Promise<number> => {
    await read(Math.floor(place / PAGE));
    return entries.get(place)?.entry.occurredAt ?? Number.POSITIVE_INFINITY;
  };
  readWanted();
  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    show(from, to) {
      const first = Math.max(0, Math.floor(from / PAGE));
      const last = Math.floor(Math.max(0, Math.min(to, view.total - 1)) / PAGE);
      wanted = Array.from({ length: Math.max(1, last - first + 1) }, (_, at) => first + at);
      // What failed is tried again by hand, not with every turn of the wheel.
      if (view.reason === null) readWanted();
    },
    async placeAt(at) {
      await read(0);
      let [low, high] = [0, Math.max(0, view.total - 1)];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if ((await timeOf(middle)) >= at) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    again() {
      put({ reason: null, state: entries.size > 0 ? 'ready' : 'loading' });
      readWanted();
    },
    close() {
      isClosed = true;
      listeners.clear();
    },
  };
}
