// A person: how they are called, and which channels reach them.
import type { PersonId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { closeDialog, openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { channelIds, namesOf } from './people-words.ts';
import '../../forms/forms.css';

/** Adds a person (`personId` null) or edits one. */
export function PersonForm({ personId }: { readonly personId: PersonId | null }) {
  const known = useWorld((world) => world.onCall.people.find(({ id }) => id === personId));
  const channels = useWorld((world) => world.channels);
  const form = useKeptForm(() => ({
    name: known?.name ?? '',
    email: known?.email ?? '',
    phone: known?.phone ?? '',
    channels: namesOf(known?.channelIds ?? [], channels),
  }));
  const { text, set, refusal } = form;
  const save = () => {
    const { name, email, phone } = text;
    const id = personId ?? (crypto.randomUUID() as PersonId);
    const person = { id, name, email: email.trim(), phone, channelIds: channelIds(text.channels, channels) };
    const wrong = name.trim() === '' ? [{ path: 'name', message: 'is missing' }] : [];
    form.save(wrong, () => engine().onCall.putPerson(person), `${name.trim()} is ${personId ? 'changed' : 'added'}.`);
  };
  return (
    <FormDialog
      title={personId ? 'Edit person' : 'Add a person'}
      sub={known?.name ?? 'somebody who can be on call'}
      save={personId ? 'Save' : 'Add person'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'email', 'phone', 'channelIds'])}
      note={text.channels.length === 0 ? 'Without a channel nothing reaches them.' : null}
      more={
        personId && (
          <button type="button" className="btn" onClick={() => removePerson(personId)}>
            Remove
          </button>
        )
      }
      onSave={save}
    >
      <TextField
        label="Name"
        autoFocus
        value={text.name}
        placeholder="Ada Novak"
        wrong={wrongAt(refusal, 'name')}
        onChange={(name) => set({ name })}
      />
      <Reach text={text} refusal={refusal} onChange={set} />
      <TokenField
        label="Channels that reach them"
        isClosed
        values={text.channels}
        offers={channels.map(({ name }) => name)}
        help={channels.length === 0 ? 'There is no channel yet: Alerts, Channels.' : 'All of them at once.'}
        wrong={wrongAt(refusal, 'channelIds')}
        onChange={(names) => set({ channels: names })}
      />
    </FormDialog>
  );
}

interface ReachProps {
  readonly text: { readonly phone: string; readonly email: string };
  readonly refusal: FormRefusal;
  readonly onChange: (change: { readonly phone: string } | { readonly email: string }) => void;
}

function Reach({ text, refusal, onChange }: ReachProps) {
  return (
    <div className="field-row">
      <TextField
        label="Phone"
        optional
        isMono
        value={text.phone}
        placeholder="+31 20 555 0142"
        help="Shown to whoever has to ring them."
        wrong={wrongAt(refusal, 'phone')}
        onChange={(phone) => onChange({ phone })}
      />
      <TextField
        label="E-mail"
        optional
        value={text.email}
        placeholder="ada@example.org"
        wrong={wrongAt(refusal, 'email')}
        onChange={(email) => onChange({ email })}
      />
    </div>
  );
}

function removePerson(personId: PersonId): void {
  closeDialog();
  openDialog({ type: 'remove-person', personId });
}
