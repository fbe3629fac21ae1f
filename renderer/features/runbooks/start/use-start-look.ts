// What stands between an operator and a run, asked anew while they type; the last answer stays until the next is here.
import { useEffect, useRef, useState } from 'react';
import type { StartLook } from '../../../../electron/contract/api/runbooks.ts';
import type { IncidentId, ProblemId, WindowId } from '../../../../electron/contract/model/ids.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';
import { type StartText, touchedValues } from './start-text.ts';

/** Who types asks once when the hand rests, milliseconds. */
const REST_MS = 200;

export interface Looked {
  /** Null: no answer yet. */
  readonly look: StartLook | null;
  /** What the engine cannot take of what is typed; nothing was begun. */
  readonly refusal: FormRefusal;
}

interface Question {
  readonly runbookId: string;
  readonly problemId: ProblemId | null;
  readonly text: StartText;
}

export function useStartLook({ runbookId, problemId, text }: Question): Looked {
  const [looked, setLooked] = useState<Looked>({ look: null, refusal: NO_REFUSAL });
  const engineId = useWorld((world) => world.engineId);
  const library = useWorld((world) => world.library.version);
  const specs = looked.look?.detail.inputs ?? [];
  const inputs = touchedValues(specs, text);
  const asked = {
    runbookId,
    problemId,
    incidentId: text.incidentId === '' ? null : (text.incidentId as IncidentId),
    inputs,
    change: text.change.trim(),
    windowId: text.windowId === '' ? null : (text.windowId as WindowId),
  };
  const key = `${engineId} ${library} ${JSON.stringify(asked)}`;
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names everything that is asked
  useEffect(() => {
    let wanted = true;
    const ask = () =>
      engine()
        .runbooks.look(asked)
        .then(
          (look) => wanted && setLooked({ look, refusal: NO_REFUSAL }),
          (error) => wanted && setLooked(({ look }) => ({ look, refusal: refusalOf(error) })),
        );
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : REST_MS);
    isFirst.current = false;
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return looked;
}
