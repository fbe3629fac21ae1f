// The side column of Watch: open incidents, what waits for a decision, what fills up, how the monitor is, what happened last.
import { lazy, type ReactNode, Suspense } from 'react';
import type { HostKeyQuestion } from '../../../../electron/contract/model/health.ts';
import { perTime } from '../../../lib/number.ts';
import { useSuggestions } from '../../../link/suggested.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useFocus } from '../../../store/focus.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago, Figure } from '../../../ui/figures.tsx';
import { Glyph } from '../../../ui/glyph.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { Latest } from './latest.tsx';
import { OnCallPanel } from './on-call-panel.tsx';
import { OpenIncidents } from './open-incidents.tsx';
import { Planned } from './planned.tsx';
import { WillBeFull } from './will-be-full.tsx';

/** Questions drawn; the rest is counted. */
const SHOWN = 6;

export function SideColumn() {
  return (
    <aside className="side" aria-label="Beside the watch">
      <OpenIncidents />
      <Fitting />
      <Waiting />
      <OnCallPanel />
      <Planned />
      <WillBeFull />
      <MonitorPanel />
      <Latest />
    </aside>
  );
}

/** After the strips: what is wrong is read before what is done about it. */
const SuggestedRunbooks = lazy(async () => ({
  default: (await import('../../../forms/suggested-runbooks.tsx')).SuggestedRunbooks,
}));

/** What fits the selected problem. */
function Fitting() {
  const selected = useFocus((state) => state.problemId);
  const isOpen = useWorld((world) => selected !== null && world.problems.has(selected));
  const hasLibrary = useWorld(({ library, runs }) => library.runbooks > 0 || runs.size > 0);
  const problemId = isOpen ? selected : null;
  const asked = useSuggestions(problemId);
  if (!hasLibrary) return null;
  if (!problemId)
    return (
      <section aria-label="Runbooks that fit">
        <h2>Runbook that fits</h2>
        <p className="none fit-none">Choose a problem to see it.</p>
      </section>
    );
  return (
    <Suspense fallback={null}>
      <SuggestedRunbooks
        problemId={problemId}
        suggestions={asked.type === 'ready' ? asked.value : null}
        failure={asked.type === 'failed' ? asked.reason : undefined}
        more={0}
        heading="h2"
      />
    </Suspense>
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
  const stale = useWorld((world) => world.link === 'lost');
  if (!health) return null;
  const [rate, time] = perTime(health.resultsPerSecond);
  return (
    <section aria-label="Monitor">
      <h2>
        Monitor<em>{stale ? 'lost' : health.troubles.length === 0 ? 'healthy' : 'in trouble'}</em>
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
        <Fact label="Worst lag, 10 s">
          <Figure value={Math.round(health.lagMs)} unit="ms" stale={stale} />
        </Fact>
        <Fact label="Results">
          <span className={stale ? 'stale' : undefined}>
            {rate}
            <u>/{time}</u>
          </span>
        </Fact>
        <Fact label="Running">
          <Figure value={health.running} unit="checks" stale={stale} />
        </Fact>
        <Fact label="Waiting to run">
          <Figure value={health.queued} unit="checks" stale={stale} />
        </Fact>
        <Fact label="Database, samples">
          <Figure value={health.databaseBytes} unit="B" stale={stale} />,{' '}
          <Figure value={health.samplesBytes} unit="B" stale={stale} />
        </Fact>
        <Fact label="Watching for">
          <span className={stale ? 'stale' : undefined}>
            <Ago at={health.startedAt} />
          </span>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
