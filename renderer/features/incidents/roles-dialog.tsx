// Who does what: five roles, each changed one by one so that the timeline says each.
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { ROLES, type Role } from '../../../electron/contract/model/incident-rules.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { usePeopleOffers } from './people-offers.ts';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

const WORDS: Readonly<Record<Role, readonly [label: string, help: string]>> = {
  lead: ['Lead', 'decides, and does not fix'],
  scribe: ['Scribe', 'keeps the timeline'],
  operator: ['Operator', 'has the hands on the machine'],
  liaison: ['Liaison', 'speaks to customers and managers'],
  next: ['Next lead', 'takes over when the shift ends'],
};

export function RolesDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Roles">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

function Form({ incident: { id: incidentId, number, roles } }: { readonly incident: Incident }) {
  const offers = usePeopleOffers();
  const form = useKeptForm<Record<Role, string>>(() => ({ ...roles }));
  const { text, refusal } = form;
  const changed = ROLES.filter((role) => text[role].trim() !== roles[role]);
  const send = async () => {
    for (const role of changed) await engine().incidents.assign({ incidentId, role, name: text[role].trim() });
  };
  const done = changed.length === 0 ? 'Nothing was changed.' : `${number}: ${count(changed.length, 'role')} given.`;
  return (
    <FormDialog
      title="Who does what"
      sub={number}
      save="Give the roles"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name'])}
      note="An empty field gives the role to nobody."
      onSave={() => form.save([], send, done)}
    >
      <div className="grid-2">
        {ROLES.map((role) => (
          <TextField
            key={role}
            label={WORDS[role][0]}
            help={WORDS[role][1]}
            value={text[role]}
            offers={offers}
            wrong={changed[0] === role ? wrongAt(refusal, 'name') : undefined}
            onChange={(name) => form.set({ [role]: name })}
          />
        ))}
      </div>
    </FormDialog>
  );
}
