// The head of a runbook: what it is, whose, which text exactly; what it takes and how it went; and the two ways to begin.
import type { ReactNode } from 'react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunbookSummary } from '../../../../electron/contract/model/runbook.ts';
import { durationText } from '../../../lib/duration-text.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { count, figure } from '../../../lib/number.ts';
import { day, duration } from '../../../lib/time.ts';
import { isBroken, isStartable } from '../../../store/library.ts';
import { reviewWords } from '../../../store/runbook-words.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { titleOf } from '../list/library-list.ts';

interface Props {
  readonly runbook: RunbookSummary;
  /** The worst open problem it fits. */
  readonly problemId: ProblemId | null;
  readonly onStart: () => void;
  readonly onDry: () => void;
}

export function ReadHead({ runbook, problemId, onStart, onDry }: Props) {
  const host = useWorld((world) => {
    const problem = problemId ? world.problems.get(problemId) : undefined;
    return problem ? world.hosts.get(problem.hostId)?.name : undefined;
  });
  return (
    <>
      <header>
        <div className="rb-title">
          <div className="rb-id">
            <span className="mono">{runbook.id || runbook.file}</span>
            {runbook.owner && <span>{runbook.owner}</span>}
            {runbook.hash && (
              <span className="mono" title={`SHA-256 of what was read: ${runbook.hash}`}>
                {runbook.hash.slice(0, 7)}
              </span>
            )}
            {runbook.state !== 'active' && !isBroken(runbook) && <span className="rb-state">{runbook.state}</span>}
          </div>
          <h1>{titleOf(runbook)}</h1>
        </div>
        {isStartable(runbook) && (
          <div className="rb-acts">
            <button type="button" className="btn pri" onClick={onStart}>
              <Keycap keys="r" />
              {host ? `Run on ${host}` : 'Run'}
            </button>
            <button type="button" className="btn" onClick={onDry}>
              <Keycap keys="d" />
              Dry run
            </button>
          </div>
        )}
      </header>
      {!isBroken(runbook) && <Facts runbook={runbook} />}
    </>
  );
}

function Facts({ runbook }: { readonly runbook: RunbookSummary }) {
  const now = useNowEvery(60_000);
  const { runs, review, freshness } = runbook;
  const last = review ? Date.parse(review.last) : Number.NaN;
  const takes = runbook.estimateMs === null ? null : durationText(runbook.estimateMs).split(' ');
  return (
    <dl className="rb-facts">
      <Fact name="Takes">
        {takes ? (
          <>
            {takes[0]}
            <u>{takes[1]}</u>
          </>
        ) : (
          <u>not said</u>
        )}
      </Fact>
      <Fact name="Reviewed">
        <span className={freshness}>
          {Number.isNaN(last) ? reviewWords(runbook, now) : day(last).replace(/^\S+ /, '')}
        </span>
        {review && !Number.isNaN(last) && (
          <u>
            {reviewWords(runbook, now)}, every {durationText(review.everyMs)}
          </u>
        )}
      </Fact>
      <Fact name="Runs, 90 d">
        {figure(runs.total)}
        {runs.total > 0 && (
          <u>
            {figure(runs.green)} green
            {runs.total > runs.green && `, ${count(runs.total - runs.green, 'other')}`}
          </u>
        )}
      </Fact>
      <Fact name="Median">
        {runs.medianMs === null ? <u>no runs</u> : duration(runs.medianMs)}
        {runs.medianMs !== null && <u>n {figure(runs.total)}</u>}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
