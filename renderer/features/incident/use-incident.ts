// One incident: out of the live world, or, when it ended long ago, asked for by its id.
import { useEffect, useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

export type Found =
  | { readonly type: 'loading' }
  | { readonly type: 'ready'; readonly incident: Incident; readonly again: () => void }
  | { readonly type: 'failed'; readonly reason: string; readonly again: () => void };

export function useIncident(id: IncidentId): Found {
  const live = useWorld((world) => world.incidents.get(id));
  const isLive = useWorld((world) => world.link === 'live');
  const engineId = useWorld((world) => world.engineId);
  const [kept, setKept] = useState<Incident | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  // What is done to one that is over comes back with its call; the timeline tells of it too, so it is read again then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks once more, another engine too
  useEffect(() => {
    if (live || !isLive) return;
    let wanted = true;
    setReason(null);
    engine()
      .incidents.get({ incident: id })
      .then(
        (incident) => wanted && setKept(incident),
        (error) => wanted && setReason(error instanceof Error ? error.message : String(error)),
      );
    return () => {
      wanted = false;
    };
  }, [id, live === undefined, isLive, engineId, round]);
  const incident = live ?? kept;
  const again = () => setRound((now) => now + 1);
  if (incident) return { type: 'ready', incident, again };
  if (reason !== null) return { type: 'failed', reason, again };
  return { type: 'loading' };
}
