// The right column: why, what it said last, the key nobody vouched for, and what the host is.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { HostKeyQuestion } from '../../../electron/contract/model/health.ts';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import type { Result } from '../../../electron/contract/model/result.ts';
import { SuggestedRunbooks } from '../../forms/suggested-runbooks.tsx';
import { useNowEvery } from '../../lib/now.ts';
import { shortDuration, when } from '../../lib/time.ts';
import { useSuggestions } from '../../link/suggested.ts';
import { openDialog } from '../../store/dialogs.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { ProbeOutcome } from '../../ui/kind-form/probe-outcome.tsx';
import { AssetSection } from './asset-section.tsx';
import type { HostView } from './use-host.ts';
import type { Trial } from './use-trial.ts';
import { WhySection } from './why-section.tsx';

interface Props {
  readonly view: HostView;
  readonly check: Check | null;
  readonly last: Result | undefined;
  readonly entries: readonly Entry[];
  readonly trial: Trial;
  readonly onTry: () => void;
}

export function HostSide({ view, check, last, entries, trial, onTry }: Props) {
  const problem = (check && view.problems.get(check.id)) ?? view.sentence.problem;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="hright" aria-label="Details" tabIndex={0}>
      {view.question && <HostKey question={view.question} />}
      {check && <WhySection view={view} check={check} entries={entries} />}
      {problem && <Runbooks problemId={problem.id} />}
      {check && <LastOutput last={last} trial={trial} onTry={onTry} />}
      <AssetSection host={view.host} />
    </aside>
  );
}

/** What fits the problem that the keys act on. */
function Runbooks({ problemId }: { readonly problemId: ProblemId }) {
  const asked = useSuggestions(problemId);
  return (
    <SuggestedRunbooks
      problemId={problemId}
      suggestions={asked.type === 'ready' ? asked.value : null}
      failure={asked.type === 'failed' ? asked.reason : undefined}
      heading="h2"
    />
  );
}

interface OutputProps {
  readonly last: Result | undefined;
  readonly trial: Trial;
  readonly onTry: () => void;
}

function LastOutput({ last, trial, onTry }: OutputProps) {
  const now = useNowEvery(60_000);
  return (
    <section className="out">
      <h2>
        Last output
        {last && (
          <span className="unit">
            {when(last.at, now)}, took {shortDuration(last.durationMs)}
          </span>
        )}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long output scrolls, and has to without a mouse */}
      <pre tabIndex={0}>{last ? outputOf(last) : 'No result yet.'}</pre>
      {trial.type === 'done' && <ProbeOutcome outcome={trial.outcome} note="not stored" />}
      {trial.type === 'failed' && (
        <p className="wrong" role="alert">
          {trial.reason}
        </p>
      )}
      <button type="button" className="btn try" onClick={onTry} disabled={trial.type === 'running'}>
        <Keycap keys="t" />
        {trial.type === 'running' ? 'Trying…' : 'Try it now'}
      </button>
    </section>
  );
}

/** What the probe printed; where it prints nothing, its words. */
const outputOf = (result: Result): string =>
  result.output?.trimEnd() || [result.summary, result.detail].filter(Boolean).join('\n');

function HostKey({ question }: { readonly question: HostKeyQuestion }) {
  const changed = question.known !== null;
  return (
    <section className="hkey">
      <h2>{changed ? 'Its host key changed' : 'Is this the host?'}</h2>
      <p className="why">
        {changed
          ? 'The key it shows is not the one on record. Checks over SSH wait: somebody may stand in between.'
          : 'It shows a key nobody has vouched for yet. Checks over SSH wait for your word.'}
      </p>
      <p className="mono">{question.fingerprint}</p>
      <button type="button" className="btn" onClick={() => openDialog({ type: 'host-key', question })}>
        Compare and decide
      </button>
    </section>
  );
}
