// Rows waiting to be written, oldest first. Memory is bounded too: beyond its limit the oldest are given up and counted.
import type { SampleRow } from './sample-log.ts';

export function createBuffer(limit: number) {
  let rows: SampleRow[] = [];
  let dropped = 0;
  /** Left out at the next look: who removes ten thousand checks must not walk the rows ten thousand times. */
  let forgotten = new Set<number>();
  const kept = (): SampleRow[] => {
    if (forgotten.size > 0) {
      rows = rows.filter((row) => !forgotten.has(row.ref));
      forgotten = new Set();
    }
    return rows;
  };
  return {
    push(row: SampleRow): void {
      rows.push(row);
      // In steps of a sixteenth, because moving the whole array for each row would cost more than the row.
      if (rows.length > limit) dropped += rows.splice(0, Math.ceil(limit / 16)).length;
    },
    first: (count: number): readonly SampleRow[] => (count < kept().length ? rows.slice(0, count) : rows),
    /** The first `count` rows are safe. */
    done(count: number): void {
      rows = count < rows.length ? rows.slice(count) : [];
    },
    forget: (ref: number): void => void forgotten.add(ref),
    of: (ref: number): readonly SampleRow[] => kept().filter((row) => row.ref === ref),
    size: () => kept().length,
    dropped: () => dropped,
    resetDropped(): void {
      dropped = 0;
    },
  };
}
