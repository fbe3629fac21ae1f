// Live data is applied in frames: whatever came in since the last one goes into the store at once, at most ten times a
// second, and never while the page is being scrolled through a half-made frame.

export interface FrameTimers {
  /** Runs before the next paint; the returned function takes it back. */
  readonly frame: (job: () => void) => () => void;
  /** Runs after `ms`; the returned function takes it back. */
  readonly after: (ms: number, job: () => void) => () => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Smallest distance between two writes, milliseconds. */
export const FRAME_MS = 100;

export interface Frames<Item> {
  /** Keeps `item` for the next frame. */
  push(item: Item): void;
  /** Drops what waits and stops. */
  stop(): void;
}

/** Gathers items and hands them to `write` in batches, in the order they came. */
export function createFrames<Item>(write: (items: readonly Item[]) => void, timers: FrameTimers): Frames<Item> {
  let waiting: Item[] = [];
  let writtenAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const flush = () => {
    cancel = null;
    writtenAt = timers.now();
    const items = waiting;
    waiting = [];
    write(items);
  };
  return {
    push(item) {
      waiting.push(item);
      if (cancel) return;
      const wait = writtenAt + FRAME_MS - timers.now();
      cancel = wait > 0 ? timers.after(wait, flush) : timers.frame(flush);
    },
    stop() {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
}

/** The browser's own. A hidden page paints no frames, so there the next task has to do. */
export const pageTimers: FrameTimers = {
  frame(job) {
    if (document.hidden) return pageTimers.after(0, job);
    const id = requestAnimationFrame(job);
    return () => cancelAnimationFrame(id);
  },
  after(ms, job) {
    const id = setTimeout(job, ms);
    return () => clearTimeout(id);
  },
  now: () => performance.now(),
};
