// Track and step side by side, what comes next and the evidence after them: the same on a screen of its own and beside a
// timeline.
import { useEffect, useMemo, useRef } from 'react';
import type { RunView } from '../../../electron/contract/model/run.ts';
import type { KeyBinding } from '../../lib/keys.ts';
import { useNoRepeats, useSeen } from './acts.ts';
import { Difference } from './difference.tsx';
import { Ended } from './ended.tsx';
import { Evidence } from './evidence.tsx';
import { type Hand, handOf } from './hand.ts';
import { FullOutput } from './output/full-output.tsx';
import { frontOf, lastAttempt, nextThing, stepAt } from './run-facts.ts';
import { runKeys } from './run-keys.ts';
import { draftOf, setLook, useRunLook } from './run-look.ts';
import { FrontStep } from './step/front-step.tsx';
import { PastStep } from './step/past-step.tsx';
import { Track } from './track.tsx';

export interface RunHandle {
  readonly hand: Hand;
  readonly keys: readonly KeyBinding[];
  readonly root: React.RefObject<HTMLElement | null>;
  /** A key acts on what is in front: it was there long enough to be read. */
  readonly seen: boolean;
}

/** Hand and keys of a run that is shown. */
export function useRunHandle(view: RunView, inPane: boolean): RunHandle {
  const root = useRef<HTMLElement>(null);
  const seen = useSeen(view);
  const look = useRunLook(view.run.id);
  const hand = useMemo(() => handOf(view, seen, root), [view, seen]);
  useNoRepeats();
  useLookInBounds(view);
  const keys = runKeys(view, look, nextThing(view, draftOf(view, look)), hand, inPane);
  return { hand, keys, root, seen };
}

/** The step that is read and the sheet that is open are of this run as it is now. */
function useLookInBounds({ run, file }: RunView): void {
  const look = useRunLook(run.id);
  useEffect(() => {
    if (look.path !== null && (look.path === run.at || stepAt(run, look.path) === null))
      setLook(run.id, { path: null });
    if (look.sheet === 'difference' && file.difference === '') setLook(run.id, { sheet: 'step' });
  }, [look, run, file]);
}

interface Props {
  readonly view: RunView;
  readonly handle: RunHandle;
}

export function RunBody({ view, handle: { hand, keys, root, seen } }: Props) {
  return (
    <section ref={root} className="rbody" aria-label="Run" data-seen={seen ? '' : undefined}>
      <Track run={view.run} />
      <div className="stcol">
        <Card view={view} hand={hand} keys={keys} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="after" aria-label="Next, and evidence" tabIndex={0}>
        <Next view={view} />
        {view.run.phase !== 'ended' && <Evidence run={view.run} />}
        <Given view={view} />
      </section>
    </section>
  );
}

function Card({
  view,
  hand,
  keys,
}: {
  readonly view: RunView;
  readonly hand: Hand;
  readonly keys: readonly KeyBinding[];
}) {
  const { run, face } = view;
  const look = useRunLook(run.id);
  const front = frontOf(view);
  const read = look.path === null ? null : stepAt(run, look.path);
  if (look.sheet === 'difference') return <Difference view={view} />;
  if (look.sheet === 'output') {
    const last = lastAttempt(run);
    const of = read ?? (front && front.attempts.length > 0 ? front : (last?.step ?? null));
    if (of) return <FullOutput key={of.path} run={run} step={of} attempts={of.attempts} />;
  }
  if (read) return <PastStep key={read.path} view={view} step={read} hand={hand} keys={keys} />;
  if (run.phase === 'ended' || front === null || face === null) return <Ended run={run} keys={keys} />;
  return <FrontStep key={front.path} view={view} face={face} step={front} hand={hand} keys={keys} />;
}

function Next({ view: { next, run, face } }: { readonly view: RunView }) {
  // After a question its answers say where they lead.
  if (run.phase === 'ended' || (next === null && face?.question)) return null;
  return (
    <div className="nexts">
      <span>Next</span>
      {next ? (
        <>
          <b>{next.n}</b>
          <div>
            <b>{next.title}</b>
            <u>{next.does}</u>
          </div>
        </>
      ) : (
        <div>
          <b>The end</b>
          <u>nothing comes after this step</u>
        </div>
      )}
    </div>
  );
}

/** What it was started with. */
function Given({ view: { run } }: { readonly view: RunView }) {
  const inputs = Object.entries(run.inputs);
  if (inputs.length === 0) return null;
  return (
    <dl className="became given">
      {inputs.map(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name} is`} className="mono">
          {Array.isArray(value) ? value.join(', ') : String(value)}
        </dd>,
      ])}
    </dl>
  );
}
