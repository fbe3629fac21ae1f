// A planned shift through time: what is over stays as it was planned when it ended, whatever becomes of the plan. Who changes
// or removes one at three in the morning changes the night that is on and those to come, never the nights that were.
import type { ShiftId } from '../../contract/model/ids.ts';
import type { ShiftOverride, ShiftPlan } from '../../contract/model/shift.ts';

/** A plan as it was before it was changed or removed; its single days are those of the newest. */
export interface PlanBefore {
  readonly plan: ShiftPlan;
  /** When the shift was planned first, and until when it was planned like this, epoch ms. */
  readonly plannedAt: number;
  readonly until: number;
}

/** One shift: as it is planned now (null: it was removed) and as it was, the oldest first. */
export interface PlanLine {
  readonly now: ShiftPlan | null;
  readonly before: readonly PlanBefore[];
}

export function linesOf(plans: readonly ShiftPlan[], before: readonly PlanBefore[]): readonly PlanLine[] {
  const lines = new Map<ShiftId, PlanLine>(plans.map((plan) => [plan.id, { now: plan, before: [] }]));
  for (const one of before) {
    const line = lines.get(one.plan.id) ?? { now: null, before: [] };
    lines.set(one.plan.id, { ...line, before: [...line.before, one] });
  }
  return [...lines.values()];
}

/** What holds for single days: also one of the past can still be corrected. */
export const overridesOf = ({ now, before }: PlanLine): readonly ShiftOverride[] =>
  (now ?? before.at(-1)?.plan)?.overrides ?? [];

/** The plan that holds for a day, by when it would end after each (`endOf`, epoch ms); null: none does. */
export function planFor({ now, before }: PlanLine, endOf: (plan: ShiftPlan) => number): ShiftPlan | null {
  const plannedAt = before[0]?.plannedAt ?? 0;
  for (const { plan, until } of before) {
    const end = endOf(plan);
    // Over before anybody had planned anything: nobody worked by it, it was written in afterwards.
    if (end <= plannedAt) return now;
    if (end <= until) return plan;
  }
  return now;
}

/** Whether what was planned for every day is otherwise; the name counts, single days do not. */
export const isReplanned = (before: ShiftPlan, after: ShiftPlan): boolean =>
  JSON.stringify(everyDay(before)) !== JSON.stringify(everyDay(after));

/** Without its single days. */
export const everyDay = (plan: ShiftPlan): ShiftPlan => ({ ...plan, overrides: [] });
