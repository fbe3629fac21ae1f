// Another step than the one in front: what it was or will be, and the evidence of every attempt at it.
import { useState } from 'react';
import type { Attempt, RunStep, RunView } from '../../../../electron/contract/model/run.ts';
import type { KeyBinding } from '../../../lib/keys.ts';
import { useNow } from '../../../lib/now.ts';
import { when } from '../../../lib/time.ts';
import { REASON_WORDS, STEP_WORDS, shortSha, sizeText, took } from '../../../store/run-words.ts';
import type { Hand } from '../hand.ts';
import { OutputWell } from '../output/output-well.tsx';
import { AttemptMark } from '../step-mark.tsx';
import { Command } from './command.tsx';
import { StepHead, StepKeys } from './front-step.tsx';
import { shortKey } from './target-band.tsx';

interface Props {
  readonly view: RunView;
  readonly step: RunStep;
  readonly hand: Hand;
  readonly keys: readonly KeyBinding[];
}

export function PastStep({ view, step, hand, keys }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const read = step.attempts.find(({ id }) => id === chosen) ?? step.attempts.at(-1) ?? null;
  return (
    <section className={`step past ${view.run.mode}`} aria-label={`Step ${step.n}, read again: ${step.title}`}>
      <StepHead view={view} step={step} title={step.title} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="stbody" aria-label="What became of it" tabIndex={0}>
        <Became step={step} />
        {read?.command && <Command shown={read.command} ran onCopy={hand.copy} />}
        {step.attempts.length > 0 && <Attempts attempts={step.attempts} read={read} onRead={setChosen} />}
        {read && <Facts attempt={read} />}
      </section>
      {read ? (
        <OutputWell key={read.id} runId={view.run.id} step={step} attempt={read} isBefore={false} />
      ) : (
        <div className="outp idle" />
      )}
      <StepKeys keys={keys} />
    </section>
  );
}

function Became({ step }: { readonly step: RunStep }) {
  const now = useNow();
  const { skipped, endedAt, result, by, does, verified } = step;
  return (
    <dl className="became">
      <dt>{STEP_WORDS[step.state]}</dt>
      <dd>{result || does}</dd>
      {by !== '' && (
        <>
          <dt>by</dt>
          <dd className="hand">{by}</dd>
        </>
      )}
      {endedAt !== null && (
        <>
          <dt>ended</dt>
          <dd>{when(endedAt, now)} UTC</dd>
        </>
      )}
      {skipped && (
        <>
          <dt>why</dt>
          <dd>
            {skipped.reason || 'optional, no reason asked'} (<span className="hand">{skipped.by}</span>,{' '}
            {when(skipped.at, now)})
          </dd>
        </>
      )}
      {verified !== null && (
        <>
          <dt>change</dt>
          <dd>{verified === 'yes' ? 'proven' : 'not proven'}</dd>
        </>
      )}
    </dl>
  );
}

interface AttemptsProps {
  readonly attempts: readonly Attempt[];
  readonly read: Attempt | null;
  readonly onRead: (id: string) => void;
}

function Attempts({ attempts, read, onRead }: AttemptsProps) {
  if (attempts.length < 2) return null;
  return (
    <ol className="attempts" aria-label="Attempts">
      {attempts.map((attempt) => (
        <li key={attempt.id}>
          <button
            type="button"
            aria-pressed={attempt.id === read?.id}
            className={attempt.id === read?.id ? 'on' : undefined}
            onClick={() => onRead(attempt.id)}
          >
            <AttemptMark end={attempt.end} />
            {attempt.n}
            {attempt.role === 'rollback' && ', back'} <b className="mono">{attempt.target?.name ?? ''}</b>{' '}
            {attempt.end === null ? 'running' : attempt.summary}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The evidence of one attempt, to be quoted. */
function Facts({ attempt }: { readonly attempt: Attempt }) {
  const { startedAt, endedAt, durationMs, startedBy, target, hostKey, exit, signal, reason, stdout, stderr } = attempt;
  const iso = (at: number) => new Date(at).toISOString().replace('T', ' ');
  const rows: readonly (readonly [string, string])[] = [
    [
      'host',
      target ? `${target.name}${target.user && `, as ${target.user}`}${hostKey && `, key ${shortKey(hostKey)}`}` : '',
    ],
    ['began', `${iso(startedAt)} by ${startedBy}`],
    ['ended', endedAt === null ? 'not known' : iso(endedAt)],
    ['took', durationMs === null ? 'not known' : took(durationMs)],
    ['exit', exit === null ? '' : String(exit)],
    ['signal', signal ?? ''],
    ['why', reason === null ? '' : REASON_WORDS[reason]],
    ['stdout', stdout ? `${sizeText(stdout.bytes)}, sha256 ${shortSha(stdout.sha256)}` : ''],
    ['stderr', stderr ? `${sizeText(stderr.bytes)}, sha256 ${shortSha(stderr.sha256)}` : ''],
  ];
  return (
    <dl className="became mono">
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{value}</dd>])}
    </dl>
  );
}
