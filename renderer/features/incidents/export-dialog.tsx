// An incident as a file: which form, the zone of its local times, and where to keep it.
import type { ExportForm } from '../../../electron/contract/api/incidents.ts';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { FileDialog } from '../../forms/file-dialog.tsx';
import { FormChoice } from '../../forms/form-choice.tsx';
import { wrongAt } from '../../forms/refusal.ts';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { ZoneField, zoneMissing } from '../../forms/zone-field.tsx';
import { localZoneName } from '../../lib/local-time.ts';
import { engine } from '../../link/client.ts';
import { FORM_GROUPS } from './export-forms.ts';
import { WithIncident } from './with-incident.tsx';

export function ExportDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Export">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

const isOver = ({ status }: Incident): boolean => status === 'resolved' || status === 'closed';

function Form({ incident }: { readonly incident: Incident }) {
  const { id: incidentId, number, title } = incident;
  const form = useKeptForm(() => ({
    form: (isOver(incident) ? 'review-pdf' : 'pdf') as ExportForm,
    zone: localZoneName(),
  }));
  const { text, refusal } = form;
  return (
    <FileDialog
      title="Export"
      sub={`${number}, ${title}`}
      note="It is put on the record that it was exported. What was taken away is not in it."
      form={form}
      wrong={zoneMissing(text.zone)}
      homes={['zone']}
      write={() => engine().incidents.exportFile({ incidentId, form: text.form, zone: text.zone.trim() })}
    >
      <FormChoice groups={FORM_GROUPS} value={text.form} onChange={(chosen) => form.set({ form: chosen })} />
      <ZoneField value={text.zone} wrong={wrongAt(refusal, 'zone')} onChange={(zone) => form.set({ zone })} />
    </FileDialog>
  );
}
