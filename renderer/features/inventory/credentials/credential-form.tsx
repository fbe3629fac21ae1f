// A named secret: what it is called, what it opens, and the secret itself, which goes to the engine and comes back never.
import { useState } from 'react';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, NO_REFUSAL, refusalOf, wrongAt } from '../../../forms/refusal.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { engine } from '../../../link/client.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import '../../../forms/forms.css';

/** Adds a credential (`name` null) or changes one: its name stays, because checks refer to it. */
export function CredentialForm({ name }: { readonly name: string | null }) {
  const known = useWorld((world) => world.credentials.find((each) => each.name === name));
  const form = useCredentialForm(name, known?.about ?? '');
  const { text, set, refusal } = form;
  return (
    <FormDialog
      title={name === null ? 'Add a credential' : 'Change credential'}
      sub={name === null ? 'a secret under a name' : <span className="mono">{name}</span>}
      save={name === null ? 'Add credential' : 'Save'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'about', 'secret'])}
      note={name === null ? null : usesWords(known?.uses ?? 0)}
      onSave={() => void form.save()}
    >
      {name === null && (
        <TextField
          label="Name"
          isMono
          autoFocus
          value={text.name}
          placeholder="ams1-snmp"
          help="Checks and files refer to it by this name."
          wrong={wrongAt(refusal, 'name')}
          onChange={(value) => set({ name: value })}
        />
      )}
      <TextField
        label="What it opens"
        optional
        value={text.about}
        placeholder="read-only user monitor on the switches of ams1"
        help="For whoever has to change it. Not secret."
        wrong={wrongAt(refusal, 'about')}
        onChange={(about) => set({ about })}
      />
      <FieldFrame
        label="Secret"
        optional={name !== null}
        help={name === null ? undefined : 'Left empty, the one that is stored stays.'}
        wrong={wrongAt(refusal, 'secret')}
      >
        {(wired) => (
          <span className="secret">
            <span className="typed">
              <input
                {...wired}
                className="input mono"
                type="password"
                autoComplete="new-password"
                value={text.secret}
                placeholder={name === null ? 'password or token' : 'type to replace it'}
                onChange={(event) => set({ secret: event.target.value })}
              />
              {name !== null && <span className="kept">{text.secret === '' ? 'stored' : 'replaced on saving'}</span>}
            </span>
          </span>
        )}
      </FieldFrame>
    </FormDialog>
  );
}

const usesWords = (uses: number): string =>
  uses === 0
    ? 'Nothing refers to it yet.'
    : `${uses} ${uses === 1 ? 'check or template uses' : 'checks and templates use'} the new one from its next run on.`;

function useCredentialForm(name: string | null, about: string) {
  const [start] = useState({ name: name ?? '', about, secret: '' });
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const taken = useWorld((world) => name === null && world.credentials.some((each) => each.name === text.name.trim()));
  const save = async () => {
    const fields = [
      ...(taken ? [{ path: 'name', message: 'is taken: change that one, or choose another name' }] : []),
      ...(name === null && text.secret === '' ? [{ path: 'secret', message: 'is missing' }] : []),
    ];
    setRefusal({ fields, sentence: null });
    if (fields.length > 0) return;
    setSaving(true);
    try {
      const secret = text.secret === '' ? {} : { secret: text.secret };
      await engine().inventory.putCredential({ name: text.name.trim(), about: text.about, ...secret });
      say(name === null ? `${text.name.trim()} is stored.` : `${name} is changed.`);
      closeDialog();
    } catch (error) {
      setRefusal(refusalOf(error));
      setSaving(false);
    }
  };
  return {
    text,
    refusal,
    isSaving,
    save,
    isDirty: JSON.stringify(text) !== JSON.stringify(start),
    set: (change: Partial<typeof start>) => setText((now) => ({ ...now, ...change })),
  };
}
