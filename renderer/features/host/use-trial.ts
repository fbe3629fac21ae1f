// "Try it now": one probe, once, stored nowhere. A new try takes the place of the one before.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import { engine } from '../../link/client.ts';
import type { Outcome } from '../../ui/kind-form/probe-outcome.tsx';

export type Trial =
  | { readonly type: 'idle' }
  | { readonly type: 'running' }
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'failed'; readonly reason: string };

const IDLE: Trial = { type: 'idle' };

/** The trial of the selected check; choosing another check forgets it. */
export function useTrial(check: Check | null, address: string): readonly [Trial, start: () => void] {
  const [trial, setTrial] = useState<Trial>(IDLE);
  const running = useRef<AbortController | null>(null);
  const checkId = check?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another check means the old trial says nothing
  useEffect(() => {
    setTrial(IDLE);
    return () => running.current?.abort();
  }, [checkId]);

  const start = useCallback(() => {
    if (!check) return;
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setTrial({ type: 'running' });
    const input = {
      kind: check.kind,
      address,
      config: check.config,
      timeoutMs: Math.min(60_000, check.policy.timeoutMs),
      checkId: check.id,
    };
    engine()
      .monitoring.tryProbe(input, { signal: mine.signal })
      .then(
        (outcome) => !mine.signal.aborted && setTrial({ type: 'done', outcome }),
        (error) =>
          !mine.signal.aborted && setTrial({ type: 'failed', reason: `It could not be tried: ${String(error)}` }),
      );
  }, [check, address]);
  return [trial, start];
}
