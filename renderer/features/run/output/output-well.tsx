// The well under a step: what runs now and how long it may still, or how what ran last ended. It keeps its place and its
// height whatever happens, so that nothing jumps when a step ends.
import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunId } from '../../../../electron/contract/model/ids.ts';
import type { Attempt, RunStep } from '../../../../electron/contract/model/run.ts';
import { useNow } from '../../../lib/now.ts';
import { duration } from '../../../lib/time.ts';
import { took } from '../../../store/run-words.ts';
import { AttemptMark } from '../step-mark.tsx';
import { OutputLines } from './output-lines.tsx';
import { useAttemptLines } from './use-attempt-lines.ts';

interface Props {
  readonly runId: RunId;
  readonly step: RunStep;
  readonly attempt: Attempt;
  /** It is of the step before the one in front: said, so that nobody takes it for this one's. */
  readonly isBefore: boolean;
  /** Beside the state: rows of a batch, a key. */
  readonly children?: ReactNode;
}

export function OutputWell({ runId, step, attempt, isBefore, children }: Props) {
  const { lines, note } = useAttemptLines(runId, attempt);
  return (
    <div className={isBefore ? 'outp before' : 'outp'}>
      <div className="ol">
        {attempt.end === null ? (
          <Running attempt={attempt} />
        ) : (
          <Ended step={step} attempt={attempt} isBefore={isBefore} />
        )}
        {children}
      </div>
      {note !== '' && <p className="onote">{note}</p>}
      {lines.length > 0 && (
        <OutputLines label={`Output of step ${step.n}`} lines={lines} many={false} find="" found={null} follows />
      )}
      {lines.length === 0 && note === '' && attempt.command && (
        <p className="onote">{attempt.end === null ? 'Nothing printed yet.' : 'It printed nothing.'}</p>
      )}
    </div>
  );
}

/** How long it runs of how long it may. */
function Running({ attempt }: { readonly attempt: Attempt }) {
  const now = useNow();
  const gone = Math.max(0, now - attempt.startedAt);
  const limit = attempt.command?.timeoutMs ?? null;
  return (
    <>
      <b>
        <LoaderCircle className="ic spin" aria-hidden="true" />
        Running
      </b>
      {limit !== null && (
        <progress
          className="prog"
          max={limit}
          value={Math.min(gone, limit)}
          aria-label="Time of its limit that is gone"
        />
      )}
      <span className="of">{limit === null ? duration(gone) : `${duration(gone)} of ${duration(limit)}`}</span>
    </>
  );
}

function Ended({ step, attempt, isBefore }: Pick<Props, 'step' | 'attempt' | 'isBefore'>) {
  return (
    <>
      <b>
        <AttemptMark end={attempt.end} />
        {isBefore ? `Before, step ${step.n}: ${step.title}` : attempt.summary}
      </b>
      <span className="of">
        {isBefore && `${attempt.summary} `}
        {attempt.durationMs !== null && `in ${took(attempt.durationMs)}`}
      </span>
    </>
  );
}
