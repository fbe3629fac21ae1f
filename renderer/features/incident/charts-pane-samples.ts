// The past of some checks over one axis, asked in one go and asked again as the axis moves on.
import type { Check } from '../../../electron/contract/model/check.ts';
import { slotPlan } from '../../lib/slot-plan.ts';
import { engine } from '../../link/client.ts';
import { type Loaded, useAsked } from '../../link/use-asked.ts';
import { type SampleMap, type SeenMetrics, withHistory, withSeen } from '../../store/chart-samples.ts';
import { useWorld } from '../../store/world.ts';

export interface Past {
  readonly samples: SampleMap;
  readonly seen: SeenMetrics;
}

const REST_MS = 120;

/** `from` and `to` in epoch ms. A check without a past is simply not in it. */
export function usePast(checks: readonly Check[], from: number, to: number): readonly [Loaded<Past>, () => void] {
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const ids = checks.map(({ id }) => id).join();
  return useAsked(
    `${line} ${ids} ${from} ${to}`,
    async () => {
      const answers = await Promise.all(checks.map((check) => ask(check, from, to)));
      return answers.reduce<Past>(
        ({ samples, seen }, [id, series]) => ({
          samples: withHistory(samples, id, series),
          seen: withSeen(seen, id, series),
        }),
        { samples: new Map(), seen: new Map() },
      );
    },
    REST_MS,
  );
}

async function ask({ id, policy }: Check, from: number, end: number) {
  const { slotMs, points } = slotPlan(end - from, policy.intervalMs);
  // Slots that end on whole slot times, so that a result does not wander from one to the next between two looks.
  const to = Math.ceil((end + 1) / slotMs) * slotMs;
  const series = await engine().history.samples({ checkId: id, from: Math.max(0, to - slotMs * points), to, points });
  return [id, series] as const;
}
