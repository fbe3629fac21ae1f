// The step in front, one big: what it does and where, what a person has to do, what runs, what proves it and takes it back.
import { ShieldCheck, TriangleAlert, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RunStep, RunView, StepFace } from '../../../../electron/contract/model/run.ts';
import type { KeyBinding } from '../../../lib/keys.ts';
import { MODE_WORDS, RISK_WORDS } from '../../../store/run-words.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Markdown } from '../../../ui/markdown.tsx';
import type { Hand } from '../hand.ts';
import { OutputWell } from '../output/output-well.tsx';
import { canDo, lastAttempt, latestOf } from '../run-facts.ts';
import { draftOf, useRunLook } from '../run-look.ts';
import { Checklist, Message, Question, TypeTarget } from './answers.tsx';
import { Batches } from './batches.tsx';
import { Command } from './command.tsx';
import { Fields } from './fields.tsx';
import { Standing } from './standing.tsx';
import { TargetBand, uniqueTargets } from './target-band.tsx';

interface Props {
  readonly view: RunView;
  readonly face: StepFace;
  readonly step: RunStep;
  readonly hand: Hand;
  readonly keys: readonly KeyBinding[];
}

export function FrontStep({ view, face, step, hand, keys }: Props) {
  const attempts = latestOf(step);
  return (
    <section className={`step ${view.run.mode}`} aria-label={`Step ${step.n}: ${face.title}`}>
      <StepHead view={view} step={step} title={face.title} />
      <TargetBand face={face} mode={view.run.mode} attempts={attempts} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="stbody" aria-label="What it is about" tabIndex={0}>
        <Standing view={view} step={step} />
        {face.text !== '' && (
          <div className="rabout">
            <Markdown text={face.text} />
          </div>
        )}
        {face.unknown.length > 0 && (
          <p className="unknown">
            Not known yet: <b className="mono">{face.unknown.join(', ')}</b>. A real run would have it from an earlier
            step.
          </p>
        )}
        <Asking view={view} face={face} hand={hand} />
        {face.commands.length > 0 && face.commands[0] && <Command shown={face.commands[0].shown} onCopy={hand.copy} />}
        {face.expects !== '' && (
          <p className="expects">
            Expects <b>{face.expects}</b>
          </p>
        )}
        <Typed view={view} face={face} hand={hand} />
      </section>
      <Below view={view} face={face} step={step} />
      <Promises view={view} face={face} />
      <StepKeys keys={keys} />
    </section>
  );
}

export function StepHead({
  view,
  step,
  title,
}: {
  readonly view: RunView;
  readonly step: RunStep;
  readonly title: string;
}) {
  const mode = MODE_WORDS[view.run.mode];
  const changes = step.risk !== 'read-only';
  return (
    <header className="sthead">
      <h2 title={title}>
        <span>{step.n}</span>
        {title}
      </h2>
      {mode !== '' && <b className="mode-t">{mode}</b>}
      <b className={changes ? 'risk-t' : 'risk-t quiet'}>
        {changes && <TriangleAlert className="ic" aria-hidden="true" />}
        {RISK_WORDS[step.risk]}
      </b>
    </header>
  );
}

function Asking({ view, face, hand }: Pick<Props, 'view' | 'face' | 'hand'>): ReactNode {
  const look = useRunLook(view.run.id);
  const draft = draftOf(view, look);
  return (
    <>
      {face.checklist.length > 0 && <Checklist view={view} face={face} hand={hand} item={look.item} />}
      {face.question !== '' && <Question view={view} face={face} draft={draft} hand={hand} />}
      {face.fields.length > 0 && <Fields view={view} face={face} draft={draft} hand={hand} />}
      {face.message && <Message view={view} face={face} draft={draft} hand={hand} />}
    </>
  );
}

/** The field for the name of the target: before it goes, and before it goes once more. */
function Typed({ view, face, hand }: Pick<Props, 'view' | 'face' | 'hand'>): ReactNode {
  const draft = draftOf(view, useRunLook(view.run.id));
  if (view.run.mode !== 'live' || face.typed === '') return null;
  const isFirst = face.confirm === 'type-target' && view.run.phase === 'ready' && canDo(view, 'go');
  if (!isFirst && draft.retry === null) return null;
  return <TypeTarget view={view} face={face} draft={draft} hand={hand} />;
}

/** Rows of targets, and the output of the one that is looked at; else of what ran last. */
function Below({ view, face, step }: Pick<Props, 'view' | 'face' | 'step'>) {
  const [chosen, setChosen] = useState<string | null>(null);
  const own = latestOf(step);
  const isMany = uniqueTargets(face).length > 1;
  const last = own.length > 0 ? null : lastAttempt(view.run);
  const read =
    own.find(({ id }) => id === chosen) ?? own.findLast(({ end }) => end !== 'ok') ?? own.at(-1) ?? last?.attempt;
  const of = last?.step ?? step;
  return (
    <>
      {isMany && <Batches face={face} attempts={own} chosen={read?.id ?? null} onChoose={setChosen} />}
      {read ? (
        <OutputWell key={read.id} runId={view.run.id} step={of} attempt={read} isBefore={of.path !== step.path} />
      ) : (
        <div className="outp idle" />
      )}
    </>
  );
}

/** What proves it and what takes it back: known before it runs. */
function Promises({ view: { run }, face }: Pick<Props, 'view' | 'face'>) {
  const proof = run.steps.find(({ title }) => title === face.proof);
  const back = run.steps.find(({ title }) => title === face.wayBack);
  return (
    <>
      {face.proof !== '' && (
        <div className="vfy">
          <span className="vl">
            <ShieldCheck className="ic" aria-hidden="true" />
            Proof{proof && `, step ${proof.n}`}
          </span>
          <b>{face.proof}</b>
          {proof && <u>{proof.state === 'ahead' ? proof.does : proof.result}</u>}
        </div>
      )}
      {(face.wayBack !== '' || face.risk !== 'read-only') && (
        <div className="vfy rb">
          <span className="vl">
            <Undo2 className="ic" aria-hidden="true" />
            Way back{back && `, step ${back.n}`}
          </span>
          <b>{face.wayBack || 'none: this cannot be taken back'}</b>
        </div>
      )}
    </>
  );
}

/** The keys that work now, under the step: the likely one first. */
export function StepKeys({ keys }: { readonly keys: readonly KeyBinding[] }) {
  const shown = keys.filter(
    ({ bar, off, keys: [first] }) => bar && !off && first !== 'j' && first !== 'o' && first !== 'c',
  );
  return (
    <div className="skeys">
      {shown.map((key) => (
        <button
          key={key.keys.join()}
          type="button"
          tabIndex={-1}
          className={key.bar === 'first' ? 'pri' : undefined}
          onClick={key.run}
        >
          <Keycap keys={key.keys[0] ?? ''} />
          {key.label}
        </button>
      ))}
    </div>
  );
}
