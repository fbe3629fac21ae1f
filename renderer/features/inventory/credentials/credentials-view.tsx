// Credentials: named secrets that several checks share. What they are is never shown; only that they are there.
import { useState } from 'react';
import type { Credential } from '../../../../electron/contract/model/credential.ts';
import { ListKeys } from '../../../forms/list-keys.tsx';
import { count } from '../../../lib/number.ts';
import { useAbout } from '../../../store/about.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago } from '../../../ui/figures.tsx';
import { Keycap } from '../../../ui/keycap.tsx';

const WHERE = {
  keychain: "Kept in this system's keychain.",
  vault: 'Kept in the vault, which is open.',
  locked: 'Kept in the vault, which is locked: checks that need one wait.',
  none: 'There is no keychain here: the first secret needs a vault.',
} as const;

export function CredentialsView() {
  const credentials = useWorld((world) => world.credentials).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const kept = useAbout(({ about }) => about?.secrets);
  const [at, setAt] = useState<string | null>(null);
  const index = Math.max(
    0,
    credentials.findIndex(({ name }) => name === at),
  );
  const front = credentials[index];
  const add = () => openDialog({ type: 'credential-form', name: null });
  const edit = () => front && openDialog({ type: 'credential-form', name: front.name });
  const isShut = kept === 'locked' || kept === 'none';
  useKeys('Credentials', [
    { keys: ['Enter', 'F2'], label: 'Change', bar: 'first', off: !front, run: () => edit() },
    { keys: ['+', 'Insert'], label: 'Add credential', bar: 'always', run: add },
    {
      keys: ['Delete'],
      label: 'Remove',
      bar: 'always',
      off: !front,
      run: () => front && openDialog({ type: 'remove-credential', name: front.name }),
    },
    { keys: ['u'], label: 'Unlock the vault', off: !isShut, run: () => openDialog({ type: 'vault' }) },
  ]);
  const where = kept && (
    <p className={isShut ? 'inv-where shut' : 'inv-where'}>
      {WHERE[kept]}
      {isShut && (
        <button type="button" className="btn" onClick={() => openDialog({ type: 'vault' })}>
          <Keycap keys="u" /> {kept === 'none' ? 'Make a vault' : 'Unlock'}
        </button>
      )}
    </p>
  );
  if (credentials.length === 0) return <NoCredentials onAdd={add}>{where}</NoCredentials>;
  return (
    <>
      <ListKeys
        label="Credentials"
        index={index}
        onMove={(to) => setAt(credentials[to]?.name ?? null)}
        onOpen={() => edit()}
        head={['Name', 'What it opens', 'Secret entered', 'Used by']}
        rows={credentials.map((credential) => ({ key: credential.name, cells: cellsOf(credential) }))}
      >
        <button type="button" className="btn pri" onClick={add}>
          <Keycap keys="+" /> Add credential
        </button>
      </ListKeys>
      {where}
    </>
  );
}

const cellsOf = ({ name, about, changedAt, uses }: Credential) => [
  <b key="n" className="mono">
    {name}
  </b>,
  about || <em key="a">not said</em>,
  <Ago key="c" at={changedAt} suffix=" ago" />,
  uses === 0 ? <em key="u">nothing</em> : count(uses, 'check or template', 'checks and templates'),
];

interface NoneProps {
  readonly onAdd: () => void;
  readonly children: React.ReactNode;
}

function NoCredentials({ onAdd, children }: NoneProps) {
  return (
    <div className="empty">
      <b>No credential yet.</b>
      <p>
        A credential is a password or token under a name: entered once, referred to by any number of checks, changed in
        one place. It is never shown again, and never written into an export.
      </p>
      {children}
      <button type="button" className="btn pri" onClick={onAdd}>
        <Keycap keys="+" />
        Add the first credential
      </button>
    </div>
  );
}
