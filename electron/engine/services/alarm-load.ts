// The alarm load of a period: gathers alerts, transitions and open problems from the journal, lets core count.
import type { AlarmLoad } from '../../contract/model/alarm-load.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface AlarmLoadService {
  /** Over [from, to), epoch ms. Rejects with a Refusal when `to` is not later than `from`. */
  report(period: { readonly from: number; readonly to: number }): Promise<AlarmLoad>;
}

export function createAlarmLoad(_store: Store, _world: World, _options: { readonly clock: Clock }): AlarmLoadService {
  return unwritten<AlarmLoadService>('alarmLoad');
}
