// Where the entries of a timeline lie by their places, and which pages of them are as the engine last said.
import type { TimelineEntry, TimelinePage } from '../../../../electron/contract/model/timeline.ts';

/** Entries in one call. */
export const PAGE = 200;

export interface TimelineShelf {
  readonly entries: ReadonlyMap<number, TimelineEntry>;
  /** Offsets of the pages between two places, both ends with them, that have to be asked for. */
  oldPages(from: number, to: number): readonly number[];
  /** Puts answers that were read together; `asOfNow` false: something changed meanwhile, so none of it is sure. */
  take(answers: readonly TimelinePage[], asOfNow: boolean): void;
  /** Something changed: all of it is shown on, none of it is sure. */
  age(): void;
}

export function createTimelineShelf(): TimelineShelf {
  const entries = new Map<number, TimelineEntry>();
  const fresh = new Set<number>();
  return {
    entries,
    oldPages(from, to) {
      const first = Math.max(0, Math.floor(from / PAGE));
      const pages = Array.from({ length: Math.max(0, Math.floor(to / PAGE) - first + 1) }, (_, at) => first + at);
      return pages.filter((page) => !fresh.has(page)).map((page) => page * PAGE);
    },
    take(answers, asOfNow) {
      for (const answer of answers) answer.entries.forEach((entry, at) => void entries.set(answer.offset + at, entry));
      const total = answers.at(-1)?.total ?? 0;
      for (let place = total; entries.delete(place); place += 1);
      if (!asOfNow) fresh.clear();
      else for (const answer of answers) for (const page of wholePages(answer)) fresh.add(page);
    },
    age: () => fresh.clear(),
  };
}

/** Pages that an answer holds from their first entry to their last; what was asked for counts, however short it came. */
function wholePages({ offset, entries, total }: TimelinePage): readonly number[] {
  const pages: number[] = offset % PAGE === 0 ? [offset / PAGE] : [];
  const end = offset + entries.length;
  for (let page = Math.ceil(offset / PAGE); page * PAGE < end; page += 1) {
    if (end >= Math.min(total, (page + 1) * PAGE)) pages.push(page);
  }
  return pages;
}

export const newestSeq = (entries: Iterable<TimelineEntry>, least: number): number => {
  let newest = least;
  for (const { seq } of entries) newest = Math.max(newest, seq);
  return newest;
};
