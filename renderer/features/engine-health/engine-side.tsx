// The right column: what is wrong, files and copies, versions.
import type { BackupFile, EngineDetails } from '../../../electron/contract/model/engine-details.ts';
import { useNowEvery } from '../../lib/now.ts';
import { bytes, figure } from '../../lib/number.ts';
import { when } from '../../lib/time.ts';
import { useAbout } from '../../store/about.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';

interface Props {
  readonly details: EngineDetails | null;
  readonly isBackingUp: boolean;
  readonly onBackUp: () => void;
}

export function EngineSide({ details, isBackingUp, onBackUp }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="hright eng-side" aria-label="About the engine" tabIndex={0}>
      <Troubles />
      {details && <Files details={details} />}
      {details && <Backups backups={details.backups} isBackingUp={isBackingUp} onBackUp={onBackUp} />}
      <Versions pid={details?.pid ?? null} />
    </aside>
  );
}

function Troubles() {
  const troubles = useWorld((world) => world.health?.troubles);
  if (!troubles || troubles.length === 0) return null;
  return (
    <section>
      <h2>
        Wrong now<em>{troubles.length}</em>
      </h2>
      {troubles.map((trouble) => (
        <p className="why" key={trouble.code}>
          <Glyph status="warning" lit size={13} quiet /> {trouble.message}{' '}
          <span className="eng-dim">
            for <Ago at={trouble.since} />
          </span>
        </p>
      ))}
    </section>
  );
}

const size = (count: number) => bytes(count).join('\u00a0');

function Files({ details }: { readonly details: EngineDetails }) {
  const { databaseBytes, samplesBytes, journalEntries, diskFreeBytes } = details;
  return (
    <section>
      <h2>On disk</h2>
      <dl className="kv2">
        <Row name="Database" value={`${size(databaseBytes)}, ${figure(journalEntries)} journal entries`} />
        <Row name="Samples" value={size(samplesBytes)} />
        <Row name="Free" value={diskFreeBytes === null ? 'the disk does not say' : size(diskFreeBytes)} />
      </dl>
    </section>
  );
}

interface BackupsProps {
  readonly backups: readonly BackupFile[];
  readonly isBackingUp: boolean;
  readonly onBackUp: () => void;
}

function Backups({ backups, isBackingUp, onBackUp }: BackupsProps) {
  const now = useNowEvery(60_000);
  return (
    <section>
      <h2>
        Backups<em>{backups.length}</em>
        <span className="unit">verified by opening them</span>
      </h2>
      {backups.length === 0 && <p className="why">None yet. The first is made a few minutes after the start.</p>}
      <dl className="kv2 eng-copies">
        {backups.slice(0, 5).map((copy) => (
          <Row key={copy.file} name={when(copy.at, now)} value={size(copy.bytes)} title={copy.file} />
        ))}
      </dl>
      <button type="button" className="btn" onClick={onBackUp} disabled={isBackingUp}>
        <Keycap keys="b" />
        {isBackingUp ? 'Copying…' : 'Back up now'}
      </button>
    </section>
  );
}

const SECRETS = {
  keychain: "in the system's keychain",
  vault: 'in the vault, open',
  locked: 'in the vault, locked',
  none: 'nowhere yet',
} as const;

function Versions({ pid }: { readonly pid: number | null }) {
  const about = useAbout((state) => state.about);
  const startedAt = useWorld((world) => world.health?.startedAt ?? null);
  if (!about) return null;
  return (
    <section>
      <h2>This engine</h2>
      <dl className="kv2">
        <div>
          <dt>Running</dt>
          <dd>{startedAt === null ? '–' : <Ago at={startedAt} />}</dd>
        </div>
        <Row name="Version" value={about.version} />
        <Row name="Node, SQLite" value={[about.node, about.sqlite].filter(Boolean).join(', ')} />
        <Row name="Platform" value={about.platform} />
        <Row name="Process" value={pid === null ? '–' : String(pid)} />
        <Row name="Pings by" value={about.pinger} />
        <Row name="Secrets" value={SECRETS[about.secrets]} />
        <Row name="Data" value={about.dataFolder} title={about.dataFolder} />
      </dl>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly title?: string;
}

function Row({ name, value, title }: RowProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={title}>{value}</dd>
    </div>
  );
}
