// Two incidents are one: which one goes into which, and what that does, said before it is done.
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { goToIncident, useStanding } from '../../store/incidents.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

export function MergeDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Merge">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

function Form({ incident }: { readonly incident: Incident }) {
  const standing = useStanding();
  const others = standing.filter(({ id }) => id !== incident.id);
  const form = useKeptForm(() => ({ into: '', reason: '' }));
  const { text, set, refusal } = form;
  const into = others.find(({ id }) => id === text.into);
  const wrong = [
    ...(into ? [] : [{ path: 'into', message: 'choose the one that stays' }]),
    ...(text.reason.trim() === '' ? [{ path: 'reason', message: 'say why' }] : []),
  ];
  const send = () =>
    engine().incidents.merge({ incidentId: incident.id, into: text.into as IncidentId, reason: text.reason });
  const done = (stays: Incident): string => {
    goToIncident(stays.id);
    return `${incident.number} went into ${stays.number}.`;
  };
  return (
    <FormDialog
      title="Merge into another"
      sub={`${incident.number}, ${incident.title}`}
      save={into ? `Merge into ${into.number}` : 'Merge'}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['into', 'reason'])}
      note={others.length === 0 ? 'No other incident is open.' : undefined}
      onSave={() => form.save(wrong, send, done)}
    >
      <FieldFrame label="The one that stays" wrong={wrongAt(refusal, 'into')}>
        {(wired) => (
          <select {...wired} className="input" value={text.into} onChange={({ target }) => set({ into: target.value })}>
            <option value="">choose an incident</option>
            {others.map(({ id, number, severity, title }) => (
              <option key={id} value={id}>
                {number} SEV{severity} {title}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <TextField
        label="Why"
        value={text.reason}
        placeholder="the same fibre"
        wrong={wrongAt(refusal, 'reason')}
        onChange={(reason) => set({ reason })}
      />
      {into && <Effect incident={incident} into={into} />}
    </FormDialog>
  );
}

function Effect({ incident, into }: { readonly incident: Incident; readonly into: Incident }) {
  return (
    <div className="inc-what">
      <p>What will happen</p>
      <ul>
        <li>
          {incident.problems.length === 0
            ? `${incident.number} has no problems to hand over.`
            : `${count(incident.problems.length, 'problem')} of ${incident.number} ${incident.problems.length === 1 ? 'goes' : 'go'} over to ${into.number}.`}
        </li>
        <li>{incident.number} is closed as merged; its promises end.</li>
        <li>Both timelines stay, each says which incident it was merged with.</li>
        <li>
          {into.number} keeps SEV{into.severity}, its people and its promises.
        </li>
      </ul>
    </div>
  );
}
