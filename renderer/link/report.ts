// Makes the report that is looked at. The one before stays until the new one is there; a making can be stopped.
import { create } from 'zustand';
import type { Report, ReportAskDraft } from '../../electron/contract/model/report.ts';
import { useWorld } from '../store/world.ts';
import { engine } from './client.ts';

export interface ReportMaking {
  /** The last one that was made, and what it answers. */
  readonly report: Report | null;
  readonly ask: ReportAskDraft | null;
  /** Of which engine it is. */
  readonly engineId: string | null;
  /** What is being made, since when (epoch ms); null: nothing. */
  readonly making: { readonly ask: ReportAskDraft; readonly since: number } | null;
  /** Why the last making came to nothing, and which. */
  readonly failed: { readonly ask: ReportAskDraft; readonly reason: string; readonly stopped: boolean } | null;
}

export const useReport = create<ReportMaking>()(() => ({
  report: null,
  ask: null,
  engineId: null,
  making: null,
  failed: null,
}));

let running: AbortController | null = null;

const same = (a: ReportAskDraft | null | undefined, b: ReportAskDraft): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Makes it, unless it is there or in the making; `again` makes it anew. What was in the making for another is dropped. */
export async function makeReport(ask: ReportAskDraft, now: () => number, again = false): Promise<void> {
  const state = useReport.getState();
  const { engineId } = useWorld.getState();
  if (!again && same(state.making?.ask, ask)) return;
  running?.abort();
  if (!again && isMade(state, ask, engineId)) {
    // Back at what is there: what was in the making for another is not waited for.
    running = null;
    useReport.setState({ making: null, failed: null });
    return;
  }
  const mine = new AbortController();
  running = mine;
  useReport.setState({ making: { ask, since: now() }, failed: null });
  try {
    const report = await engine().reports.make(ask, { signal: mine.signal });
    if (running === mine) useReport.setState({ report, ask, engineId, making: null });
  } catch (error) {
    if (running !== mine) return;
    const reason = error instanceof Error ? error.message : String(error);
    useReport.setState({ making: null, failed: { ask, reason, stopped: mine.signal.aborted } });
  } finally {
    if (running === mine) running = null;
  }
}

/** A period that goes on is made anew whenever it is opened: its figures are as of then. */
const isMade = ({ report, ask, engineId }: ReportMaking, wanted: ReportAskDraft, engineNow: string | null): boolean =>
  same(ask, wanted) && engineId === engineNow && !report?.period.isPartial;

/** Stops what is in the making; true when there was something. */
export function stopReport(): boolean {
  if (!running) return false;
  running.abort();
  return true;
}
