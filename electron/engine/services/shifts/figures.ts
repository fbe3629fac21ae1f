// How a stretch went in figures: alarm load, reactions, incidents. For the briefing and for the review of a shift.
import type { ShiftFigures } from '../../../contract/model/briefing.ts';
import type { Reaction } from '../../../contract/model/review.ts';
import { timeToAcknowledge, timeToResolve } from '../../core/reactions.ts';
import { crewOf, incidentCounts, keptOf } from '../../core/shift-figures.ts';
import { clocksOf } from '../../core/sla.ts';
import { spreadOf } from '../../core/spread.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { AlarmLoadService } from '../alarm-load.ts';
import type { EngineSettings } from '../settings.ts';
import type { World } from '../world.ts';
import { gatherEnded, gatherIncidents, gatherReactions } from './figures-reactions.ts';
import type { PlannedShifts } from './stored-shifts.ts';

export interface ShiftFigureService {
  /** Over [from, to), epoch ms; `to` is now at most. */
  figures(from: number, to: number): Promise<ShiftFigures>;
  /** The same, and the reactions behind it: slowest taken first, those that nobody took in front. */
  withReactions(from: number, to: number): Promise<ShiftReactions>;
}

interface ShiftReactions {
  readonly figures: ShiftFigures;
  readonly reactions: readonly Reaction[];
}

export interface ShiftFigureOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly alarmLoad: AlarmLoadService;
  readonly shifts: PlannedShifts;
}

export function createShiftFigures(options: ShiftFigureOptions): ShiftFigureService {
  const withReactions = (from: number, to: number): Promise<ShiftReactions> =>
    figuresIn(options, { from, to: Math.min(to, options.clock.now()) }, to);
  return {
    withReactions,
    figures: async (from, to) => (await withReactions(from, to)).figures,
  };
}

/** `asked`: the end of the stretch, also where it lies ahead. */
async function figuresIn(
  options: ShiftFigureOptions,
  { from, to }: { readonly from: number; readonly to: number },
  asked: number,
): Promise<ShiftReactions> {
  const { clock, settings, alarmLoad } = options;
  // A shift that begins this very moment: nothing has happened yet.
  if (to <= from) return { figures: nothingYet(from, to, operatorsOf(options, from, asked) ?? 1), reactions: [] };
  const load = await alarmLoad.report({ from, to, operators: operatorsOf(options, from, to) });
  const reactions = await gatherReactions(options, { from, to, now: clock.now() });
  const took = timeToAcknowledge(reactions);
  const incidents = await gatherIncidents(options, from, to);
  const { opened, closed } = incidentCounts(incidents, from, to);
  const promise = settings.get().incidents.sla;
  const clocks = incidents.flatMap((incident) => clocksOf(incident, promise, to));
  const figures = {
    from,
    to,
    alerts: load.alerts,
    operators: load.operators,
    perHour: load.perHour.value,
    peakTenMinutes: load.peakTenMinutes.value,
    timeToAcknowledge: took.spread,
    unacknowledged: took.unacknowledged,
    timeToResolve: timeToResolve(await gatherEnded(options, from, to)),
    incidentsOpened: opened,
    incidentsClosed: closed,
    sla: keptOf(clocks, from, to),
    slots: { startsAt: load.slots.startsAt, alerts: load.slots.alerts },
  };
  return { figures, reactions };
}

/** By the shifts that were planned; null: there were none in this stretch. */
export function operatorsOf({ shifts }: { readonly shifts: PlannedShifts }, from: number, to: number): number | null {
  if (to <= from) return null;
  return crewOf(shifts.calendar(Math.max(from, to - MOST_MS), to).shifts, from, to);
}

/** As far as a calendar reaches. */
const MOST_MS = 400 * 86_400_000;

function nothingYet(from: number, to: number, operators: number): ShiftFigures {
  const none = spreadOf([]);
  return {
    from,
    to,
    alerts: 0,
    operators,
    perHour: 0,
    peakTenMinutes: 0,
    timeToAcknowledge: none,
    unacknowledged: 0,
    timeToResolve: none,
    incidentsOpened: 0,
    incidentsClosed: 0,
    sla: { kept: 0, of: 0 },
    slots: { startsAt: [], alerts: [] },
  };
}
