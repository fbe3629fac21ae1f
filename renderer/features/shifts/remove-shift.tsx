// A planned shift is removed.
import type { ShiftId } from '../../../electron/contract/model/ids.ts';
import { Removal } from '../../forms/removal.tsx';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

export function RemoveShift({ shiftId }: { readonly shiftId: ShiftId }) {
  const name = useWorld((world) => world.shifts.plans.find(({ id }) => id === shiftId)?.name) ?? 'This shift';
  return (
    <Removal
      title={`Remove the shift ${name}?`}
      goes={[`${name}: the one that is on, all to come, and what was changed for single days of them`]}
      stays="Shifts that are over stay as they were, with their people. Hand-overs keep the shift they were written for."
      label="Remove shift"
      run={async () => {
        await engine().shifts.removePlan({ shiftId });
        return `The shift ${name} is removed.`;
      }}
    />
  );
}
