// The side column of Watch: what waits for a decision, how the monitor is, what happened last.
import type { HostKeyQuestion } from '../../../../electron/contract/model/health.ts';
import { bytes, figure, perTime } from '../../../lib/number.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago } from '../../../ui/figures.tsx';
import { Glyph } from '../../../ui/glyph.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { Latest } from './latest.tsx';

/** Questions drawn; the rest is counted. */
const SHOWN = 6;

export function SideColumn() {
  return (
    <aside className="side" aria-label="Beside the watch">
      <Waiting />
      <MonitorPanel />
      <Latest />
    </aside>
  );
}

function Waiting() {
  const keys = useWorld((world) => world.hostKeys);
  return (
    <section aria-label="Waiting for you">
      <h2>
        Waiting for you<em>{keys.length}</em>
        {keys.length > 0 && (
          <span>
            <Keycap keys="d" />
          </span>
        )}
      </h2>
      {keys.length === 0 && <p className="none">No decision is waiting.</p>}
      <div className="asks">
        {keys.slice(0, SHOWN).map((question) => (
          <Ask key={`${question.address} ${question.port}`} question={question} />
        ))}
      </div>
      {keys.length > SHOWN && <p className="none">and {keys.length - SHOWN} more</p>}
    </section>
  );
}

function Ask({ question }: { readonly question: HostKeyQuestion }) {
  const changed = question.known !== null;
  return (
    <button
      type="button"
      className={changed ? 'ask changed' : 'ask'}
      onClick={() => openDialog({ type: 'host-key', question })}
    >
      <span className="i1">
        <b className={changed ? 'sev sev2' : 'sev'}>{changed ? 'Key changed' : 'New key'}</b>
        <u>
          <Ago at={question.seenAt} suffix=" ago" />
        </u>
      </span>
      <b className="mono">
        {question.address}
        {question.port === 22 ? '' : `:${question.port}`}
      </b>
      <span className="sub">{changed ? 'this is not the host we knew' : 'first contact over SSH'}</span>
    </button>
  );
}

function MonitorPanel() {
  const health = useWorld((world) => world.health);
  const lost = useWorld((world) => world.link === 'lost');
  if (!health) return null;
  const stale = lost ? 'stale' : undefined;
  const [rate, rateUnit] = perTime(health.resultsPerSecond);
  const [database, databaseUnit] = bytes(health.databaseBytes);
  const [samples, samplesUnit] = bytes(health.samplesBytes);
  return (
    <section aria-label="Monitor">
      <h2>
        Monitor<em>{lost ? 'lost' : health.troubles.length === 0 ? 'healthy' : 'in trouble'}</em>
      </h2>
      {health.troubles.map((trouble) => (
        <p className="trouble" key={trouble.code}>
          <Glyph status="warning" lit size={16} quiet />
          <span>
            {trouble.message}{' '}
            <u>
              since <Ago at={trouble.since} />
            </u>
          </span>
        </p>
      ))}
      <dl className="facts2">
        <Fact label="Worst lag, 10 s" stale={stale} value={figure(Math.round(health.lagMs))} unit="ms" />
        <Fact label="Results" stale={stale} value={rate} unit={`/${rateUnit}`} />
        <Fact
          label="Running, queued"
          stale={stale}
          value={`${figure(health.running)}, ${figure(health.queued)}`}
          unit="checks"
        />
        <Fact label="Database" stale={stale} value={database} unit={databaseUnit} />
        <Fact label="Samples" stale={stale} value={samples} unit={samplesUnit} />
        <div>
          <dt>Watching since</dt>
          <dd className={stale}>
            <Ago at={health.startedAt} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly stale: string | undefined;
}

function Fact({ label, value, unit, stale }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={stale}>
        {value}
        <u>{unit}</u>
      </dd>
    </div>
  );
}
