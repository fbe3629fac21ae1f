// Beside the settings: who is at the desk, where secrets lie, the backups there are, and what this is made of.
import type { About } from '../../../electron/contract/api/engine.ts';
import type { BackupFile } from '../../../electron/contract/model/engine-details.ts';
import { bytes } from '../../lib/number.ts';
import { useAbout } from '../../store/about.ts';
import { openDialog } from '../../store/dialogs.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import type { Details } from './use-settings.ts';

export function SettingsSide({ details }: { readonly details: Details }) {
  const about = useAbout((state) => state.about);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="set-side" aria-label="This monitor" tabIndex={0}>
      <section>
        <h2>Operator</h2>
        <p className="big hand">{about?.operator ?? 'not known yet'}</p>
        <p>The name beside everything you do, in the journal. It is the user of this computer.</p>
      </section>
      <Secrets where={about?.secrets} />
      <Backups details={details} />
      <Made about={about} />
    </aside>
  );
}

const SECRETS: Readonly<Record<About['secrets'], readonly [title: string, words: string]>> = {
  keychain: ['In the keychain', 'Passwords are sealed by the keychain of this system. Nothing to do.'],
  vault: [
    'In the vault, open',
    'There is no keychain here. The vault was opened with its passphrase and stays open until the monitor ends.',
  ],
  locked: [
    'In the vault, locked',
    'Checks that need a password wait, and are unknown, until somebody gives its passphrase.',
  ],
  none: ['Nowhere yet', 'There is no keychain here. The first password needs a vault under a passphrase.'],
};

function Secrets({ where }: { readonly where: About['secrets'] | undefined }) {
  const credentials = useWorld((world) => world.credentials.length);
  const [title, words] = where ? SECRETS[where] : ['Asking the monitor', ''];
  const isShut = where === 'locked' || where === 'none';
  return (
    <section>
      <h2>Secrets</h2>
      <p className={isShut ? 'big shut' : 'big'}>{title}</p>
      <p>{words}</p>
      <div className="inv-do">
        {isShut && (
          <button type="button" className="btn pri" onClick={() => openDialog({ type: 'vault' })}>
            <Keycap keys="u" /> {where === 'none' ? 'Make a vault' : 'Unlock'}
          </button>
        )}
        <button type="button" className="btn" onClick={() => goTo({ screen: 'inventory', view: 'credentials' })}>
          Credentials {credentials}
        </button>
      </div>
    </section>
  );
}

const SHOWN = 8;

function Backups({ details }: { readonly details: Details }) {
  const files = details.details?.backups.toSorted((a, b) => b.at - a.at);
  return (
    <section>
      <h2>
        Backups{files && <em>{files.length}</em>}
        <button type="button" className="btn" disabled={details.isBusy} onClick={() => void details.backUp()}>
          <Keycap keys="B" /> {details.isBusy ? 'Making it…' : 'Back up now'}
        </button>
      </h2>
      {details.failure && (
        <p className="wrong" role="alert">
          They could not be listed: {details.failure}
        </p>
      )}
      {files?.length === 0 && <p>None yet: the first is made by itself, or now.</p>}
      <ul className="set-files">
        {files?.slice(0, SHOWN).map((file) => (
          <Backup key={file.file} file={file} />
        ))}
      </ul>
      {files && files.length > SHOWN && <p>and {files.length - SHOWN} older</p>}
    </section>
  );
}

function Backup({ file }: { readonly file: BackupFile }) {
  return (
    <li>
      <span className="mono">{file.file}</span>
      <Ago at={file.at} suffix=" ago" />
      <span className="r">{bytes(file.bytes).join('\u00a0')}</span>
    </li>
  );
}

function Made({ about }: { readonly about: About | null }) {
  if (!about) return null;
  const rows: readonly (readonly [string, string])[] = [
    ['Data folder', about.dataFolder],
    ['Watchfloor', about.version],
    ['Node', about.node],
    ['SQLite', about.sqlite],
    ['Platform', about.platform],
    ['Pings by', about.pinger],
  ];
  return (
    <section>
      <h2>About</h2>
      <dl className="kv2">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      <p>Watchfloor is free under the MIT licence; its letters, Inter and JetBrains Mono, under the SIL OFL 1.1.</p>
    </section>
  );
}
