// The timeline of one incident, kept fresh while a screen shows it.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { TimelineFilter } from '../../../../electron/contract/model/timeline.ts';
import { engine } from '../../../link/client.ts';
import { watchIncident } from '../../../link/live-incident.ts';
import { useWorld } from '../../../store/world.ts';
import { createTimelineFeed, type TimelineFeed, type TimelineView } from './timeline-feed.ts';

const NOTHING: TimelineView = { state: 'loading', reason: null, total: 0, head: null, entries: new Map(), below: 0 };
const nothing = () => NOTHING;
const unsubscribed = () => () => {};

export interface Timeline {
  readonly view: TimelineView;
  /** Null until it is asked for. */
  readonly feed: TimelineFeed | null;
}

/** Another filter is another list; a new line to the engine reads the same list again. */
export function useTimeline(incidentId: IncidentId, filter: TimelineFilter): Timeline {
  const [feed, setFeed] = useState<TimelineFeed | null>(null);
  const live = useWorld((world) => world.link === 'live');
  const engineId = useWorld((world) => world.engineId);
  const key = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the filter
  useEffect(() => {
    if (engineId === null) return;
    const made = createTimelineFeed((offset, limit) =>
      engine().incidents.timeline({ incidentId, filter: { ...filter, kinds: [...filter.kinds] }, offset, limit }),
    );
    setFeed(made);
    return () => {
      made.close();
    };
  }, [incidentId, key, engineId === null]);
  useEffect(() => {
    if (!feed || !live || engineId === null) return;
    let isFirst = true;
    // The first word only says how long it is; on a new line that is news, on the first it is asked for already.
    feed.reconnected();
    return watchIncident(incidentId, () => {
      if (!isFirst) feed.changed();
      isFirst = false;
    });
  }, [feed, live, engineId, incidentId]);
  const view = useSyncExternalStore(feed?.subscribe ?? unsubscribed, feed?.view ?? nothing);
  return { view, feed };
}
