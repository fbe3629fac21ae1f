// Unhandled problems, worst first: those after the one that is called out beside the map, or as many as the wall holds.
import { useRef } from 'react';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { useNowEvery } from '../../lib/now.ts';
import { count, figure } from '../../lib/number.ts';
import { selectBehind } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';
import { leadOf, selectAlarm, selectWorstFirst } from './alarm.ts';
import { None } from './none.tsx';
import { useFits } from './use-fits.ts';
import { hostName, wallAge } from './wall-words.ts';

/** Ages of problems, to be drawn so often, ms: seconds are shown in the first minute only. */
const STEP_MS = 5_000;

/** Of one line beside the map, and of one on a wall of its own, u. */
const SIDE_ROW_U = 7;
const WIDE_ROW_U = 10.4;

export function NextWorst() {
  const worst = useWorld(selectWorstFirst);
  const called = useWorld(selectAlarm);
  const list = useRef<HTMLDivElement>(null);
  const fits = useFits(list, SIDE_ROW_U);
  const next = worst.filter(({ id }) => id !== called?.id);
  return (
    <section className="grow" aria-label="Next worst">
      <h2>
        {called ? 'Next worst' : 'Worst first'}
        {next.length > fits && <span>{figure(next.length - fits)} more</span>}
      </h2>
      <div className="wp" ref={list}>
        {next.length === 0 && <None>{called ? 'Nothing else.' : 'Nothing is unhandled.'}</None>}
        {next.slice(0, fits).map((problem) => (
          <div key={problem.id}>
            <Glyph status={problem.status} lit quiet />
            <Host problem={problem} />
            <Age at={problem.openedAt} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Host({ problem }: { readonly problem: Problem }) {
  const name = useWorld((world) => hostName(world, problem.hostId));
  return (
    <b>
      {name}
      <span className="vh"> {GLYPH_WORDS[glyphOf(problem.status)]}</span>
    </b>
  );
}

function Age({ at }: { readonly at: number }) {
  const now = useNowEvery(STEP_MS);
  return <time dateTime={new Date(at).toISOString()}>{wallAge(now - at)}</time>;
}

export function ProblemsView() {
  const worst = useWorld(selectWorstFirst);
  const list = useRef<HTMLDivElement>(null);
  const fits = useFits(list, WIDE_ROW_U);
  return (
    <section className="wb-main whole wb-list" data-view="problems" aria-label="Unhandled problems">
      <h2>
        Unhandled, worst first{worst.length > 0 && <em>{figure(worst.length)}</em>}
        {worst.length > fits && <span>{figure(worst.length - fits)} more</span>}
      </h2>
      <div className="wp wide" ref={list}>
        {worst.length === 0 && <None>Nothing is unhandled.</None>}
        {worst.slice(0, fits).map((problem) => (
          <Row key={problem.id} problem={problem} />
        ))}
      </div>
    </section>
  );
}

function Row({ problem }: { readonly problem: Problem }) {
  const check = useWorld((world) => {
    const found = world.checks.get(problem.checkId);
    return found && !found.alive ? found.name : '';
  });
  const fact = useWorld((world) => {
    const behind = selectBehind(world).get(problem.hostId) ?? 0;
    return behind > 0 ? `${count(behind, 'host')} behind it` : (world.checkStates.get(problem.checkId)?.summary ?? '');
  });
  const lead = useWorld((world) => leadOf(world, problem));
  return (
    <div>
      <Glyph status={problem.status} lit quiet />
      <Host problem={problem} />
      <span>{[check, fact].filter(Boolean).join(': ') || GLYPH_WORDS[glyphOf(problem.status)]}</span>
      <u>{lead || 'nobody'}</u>
      <Age at={problem.openedAt} />
    </div>
  );
}
