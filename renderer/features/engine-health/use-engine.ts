// What the Engine screen asks for while it is open: the inside every two seconds, and the lines of the log that are new.
import { useEffect, useState } from 'react';
import type { EngineDetails, LogLine } from '../../../electron/contract/model/engine-details.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';

const ASK_EVERY_MS = 2_000;
const LINES_KEPT = 2_000;

export interface Inside {
  readonly details: EngineDetails | null;
  readonly lines: readonly LogLine[];
  /** Why the figures are not fresh; null while they are. */
  readonly trouble: string | null;
}

const NOTHING: Inside = { details: null, lines: [], trouble: null };

/** Asks again after each answer, never twice at once; what was shown stays when an answer fails. */
export function useInside(): Inside {
  // Another engine counts its lines from one again.
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [inside, setInside] = useState(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new engine is asked from the beginning
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout>;
    let after = 0;
    const ask = async () => {
      try {
        const [details, fresh] = await Promise.all([engine().engine.details(), engine().engine.log({ after })]);
        if (!open) return;
        const begins = after === 0;
        after = fresh.at(-1)?.seq ?? after;
        setInside((before) => ({
          details,
          lines: begins ? fresh : fresh.length === 0 ? before.lines : [...before.lines, ...fresh].slice(-LINES_KEPT),
          trouble: null,
        }));
      } catch (error) {
        if (!open) return;
        const trouble = error instanceof Error ? error.message : String(error);
        setInside((before) => ({ ...before, trouble }));
      }
      timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [line]);
  return inside;
}
