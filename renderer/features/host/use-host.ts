// One host out of the world, with what belongs to it.
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { HostKeyQuestion } from '../../../electron/contract/model/health.ts';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import type { CheckState, HostState } from '../../../electron/contract/model/state.ts';
import { useChecksByHost } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { type HostSentence, hostSentence } from './host-words.ts';

export interface HostView {
  readonly host: Host;
  readonly hostState: HostState | null;
  readonly checks: readonly Check[];
  readonly states: ReadonlyMap<string, CheckState>;
  /** Open problems of this host, by check. */
  readonly problems: ReadonlyMap<string, Problem>;
  readonly sentence: HostSentence;
  /** A host key at this address that nobody has vouched for. */
  readonly question: HostKeyQuestion | null;
}

const NO_CHECKS: readonly Check[] = [];

/** The host as it is now; null when there is none (any more). Draws again only when something of this host changed. */
export function useHost(hostId: HostId): HostView | null {
  const host = useWorld((world) => world.hosts.get(hostId));
  const hostState = useWorld((world) => world.hostStates.get(hostId) ?? null);
  const checks = useChecksByHost().get(hostId) ?? NO_CHECKS;
  const states = useWorld(useShallow((world) => checks.map((check) => world.checkStates.get(check.id))));
  const problems = useWorld(
    useShallow((world) => [...world.problems.values()].filter((each) => each.hostId === hostId)),
  );
  const inTheWay = useWorld((world) =>
    hostState?.because ? (world.hosts.get(hostState.because)?.name ?? null) : null,
  );
  const question = useWorld((world) => world.hostKeys.find((each) => each.address === host?.address) ?? null);
  return useMemo(() => {
    if (!host) return null;
    const byCheck = new Map(states.flatMap((state) => (state ? [[state.checkId as string, state] as const] : [])));
    return {
      host,
      hostState,
      checks,
      states: byCheck,
      problems: new Map(problems.map((problem) => [problem.checkId as string, problem])),
      sentence: hostSentence({ hostState, checks, states: byCheck, problems, inTheWay }),
      question,
    };
  }, [host, hostState, checks, states, problems, inTheWay, question]);
}
