// The alerting part of the settings: read, and changed one thing at a time. A change is laid over what holds at that moment, so
// that another window's is not lost; taking it back is honest only while nothing else was changed.
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { Settings } from '../../../../electron/contract/model/settings.ts';
import { engine } from '../../../link/client.ts';
import { attempt } from '../../../store/say.ts';
import { holdSound } from '../../../store/sound.ts';
import { useWorld } from '../../../store/world.ts';

export type Alerting = Settings['alerting'];

interface Kept {
  /** null until they were read. */
  readonly alerting: Alerting | null;
  readonly failure: string | null;
  readonly undo: { readonly before: Alerting; readonly after: Alerting; readonly what: string } | null;
}

const useKept = create<Kept>()(() => ({ alerting: null, failure: null, undo: null }));

async function read(): Promise<void> {
  try {
    const { alerting } = await engine().engine.settings();
    useKept.setState({ alerting, failure: null });
  } catch (error) {
    useKept.setState({ failure: error instanceof Error ? error.message : String(error) });
  }
}

export function useAlerting() {
  const { alerting, failure, undo } = useKept();
  const engineId = useWorld((world) => world.engineId);
  const load = useCallback(() => void read(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine may hold other settings
  useEffect(load, [load, engineId]);
  return { alerting, failure, undo, load };
}

/** Lays a change over what holds now; throws the engine's refusal. `what` names it, for taking it back. */
export async function changeAlerting(change: (now: Alerting) => Alerting, what: string): Promise<void> {
  const holds = await engine().engine.settings();
  const { alerting } = await engine().engine.changeSettings({ ...holds, alerting: change(holds.alerting) });
  useKept.setState({ alerting, undo: { before: holds.alerting, after: alerting, what } });
  holdSound(alerting);
}

export const tryChange = (change: (now: Alerting) => Alerting, what: string, done: string): Promise<boolean> =>
  attempt(
    () => changeAlerting(change, what),
    () => `${done} z takes it back.`,
  );

export async function undoAlerting(): Promise<void> {
  const { undo } = useKept.getState();
  if (!undo) return;
  await attempt(
    async () => {
      const holds = await engine().engine.settings();
      if (JSON.stringify(holds.alerting) !== JSON.stringify(undo.after)) {
        useKept.setState({ alerting: holds.alerting, undo: null });
        throw new Error(
          `Somebody changed the rules since: taking back ${undo.what} would undo that too. Nothing was changed.`,
        );
      }
      const { alerting } = await engine().engine.changeSettings({ ...holds, alerting: undo.before });
      useKept.setState({ alerting, undo: null });
      holdSound(alerting);
    },
    () => `Taken back: ${undo.what}.`,
  );
}
