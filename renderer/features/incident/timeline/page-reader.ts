// Reads the pages that are wanted, together, until none is: one round at a time, whatever is wanted or changes meanwhile.
import type { TimelinePage } from '../../../../electron/contract/model/timeline.ts';
import { PAGE } from './timeline-shelf.ts';

/** Asks for `limit` entries from `offset`; null: for the newest. */
export type AskForPage = (offset: number | null, limit: number) => Promise<TimelinePage>;

export interface PageReader {
  /** Reads what is wanted, unless it is reading already. */
  read(): void;
  /** What is being read is old before it comes. On a new line to the engine it never comes. */
  changed(isNewLine: boolean): void;
  close(): void;
}

export interface PageReaderOptions {
  readonly page: AskForPage;
  /** Offsets to ask for; null, last of all, is the newest page. Empty: nothing. */
  wanted(): readonly (number | null)[];
  /** `isEnd`: the last answer is the newest page. `asOfNow` false: something changed while they were read. */
  take(answers: readonly TimelinePage[], isEnd: boolean, asOfNow: boolean): void;
  fail(reason: string): void;
}

export function createPageReader({ page, wanted, take, fail }: PageReaderOptions): PageReader {
  let version = 0;
  /** Counts the lines to the engine; answers over an old one count for nothing. */
  let line = 0;
  let isReading = false;
  let isClosed = false;
  const read = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    const mine = line;
    const isOver = () => isClosed || mine !== line;
    try {
      for (let offsets = wanted(); offsets.length > 0 && !isOver(); offsets = wanted()) {
        const asked = version;
        const answers = await Promise.all(offsets.map((offset) => page(offset, PAGE)));
        if (isOver()) return;
        take(answers, offsets.at(-1) === null, asked === version);
      }
    } catch (error) {
      if (!isOver()) fail(error instanceof Error ? error.message : String(error));
    } finally {
      if (mine === line) isReading = false;
    }
  };
  return {
    read: () => void read(),
    changed(isNewLine) {
      version += 1;
      if (isNewLine) {
        line += 1;
        isReading = false;
      }
      void read();
    },
    close() {
      isClosed = true;
    },
  };
}
