// Planning work, changing it, or declaring afterwards that it was work: fields at the left, what they come to at the right.
import { useMemo, useState } from 'react';
import type { WindowId } from '../../../../electron/contract/model/ids.ts';
import type { ScopeDraft } from '../../../../electron/contract/model/scope.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../../forms/refusal.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { localZoneName } from '../../../lib/local-time.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { windowOf } from '../../../store/silences.ts';
import { useWorld } from '../../../store/world.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { RecurrenceField } from './recurrence-field.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { TimeFields } from './time-fields.tsx';
import { useWindowForm } from './use-window-form.ts';
import { newWindow, timesOf } from './window-draft.ts';
import '../../../forms/forms.css';
import './window-form.css';

interface Props {
  readonly windowId: WindowId | null;
  readonly scope?: ScopeDraft | undefined;
  readonly startsAt?: number | undefined;
}

const SHOWN = ['name', 'change', 'notes', 'scope', 'startsAt', 'endsAt', 'zone', 'flexibleMs', 'rrule'];

export function WindowForm({ windowId, scope, startsAt }: Props) {
  // As it was when it was opened: what somebody else changes meanwhile must not change what is typed.
  const [window] = useState(() => windowOf(useWorld.getState(), windowId ?? undefined)?.window ?? null);
  if (windowId !== null && window === null) {
    return (
      <Dialog title="This window is gone" onClose={closeDialog} footer={<span className="note">Nothing to do.</span>}>
        <p>Somebody removed it meanwhile. What it was stays on the record.</p>
      </Dialog>
    );
  }
  return <Form window={window} scope={scope} startsAt={startsAt} />;
}

interface FormProps extends Omit<Props, 'windowId'> {
  readonly window: Parameters<typeof useWindowForm>[0];
}

function Form({ window, scope, startsAt }: FormProps) {
  const beginning = useMemo(() => newWindow({ scope, startsAt, zone: localZoneName() }, Date.now()), [scope, startsAt]);
  const form = useWindowForm(window, beginning);
  const { text, set, preview } = form;
  const foreseen = preview.type === 'refused' ? preview.refusal : null;
  const wrong = (field: string) => wrongAt(form.refusal, field) ?? (foreseen ? wrongAt(foreseen, field) : undefined);
  const { startsAt: at } = timesOf(text, Date.now());
  const isPast = window === null && at !== null && at < Date.now() - 60_000;
  return (
    <FormDialog
      title={window ? 'Maintenance window' : isPast ? 'Declare maintenance afterwards' : 'Plan maintenance'}
      sub={window ? window.name : 'still checked and recorded, nobody is alerted'}
      size="wide"
      save={window ? 'Save' : isPast ? 'Declare it' : 'Plan it'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={form.refusal}
      homeless={elsewhere(form.refusal, SHOWN)}
      note={isPast ? 'On the record as declared late, by you.' : null}
      onSave={() => void form.save()}
    >
      <div className="wform">
        <div className="inv-form">
          <div className="field-row wname">
            <TextField
              label="What is done"
              autoFocus
              value={text.name}
              placeholder="Core switch upgrade"
              wrong={wrong('name')}
              onChange={(name) => set({ name })}
            />
            <TextField
              label="Change"
              optional
              isMono
              value={text.change}
              placeholder="CHG0031337"
              wrong={wrong('change')}
              onChange={(change) => set({ change })}
            />
          </div>
          <ScopeFields text={text} set={set} wrong={wrong} />
          <TimeFields text={text} setText={form.setText} set={set} wrong={wrong} />
          <RecurrenceField text={text} set={set} wrong={wrong('rrule')} />
          <FieldFrame label="Notes" optional wrong={wrong('notes')}>
            {(wired) => (
              <textarea
                {...wired}
                className="input"
                rows={2}
                value={text.notes}
                placeholder="Who does it, whom to call, how to tell that it went wrong"
                onChange={(event) => set({ notes: event.target.value })}
              />
            )}
          </FieldFrame>
        </div>
        <PreviewPane preview={preview} isPast={isPast} />
      </div>
    </FormDialog>
  );
}
