// The annunciator: the worst unhandled thing, top left on every screen. Lit while nobody has it, outline when all is
// handled, empty when all is well. A monitor that is lost outranks everything: then nothing on screen is known.
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { showProblem } from '../../store/focus.ts';
import { goTo } from '../../store/route.ts';
import { selectBehind, selectWorstHandled, useWorst } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';

export function Annunciator() {
  const lost = useWorld((world) => world.link === 'lost');
  const worst = useWorst();
  const handled = useWorld(selectWorstHandled);
  if (lost) return <MonitorLost />;
  const problem = worst ?? handled;
  if (!problem) {
    return (
      <div className="ann none" role="status">
        <span className="vh">Nothing unhandled</span>
      </div>
    );
  }
  return <Worst problem={problem} lit={worst !== null} />;
}

function Worst({ problem, lit }: { readonly problem: Problem; readonly lit: boolean }) {
  const host = useWorld((world) => world.hosts.get(problem.hostId)?.name ?? 'a removed host');
  const check = useWorld((world) => world.checks.get(problem.checkId)?.name ?? '');
  const behind = useWorld((world) => selectBehind(world).get(problem.hostId) ?? 0);
  const name = glyphOf(problem.status);
  const fact = behind > 0 ? `${behind} behind it` : problem.status === 'down' ? 'down' : problem.status;
  return (
    <div role="status" className="ann-live">
      <button
        type="button"
        className={`ann a-${name} ${lit ? 'lit' : 'out'}`}
        onClick={() => {
          goTo({ screen: 'watch' });
          showProblem(problem.id);
        }}
      >
        <Glyph status={name} lit={lit} />
        <div>
          <b>{problem.status === 'down' ? `${host} down` : `${host} ${check}`}</b>
          <span>
            <em>
              {problem.status === 'down' && behind === 0 ? '' : `${fact}, `}
              {problem.ack ? `${problem.ack.by} has it` : lit ? 'unacknowledged' : 'handled'}
            </em>
            <Ago at={problem.openedAt} />
          </span>
        </div>
      </button>
    </div>
  );
}

function MonitorLost() {
  const asOf = useWorld((world) => world.asOf);
  return (
    <div className="ann a-unkn lit" role="alert">
      <Glyph status="unknown" lit />
      <div>
        <b>Monitor lost</b>
        <span>
          <em>{asOf ? 'nothing is being watched' : 'not connected yet'}</em>
          {asOf > 0 && <Ago at={asOf} />}
        </span>
      </div>
    </div>
  );
}
