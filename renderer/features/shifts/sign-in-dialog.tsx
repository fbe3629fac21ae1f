// Who sits at this desk: found by a few letters, taken with Enter; a PIN is asked of those who have one.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PersonId } from '../../../electron/contract/model/ids.ts';
import type { Person } from '../../../electron/contract/model/on-call.ts';
import { PinField } from '../../forms/pin-field.tsx';
import { refusalOf } from '../../forms/refusal.ts';
import { signIn, signOut } from '../../link/sign-in.ts';
import { useAbout } from '../../store/about.ts';
import { useSitting } from '../../store/desk.ts';
import { closeDialog, openDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';

import { type Offer, offersOf } from './sign-in-list.ts';
import './sign-in.css';

export function SignInDialog() {
  const sitting = useSitting();
  const desk = useAbout((state) => state.about?.desk ?? '');
  const isEmpty = useWorld((world) => world.onCall.people.length === 0);
  const [chosen, setChosen] = useState<Person | null>(null);
  return (
    <Dialog
      title="Sign in"
      sub={sitting ? `${sitting.name} sits here now` : `${desk || 'the user of this machine'} acts here now`}
      onClose={closeDialog}
      footer={
        <>
          <span className="note">
            {isEmpty
              ? 'Until then everything goes under the name of this machine’s user.'
              : 'In every window of this desk, until signed out.'}
          </span>
          {sitting && (
            <button type="button" className="btn" onClick={() => void getUp()}>
              Sign out
            </button>
          )}
        </>
      }
    >
      {isEmpty ? (
        <Nobody />
      ) : chosen ? (
        <Pin person={chosen} onBack={() => setChosen(null)} />
      ) : (
        <Choose onPin={setChosen} />
      )}
    </Dialog>
  );
}

async function getUp(): Promise<void> {
  if (await signOut()) closeDialog();
}

function Nobody() {
  const add = () => openDialog({ type: 'person-form', personId: null });
  return (
    <div className="si-none">
      <p>
        Nobody is known yet. Add the people who work here: then each acts in their own name, and the record says who did
        what.
      </p>
      <button type="button" className="btn pri" onClick={add}>
        Add a person
      </button>
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function Choose({ onPin }: { readonly onPin: (person: Person) => void }) {
  const people = useWorld((world) => world.onCall.people);
  const shifts = useWorld((world) => world.shifts);
  const [typed, setTyped] = useState('');
  // By whom, not by which place: somebody may be added, and a shift may begin, between the look and the key.
  const [marked, setMarked] = useState<PersonId | null>(null);
  // The order is the one of the moment it was opened: at the change of a shift nobody jumps under the hand.
  const [opened] = useState(shifts);
  const [wrong, setWrong] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const offers = offersOf(people, { ...opened, withPin: shifts.withPin }, typed);
  const at = Math.max(
    0,
    offers.findIndex(({ person }) => person.id === marked),
  );
  const mark = (index: number) => setMarked(offers[index]?.person.id ?? null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);
  const take = (offer: Offer | undefined) => {
    if (!offer) return;
    if (offer.hasPin) onPin(offer.person);
    else void sitDown(offer.person, '').then(setWrong);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') take(offers[at]);
    else if (step !== undefined && offers.length > 0)
      mark((((at + step) % offers.length) + offers.length) % offers.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-label="Who are you?"
        aria-expanded={offers.length > 0}
        aria-controls="sign-in-list"
        aria-activedescendant={offers.length > 0 ? `sign-in-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Your name or initials"
        // biome-ignore lint/a11y/noAutofocus: it is typed in first, and again when the PIN was somebody else's
        autoFocus
        value={typed}
        onChange={({ target }) => {
          setMarked(null);
          setWrong(null);
          setTyped(target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="sign-in-list" className="si-list" role="listbox" aria-label="People" tabIndex={-1}>
        {offers.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={offer.person.id}
            id={`sign-in-${index}`}
            className="si-one"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => mark(index)}
            onClick={() => take(offer)}
          >
            <PersonMark {...offer.person} />
            <b>{offer.person.name}</b>
            <span className="sub">{offer.role}</span>
            <span className="si-pin">{offer.hasPin ? 'PIN' : ''}</span>
          </div>
        ))}
      </div>
      {offers.length === 0 && <p role="status">Nobody is called that. People are added under On call.</p>}
      {wrong !== null && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}

function Pin({ person, onBack }: { readonly person: Person; readonly onBack: () => void }) {
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    // The same refusal twice is said twice.
    setWrong(null);
    const refused = await sitDown(person, pin);
    setBusy(false);
    setWrong(refused);
    if (refused !== null) setPin('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter on a button is the button's.
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter') void send();
    else if (event.key === 'Backspace' && pin === '') onBack();
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field in it
    <div className="si-who" onKeyDown={onKeyDown}>
      <p>
        <PersonMark {...person} /> <b>{person.name}</b>
      </p>
      <PinField label="PIN" autoFocus value={pin} wrong={wrong ?? undefined} onChange={setPin} />
      <div className="si-do">
        <button type="button" className="btn" onClick={onBack}>
          Somebody else
        </button>
        <button type="button" className="btn pri" disabled={busy} onClick={() => void send()}>
          <Keycap keys="Enter" /> Sign in
        </button>
      </div>
    </div>
  );
}

/** What it was refused with, in words; null when they sit here now. */
async function sitDown(person: Person, pin: string): Promise<string | null> {
  try {
    const { name } = await signIn(person.id, pin);
    closeDialog();
    say(`${name} sits here now: what is done in any window of this desk is done by them.`);
    return null;
  } catch (error) {
    const { fields, sentence } = refusalOf(error);
    return sentence ?? fields.map(({ message }) => message).join('; ');
  }
}
