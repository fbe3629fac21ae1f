// Taking the words or the file of an entry away for good: they were never to be on record. Who did it, when and why stays.
import { useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, NO_REFUSAL, refusalOf, wrongAt } from '../../forms/refusal.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import '../../forms/forms.css';

interface Props {
  readonly incidentId: IncidentId;
  readonly seq: number;
}

export function RedactDialog({ incidentId, seq }: Props) {
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const redact = async () => {
    if (reason.trim() === '') {
      setRefusal({ fields: [{ path: 'reason', message: 'say why: it cannot be taken back' }], sentence: null });
      return;
    }
    setSaving(true);
    try {
      await engine().incidents.redact({ incidentId, seq, reason: reason.trim() });
      say(`The content of entry ${seq} is gone; who took it away, and why, is on record.`);
      closeDialog();
    } catch (error) {
      setRefusal(refusalOf(error));
      setSaving(false);
    }
  };
  return (
    <FormDialog
      title="Redact"
      sub={`entry ${seq}`}
      save="Take it away for good"
      isDirty={reason !== ''}
      isSaving={isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['reason'])}
      note="This cannot be taken back."
      onSave={() => void redact()}
    >
      <p>
        Its words and its file are removed from the database. The entry itself stays, with its times, its hash and your
        name: the record's chain stays whole. Backups and exports made before still hold what was in it.
      </p>
      <FieldFrame label="Why" help="A password, personal data, a wrong file." wrong={wrongAt(refusal, 'reason')}>
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={2}
            maxLength={2_000}
            value={reason}
            onChange={({ target }) => {
              setReason(target.value);
              setRefusal(NO_REFUSAL);
            }}
          />
        )}
      </FieldFrame>
    </FormDialog>
  );
}
