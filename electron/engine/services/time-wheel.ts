// Due times in buckets of one grid step. Adding and firing cost the same with ten checks and with a hundred thousand.
import type { Clock } from '../lib/clock.ts';

export interface TimeWheel<Item> {
  /** Fires `item` at `dueMono`. An item added again fires at the later added time only; the earlier one is void. */
  add(item: Item, dueMono: number): void;
  stop(): void;
}

/** Look ahead no further than this for the next bucket, so that a moved clock is noticed, ms. */
const MAX_SLEEP_MS = 1_000;

/** `fire` gets all items of the buckets that have passed, in order of their due times. */
export function createTimeWheel<Item extends object>(
  clock: Clock,
  gridMs: number,
  fire: (due: readonly Item[]) => void,
): TimeWheel<Item> {
  const buckets = new Map<number, Item[]>();
  const bucketOf = new Map<Item, number>();
  let done = Math.floor(clock.mono() / gridMs);
  let wakeAt = Number.POSITIVE_INFINITY;
  let cancel = (): void => {};
  let stopped = false;

  const turn = (): void => {
    wakeAt = Number.POSITIVE_INFINITY;
    const now = Math.floor(clock.mono() / gridMs);
    const due: Item[] = [];
    for (; done <= now; done += 1) {
      const items = buckets.get(done);
      if (!items) continue;
      buckets.delete(done);
      for (const item of items) {
        if (bucketOf.get(item) !== done) continue;
        bucketOf.delete(item);
        due.push(item);
      }
    }
    try {
      if (due.length > 0) fire(due);
    } finally {
      // Whatever happened in there: a wheel that stands still is a monitor that watches nothing and does not say so.
      if (!stopped) sleep();
    }
  };

  const wake = (bucket: number): void => {
    if (bucket >= wakeAt || stopped) return;
    cancel();
    wakeAt = bucket;
    cancel = clock.after(Math.max(0, bucket * gridMs - clock.mono()), turn);
  };

  const sleep = (): void => {
    const last = done + Math.ceil(MAX_SLEEP_MS / gridMs);
    let next = done;
    while (next < last && !buckets.has(next)) next += 1;
    wake(next);
  };
  sleep();

  return {
    add(item, dueMono) {
      const bucket = Math.max(done, Math.ceil(dueMono / gridMs));
      bucketOf.set(item, bucket);
      const items = buckets.get(bucket);
      if (items) items.push(item);
      else buckets.set(bucket, [item]);
      wake(bucket);
    },
    stop() {
      stopped = true;
      cancel();
      buckets.clear();
      bucketOf.clear();
    },
  };
}
