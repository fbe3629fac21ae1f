// What a host screen asks the engine for besides samples: states, availability and journal of a period.
import type { CheckHistory, StateSpan } from '../../../electron/contract/api/history.ts';
import type { HostAvailability } from '../../../electron/contract/model/availability.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import { engine } from '../../link/client.ts';
import { type Loaded, useAsked } from '../../link/use-asked.ts';
import { useWorld } from '../../store/world.ts';

export interface HostStates {
  readonly host: readonly StateSpan[];
  readonly checks: readonly CheckHistory[];
}

/** Hard states over a period; anew when the host's states change, and as the axis moves on. */
export function useHostStates(hostId: HostId, from: number, to: number, version: string): Loaded<HostStates> {
  const engineId = useWorld((world) => world.engineId);
  const [states] = useAsked(`${hostId} ${engineId} ${from} ${to} ${version}`, () =>
    engine().history.states({ hostId, from: Math.round(from), to: Math.round(Math.min(to, Date.now())) }),
  );
  return states;
}

/**
 * How long a host and its checks were good over a period, as the engine counts it for reports; null where it knows
 * nothing of the host. Nothing is asked while `hostId` is null.
 */
export function useAvailability(
  hostId: HostId | null,
  from: number,
  to: number,
  version: string,
): Loaded<HostAvailability | null> {
  const engineId = useWorld((world) => world.engineId);
  const [report] = useAsked(`${hostId} ${engineId} ${from} ${to} ${version}`, async () => {
    // Not looked at: the answer never comes, so that opening the table does not show an empty one first.
    if (hostId === null) return new Promise<never>(() => {});
    const end = Math.round(Math.min(to, Date.now()));
    const { hosts } = await engine().history.availability({
      hostIds: [hostId],
      from: Math.round(from),
      to: end,
      checks: true,
    });
    return hosts.find((each) => each.hostId === hostId) ?? null;
  });
  return report;
}

/** The newest journal entries of a check; anew when its state changes. */
export function useCheckJournal(checkId: CheckId | null, version: string): readonly Entry[] {
  const engineId = useWorld((world) => world.engineId);
  const [entries] = useAsked(`${checkId} ${engineId} ${version}`, async () =>
    checkId === null ? [] : await engine().history.journal({ checkId, limit: 40 }),
  );
  return entries.type === 'ready' ? entries.value : [];
}
