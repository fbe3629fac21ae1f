// The rota that is looked at, over the weeks on screen: asked of the engine again whenever people or rotas change.
import { useEffect, useState } from 'react';
import type { OnCallSpan, Schedule } from '../../../electron/contract/model/on-call.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

export interface AskedRota {
  readonly spans: readonly OnCallSpan[];
  /** Why there are none; null otherwise. */
  readonly trouble: string | null;
}

const NOTHING: AskedRota = { spans: [], trouble: null };

/** `schedule` as kept, or as it stands in a form; over [from, to), epoch ms. */
export function useRota(schedule: Schedule | null, from: number, to: number): AskedRota {
  const engineId = useWorld((world) => world.engineId);
  const [asked, setAsked] = useState(NOTHING);
  // A rota in a form is a new object with every letter typed.
  const text = JSON.stringify(schedule);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine is asked again; `text` stands for the rota
  useEffect(() => {
    if (!schedule) return;
    let open = true;
    engine()
      .onCall.calendar({ schedule, from, to })
      .then(
        (spans) => open && setAsked({ spans, trouble: null }),
        (error) => open && setAsked({ spans: [], trouble: error instanceof Error ? error.message : String(error) }),
      );
    return () => {
      open = false;
    };
  }, [text, from, to, engineId]);
  return schedule ? asked : NOTHING;
}
