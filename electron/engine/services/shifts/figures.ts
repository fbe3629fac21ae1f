// How a stretch went in figures: alarm load, reactions, incidents. For the briefing and for the review of a shift.
import type { ShiftFigures } from '../../../contract/model/briefing.ts';
import type { Reaction } from '../../../contract/model/review.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { AlarmLoadService } from '../alarm-load.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { Shifts } from './shifts.ts';

export interface ShiftFigureService {
  /** Over [from, to), epoch ms; `to` is now at most. */
  figures(from: number, to: number): Promise<ShiftFigures>;
  /** What people were told of in [from, to), slowest taken first; those that nobody took in front. */
  reactions(from: number, to: number): Promise<readonly Reaction[]>;
}

export interface ShiftFigureOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly alarmLoad: AlarmLoadService;
  readonly shifts: Shifts;
}

export const createShiftFigures = (_options: ShiftFigureOptions): ShiftFigureService =>
  unwritten<ShiftFigureService>('shift figures');
