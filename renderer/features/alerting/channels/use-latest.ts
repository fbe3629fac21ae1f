// The latest deliveries of every channel: how each did last.
import { useEffect, useState } from 'react';
import type { Delivery } from '../../../../electron/contract/model/notice.ts';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';

const LOOKED_AT = 500;

/** Newest first, by channel. A channel that was quiet for longer than the latest messages reach has none. */
export function useLatest(): ReadonlyMap<string, readonly Delivery[]> {
  const [latest, setLatest] = useState<ReadonlyMap<string, readonly Delivery[]>>(new Map());
  const health = useWorld((world) => world.deliveries);
  const engineId = useWorld((world) => world.engineId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the queue changes, and of every engine
  useEffect(() => {
    let open = true;
    engine()
      .alerts.deliveries({ limit: LOOKED_AT })
      // What was known stays when it cannot be read; the deliveries view says why.
      .then(
        (list) => open && setLatest(Map.groupBy(list, ({ channelId }) => channelId)),
        () => {},
      );
    return () => {
      open = false;
    };
  }, [health, engineId]);
  return latest;
}
