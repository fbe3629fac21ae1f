// Asks for the alarm load of a period: again every half minute while the period ends now.
import { useEffect, useState } from 'react';
import type { AlarmLoad } from '../../../electron/contract/model/alarm-load.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import { type OwnPeriod, type PeriodName, periodOf } from './alarm-period.ts';

const ASK_EVERY_MS = 30_000;

export interface AskedLoad {
  readonly load: AlarmLoad | null;
  /** Why there is no figure, or none that is fresh; null otherwise. */
  readonly trouble: string | null;
}

export function useAlarmLoad(name: PeriodName, own: OwnPeriod): AskedLoad {
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [asked, setAsked] = useState<AskedLoad>({ load: null, trouble: null });
  const { from, to } = own;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new engine is asked again
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const period = periodOf(name, { from, to }, Date.now());
      if (!period.ok) {
        setAsked({ load: null, trouble: period.why });
        return;
      }
      try {
        const load = await engine().history.alarmLoad({ from: period.from, to: period.to });
        if (open) setAsked({ load, trouble: null });
      } catch (error) {
        const trouble = error instanceof Error ? error.message : String(error);
        if (open) setAsked((before) => ({ ...before, trouble }));
      }
      if (open && period.live) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [name, from, to, line]);
  return asked;
}
