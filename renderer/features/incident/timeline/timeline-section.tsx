// The timeline of an incident: its head, the filter, the entries, and what is said when there are none.
import { Link } from 'lucide-react';
import { type RefObject, useState } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { count, figure } from '../../../lib/number.ts';
import { day } from '../../../lib/time.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { isFiltered, NO_FILTER, setFilter, useIncidentView } from '../incident-view.ts';
import { FilterBar } from './filter-bar.tsx';
import { JumpField } from './jump-field.tsx';
import { type ListHand, TimelineList } from './timeline-list.tsx';
import type { Timeline } from './use-timeline.ts';

interface Props {
  readonly incident: Incident;
  readonly timeline: Timeline;
  readonly hand: RefObject<ListHand | null>;
  readonly words: RefObject<HTMLInputElement | null>;
  readonly isJumping: boolean;
  readonly onJump: (at: number) => void;
  readonly onLeaveJump: () => void;
}

const WHO = [
  ['all', 'All'],
  ['people', 'People'],
  ['engine', 'Engine'],
] as const;

export function TimelineSection(props: Props) {
  const { incident, timeline, hand, words } = props;
  const { filter, isFilterOpen } = useIncidentView(incident.id);
  const [topAt, setTopAt] = useState<number | null>(null);
  const { view, feed } = timeline;
  return (
    <section className="tline" aria-label="Timeline">
      <Head {...props} />
      {(isFilterOpen || isFiltered({ ...filter, who: 'all' })) && (
        <FilterBar incident={incident} filter={filter} box={words} />
      )}
      <div className="thd" aria-hidden="true">
        <span>{topAt === null ? 'Happened' : day(topAt)}</span>
        <span className="r">recorded</span>
        <span>Kind</span>
        <span>Entry</span>
        <span className="tw">By</span>
        <span className="tsq">Seq</span>
      </div>
      {view.state === 'failed' && <Failed reason={view.reason} onAgain={feed?.reconnected} />}
      {view.state === 'loading' && <Loading />}
      {view.state === 'ready' && view.total === 0 && <Nothing incident={incident} />}
      {view.state === 'ready' && view.total > 0 && feed && (
        <div className="twrap">
          <TimelineList
            key={JSON.stringify(filter)}
            incidentId={incident.id}
            view={view}
            feed={feed}
            hand={hand}
            onTop={setTopAt}
          />
          {view.below > 0 && (
            <button type="button" className="tbelow" onClick={() => hand.current?.toEnd()}>
              <span role="status">{count(view.below, 'new entry', 'new entries')} below</span>
              <Keycap keys="End" />
            </button>
          )}
        </div>
      )}
      {view.state === 'ready' && view.reason !== null && (
        <p className="tstale" role="alert">
          The timeline could not be read again: {view.reason} What is shown is as it was before.
        </p>
      )}
    </section>
  );
}

function Head({ incident, timeline, isJumping, onJump, onLeaveJump }: Props) {
  const { filter } = useIncidentView(incident.id);
  const { total, head, entries } = timeline.view;
  return (
    <div className="ph">
      <h2>
        Timeline
        <em>{figure(total)}</em>
      </h2>
      {isFiltered(filter) && <span className="sub">fit the filter</span>}
      <div className="phr">
        {isJumping && (
          <JumpField until={entries.get(total - 1)?.occurredAt ?? Date.now()} onJump={onJump} onLeave={onLeaveJump} />
        )}
        <Segment label="Who" value={filter.who} options={WHO} onChange={(who) => setFilter(incident.id, { who })} />
        {head && (
          <span className="chain" title={`Head of the record's chain: entry ${head.seq}, ${head.hash}`}>
            <Link className="ic" aria-hidden="true" />
            <span className="w-only">chain</span>
            <span className="mono">
              {head.hash.slice(0, 4)}…{head.hash.slice(-4)}
            </span>
          </span>
        )}
      </div>
    </div>
  );
}

/** The final layout in still blocks. */
function Loading() {
  return (
    <div className="tscroll" role="status" aria-label="The timeline is being read">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
        <div key={key} className="te unread">
          <span className="skel" />
          <span />
          <span className="skel" />
          <span className="skel" />
          <span className="skel" />
        </div>
      ))}
    </div>
  );
}

function Nothing({ incident }: { readonly incident: Incident }) {
  const { filter } = useIncidentView(incident.id);
  const filtered = isFiltered(filter);
  return (
    <div className="empty">
      <b>{filtered ? 'No entry fits this filter.' : 'Nothing is on record yet.'}</b>
      {filtered ? (
        <>
          <p>What it hides is still on record.</p>
          <button type="button" className="btn pri" onClick={() => setFilter(incident.id, NO_FILTER)}>
            <Keycap keys="Escape" />
            Clear the filter
          </button>
        </>
      ) : (
        <p>
          <Keycap keys="n" /> writes the first note.
        </p>
      )}
    </div>
  );
}

function Failed({ reason, onAgain }: { readonly reason: string | null; readonly onAgain: (() => void) | undefined }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        <p>
          <b>The timeline could not be read.</b> {reason}
        </p>
        <p>Nothing of it is lost. What you typed stays in the note box.</p>
      </div>
      <button type="button" className="btn" onClick={onAgain}>
        Read it again
      </button>
    </div>
  );
}
