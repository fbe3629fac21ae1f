// The life of incidents alone, over a real store: no probes, no schedule; problems are put into the world as monitoring
// would leave them. For sequences too many for the floor, and for measuring.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from '../../electron/contract/model/check.ts';
import type { Host } from '../../electron/contract/model/host.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createIncidentBook } from '../../electron/engine/services/incidents/book.ts';
import { createIncidents } from '../../electron/engine/services/incidents/incidents.ts';
import { createTimelineLinks } from '../../electron/engine/services/incidents/links.ts';
import { createEngineSettings } from '../../electron/engine/services/settings.ts';
import { createTroubles } from '../../electron/engine/services/troubles.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { createTestClock } from './clock.ts';

export type Rig = Awaited<ReturnType<typeof openRig>>;

/** Whoever opens it closes it. Hosts 'h0', 'h1' …, each with an alive check of the same name. */
export async function openRig(hosts: number) {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-incidents-'));
  const clock = createTestClock();
  const store = await openStore(folder, { clock });
  const ids = Array.from({ length: hosts }, (_, nth) => `h${nth}` as HostId);
  const world = createWorld(
    ids.map((id) => ({ id, name: id, site: 'ams', tags: [], parents: [] }) as never as Host),
    ids.map((id) => ({ id, hostId: id, name: 'ping', alive: true, enabled: true }) as never as Check),
  );
  const troubles = createTroubles(clock, silentLog);
  const start = () => {
    const settings = createEngineSettings({ clock, store });
    const links = createTimelineLinks({ clock, store, world });
    const undo = store.journal.follow(links.entriesWritten);
    const book = createIncidentBook({ clock, store, settings, links, feed: { publish: () => {} } });
    const incidents = createIncidents({ clock, store, world, settings, book, troubles });
    incidents.start();
    return { settings, book, incidents, undo };
  };
  let serial = 0;
  const rig = {
    clock,
    store,
    world,
    troubles,
    ...start(),
    /** A host is down from now on; nobody is told unless `part` says so. */
    fail(nth: number, part: Partial<Problem> = {}): Problem {
      serial += 1;
      const hostId = `h${nth}` as HostId;
      const problem = {
        id: `p${serial}`,
        hostId,
        checkId: hostId,
        status: 'down',
        severity: 2,
        openedAt: clock.now(),
        changedAt: clock.now(),
        toldAt: null,
        held: null,
        because: null,
        ack: null,
        ...part,
      } as never as Problem;
      world.problems.set(problem.checkId, problem);
      return problem;
    },
    /** It is up again. Returns what is over. */
    recover(nth: number): Problem | undefined {
      const problem = world.problems.get(`h${nth}` as never);
      world.problems.delete(`h${nth}` as never);
      return problem;
    },
    /** As the engine after a stop, or (`killed`) after a kill. */
    restart({ killed = false } = {}): void {
      if (!killed) rig.incidents.stop();
      rig.undo();
      Object.assign(rig, start());
    },
    close(): void {
      rig.incidents.stop();
      rig.undo();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
