// Which kinds run in batches on this machine: asked of the kind at start and every few minutes, since fping may be
// installed or removed while we run.
import type { Clock } from '../lib/clock.ts';
import type { ProbeKind } from '../probes/probe.ts';

export interface BatchChoice {
  start(): Promise<void>;
  use(kind: ProbeKind): boolean;
  /** Whether any kind runs in batches. */
  any(): boolean;
  stop(): void;
}

const ASK_EVERY_MS = 300_000;

export function createBatchChoice(clock: Clock, kinds: readonly ProbeKind[]): BatchChoice {
  const usable = new Set<ProbeKind>();
  let cancel = (): void => {};
  let stopped = false;
  const ask = async (): Promise<void> => {
    for (const kind of kinds) {
      if (await kind.batch?.available()) usable.add(kind);
      else usable.delete(kind);
    }
    // Asking takes a moment, in which the engine may have been told to end.
    if (stopped) return;
    cancel = clock.after(ASK_EVERY_MS, () => void ask());
  };
  const stop = (): void => {
    stopped = true;
    cancel();
  };
  return { start: ask, use: (kind) => usable.has(kind), any: () => usable.size > 0, stop };
}
