// An incident as a file: which form, the zone of its local times, and where to keep it.
import { useEffect, useId, useRef } from 'react';
import type { ExportForm } from '../../../electron/contract/api/incidents.ts';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { saveFile } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { FORM_GROUPS } from './export-forms.ts';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './export-dialog.css';

export function ExportDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Export">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

const isOver = ({ status }: Incident): boolean => status === 'resolved' || status === 'closed';
const ZONES = Intl.supportedValuesOf('timeZone');

function Form({ incident }: { readonly incident: Incident }) {
  const { id: incidentId, number, title } = incident;
  const form = useKeptForm(() => ({
    form: (isOver(incident) ? 'review-pdf' : 'pdf') as ExportForm,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const { text, refusal } = form;
  const wrong = text.zone.trim() === '' ? [{ path: 'zone', message: 'name a zone: Europe/Berlin, or UTC' }] : [];
  const send = () => engine().incidents.exportFile({ incidentId, form: text.form, zone: text.zone.trim() });
  return (
    <FormDialog
      title="Export"
      sub={`${number}, ${title}`}
      save={form.isSaving ? 'Writing it…' : 'Save as a file'}
      size="roomy"
      // A choice that is made again in a second: Esc closes at once.
      isDirty={false}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['zone'])}
      note="It is put on the record that it was exported. What was taken away is not in it."
      onSave={() =>
        form.save(wrong, send, (file) => {
          saveFile(file);
          return `${file.name} is ready: say where to keep it.`;
        })
      }
    >
      <FormChoice value={text.form} onChange={(chosen) => form.set({ form: chosen })} />
      <TextField
        label="Local times of"
        value={text.zone}
        offers={ZONES}
        wrong={wrongAt(refusal, 'zone')}
        help="Beside UTC, which is always there."
        onChange={(zone) => form.set({ zone })}
      />
    </FormDialog>
  );
}

function FormChoice({
  value,
  onChange,
}: {
  readonly value: ExportForm;
  readonly onChange: (form: ExportForm) => void;
}) {
  const name = useId();
  const chosen = useRef<HTMLInputElement>(null);
  // Behind the dialog, which gives the focus to the first field to type in: here the choice comes first.
  useEffect(() => chosen.current?.focus(), []);
  return (
    <div className="inc-forms">
      {FORM_GROUPS.map(({ title, forms }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {forms.map(({ form, name: called, about }) => (
            <label key={form} className={form === value ? 'on' : undefined}>
              <input
                type="radio"
                name={name}
                checked={form === value}
                ref={form === value ? chosen : undefined}
                onChange={() => onChange(form)}
              />
              <b>{called}</b>
              <span>{about}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
