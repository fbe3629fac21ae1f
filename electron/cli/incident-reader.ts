// Incidents as the command line reads them: of the engine that runs, else as the last one left them. Nothing is written.
import type { Incident } from '../contract/model/incident.ts';
import type { TimelineEntry } from '../contract/model/timeline.ts';
import { timelineFilter } from '../contract/model/timeline.ts';
import type { Clock } from '../engine/lib/clock.ts';
import type { IncidentWanted } from '../engine/store/incidents.ts';
import type { Store } from '../engine/store/open.ts';
import { type CliIo, InputError } from './command.ts';
import { openForReading } from './data-folder.ts';
import { connectEngine, type EngineConnection } from './engine-client.ts';

type Wanted = Pick<IncidentWanted, 'statuses' | 'severities' | 'from' | 'to' | 'limit'>;

export interface IncidentReader {
  /** Newest first. */
  list(wanted: Wanted): Promise<{ readonly total: number; readonly incidents: readonly Incident[] }>;
  /** By number ('INC-2026-0042', '42' of this year) or id. Throws an InputError where there is none. */
  get(incident: string): Promise<Incident>;
  /** By when they happened. */
  timeline(incident: Incident): Promise<readonly TimelineEntry[]>;
  close(): void;
}

const PAGE = 500;

/** Whoever opens closes. Throws an UnreachableError where there is nothing to read. */
export async function openIncidentReader(io: Pick<CliIo, 'clock'>, folder: string): Promise<IncidentReader> {
  const connection = await connectEngine(folder);
  return connection ? fromEngine(connection) : fromStore(await openForReading(folder, io.clock), io.clock);
}

function fromEngine({ client, close }: EngineConnection): IncidentReader {
  return {
    list: ({ statuses, severities, ...wanted }) =>
      client.incidents.list({ statuses: [...statuses], severities: [...severities], ...wanted }),
    get: (incident) => client.incidents.get({ incident }),
    timeline: ({ id }) => allPages((offset) => client.incidents.timeline({ incidentId: id, offset, limit: PAGE })),
    close,
  };
}

async function fromStore(store: Store, clock: Pick<Clock, 'now'>): Promise<IncidentReader> {
  const [{ createPages }, { clocksOf }, { readNumber }, { createEngineSettings }] = await Promise.all([
    import('../engine/services/incidents/timeline-pages.ts'),
    import('../engine/core/sla.ts'),
    import('../engine/core/incident-number.ts'),
    import('../engine/services/settings.ts'),
  ]);
  const { sla } = createEngineSettings({ clock: clock as Clock, store }).get().incidents;
  const whole = (row: Omit<Incident, 'clocks'>): Incident => ({ ...row, clocks: clocksOf(row, sla, clock.now()) });
  const pages = createPages(store);
  const filter = timelineFilter.parse({});
  return {
    async list(wanted) {
      const { total, rows } = store.incidents.list({ ...wanted, offset: 0 });
      return { total, incidents: rows.map(whole) };
    },
    async get(incident) {
      const year = new Date(clock.now()).getUTCFullYear();
      const number = readNumber(incident, year);
      const row = (number && store.incidents.byNumber(number.year, number.serial)) ?? store.incidents.get(incident);
      if (!row) throw new InputError(`there is no incident ${incident}`);
      return whole(row);
    },
    timeline: ({ id }) => allPages(async (offset) => pages.page({ incidentId: id, filter, offset, limit: PAGE })),
    close: () => store.close(),
  };
}

async function allPages(
  page: (offset: number) => Promise<{ readonly total: number; readonly entries: readonly TimelineEntry[] }>,
): Promise<readonly TimelineEntry[]> {
  const all: TimelineEntry[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { total, entries } = await page(offset);
    all.push(...entries);
    if (offset + PAGE >= total) return all;
  }
}
