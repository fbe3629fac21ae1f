// A question to the engine, asked again when what it is about changes.
import { useCallback, useEffect, useState } from 'react';

export type Loaded<Value> =
  | { readonly type: 'loading' }
  | { readonly type: 'ready'; readonly value: Value }
  /** What was shown before stays beside the reason. */
  | { readonly type: 'failed'; readonly reason: string };

const LOADING = { type: 'loading' } as const;
const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Asks again when `key` changes; an answer that comes too late is dropped. `again` asks once more. With `restMs` it waits
 * until the key has rested: who turns a wheel asks once.
 */
export function useAsked<Value>(
  key: string,
  ask: () => Promise<Value>,
  restMs = 0,
): readonly [Loaded<Value>, again: () => void] {
  const [state, setState] = useState<Loaded<Value>>(LOADING);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names everything `ask` closes over
  useEffect(() => {
    let wanted = true;
    const start = () =>
      ask().then(
        (value) => wanted && setState({ type: 'ready', value }),
        (error) => wanted && setState({ type: 'failed', reason: words(error) }),
      );
    const timer = restMs > 0 ? setTimeout(start, restMs) : undefined;
    if (timer === undefined) void start();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key, round]);
  return [state, useCallback(() => setRound((now) => now + 1), [])];
}
