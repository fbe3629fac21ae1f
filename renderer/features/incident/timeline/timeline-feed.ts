// The entries of one timeline that this window knows. They are asked for in pages as they come into view, again when the
// record changed, and twenty thousand cost what two hundred do. No React in here: a list reads `view` and says what it shows.
import type { TimelineEntry, TimelinePage } from '../../../../electron/contract/model/timeline.ts';
import { type AskForPage, createPageReader } from './page-reader.ts';
import { createTimelineShelf, newestSeq } from './timeline-shelf.ts';

export interface TimelineView {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Why the last call failed, in words; what was known stays. */
  readonly reason: string | null;
  /** How many fit the filter. */
  readonly total: number;
  readonly head: TimelinePage['head'] | null;
  /** By place, from 0. The map is one and the same; a change brings a new view around it. */
  readonly entries: ReadonlyMap<number, TimelineEntry>;
  /** How many came in below what is shown, while somebody reads further up. */
  readonly below: number;
}

export interface TimelineFeed {
  view(): TimelineView;
  subscribe(listener: () => void): () => void;
  /** Which places are on screen, both ends with it, and whether the last of them is the last of all. */
  show(from: number, to: number, atEnd: boolean): void;
  /** The record changed: what is shown is asked for again, at once. */
  changed(): void;
  /** There is another line to the engine: what was asked over the old one is never answered. */
  reconnected(): void;
  /** Where the entry with this seq stands; asks for pages, newest first, until it is found. Null: it does not fit. */
  find(seq: number): Promise<number | null>;
  close(): void;
}

/** Starts with the newest page. Whoever makes it closes it. */
export function createTimelineFeed(page: AskForPage): TimelineFeed {
  const shelf = createTimelineShelf();
  const listeners = new Set<() => void>();
  let view: TimelineView = { state: 'loading', reason: null, total: 0, head: null, entries: shelf.entries, below: 0 };
  let shown = { from: 0, to: -1, atEnd: true };
  let seenSeq = 0;
  let endIsOld = true;

  const put = (part: Partial<TimelineView>): void => {
    view = { ...view, ...part };
    for (const listener of listeners) listener();
  };
  /** New ones are counted only below: what somebody added further up, late, stands where it happened. */
  const newBelow = (answer: TimelinePage): number => {
    if (!shown.atEnd) {
      return answer.entries.filter(({ seq }, at) => seq > seenSeq && answer.offset + at > shown.to).length;
    }
    seenSeq = newestSeq(answer.entries, seenSeq);
    return 0;
  };
  const reader = createPageReader({
    page,
    wanted() {
      const old = shelf.oldPages(shown.from, Math.min(shown.to, view.total - 1));
      return endIsOld ? [...old, null] : old;
    },
    take(answers, isEnd, asOfNow) {
      shelf.take(answers, asOfNow);
      if (asOfNow && isEnd) endIsOld = false;
      const last = answers.at(-1);
      if (!last) return;
      const below = isEnd ? newBelow(last) : view.below;
      put({ state: 'ready', reason: null, total: last.total, head: last.head, below });
    },
    fail: (reason) => put({ state: shelf.entries.size > 0 ? 'ready' : 'failed', reason }),
  });
  const changed = (isNewLine: boolean): void => {
    shelf.age();
    endIsOld = true;
    reader.changed(isNewLine);
  };
  reader.read();
  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    show(from, to, atEnd) {
      shown = { from, to, atEnd };
      if (atEnd && view.below > 0) {
        seenSeq = newestSeq(shelf.entries.values(), seenSeq);
        put({ below: 0 });
      }
      // What failed is tried again when something changes, not with every turn of the wheel.
      if (view.state === 'ready' && view.reason === null) reader.read();
    },
    changed: () => changed(false),
    reconnected: () => changed(true),
    find: (seq) => findSeq(page, seq),
    close() {
      reader.close();
      listeners.clear();
    },
  };
}

const FIND_PAGE = 500;

async function findSeq(page: AskForPage, seq: number): Promise<number | null> {
  let before: number | null = null;
  for (;;) {
    const limit: number = before === null ? FIND_PAGE : Math.min(FIND_PAGE, before);
    const answer: TimelinePage = await page(before === null ? null : before - limit, limit);
    const at = answer.entries.findIndex((entry) => entry.seq === seq);
    if (at >= 0) return answer.offset + at;
    if (answer.offset === 0 || answer.entries.length === 0) return null;
    before = answer.offset;
  }
}
