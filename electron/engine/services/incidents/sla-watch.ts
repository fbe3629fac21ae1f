// Watches the clocks of standing incidents: one timer for the next moment at which one of them stands otherwise (at risk,
// missed, hours begin or end), and a look at every change of an incident or of what is promised. What is new goes on the
// record, to the screens, and to people. What came due while no engine ran is said at the start, dated from when it was due.
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Incident } from '../../../contract/model/incident.ts';
import { nextBoundary } from '../../core/sla.ts';
import { slaTurn } from '../../core/sla-news.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Channels } from '../channels.ts';
import { createBoundaryTimer } from '../maintenance-timer.ts';
import type { Notifying } from '../notifying.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import { type IncidentBook, type IncidentChange, endOf as rowEnd } from './book.ts';
import { type Addressees, createAddressees } from './sla-addressees.ts';
import { noticeOf, type TellingOptions, tell, tellingDue } from './sla-telling.ts';
import { slaEntry } from './sla-words.ts';

export interface SlaWatch {
  start(): void;
  stop(): void;
}

export interface SlaWatchOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly book: IncidentBook;
  readonly channels: Pick<Channels, 'list' | 'routes' | 'onChange'>;
  readonly notifying: Pick<Notifying, 'send'>;
  readonly troubles: Troubles;
  /** For the wording: that of this machine, unless a test says otherwise. */
  readonly zone?: string;
}

/** After a refusal of the disk. */
const AGAIN_MS = 5_000;
const DAY_MS = 86_400_000;

export function createSlaWatch(options: SlaWatchOptions): SlaWatch {
  const { clock, settings, book, channels, notifying, troubles } = options;
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const addressees = createAddressees(options);
  const telling: TellingOptions = { notifying, addressees, zone };
  /** When each is to be looked at next, epoch ms. */
  const next = new Map<IncidentId, number>();

  /** Puts on record what is new of these, and says which were written. */
  const look = (incidents: readonly Incident[]): ReadonlySet<IncidentId> => {
    const at = clock.now();
    const looked = incidents.map((incident) => lookedAt(incident, addressees, at));
    const due = looked.flatMap(({ id, isDue }) => (isDue ? [id] : []));
    // What is written comes back through `onChange`, and is looked at again there: it has no news then.
    const written =
      due.length === 0 || troubles.guard('storage', () => void book.write((now) => changesOf(due, now)), 'sla');
    for (const { id, isDue, nextAt } of looked) {
      if (!isDue) next.set(id, nextAt);
      else if (!written) next.set(id, at + AGAIN_MS);
    }
    timer.arm(Math.min(...next.values(), Number.POSITIVE_INFINITY));
    return new Set(written ? due : []);
  };
  /** Inside the transaction: by the rows as they are now. */
  const changesOf = (ids: readonly IncidentId[], at: number): readonly IncidentChange[] =>
    ids.flatMap((id) => {
      const incident = book.get(id);
      if (!incident) return [];
      const { said, promised, news } = slaTurn(incident, at);
      const told = tell(telling, incident, said, at);
      const entries = news.map((one) => slaEntry(incident, one, noticeOf(incident, one, said, told.slaSaid)));
      const { clocks: _, ...before } = incident;
      return [{ before, after: { ...before, promised, ...told }, entries }];
    });
  const lookAtAll = (isShown: (incident: Incident) => boolean): void => {
    const all = book.standing();
    const shown = all.filter(isShown).map(({ id }) => id);
    next.clear();
    const written = look(all);
    book.refresh(shown.filter((id) => !written.has(id)));
  };
  /** The timer: a boundary has come. Where none has, the clock was set back, and every clock stands otherwise. */
  const come = (): void => {
    const at = clock.now();
    const due = new Set([...next].flatMap(([id, when]) => (when <= at ? [id] : [])));
    lookAtAll(({ id }) => due.size === 0 || due.has(id));
  };
  const timer = createBoundaryTimer(clock, come);
  let undo: readonly (() => void)[] = [];
  return {
    start() {
      undo = [
        book.onChange(look),
        settings.onChange(() => lookAtAll(() => true)),
        // Who is told may be another now.
        channels.onChange(() => lookAtAll(() => false)),
      ];
      lookAtAll(() => false);
    },
    stop() {
      for (const end of undo) end();
      timer.stop();
    },
  };
}

/** Whether something of an incident is due at `at`, and when to look again if not; epoch ms. */
function lookedAt(incident: Incident, addressees: (incident: Incident, at: number) => Addressees, at: number) {
  const turn = slaTurn(incident, at);
  const isUntold = turn.said.some(({ untold }) => untold !== null);
  const toldAt = tellingDue(incident, turn.said, isUntold ? addressees(incident, at) : null);
  // What has ended leaves the screens a day later.
  const leavesAt = (rowEnd(incident) ?? Number.POSITIVE_INFINITY) + DAY_MS + 1;
  const nextAt = Math.min(nextBoundary(incident, incident.clocks, at), toldAt, leavesAt);
  return { id: incident.id, isDue: turn.isNew || toldAt <= at, nextAt };
}
