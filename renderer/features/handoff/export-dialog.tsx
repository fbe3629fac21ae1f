// A hand-over as a file: which form, the zone of its local times, and where to keep it.
import { useEffect, useId, useRef } from 'react';
import type { HandoffForm } from '../../../electron/contract/api/handoffs.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { localZoneName } from '../../lib/local-time.ts';
import { saveFile } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { useHandoff } from '../../link/handoff.ts';
import { writeNow } from '../../link/handoff-writing.ts';
import { titleOf } from './words.ts';
import '../../forms/forms.css';
import './sign-dialog.css';

const FORMS: readonly { readonly form: HandoffForm; readonly name: string; readonly about: string }[] = [
  { form: 'pdf', name: 'PDF', about: 'Everything in order, judgement and signatures, printed on numbered pages.' },
  { form: 'html', name: 'HTML', about: 'The same in one file for any browser. Nothing in it runs or is fetched.' },
  { form: 'markdown', name: 'Markdown', about: 'The same as text, for a ticket or a chat.' },
  { form: 'json', name: 'JSON', about: 'All of it as data, with hash and signatures: to keep and to verify.' },
];

const ZONES = Intl.supportedValuesOf('timeZone');

export function HandoffExportDialog({ handoffId }: { readonly handoffId: HandoffId }) {
  const { view } = useHandoff(handoffId);
  const form = useKeptForm(() => ({ form: 'pdf' as HandoffForm, zone: localZoneName() }));
  const { text, refusal } = form;
  const wrong = text.zone.trim() === '' ? [{ path: 'zone', message: 'name a zone: Europe/Berlin, or UTC' }] : [];
  const send = async () => {
    await writeNow(handoffId);
    return engine().handoffs.exportFile({ handoffId, form: text.form, zone: text.zone.trim() });
  };
  return (
    <FormDialog
      title="Print or export"
      {...(view ? { sub: titleOf(view.handoff) } : {})}
      save={form.isSaving ? 'Writing it…' : 'Save as a file'}
      size="roomy"
      // A choice that is made again in a second: Esc closes at once.
      isDirty={false}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['zone'])}
      note="It is put on the record that it was exported."
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

interface ChoiceProps {
  readonly value: HandoffForm;
  readonly onChange: (form: HandoffForm) => void;
}

function FormChoice({ value, onChange }: ChoiceProps) {
  const name = useId();
  const chosen = useRef<HTMLInputElement>(null);
  // Behind the dialog, which gives the focus to the first field to type in: here the choice comes first.
  useEffect(() => chosen.current?.focus(), []);
  return (
    <fieldset className="ho-forms">
      <legend>Form</legend>
      {FORMS.map(({ form, name: called, about }) => (
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
  );
}
