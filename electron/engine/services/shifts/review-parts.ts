// A stretch of the journal in parts, one a turn of the event loop: a flood of a hundred thousand entries, searched for a word,
// holds up no probe and no screen.
import type { Entry, EntryKind } from '../../../contract/model/journal.ts';
import type { Store } from '../../store/open.ts';
import type { ReviewWanted } from '../../store/review-rows.ts';
import { breathe } from '../slices.ts';

type Rows = Store['reviewRows'];
type Stretch = Pick<ReviewWanted, 'from' | 'to'>;

/** Entries of a part: some ten milliseconds where every word of them is looked at. */
const PART = 10_000;

/** What `read` makes of each part, in order of time. */
async function inParts<Result>(
  rows: Rows,
  { from, to }: Stretch,
  read: (part: Stretch) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = from; start < to; ) {
    if (start > from) await breathe();
    const end = rows.border({ from: start, to }, PART);
    results.push(read({ from: start, to: end }));
    start = end;
  }
  return results;
}

/** Of what is wanted `limit` entries from `offset` (null: the newest ones), oldest first; and how many there are. */
export async function pageOf(
  rows: Rows,
  wanted: ReviewWanted,
  offset: number | null,
  limit: number,
): Promise<{ readonly total: number; readonly offset: number; readonly entries: readonly Entry[] }> {
  const parts = await inParts(rows, wanted, (part) => ({ part, count: rows.count({ ...wanted, ...part }) }));
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const first = offset ?? Math.max(0, total - limit);
  const entries: Entry[] = [];
  let before = 0;
  for (const { part, count } of parts) {
    const skipped = Math.max(0, first - before);
    before += count;
    if (skipped >= count || entries.length >= limit) continue;
    await breathe();
    entries.push(...rows.page({ ...wanted, ...part }, skipped, limit - entries.length));
  }
  return { total, offset: first, entries };
}

/** Names of operators of entries of these kinds in a stretch. */
export async function peopleIn(rows: Rows, stretch: Stretch, kinds: readonly EntryKind[]): Promise<readonly string[]> {
  const names = await inParts(rows, stretch, ({ from, to }) => rows.people(from, to, kinds));
  return [...new Set(names.flat())].sort();
}
