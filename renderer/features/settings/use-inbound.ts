// The receiver as it stands: asked when the screen opens and every few seconds while it is open.
import { useCallback, useEffect, useState } from 'react';
import type { InboundState } from '../../../electron/contract/model/inbound.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

const ASK_EVERY_MS = 3_000;

export interface Inbound {
  /** null until it was read. */
  readonly state: InboundState | null;
  readonly failure: string | null;
}

export function useInbound(): Inbound {
  const [inbound, setInbound] = useState<Inbound>({ state: null, failure: null });
  const engineId = useWorld((world) => world.engineId);
  const ask = useCallback(async () => {
    try {
      setInbound({ state: await engine().engine.inbound(), failure: null });
    } catch (error) {
      setInbound(({ state }) => ({ state, failure: error instanceof Error ? error.message : String(error) }));
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew of every engine
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask, engineId]);
  return inbound;
}
