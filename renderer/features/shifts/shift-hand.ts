// What keys and buttons do with shifts.
import type { ShiftId } from '../../../electron/contract/model/ids.ts';
import type { Shift, ShiftPlanDraft } from '../../../electron/contract/model/shift.ts';
import { localZoneName } from '../../lib/local-time.ts';
import { dateIn, mondayOf } from '../../lib/zone-days.ts';
import { engine } from '../../link/client.ts';
import { openDialog } from '../../store/dialogs.ts';
import { attempt } from '../../store/say.ts';

export const openOverride = ({ shiftId, on }: Pick<Shift, 'shiftId' | 'on'>): void =>
  openDialog({ type: 'shift-override', shiftId, on });
export const editShift = ({ shiftId }: Pick<Shift, 'shiftId'>): void => openDialog({ type: 'shift-form', shiftId });
export const removeShift = ({ shiftId }: Pick<Shift, 'shiftId'>): void => openDialog({ type: 'remove-shift', shiftId });
export const addShift = (): void => openDialog({ type: 'shift-form', shiftId: null });
export const addPerson = (): void => openDialog({ type: 'person-form', personId: null });

const USUAL = [
  ['Early', '06:00', '14:00'],
  ['Late', '14:00', '22:00'],
  ['Night', '22:00', '06:00'],
] as const;

let isMaking = false;

/** Early, Late and Night around the clock, from this week's Monday, in this machine's zone; who works them is named afterwards. */
export async function makeUsualWeek(): Promise<void> {
  if (isMaking) return;
  isMaking = true;
  const zone = localZoneName();
  const startsOn = dateIn(mondayOf(Date.now(), zone, 0), zone);
  await attempt(
    async () => {
      for (const [name, from, to] of USUAL) {
        const plan: ShiftPlanDraft = {
          id: crypto.randomUUID() as ShiftId,
          name,
          zone,
          from,
          to,
          days: [1, 2, 3, 4, 5, 6, 7],
          startsOn,
        };
        await engine().shifts.putPlan(plan);
      }
    },
    () => 'Early, Late and Night are planned. Name who works them: choose one and press F2.',
  );
  isMaking = false;
}
