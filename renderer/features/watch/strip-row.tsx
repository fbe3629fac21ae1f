// One strip: state | host, check | what, why | last hour | since | attempts | owner | told. Line one is what to read,
// line two the fact behind it.
import { memo } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { useIncidentNumber } from '../../store/incidents.ts';
import { attemptWords } from '../../store/problem-words.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld, type World } from '../../store/world.ts';
import { Sparkline } from '../../ui/charts/sparkline.tsx';
import { Ago, Clock } from '../../ui/figures.tsx';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';
import type { Placed } from './arrangement.ts';
import { limitOf, mainMetric, useLastHour } from './last-hour.ts';
import type { Strip } from './strips.ts';
import { toldWords, whatWords } from './words.ts';

export interface StripRowProps {
  readonly placed: Placed;
  readonly selected: boolean;
  readonly chosen: boolean;
}

export const StripRow = memo(function StripRow({ placed, selected, chosen }: StripRowProps) {
  const { strip, fresh, over } = placed;
  const { problem } = strip;
  const lit = !over && !isHandled(problem);
  const name = glyphOf(problem.status);
  const marks = `${selected ? ' sel' : ''}${chosen ? ' chosen' : ''}${over ? ' over' : ''}${lit ? '' : ' calm'}`;
  return (
    <div className={`strip s-${name}${marks}`}>
      <span className="sx">
        <Glyph status={name} lit={lit} />
      </span>
      <Who strip={strip} chosen={chosen} />
      <What strip={strip} over={over} fresh={fresh} />
      <span className="sp">
        <LastHour strip={strip} lit={lit} />
      </span>
      <span className="ss">
        <b>
          <Ago at={problem.openedAt} />
        </b>
        <span>
          <Clock at={problem.openedAt} />
        </span>
      </span>
      <Attempts strip={strip} />
      <span className={problem.ack ? 'so' : 'so none'}>{problem.ack?.by ?? 'nobody'}</span>
      <Told strip={strip} />
    </div>
  );
});

function Who({ strip, chosen }: { readonly strip: Strip; readonly chosen: boolean }) {
  const host = useWorld((world) => world.hosts.get(strip.problem.hostId));
  const check = useWorld((world) => world.checks.get(strip.problem.checkId)?.name);
  return (
    <span className="sh">
      <b>{host?.name ?? 'a removed host'}</b>
      <span>
        {chosen && <em className="tag hand">chosen</em>}
        {check ?? 'a removed check'}
        <u>
          {host?.role} {host?.site}
        </u>
      </span>
    </span>
  );
}

function What({ strip, over, fresh }: { readonly strip: Strip; readonly over: boolean; readonly fresh: boolean }) {
  const state = useWorld((world) => world.checkStates.get(strip.problem.checkId));
  const handled = isHandled(strip.problem);
  const cause = useWorld((world) => (over ? causeNow(world, strip.problem.id) : null));
  const [first, second] = whatWords(strip, state);
  const incident = useIncidentNumber(strip.problem.id);
  const went = handled ? 'taken in hand' : cause === null ? 'over' : 'folded';
  return (
    <span className="sw">
      <b>
        <span className="swt">
          {over && !handled ? (cause === null ? 'Over: it recovered' : `Now under ${cause}`) : first}
        </span>
        {state?.flapping && <em className="tag quiet">flapping</em>}
        {fresh && !over && <em className="tag">new</em>}
        {over && <em className="tag quiet">{went}</em>}
      </b>
      <span>
        {incident && <em className="tag quiet in-inc">{incident}</em>}
        {over && handled ? (strip.problem.ack?.reason ?? second) : second}
      </span>
    </span>
  );
}

/** Of a strip that left the list: the host it is folded under by now, since it is not over at all; null: it is over. */
function causeNow({ problems, hosts }: World, id: ProblemId): string | null {
  const problem = problems.get(id);
  return problem ? (hosts.get(problem.because ?? problem.hostId)?.name ?? 'its cause') : null;
}

function LastHour({ strip, lit }: { readonly strip: Strip; readonly lit: boolean }) {
  const { checkId, status } = strip.problem;
  const metric = useWorld((world) => mainMetric(world.checkStates.get(checkId))?.name ?? null);
  const limit = useWorld((world) => limitOf(world.checkStates.get(checkId)));
  const stale = useWorld((world) => world.link !== 'live');
  const values = useLastHour(checkId, metric);
  return <Sparkline values={values} status={stale || !lit ? 'ok' : status} threshold={limit} />;
}

function Attempts({ strip }: { readonly strip: Strip }) {
  const { checkId } = strip.problem;
  const words = useWorld((world) =>
    attemptWords(world.checkStates.get(checkId), world.checks.get(checkId)?.policy.maxAttempts),
  );
  return (
    <span className="sa">
      <b>{words}</b>
    </span>
  );
}

function Told({ strip }: { readonly strip: Strip }) {
  const [first, second] = toldWords(strip.problem);
  return (
    <span className="st">
      <b>{first}</b>
      <span>{second}</span>
    </span>
  );
}
