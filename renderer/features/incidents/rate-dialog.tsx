// How bad it is, anew: the clocks start again from detection by the promise of the new severity.
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { type Rating, SeverityFields, severityOfRating, wrongRating } from './severity-fields.tsx';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

export function RateDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Severity">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

function Form({ incident }: { readonly incident: Incident }) {
  const { id: incidentId, number, impact, urgency, severity, computedSeverity, severityReason } = incident;
  const isOther = severity !== computedSeverity;
  const form = useKeptForm<Rating>(() => ({
    impact,
    urgency,
    severity: isOther ? severity : null,
    reason: isOther ? severityReason : '',
  }));
  const { text, refusal } = form;
  const to = severityOfRating(text);
  const save = () =>
    form.save(
      wrongRating(text, 'reason'),
      () => engine().incidents.rate({ incidentId, ...text, reason: text.severity === null ? '' : text.reason }),
      `${number} is SEV${to}.`,
    );
  return (
    <FormDialog
      title="How bad is it?"
      sub={`${number}, now SEV${severity}`}
      save={`Make it SEV${to}`}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['reason'])}
      note={
        to === severity
          ? 'The promises stay as they are.'
          : `Its promises become those of SEV${to}, counted from detection.`
      }
      onSave={save}
    >
      <SeverityFields rating={text} onChange={form.set} wrongReason={wrongAt(refusal, 'reason')} />
    </FormDialog>
  );
}
