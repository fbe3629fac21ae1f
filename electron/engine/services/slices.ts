// Long lists in slices: between two of them the event loop turns, so that ten thousand hosts delay no probe and no screen.

/** Hands `items` to `act` in slices of at most `size`: the first one before it returns, then one per turn of the loop. */
export async function inSlices<Item>(
  items: readonly Item[],
  size: number,
  act: (slice: readonly Item[]) => void | Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += size) {
    if (from > 0) await breathe();
    await act(items.slice(from, from + size));
  }
}

/** Lets the event loop turn once. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * What comes of work that pauses, with a turn of the loop at each pause. Rejects with its reason soon after `signal` is aborted:
 * nothing more is done then.
 */
export async function inSteps<Done>(work: Generator<void, Done, void>, signal?: AbortSignal): Promise<Done> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe();
    signal?.throwIfAborted();
  }
}

/**
 * Rows in order, a slice a turn of the loop: `read` answers with up to `size` rows behind a place (null: from the first on),
 * which is that of the last row.
 */
export async function walkRows<Row>(
  read: (behind: Row | null, size: number) => readonly Row[],
  take: (row: Row) => void,
  size = 1_000,
): Promise<void> {
  let last: Row | null = null;
  for (;;) {
    const rows: readonly Row[] = read(last, size);
    for (const row of rows) take(row);
    if (rows.length < size) return;
    last = rows.at(-1) ?? null;
    await breathe();
  }
}
