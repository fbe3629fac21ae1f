// The watch of SLA clocks over the real book, the real store and real notifying, on a clock that the test moves. Incidents are
// written as the services write them: through the book.
import { onTestFinished } from 'vitest';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import { type SlaTargets, slaPromise } from '../../electron/contract/model/sla.ts';
import type { WorldEvent } from '../../electron/contract/model/world.ts';
import { createIncidentBook, type IncidentBook } from '../../electron/engine/services/incidents/book.ts';
import { createTimelineLinks } from '../../electron/engine/services/incidents/links.ts';
import { createSlaWatch } from '../../electron/engine/services/incidents/sla-watch.ts';
import { createEngineSettings, type EngineSettings } from '../../electron/engine/services/settings.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';
import { ADA, type NotifyingFloor, openNotifying } from '../support/notifying-floor.ts';
import { incident, milestone } from '../unit/sla-makers.ts';

export interface SlaFloor extends NotifyingFloor {
  book: IncidentBook;
  settings: EngineSettings;
  /** Incidents that went to the screens, in order. */
  readonly shown: Incident[];
  /** Opens one now, as the service would. */
  open(part?: Partial<IncidentRow>): Incident;
  /** Changes it, as a service would. */
  change(part: Partial<IncidentRow> | ((row: IncidentRow, at: number) => Partial<IncidentRow>)): Incident;
  /** On to a status, now or `at`. */
  moveTo(status: 'acknowledged' | 'resolved' | 'closed' | 'open' | 'cancelled', at?: number): Incident;
  promise(severity: 1 | 2 | 3 | 4, targets: Partial<SlaTargets>): void;
  /** The newest of the incident. */
  now(): Incident;
  /** 'resolve at risk', oldest first. */
  events(): readonly string[];
  entries(): readonly Entry[];
  /** Ends watch and engine, and starts them again after `downMs`. */
  again(downMs?: number): Promise<void>;
}

export const ID = 'i-1' as IncidentId;

export async function openSla(): Promise<SlaFloor> {
  const desk = await openNotifying();
  const shown: Incident[] = [];
  const floor = desk as SlaFloor;
  let stop = (): void => {};
  const begin = (): void => {
    const { clock, store, world, channels, notifying, troubles } = floor;
    const publish = (events: readonly WorldEvent[]): void => {
      for (const event of events) if (event.type === 'incident') shown.push(event.incident);
    };
    const settings = createEngineSettings({ clock, store });
    const links = createTimelineLinks({ clock, store, world });
    store.journal.follow(links.entriesWritten);
    const book = createIncidentBook({ clock, store, settings, links, feed: { publish } });
    const own = { clock, store, world, settings, book, channels, notifying, troubles };
    const watch = createSlaWatch({ ...own, zone: 'Europe/Berlin' });
    watch.start();
    stop = watch.stop;
    Object.assign(floor, { book, settings });
  };
  const now = (): Incident => {
    const found = floor.book.get(ID);
    if (!found) throw new Error('there is no incident');
    return found;
  };
  const entries = () => floor.journal('sla');
  Object.assign(floor, {
    shown,
    now,
    entries,
    open(part: Partial<IncidentRow> = {}) {
      const at = floor.clock.now();
      floor.book.write(() => [{ before: null, after: incident(at, part), entries: [] }]);
      return now();
    },
    change(part: Parameters<SlaFloor['change']>[0]) {
      const at = floor.clock.now();
      floor.book.write(() => {
        const { clocks: _, ...before } = now();
        const more = typeof part === 'function' ? part(before, at) : part;
        return [{ before, after: { ...before, ...more }, entries: [] }];
      });
      return now();
    },
    moveTo(status: IncidentRow['status'], when?: number) {
      return floor.change((row, at) => {
        const opening = Math.max(...row.milestones.map((one) => one.opening)) + (status === 'open' ? 1 : 0);
        const kind = status === 'open' ? 'detected' : status === 'cancelled' ? 'closed' : status;
        return { status, milestones: [...row.milestones, milestone(kind, when ?? at, opening)] };
      });
    },
    promise(severity: 1 | 2 | 3 | 4, targets: Partial<SlaTargets>) {
      const { settings } = floor;
      const before = settings.get();
      const sla = slaPromise.parse({
        ...before.incidents.sla,
        [`sev${severity}`]: { ...before.incidents.sla[`sev${severity}`], ...targets },
      });
      settings.change({ ...before, incidents: { ...before.incidents, sla } }, ADA);
    },
    events: () => entries().map(({ data }) => `${data.clock} ${data.event}`),
    async again(downMs = 0) {
      stop();
      await floor.restart(downMs);
      begin();
    },
  } satisfies Partial<SlaFloor>);
  begin();
  onTestFinished(() => stop());
  return floor;
}
