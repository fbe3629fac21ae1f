// One host out of the world, with what belongs to it.
import { useMemo, useRef } from 'react';
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

/** The host as it is now; null when there is none (any more). */
export function useHost(hostId: HostId): HostView | null {
  const host = useWorld((world) => world.hosts.get(hostId));
  const hostState = useWorld((world) => world.hostStates.get(hostId) ?? null);
  const checks = useChecksByHost().get(hostId) ?? NO_CHECKS;
  const allStates = useWorld((world) => world.checkStates);
  const allProblems = useWorld((world) => world.problems);
  const inTheWay = useWorld((world) =>
    hostState?.because ? (world.hosts.get(hostState.because)?.name ?? null) : null,
  );
  const question = useWorld((world) => world.hostKeys.find((each) => each.address === host?.address) ?? null);
  const problems = useMemo(
    () => [...allProblems.values()].filter((problem) => problem.hostId === hostId),
    [allProblems, hostId],
  );
  const states = useStates(checks, allStates);
  return useMemo(() => {
    if (!host) return null;
    return {
      host,
      hostState,
      checks,
      states,
      problems: new Map(problems.map((problem) => [problem.checkId, problem])),
      sentence: hostSentence({ hostState, checks, states, problems, inTheWay }),
      question,
    };
  }, [host, hostState, checks, states, problems, inTheWay, question]);
}

/** States of these checks; the same map while none of them changed, whatever happened elsewhere. */
function useStates(checks: readonly Check[], all: ReadonlyMap<string, CheckState>): ReadonlyMap<string, CheckState> {
  const last = useRef<ReadonlyMap<string, CheckState>>(new Map());
  return useMemo(() => {
    const mine = new Map<string, CheckState>();
    for (const check of checks) {
      const state = all.get(check.id);
      if (state) mine.set(check.id, state);
    }
    const same = mine.size === last.current.size && [...mine].every(([id, state]) => last.current.get(id) === state);
    if (!same) last.current = mine;
    return last.current;
  }, [checks, all]);
}
