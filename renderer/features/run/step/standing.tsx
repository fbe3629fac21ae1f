// Why the run stands where it stands: failed, interrupted, asked for a signature, waiting for a moment. What is known, and
// which keys lead out.
import { CircleHelp, Hourglass, PenLine, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Approval, Attempt, Run, RunStep, RunView } from '../../../../electron/contract/model/run.ts';
import { useNow } from '../../../lib/now.ts';
import { count } from '../../../lib/number.ts';
import { clock, duration, when } from '../../../lib/time.ts';
import { REASON_WORDS, shortHash } from '../../../store/run-words.ts';
import { latestOf } from '../run-facts.ts';

interface Props {
  readonly view: RunView;
  readonly step: RunStep;
}

/** Nothing while the step simply waits to be started, or runs. */
export function Standing({ view, step }: Props): ReactNode {
  const { run } = view;
  if (run.phase === 'failed') return <Failed step={step} />;
  if (run.phase === 'interrupted') return <Interrupted step={step} />;
  if (run.phase === 'approval' && run.approval) return <Asked run={run} approval={run.approval} />;
  if (run.phase === 'waiting' && run.waitsUntil !== null) return <Waits until={run.waitsUntil} />;
  if (run.approval?.answer && run.approval.path === step.path && run.approval.answer.granted)
    return (
      <p className="stand signed" role="status">
        <PenLine className="ic" aria-hidden="true" />
        <span>
          Signed by <b>{run.approval.answer.by}</b>, {clock(run.approval.answer.at)}: {run.approval.answer.reason}
        </span>
      </p>
    );
  return null;
}

function Failed({ step }: { readonly step: RunStep }) {
  const attempts = latestOf(step);
  const failed = attempts.filter(({ end }) => end === 'failed');
  const [first] = failed;
  return (
    <div className="stand failed" role="alert">
      <X className="ic" aria-hidden="true" />
      <span>
        <b>
          {failed.length > 1
            ? `It failed on ${failed.length} of ${count(attempts.length, 'host')}`
            : failedWords(first)}
        </b>
        {first && <em>{whyWords(first)}</em>}
      </span>
    </div>
  );
}

const failedWords = (attempt: Attempt | undefined): string =>
  attempt?.target ? `It failed on ${attempt.target.name}` : 'It failed';

function whyWords({ reason, summary }: Attempt): string {
  const why = reason === null ? '' : REASON_WORDS[reason];
  return [why, summary].filter(Boolean).join(': ');
}

/** It began and nobody knows how it ended: what is known is said, nothing is guessed. */
function Interrupted({ step }: { readonly step: RunStep }) {
  const now = useNow();
  const attempt = latestOf(step).find(({ end }) => end === 'interrupted') ?? step.attempts.at(-1);
  return (
    <div className="stand interrupted" role="alert">
      <CircleHelp className="ic" aria-hidden="true" />
      <span>
        <b>Interrupted: how it ended is not known</b>
        {attempt && (
          <em>
            It began {when(attempt.startedAt, now)} UTC
            {attempt.target && (
              <>
                {' '}
                on <i className="mono">{attempt.target.name}</i>
              </>
            )}
            , by {attempt.startedBy}; then the monitor stopped. It may have run to its end, in part, or not at all: look
            there first. Nothing was run again.
          </em>
        )}
      </span>
    </div>
  );
}

function Asked({ run, approval }: { readonly run: Run; readonly approval: Approval }) {
  const now = useNow();
  const { askedBy, askedAt, expiresAt, from, answer } = approval;
  return (
    <div className="stand asked" role="status">
      <PenLine className="ic" aria-hidden="true" />
      <span>
        <b>
          {answer && !answer.granted
            ? `Refused by ${answer.by}: ${answer.reason}`
            : `A signature is asked for, ${duration(expiresAt - now)} left`}
        </b>
        <em>
          {askedBy} asked {clock(askedAt)}, until {clock(expiresAt)} UTC; then it counts as refused.{' '}
          {from.length > 0
            ? `May sign: ${from.join(', ')}.`
            : `Anybody may sign but ${[...new Set([askedBy, run.pen])].join(' and ')}.`}{' '}
          It binds this runbook (<i className="mono">{shortHash(run.hash)}</i>), this step, its command and its targets:
          any change voids it.
        </em>
      </span>
    </div>
  );
}

function Waits({ until }: { readonly until: number }) {
  const now = useNow();
  const left = until - now;
  return (
    <div className="stand waits" role="status">
      <Hourglass className="ic" aria-hidden="true" />
      <span>
        <b>{left > 0 ? `${duration(left)} left` : 'It is time'}</b>
        <em>until {when(until, now)} UTC. The moment is on record: it holds over a restart too.</em>
      </span>
    </div>
  );
}
