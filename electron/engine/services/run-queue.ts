// Who may run now: first come first served per kind, under limits for the whole engine, for a kind and for a host.

export interface QueueItem {
  readonly kindName: string;
  readonly hostKey: string;
  /** At most so many of this kind at once. */
  readonly kindLimit: number;
}

export interface RunQueue<Item extends QueueItem> {
  push(item: Item): void;
  /** Takes waiting items out; running ones are not touched. */
  drop(matches: (item: Item) => boolean): void;
  readonly running: number;
  /** How many of one kind run now. */
  runningOf(kindName: string): number;
  readonly waiting: number;
}

export interface QueueLimits {
  readonly total: number;
  readonly perHost: number;
}

/** Starts `run` for each item as soon as the limits allow. `run` must settle: its slot is held until then. */
export function createRunQueue<Item extends QueueItem>(
  limits: QueueLimits,
  run: (item: Item) => Promise<void>,
): RunQueue<Item> {
  const lanes = new Map<string, Item[]>();
  const runningOf = new Map<string, number>();
  let running = 0;
  let waiting = 0;

  const count = (key: string, by: number): void => {
    const next = (runningOf.get(key) ?? 0) + by;
    if (next === 0) runningOf.delete(key);
    else runningOf.set(key, next);
  };
  const kindKey = (item: Item): string => `kind ${item.kindName}`;
  const hostKey = (item: Item): string => `host ${item.hostKey}`;

  const start = (item: Item): void => {
    // The keys of the start are the keys of the end, even if the item was changed in between.
    const slots = [kindKey(item), hostKey(item)];
    running += 1;
    for (const slot of slots) count(slot, 1);
    void run(item).finally(() => {
      running -= 1;
      for (const slot of slots) count(slot, -1);
      pump();
    });
  };

  const kindFull = (item: Item): boolean => (runningOf.get(kindKey(item)) ?? 0) >= item.kindLimit;

  /** Starts what may start in one lane; items of a busy host keep their place. */
  const pumpLane = (lane: Item[]): void => {
    let index = 0;
    for (let item = lane[0]; item && running < limits.total && !kindFull(item); item = lane[index]) {
      if ((runningOf.get(hostKey(item)) ?? 0) >= limits.perHost) index += 1;
      else {
        lane.splice(index, 1);
        waiting -= 1;
        start(item);
      }
    }
  };

  function pump(): void {
    for (const lane of lanes.values()) if (lane.length > 0) pumpLane(lane);
  }

  return {
    push(item) {
      const lane = lanes.get(item.kindName) ?? [];
      lanes.set(item.kindName, lane);
      lane.push(item);
      waiting += 1;
      if (running < limits.total) pumpLane(lane);
    },
    drop(matches) {
      for (const [name, lane] of lanes) {
        const kept = lane.filter((item) => !matches(item));
        waiting -= lane.length - kept.length;
        lanes.set(name, kept);
      }
    },
    get running() {
      return running;
    },
    runningOf: (kindName) => runningOf.get(`kind ${kindName}`) ?? 0,
    get waiting() {
      return waiting;
    },
  };
}
