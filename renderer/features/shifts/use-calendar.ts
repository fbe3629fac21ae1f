// Shifts and gaps of a stretch, asked of the engine again whenever a plan or a person changes.
import { useEffect, useState } from 'react';
import type { Shift, ShiftPlanDraft } from '../../../electron/contract/model/shift.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import type { Stretch } from './shift-rows.ts';

export interface AskedShifts {
  readonly shifts: readonly Shift[];
  readonly gaps: readonly Stretch[];
  /** Why there are none; null otherwise. */
  readonly trouble: string | null;
}

const NOTHING: AskedShifts = { shifts: [], gaps: [], trouble: null };

/** [from, to), epoch ms. `draft`: a plan as it stands in a form, in place of the kept one; `wanted` false asks nothing. */
export function useCalendar(from: number, to: number, draft: ShiftPlanDraft | null = null, wanted = true): AskedShifts {
  const engineId = useWorld((world) => world.engineId);
  const plans = useWorld((world) => world.shifts.plans);
  const people = useWorld((world) => world.onCall.people);
  const [asked, setAsked] = useState(NOTHING);
  // A plan in a form is a new object with every letter typed.
  const text = JSON.stringify(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine is asked again; `text` stands for the draft
  useEffect(() => {
    if (!wanted) return;
    let open = true;
    engine()
      .shifts.calendar({ from, to, draft })
      .then(
        (answer) => open && setAsked({ ...answer, trouble: null }),
        (error) => open && setAsked({ ...NOTHING, trouble: error instanceof Error ? error.message : String(error) }),
      );
    return () => {
      open = false;
    };
  }, [text, from, to, engineId, plans, people, wanted]);
  return wanted ? asked : NOTHING;
}
