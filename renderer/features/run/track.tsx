// The track: every step in its order, where it stands, how long it took and what came of it. The one in front is lit.
import { useEffect, useRef } from 'react';
import type { Run, RunStep } from '../../../electron/contract/model/run.ts';
import { useNow } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import { MODE_WORDS, STEP_WORDS, took } from '../../store/run-words.ts';
import { shownSteps } from './run-facts.ts';
import { setLook, useRunLook } from './run-look.ts';
import { StepMark } from './step-mark.tsx';

export function Track({ run }: { readonly run: Run }) {
  const { path } = useRunLook(run.id);
  const read = path ?? run.at;
  const front = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step that is read has to be seen
  useEffect(() => {
    front.current?.scrollIntoView?.({ block: 'nearest' });
  }, [read]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <ol className="track" aria-label="Steps" tabIndex={0}>
      {shownSteps(run).map((step) => (
        <li
          key={step.path}
          ref={step.path === read ? front : undefined}
          className={trackClass(step, run, path)}
          aria-current={step.path === run.at ? 'step' : undefined}
        >
          <button
            type="button"
            tabIndex={-1}
            onClick={() => setLook(run.id, { path: step.path === run.at ? null : step.path, sheet: 'step' })}
          >
            <span className="tn">
              <StepMark step={step} />
            </span>
            <span className="tb">
              <b>{step.title}</b>
              <u>
                <Under step={step} run={run} />
              </u>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function trackClass(step: RunStep, run: Run, path: string | null): string {
  const marks = [
    step.state,
    step.path === run.at && 'now',
    step.path === path && 'read',
    step.aside && step.state === 'ahead' && 'aside',
    step.depth > 0 && 'inner',
    step.risk !== 'read-only' && 'changes',
  ];
  return marks.filter(Boolean).join(' ');
}

/** What came of it; of one that is ahead: what it will do. */
function Under({ step, run }: { readonly step: RunStep; readonly run: Run }) {
  const mode = MODE_WORDS[run.mode].toLowerCase();
  return (
    <>
      <span className="vh">{STEP_WORDS[step.state]}: </span>
      {mode !== '' && <em className="tmode">{mode}</em>}
      {step.state === 'running' ? <RunningFor step={step} /> : underWords(step)}
      {step.verified === 'no' && step.state === 'done' && <em className="unv">not proven</em>}
    </>
  );
}

function RunningFor({ step }: { readonly step: RunStep }) {
  const now = useNow();
  return `running ${duration(now - (step.startedAt ?? now))}`;
}

function underWords(step: RunStep): string {
  const { state, result, does, aside } = step;
  if (state === 'skipped') return `skipped: ${step.skipped?.reason || 'optional'}`;
  if (state === 'passed') return 'passed by';
  if (state === 'rolled-back') return 'taken back';
  if (state === 'ahead') return aside ? `aside: ${does}` : does;
  if (state === 'current' || state === 'waiting') return does;
  return result || tookWords(step) || does;
}

const tookWords = ({ startedAt, endedAt }: RunStep): string =>
  startedAt === null || endedAt === null ? '' : took(endedAt - startedAt);
