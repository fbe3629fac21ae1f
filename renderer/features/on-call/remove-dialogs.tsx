// Removing a person, a rota, a policy: the engine refuses what somebody still names, and says who.
import type { PersonId, PolicyId, ScheduleId } from '../../../electron/contract/model/ids.ts';
import { Removal } from '../../forms/removal.tsx';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

const STAYS = 'What was told, and to whom, stays in the journal.';

export function RemovePerson({ personId }: { readonly personId: PersonId }) {
  const name = useWorld((world) => world.onCall.people.find(({ id }) => id === personId)?.name) ?? 'This person';
  return (
    <Removal
      title={`Remove ${name}?`}
      goes={[`${name}: nothing reaches them any more`]}
      stays={STAYS}
      label="Remove person"
      run={async () => {
        await engine().onCall.removePerson({ personId });
        return `${name} is removed.`;
      }}
    />
  );
}

export function RemoveRota({ scheduleId }: { readonly scheduleId: ScheduleId }) {
  const name = useWorld((world) => world.onCall.schedules.find(({ id }) => id === scheduleId)?.name) ?? 'This rota';
  return (
    <Removal
      title={`Remove the rota ${name}?`}
      goes={[`${name}, its layers and who was put in`]}
      stays={`Its people stay. ${STAYS}`}
      label="Remove rota"
      run={async () => {
        await engine().onCall.removeSchedule({ scheduleId });
        return `The rota ${name} is removed.`;
      }}
    />
  );
}

export function RemovePolicy({ policyId }: { readonly policyId: PolicyId }) {
  const name = useWorld((world) => world.onCall.policies.find(({ id }) => id === policyId)?.name) ?? 'This policy';
  return (
    <Removal
      title={`Remove the policy ${name}?`}
      goes={[`${name}: what climbs by it now goes no further`]}
      stays={STAYS}
      label="Remove policy"
      run={async () => {
        await engine().onCall.removePolicy({ policyId });
        return `The policy ${name} is removed.`;
      }}
    />
  );
}
