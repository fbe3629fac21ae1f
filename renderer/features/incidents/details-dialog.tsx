// What is written about an incident, field by field; what the review wants stands apart.
import { useMemo, useState } from 'react';
import type { HostId, IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import {
  type DetailsText,
  detailsChange,
  detailsText,
  LONG_FIELDS,
  REVIEW_FIELDS,
  wrongDetails,
} from './details-fields.ts';
import { WordsField } from './fields.tsx';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

export function DetailsDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Details">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

/** Hosts by id and by name; one that was removed keeps its id as its name. */
function useHostNames() {
  const hosts = useWorld((world) => world.hosts);
  return useMemo(() => {
    const ids = new Map<string, HostId>([...hosts.values()].map(({ id, name }) => [name, id]));
    return {
      names: [...ids.keys()],
      nameOf: (id: HostId): string => hosts.get(id)?.name ?? id,
      idOf: (name: string): HostId | undefined => ids.get(name),
    };
  }, [hosts]);
}

function useDetailsForm(incident: Incident) {
  const hosts = useHostNames();
  const form = useKeptForm(() => detailsText(incident, hosts.nameOf));
  const [before] = useState(form.text);
  const { text } = form;
  const save = () => {
    const fields = detailsChange(before, text, hosts.idOf);
    const changed = Object.keys(fields).length;
    const done = changed === 0 ? 'Nothing was changed.' : `${incident.number}: ${count(changed, 'field')} changed.`;
    const wrong = wrongDetails(text, (name) => name === before.rootHost || hosts.idOf(name) !== undefined);
    const send = async () => {
      if (changed > 0) await engine().incidents.edit({ incidentId: incident.id, fields });
    };
    form.save(wrong, send, done);
  };
  return { ...form, save, names: hosts.names };
}

const SHORT = ['title', 'change', 'tags', 'rootHostId', 'hostIds'];
const SHOWN = [...SHORT, ...[...LONG_FIELDS, ...REVIEW_FIELDS].map(([field]) => field)].map(
  (field) => `fields.${field}`,
);

function Form({ incident }: { readonly incident: Incident }) {
  const form = useDetailsForm(incident);
  const { text, set, refusal } = form;
  return (
    <FormDialog
      title="What is known of it"
      sub={incident.number}
      save="Save"
      size="wide"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, SHOWN)}
      note="Each changed field is one entry of the timeline."
      onSave={form.save}
    >
      <TextField
        label="Title"
        value={text.title}
        wrong={wrongAt(refusal, 'fields.title')}
        onChange={(title) => set({ title })}
      />
      <div className="grid-2">
        {LONG_FIELDS.map(([field, label, placeholder]) => (
          <WordsField
            key={field}
            label={label}
            rows={3}
            value={text[field]}
            placeholder={placeholder}
            wrong={wrongAt(refusal, `fields.${field}`)}
            onChange={(words) => set({ [field]: words })}
          />
        ))}
        <Places text={text} set={set} refusal={refusal} names={form.names} />
      </div>
      <details className="more-fields" open={REVIEW_FIELDS.some(([field]) => text[field] !== '')}>
        <summary>
          For the review<u>what to keep, what to change</u>
        </summary>
        <div className="stack">
          {REVIEW_FIELDS.map(([field, label]) => (
            <WordsField
              key={field}
              label={label}
              value={text[field]}
              wrong={wrongAt(refusal, `fields.${field}`)}
              onChange={(words) => set({ [field]: words })}
            />
          ))}
        </div>
      </details>
    </FormDialog>
  );
}

interface PlacesProps {
  readonly text: DetailsText;
  readonly set: (change: Partial<DetailsText>) => void;
  readonly refusal: FormRefusal;
  readonly names: readonly string[];
}

/** Its hosts; beside them the change and the tags. */
function Places({ text, set, refusal, names }: PlacesProps) {
  return (
    <>
      <div className="stack">
        <TextField
          label="Root host"
          optional
          isMono
          value={text.rootHost}
          offers={names}
          wrong={wrongAt(refusal, 'fields.rootHostId')}
          onChange={(rootHost) => set({ rootHost })}
        />
        <TextField
          label="Change"
          optional
          isMono
          value={text.change}
          placeholder="CHG0031337"
          wrong={wrongAt(refusal, 'fields.change')}
          onChange={(change) => set({ change })}
        />
      </div>
      <TokenField
        label="Affected hosts besides those of its problems"
        isMono
        isClosed
        values={text.hosts}
        offers={names}
        wrong={wrongAt(refusal, 'fields.hostIds')}
        onChange={(hosts) => set({ hosts })}
      />
      <TokenField
        label="Tags"
        values={text.tags}
        offers={[]}
        wrong={wrongAt(refusal, 'fields.tags')}
        onChange={(tags) => set({ tags })}
      />
    </>
  );
}
