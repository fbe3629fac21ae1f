// The marks of steps and attempts: a shape for each state, so that none is told by its hue alone.
import { Check, CircleHelp, Hourglass, LoaderCircle, Minus, SkipForward, Undo2, X } from 'lucide-react';
import type { Attempt, RunStep } from '../../../electron/contract/model/run.ts';

/** In the circle of the track: the place, until something became of it. */
export function StepMark({ step }: { readonly step: RunStep }) {
  switch (step.state) {
    case 'done':
      return <Check className="ic" aria-hidden="true" />;
    case 'failed':
      return <X className="ic" aria-hidden="true" />;
    case 'interrupted':
      return <CircleHelp className="ic" aria-hidden="true" />;
    case 'skipped':
      return <SkipForward className="ic" aria-hidden="true" />;
    case 'passed':
      return <Minus className="ic" aria-hidden="true" />;
    case 'rolled-back':
      return <Undo2 className="ic" aria-hidden="true" />;
    case 'waiting':
      return <Hourglass className="ic" aria-hidden="true" />;
    case 'ahead':
    case 'current':
    case 'running':
      return step.n;
    default:
      return step.state satisfies never;
  }
}

/** How an attempt ended. */
export function AttemptMark({ end }: Pick<Attempt, 'end'>) {
  if (end === 'ok') return <Check className="ic" aria-hidden="true" />;
  if (end === 'failed') return <X className="ic bad" aria-hidden="true" />;
  if (end === 'interrupted') return <CircleHelp className="ic warn" aria-hidden="true" />;
  return <LoaderCircle className="ic spin" aria-hidden="true" />;
}
