// Incidents: their book, timelines, clocks, stories and files, wired. Built over the watch and over people, which know of it
// only by `problemsChanged` and by the journal that it follows.

import type { Clock } from './lib/clock.ts';
import type { Channels } from './services/channels.ts';
import type { History } from './services/history.ts';
import { createIncidentBook } from './services/incidents/book.ts';
import { createExports } from './services/incidents/exports.ts';
import { createIncidents } from './services/incidents/incidents.ts';
import { createTimelineLinks } from './services/incidents/links.ts';
import { createSlaWatch } from './services/incidents/sla-watch.ts';
import { createStories } from './services/incidents/story.ts';
import { createTimeline } from './services/incidents/timeline.ts';
import type { LiveFeed } from './services/live-feed.ts';
import type { Maintenance } from './services/maintenance.ts';
import type { Notifying } from './services/notifying.ts';
import type { DesktopHost } from './services/screens.ts';
import type { EngineSettings } from './services/settings.ts';
import type { Troubles } from './services/troubles.ts';
import type { World } from './services/world.ts';
import type { Store } from './store/open.ts';

export interface IncidentRoomOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly feed: LiveFeed;
  readonly history: History;
  readonly channels: Channels;
  readonly notifying: Notifying;
  readonly maintenance: Maintenance;
  readonly desktop: DesktopHost | null;
}

export type IncidentRoom = ReturnType<typeof buildIncidents>;

export function buildIncidents(options: IncidentRoomOptions) {
  const { store } = options;
  const links = createTimelineLinks(options);
  const undo = store.journal.follow(links.entriesWritten);
  const book = createIncidentBook({ ...options, links });
  const own = { ...options, book };
  const incidents = createIncidents(own);
  const timeline = createTimeline({ ...own, links });
  const stories = createStories(own);
  const exports = createExports({ ...own, timeline, stories });
  const slaWatch = createSlaWatch(own);
  return {
    book,
    incidents,
    timeline,
    stories,
    exports,
    start(): void {
      incidents.start();
      slaWatch.start();
    },
    stop(): void {
      slaWatch.stop();
      incidents.stop();
      timeline.stop();
      undo();
    },
  };
}
