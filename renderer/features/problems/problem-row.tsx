// One problem in a line: status | host | check | what | since | attempts | told or held back | who has it.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { HoldReason, Problem } from '../../../electron/contract/model/problem.ts';
import { useNow } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { duration } from '../../lib/time.ts';
import { useIncidentNumber } from '../../store/incidents.ts';
import { ackWords, attemptWords, heldBack, holdWords, toldCell, untilWords } from '../../store/problem-words.ts';
import { isHandled } from '../../store/roll-up.ts';
import { changeOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Ago, Clock } from '../../ui/figures.tsx';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';
import type { BoardRow } from './board-rows.ts';
import { toggleGroup } from './problems-state.ts';

export interface ProblemRowProps {
  readonly row: Extract<BoardRow, { type: 'problem' }>;
  /** As it is now, or as it was last; null when nothing is known of it any more. */
  readonly problem: Problem | null;
  readonly over: boolean;
  readonly selected: boolean;
  readonly chosen: boolean;
}

export const ProblemRow = memo(function ProblemRow({ row, problem, over, selected, chosen }: ProblemRowProps) {
  if (!problem) return <div className="prow over">it is over</div>;
  const lit = !over && !isHandled(problem);
  const marks = [
    `s-${glyphOf(problem.status)}`,
    lit && 'lit',
    row.nested && 'nested',
    row.context && 'context',
    over && 'over',
    selected && 'sel',
    chosen && 'chosen',
  ];
  return (
    <div className={`prow ${marks.filter(Boolean).join(' ')}`}>
      <span className="px">
        <Glyph status={problem.status} lit={lit} size={18} />
      </span>
      <Sev problem={problem} lit={lit} />
      <Names problem={problem} />
      <What row={row} problem={problem} over={over} />
      <span className="r pa">
        <Ago at={problem.openedAt} />
        <u className="w-in">
          <Clock at={problem.openedAt} />
        </u>
      </span>
      <Attempts problem={problem} />
      <Told problem={problem} />
      <Hand problem={problem} />
    </div>
  );
});

type One = { readonly problem: Problem };

/** How bad it is for people, in words; loud only while nobody has it. */
function Sev({ problem, lit }: One & { readonly lit: boolean }) {
  return <span className={`psev sev-${problem.severity}${lit ? ' lit' : ''}`}>SEV{problem.severity}</span>;
}

function Names({ problem }: One) {
  const host = useWorld((world) => world.hosts.get(problem.hostId));
  const check = useWorld((world) => world.checks.get(problem.checkId)?.name);
  return (
    <>
      <b className="ph-n">
        {host?.name ?? 'a removed host'}
        <u className="w-in">{host?.site}</u>
      </b>
      <span className="pc">{check ?? 'a removed check'}</span>
    </>
  );
}

function What({ row, problem, over }: Pick<ProblemRowProps, 'row' | 'over'> & One) {
  const state = useWorld((world) => world.checkStates.get(problem.checkId));
  const incident = useIncidentNumber(problem.id);
  const { key } = row;
  const words = over ? 'Over: it recovered' : state?.summary || problem.status;
  return (
    <span className="pw">
      <span className="pwt" title={over ? undefined : [words, state?.detail].filter(Boolean).join('\n')}>
        {words}
        {state?.detail && !over && <i className="w-in">{state.detail}</i>}
      </span>
      {row.fresh && !over && <em className="tag">new</em>}
      {incident && <em className="tag quiet in-inc">{incident}</em>}
      {state?.flapping && <em className="tag quiet">flapping</em>}
      {over && <em className="tag quiet">over</em>}
      {key !== null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a part of the row; the arrows do the same from the list
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        <span
          className="caused"
          onClick={(event) => {
            event.stopPropagation();
            toggleGroup(key);
          }}
        >
          {row.open ? (
            <ChevronDown className="ic" aria-hidden="true" />
          ) : (
            <ChevronRight className="ic" aria-hidden="true" />
          )}
          {figure(row.caused)} behind<span className="vh">, {row.open ? 'unfolded' : 'folded'}</span>
        </span>
      )}
      {!over && state?.resultAt != null && <ResultAge at={state.resultAt} />}
    </span>
  );
}

/** How old the words are. */
function ResultAge({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <u className="rage" title="Age of the last result">
      {duration(now - at)}
    </u>
  );
}

function Attempts({ problem }: One) {
  const words = useWorld((world) =>
    attemptWords(world.checkStates.get(problem.checkId), world.checks.get(problem.checkId)?.policy.maxAttempts),
  );
  return <span className="pt">{words}</span>;
}

function Told({ problem }: One) {
  const now = useNow();
  const change = useWorld((world) => changeOf(world, problem.held));
  const words = toldCell(problem, now, change);
  const hold = heldBack(problem);
  if (!hold) return <span className="ptold">{words}</span>;
  // Why is cut where it is narrow, until when never is.
  return (
    <span className="pheld" title={words}>
      <span>held: {holdWords(hold, change)}</span>
      {hold.until !== undefined && <Until at={hold.until} now={now} />}
    </span>
  );
}

/** "until 03:30", and where it is wide "(in 1 h 31 min)". */
function Until({ at, now }: { readonly at: number; readonly now: number }) {
  const [end = '', left] = untilWords(at, now).split(/(?= \()/);
  return (
    <u>
      {' '}
      {end}
      <span className="w-in">{left}</span>
    </u>
  );
}

/** Nobody has it, and nobody has to. */
const PLANNED: Partial<Record<HoldReason, string>> = { maintenance: 'planned', muted: 'muted' };

function Hand({ problem: { ack, held } }: One) {
  const now = useNow();
  if (!ack) return <span className="pnone">{(held && PLANNED[held.reason]) ?? 'nobody'}</span>;
  const words = ackWords(ack, now);
  return (
    <span className="phand" title={`${ack.by}: ${words}`}>
      <b className="hand">{ack.by}</b> {words}
    </span>
  );
}
