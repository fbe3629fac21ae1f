// A person: how they are called and shown, and which channels reach them.
import { useId } from 'react';
import type { PersonId } from '../../../electron/contract/model/ids.ts';
import type { Person, PersonColour } from '../../../electron/contract/model/on-call.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { closeDialog, openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { COLOURS, initialsOf, PersonMark } from '../../ui/person-mark.tsx';
import { channelIds, namesOf } from './people-words.ts';
import '../../forms/forms.css';
import './person-form.css';

/** Adds a person (`personId` null) or edits one. */
export function PersonForm({ personId }: { readonly personId: PersonId | null }) {
  const known = useWorld((world) => world.onCall.people.find(({ id }) => id === personId));
  const channels = useWorld((world) => world.channels);
  const people = useWorld((world) => world.onCall.people);
  const form = useKeptForm(() => ({
    name: known?.name ?? '',
    initials: known?.initials ?? '',
    colour: known?.colour ?? freeColour(people),
    email: known?.email ?? '',
    phone: known?.phone ?? '',
    channels: namesOf(known?.channelIds ?? [], channels),
  }));
  const { text, set, refusal } = form;
  const save = () => {
    const { name, initials, colour, email, phone } = text;
    const id = personId ?? (crypto.randomUUID() as PersonId);
    const reached = { email: email.trim(), phone, channelIds: channelIds(text.channels, channels) };
    const person = { id, name, initials, colour, ...reached };
    const wrong = name.trim() === '' ? [{ path: 'name', message: 'is missing' }] : [];
    form.save(wrong, () => engine().onCall.putPerson(person), `${name.trim()} is ${personId ? 'changed' : 'added'}.`);
  };
  return (
    <FormDialog
      title={personId ? 'Edit person' : 'Add a person'}
      sub={known?.name ?? 'somebody who works here'}
      save={personId ? 'Save' : 'Add person'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'initials', 'colour', 'email', 'phone', 'channelIds'])}
      note={text.channels.length === 0 ? 'Without a channel nothing reaches them.' : null}
      more={
        personId && (
          <>
            <PinButton personId={personId} />
            <button type="button" className="btn" onClick={() => removePerson(personId)}>
              Remove
            </button>
          </>
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
      <Looks text={text} wrong={wrongAt(refusal, 'initials')} onChange={set} />
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

interface LooksProps {
  readonly text: { readonly name: string; readonly initials: string; readonly colour: PersonColour };
  readonly wrong: string | undefined;
  readonly onChange: (change: { readonly initials: string } | { readonly colour: PersonColour }) => void;
}

/** How they are shown on shifts and hand-overs. */
function Looks({ text, wrong, onChange }: LooksProps) {
  const name = useId();
  const { initials } = text;
  return (
    <div className="field-row pf-looks">
      <TextField
        label="Initials"
        optional
        value={initials}
        placeholder={initialsOf(text.name)}
        wrong={wrong}
        onChange={(typed) => onChange({ initials: typed.slice(0, 4) })}
      />
      <fieldset className="pf-colours">
        <legend>Colour</legend>
        {COLOURS.map((colour) => (
          <label key={colour} className={colour === text.colour ? 'on' : undefined}>
            <input
              type="radio"
              className="vh"
              name={name}
              aria-label={colour}
              checked={colour === text.colour}
              onChange={() => onChange({ colour })}
            />
            <PersonMark name={text.name} initials={initials} colour={colour} />
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** The first that nobody has, else the one that was given first. */
function freeColour(people: readonly Person[]): PersonColour {
  const taken = new Set(people.map(({ colour }) => colour));
  return COLOURS.find((colour) => !taken.has(colour)) ?? COLOURS[people.length % COLOURS.length] ?? 'slate';
}

function PinButton({ personId }: { readonly personId: PersonId }) {
  const has = useWorld((world) => world.shifts.withPin.includes(personId));
  return (
    <button type="button" className="btn" onClick={() => openDialog({ type: 'pin-form', personId })}>
      {has ? 'Change PIN' : 'Set a PIN'}
    </button>
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
