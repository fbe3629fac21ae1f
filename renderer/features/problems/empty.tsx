// Nothing to show: what that means, and the next key.
import { count } from '../../lib/number.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { NO_FILTER } from './filter.ts';
import { setFilter, sortNow, useProblems } from './problems-state.ts';

export function NoProblems() {
  const hosts = useWorld((world) => world.hosts.size);
  const checks = useWorld((world) => world.checks.size);
  const total = useWorld((world) => world.problems.size);
  const fresh = useProblems((state) => state.board.fresh.length);
  if (hosts === 0) {
    return (
      <div className="empty">
        <b>Nothing is watched yet, so nothing can be wrong.</b>
        <p>Add the first host: a name and an address are enough, it is pinged from then on.</p>
        <button type="button" className="btn pri" onClick={() => openDialog({ type: 'host-form', hostId: null })}>
          <Keycap keys="+" /> Add a host
        </button>
      </div>
    );
  }
  if (total > 0) {
    return (
      <div className="empty">
        <b>None of the {count(total, 'open problem')} fits this filter.</b>
        <p>{fresh > 0 ? `${fresh} came in since the last sort. ` : ''}The filter hides them, they are still open.</p>
        <span className="acts">
          <button type="button" className="btn pri" onClick={() => setFilter(NO_FILTER)}>
            <Keycap keys="Escape" /> Clear the filter
          </button>
          {fresh > 0 && (
            <button type="button" className="btn" onClick={sortNow}>
              <Keycap keys="." /> Sort them in
            </button>
          )}
        </span>
      </div>
    );
  }
  return (
    <div className="all-quiet">
      <Glyph status="ok" size={30} quiet />
      <div>
        <b>No open problem</b>
        <span>
          All {count(checks, 'check')} of {count(hosts, 'host')} are well or not yet proven bad. A check has to fail as
          often as its policy says before it stands here. <Keycap keys="g w" /> shows the fleet.
        </span>
      </div>
    </div>
  );
}

/** The final layout in still blocks. */
export function Waiting() {
  return (
    <div role="status" aria-label="Waiting for the monitor">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="skel prow-skel" />
      ))}
    </div>
  );
}
