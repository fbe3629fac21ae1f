// The vault: where passwords lie on a machine without a keychain. The first passphrase makes it, later ones open it.
import { useState } from 'react';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { useAbout } from '../../store/about.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';

/** As the contract has it; said here before the engine is asked. */
const SHORTEST = 8;

export function VaultDialog() {
  const state = useAbout((about) => about.about?.secrets ?? null);
  const form = useVaultForm(state === 'none');
  const isNew = state === 'none';
  if (state === 'keychain' || state === 'vault') {
    const words = state === 'keychain' ? "Passwords lie in this system's keychain." : 'The vault is open.';
    return (
      <Dialog title="Vault" onClose={closeDialog} footer={<span className="note">Nothing to do.</span>}>
        <p>{words} Checks that need one can use it.</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={isNew ? 'Make a vault' : 'Unlock the vault'}
      sub="for passwords of checks"
      onClose={closeDialog}
      footer={
        <>
          <span className="note">{isNew ? 'It is kept nowhere: without it the vault stays shut.' : ''}</span>
          <button type="button" className="btn pri" disabled={form.isSending} onClick={() => void form.send()}>
            <Keycap keys="Enter" /> {isNew ? 'Make the vault' : 'Unlock'}
          </button>
        </>
      }
    >
      <form
        className="ack-form"
        onSubmit={(event) => {
          event.preventDefault();
          void form.send();
        }}
      >
        <p className="sub">
          {isNew
            ? 'This machine has no keychain. A passphrase makes a vault in the data folder; ask for it again after each start.'
            : 'It is asked for after each start. Until then checks that need a password are unknown.'}
        </p>
        <Passphrase id="vault-passphrase" label="Passphrase" value={form.phrase} onChange={form.setPhrase} />
        {isNew && <Passphrase id="vault-again" label="The same again" value={form.again} onChange={form.setAgain} />}
        {form.wrong && (
          <p className="wrong" role="alert">
            {form.wrong}
          </p>
        )}
        {/* A form with two fields is sent by Enter only where it has a button of its own. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface PassphraseProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Passphrase({ id, label, value, onChange }: PassphraseProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="password"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function useVaultForm(isNew: boolean) {
  const [phrase, setPhrase] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    if (phrase.length < SHORTEST) {
      setWrong(`At least ${count(SHORTEST, 'character')}.`);
      return;
    }
    if (isNew && phrase !== again) {
      setWrong('The two are not the same.');
      return;
    }
    setSending(true);
    try {
      await engine().engine.unlockVault({ passphrase: phrase });
      useAbout.setState({ about: await engine().engine.about() });
      say(isNew ? 'The vault is made, and open.' : 'The vault is open; checks that waited for it run now.');
      closeDialog();
    } catch (error) {
      setWrong(error instanceof Error ? error.message : String(error));
      setSending(false);
    }
  };
  return { phrase, setPhrase, again, setAgain, wrong, isSending, send };
}
