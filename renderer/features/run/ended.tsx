// How it ended: the outcome large, why it is so, what was left out and what was never proven.
import { CircleCheck, CircleSlash, type LucideIcon, ShieldQuestion, SkipForward, Undo2, X } from 'lucide-react';
import type { Run } from '../../../electron/contract/model/run.ts';
import type { RunOutcome } from '../../../electron/contract/model/runbook-words.ts';
import type { KeyBinding } from '../../lib/keys.ts';
import { count } from '../../lib/number.ts';
import { duration } from '../../lib/time.ts';
import { MODE_SAYS, OUTCOME_WORDS } from '../../store/run-words.ts';
import { Evidence } from './evidence.tsx';
import { setLook } from './run-look.ts';
import { StepKeys } from './step/front-step.tsx';

const ICONS: Readonly<Record<RunOutcome, LucideIcon>> = {
  green: CircleCheck,
  skips: SkipForward,
  unverified: ShieldQuestion,
  failed: X,
  aborted: CircleSlash,
  'rolled-back': Undo2,
};

export function Ended({ run, keys }: { readonly run: Run; readonly keys: readonly KeyBinding[] }) {
  const outcome = run.outcome ?? 'aborted';
  const Icon = ICONS[outcome];
  const done = run.steps.filter(({ state }) => state === 'done').length;
  const skipped = run.steps.filter(({ state }) => state === 'skipped');
  const unproven = run.steps.filter(({ verified, state }) => verified === 'no' && state !== 'rolled-back');
  const failed = run.steps.filter(({ state }) => state === 'failed' || state === 'interrupted');
  return (
    <section className={`step ended ${outcome} ${run.mode}`} aria-label="How it ended">
      <header className="routcome">
        <Icon className="ic" aria-hidden="true" />
        <div>
          <h2>{OUTCOME_WORDS[outcome]}</h2>
          <p>{run.endReason}</p>
          {run.mode !== 'live' && <p className="mode-t">{MODE_SAYS[run.mode]}</p>}
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="stbody" aria-label="What was done" tabIndex={0}>
        <p className="expects">
          {count(done, 'step')} done in {duration((run.endedAt ?? run.startedAt) - run.startedAt)}, begun by{' '}
          {run.startedBy}
        </p>
        <Left title="Failed, or not known" run={run} steps={failed} wordsOf={(step) => step.result} />
        <Left
          title="Skipped"
          run={run}
          steps={skipped}
          wordsOf={({ skipped: skip }) => (skip ? `${skip.reason || 'optional'} (${skip.by})` : '')}
        />
        <Left title="Changed and not proven" run={run} steps={unproven} wordsOf={(step) => step.result} />
        <Evidence run={run} title="Evidence" />
      </section>
      <StepKeys keys={keys} />
    </section>
  );
}

interface LeftProps {
  readonly title: string;
  readonly run: Run;
  readonly steps: Run['steps'];
  readonly wordsOf: (step: Run['steps'][number]) => string;
}

function Left({ title, run, steps, wordsOf }: LeftProps) {
  if (steps.length === 0) return null;
  return (
    <div className="rleft">
      <h3>
        {title} <em>{steps.length}</em>
      </h3>
      <ul>
        {steps.map((step) => (
          <li key={step.path}>
            <button type="button" onClick={() => setLook(run.id, { path: step.path, sheet: 'step' })}>
              {step.n} <b>{step.title}</b>
            </button>
            <span>{wordsOf(step)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
