// The samples of a host: the past of the axis from the engine, and behind it every result that comes while it follows.
import { useEffect, useRef, useState } from 'react';
import type { Series } from '../../../electron/contract/api/history.ts';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { Result } from '../../../electron/contract/model/result.ts';
import { useNowEvery } from '../../lib/now.ts';
import { slotPlan } from '../../lib/slot-plan.ts';
import { engine } from '../../link/client.ts';
import { watchHost } from '../../link/live-host.ts';
import { type Loaded, useAsked } from '../../link/use-asked.ts';
import {
  type SampleMap,
  type SeenMetrics,
  shifted,
  withHistory,
  withResults,
  withSeen,
} from '../../store/chart-samples.ts';
import { useWorld } from '../../store/world.ts';
import { type ChartView, spanOf } from './time-window.ts';

export interface LiveResults {
  /** Last result of each check. */
  readonly last: ReadonlyMap<CheckId, Result>;
  readonly samples: SampleMap;
  /** Every metric a check brought in what was looked at, also those its last result no longer carries. */
  readonly seen: SeenMetrics;
  readonly history: Loaded<true>;
  readonly retry: () => void;
}

/** A stretch rests this long before it is asked for. */
const REST_MS = 120;

const NONE: SampleMap = new Map();

/** Samples of all checks over the axis, and every result that comes while the screen is open. */
export function useLiveResults(hostId: HostId, checks: readonly Check[], view: ChartView): LiveResults {
  // Another engine, or the same one again after the line was lost: what was missed meanwhile is asked for.
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [last, setLast] = useState<ReadonlyMap<CheckId, Result>>(new Map());
  const [samples, setSamples] = useState<SampleMap>(NONE);
  const [seen, setSeen] = useState<SeenMetrics>(new Map());
  // What came since the screen was opened: the tail of every axis that follows.
  const tail = useRef<SampleMap>(NONE);
  const span = spanOf(view);
  const end = view.type === 'free' ? view.to : null;
  const now = useRef({ span, follows: true });
  now.current = { span, follows: end === null };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line has a new feed
  useEffect(
    () =>
      watchHost(hostId, (results) => {
        setLast((known) => new Map([...known, ...results.map((result) => [result.checkId, result] as const)]));
        const keepFrom = Date.now() - now.current.span * 1.1;
        tail.current = withResults(tail.current, results, keepFrom);
        if (now.current.follows) setSamples((known) => withResults(known, results, keepFrom));
      }),
    [hostId, line],
  );

  const key = `${hostId} ${line} ${span} ${end} ${idsOf(checks)}`;
  const [history, retry] = useAsked(
    key,
    async (): Promise<true> => {
      const answers = await askAll(checks, end ?? Date.now(), span);
      // A stretch that stands still has no tail: what came after it does not belong to it.
      const under = end === null ? tail.current : NONE;
      setSamples(answers.reduce((map, [id, series]) => withHistory(map, id, series), under));
      setSeen((known) => answers.reduce((map, [id, series]) => withSeen(map, id, series), known));
      return true;
    },
    end === null ? 0 : REST_MS,
  );
  return { last, samples, seen, history, retry };
}

const WEEK_MS = 7 * 86_400_000;
/** How much further than the axis is asked for, so that it may move on for a while. */
const AHEAD = 0.1;

/** The same axis a week before, moved onto it; empty until it came, or while `on` is false. */
export function useWeekBefore(hostId: HostId, checks: readonly Check[], view: ChartView, on: boolean): SampleMap {
  const engineId = useWorld((world) => world.engineId);
  const span = spanOf(view);
  const end = view.type === 'free' ? view.to : null;
  const step = useNowEvery(Math.round(span * AHEAD));
  const key = on ? `${hostId} ${engineId} ${span} ${end ?? step} ${idsOf(checks)}` : 'off';
  const [asked] = useAsked(
    key,
    async () => {
      if (!on) return NONE;
      const to = end ?? Date.now() + span * AHEAD;
      const answers = await askAll(checks, to - WEEK_MS, span * (1 + AHEAD));
      const past = answers.reduce((map, [id, series]) => withHistory(map, id, series), NONE);
      return shifted(past, WEEK_MS);
    },
    REST_MS,
  );
  return on && asked.type === 'ready' ? asked.value : NONE;
}

const idsOf = (checks: readonly Check[]) => checks.map((check) => `${check.id}:${check.policy.intervalMs}`).join();

type Answer = readonly [CheckId, readonly Series[]];

const askAll = (checks: readonly Check[], to: number, lengthMs: number): Promise<readonly Answer[]> =>
  Promise.all(checks.map(async (check): Promise<Answer> => [check.id, await askSamples(check, to, lengthMs)]));

function askSamples(check: Check, end: number, lengthMs: number) {
  const { slotMs, points } = slotPlan(lengthMs, check.policy.intervalMs);
  // Slots that end on whole slot times, so that a result does not wander from one to the next between two looks.
  const to = Math.ceil((end + 1) / slotMs) * slotMs;
  return engine().history.samples({ checkId: check.id, from: Math.max(0, to - slotMs * points), to, points });
}
