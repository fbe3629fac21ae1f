// The reports part of the settings: read, and changed one thing at a time. A change is laid over what holds at that moment, so
// that another window's is not lost; taking it back is honest only while nothing else of it was changed.
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { Settings } from '../../electron/contract/model/settings.ts';
import { attempt } from '../store/say.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';

export type ReportSettings = Settings['reports'];

interface Kept {
  /** Null until they were read. */
  readonly reports: ReportSettings | null;
  readonly failure: string | null;
  readonly undo: { readonly before: ReportSettings; readonly after: ReportSettings; readonly what: string } | null;
}

const useKept = create<Kept>()(() => ({ reports: null, failure: null, undo: null }));

async function read(): Promise<void> {
  try {
    const { reports } = await engine().engine.settings();
    useKept.setState({ reports, failure: null });
  } catch (error) {
    useKept.setState({ failure: error instanceof Error ? error.message : String(error) });
  }
}

export function useReportSettings() {
  const { reports, failure, undo } = useKept();
  const engineId = useWorld((world) => world.engineId);
  const load = useCallback(() => void read(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine may hold other settings
  useEffect(load, [load, engineId]);
  return { reports, failure, undo, load };
}

/** Lays a change over what holds now; throws the engine's refusal. `what` names it, for taking it back. */
export async function changeReports(change: (now: ReportSettings) => ReportSettings, what: string): Promise<void> {
  const holds = await engine().engine.settings();
  const { reports } = await engine().engine.changeSettings({ ...holds, reports: change(holds.reports) });
  useKept.setState({ reports, undo: { before: holds.reports, after: reports, what } });
}

export const tryChangeReports = (
  change: (now: ReportSettings) => ReportSettings,
  what: string,
  done: string,
): Promise<boolean> =>
  attempt(
    () => changeReports(change, what),
    () => `${done} z takes it back.`,
  );

export async function undoReports(): Promise<void> {
  const { undo } = useKept.getState();
  if (!undo) return;
  await attempt(
    async () => {
      const holds = await engine().engine.settings();
      if (JSON.stringify(holds.reports) !== JSON.stringify(undo.after)) {
        useKept.setState({ reports: holds.reports, undo: null });
        throw new Error(
          `Somebody changed the reports since: taking back ${undo.what} would undo that too. Nothing was changed.`,
        );
      }
      const { reports } = await engine().engine.changeSettings({ ...holds, reports: undo.before });
      useKept.setState({ reports, undo: null });
    },
    () => `Taken back: ${undo.what}.`,
  );
}
