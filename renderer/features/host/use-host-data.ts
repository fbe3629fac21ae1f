// Everything a host screen asks the engine for: samples, states and journal of a period, and the live results behind them.
import { useCallback, useEffect, useState } from 'react';
import type { CheckHistory, StateSpan } from '../../../electron/contract/api/history.ts';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import type { Result } from '../../../electron/contract/model/result.ts';
import { engine } from '../../link/client.ts';
import { watchHost } from '../../link/live-host.ts';
import { useWorld } from '../../store/world.ts';
import { type SampleMap, withHistory, withResults } from './samples.ts';
import { slotPlan } from './time-window.ts';

export type Loaded<Value> =
  | { readonly type: 'loading' }
  | { readonly type: 'ready'; readonly value: Value }
  /** What was shown before stays beside the reason. */
  | { readonly type: 'failed'; readonly reason: string };

const LOADING = { type: 'loading' } as const;
const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Asks again when `key` changes; an answer that comes too late is dropped. `again` asks once more. */
function useAsked<Value>(key: string, ask: () => Promise<Value>): readonly [Loaded<Value>, again: () => void] {
  const [state, setState] = useState<Loaded<Value>>(LOADING);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names everything `ask` closes over
  useEffect(() => {
    let wanted = true;
    ask().then(
      (value) => wanted && setState({ type: 'ready', value }),
      (error) => wanted && setState({ type: 'failed', reason: words(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  return [state, useCallback(() => setRound((now) => now + 1), [])];
}

export interface LiveResults {
  /** Last result of each check. */
  readonly last: ReadonlyMap<CheckId, Result>;
  readonly samples: SampleMap;
  readonly history: Loaded<true>;
  readonly retry: () => void;
}

/** Samples of all checks over the last `lengthMs`, and every result that comes while the screen is open. */
export function useLiveResults(hostId: HostId, checks: readonly Check[], lengthMs: number): LiveResults {
  // Another engine, or the same one again after the line was lost: what was missed meanwhile is asked for.
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [last, setLast] = useState<ReadonlyMap<CheckId, Result>>(new Map());
  const [samples, setSamples] = useState<SampleMap>(new Map());

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line has a new feed
  useEffect(
    () =>
      watchHost(hostId, (results) => {
        setLast((known) => new Map([...known, ...results.map((result) => [result.checkId, result] as const)]));
        setSamples((known) => withResults(known, results, Date.now() - lengthMs * 1.1));
      }),
    [hostId, line, lengthMs],
  );

  const ids = checks.map((check) => `${check.id}:${check.policy.intervalMs}`).join();
  const [history, retry] = useAsked(`${hostId} ${line} ${lengthMs} ${ids}`, async (): Promise<true> => {
    const to = Date.now();
    const answers = await Promise.all(
      checks.map(async (check) => [check.id, await askSamples(check, to, lengthMs)] as const),
    );
    setSamples((known) => answers.reduce((map, [id, series]) => withHistory(map, id, series), known));
    return true;
  });
  return { last, samples, history, retry };
}

function askSamples(check: Check, now: number, lengthMs: number) {
  const { slotMs, points } = slotPlan(lengthMs, check.policy.intervalMs);
  // Slots that end on whole slot times, so that a result does not wander from one to the next between two looks.
  const to = Math.ceil((now + 1) / slotMs) * slotMs;
  return engine().history.samples({ checkId: check.id, from: to - slotMs * points, to, points });
}

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

/** The newest journal entries of a check; anew when its state changes. */
export function useCheckJournal(checkId: CheckId | null, version: string): readonly Entry[] {
  const engineId = useWorld((world) => world.engineId);
  const [entries] = useAsked(`${checkId} ${engineId} ${version}`, async () =>
    checkId === null ? [] : await engine().history.journal({ checkId, limit: 40 }),
  );
  return entries.type === 'ready' ? entries.value : [];
}
