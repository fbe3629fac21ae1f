// The runs of one runbook, newest first; asked again when one of them moved on.
import type { RunSummary } from '../../../../electron/contract/model/run.ts';
import { engine } from '../../../link/client.ts';
import { type Loaded, useAsked } from '../../../link/use-asked.ts';
import { useWorld } from '../../../store/world.ts';

export interface RunPage {
  readonly runbookId: string;
  readonly total: number;
  readonly runs: readonly RunSummary[];
}

/** While somebody runs down the list nothing is asked. */
const REST_MS = 120;

/** The newest `limit` runs of a runbook; '' asks for none. */
export function useRuns(runbookId: string, limit: number): Loaded<RunPage> {
  const moved = useWorld((world) =>
    [...world.runs.values()]
      .filter((run) => run.runbookId === runbookId)
      .map(({ id, endedAt }) => `${id}${endedAt}`)
      .join(),
  );
  const [asked] = useAsked(
    `${runbookId} ${limit} ${moved}`,
    async () => ({
      runbookId,
      ...(runbookId === '' ? { total: 0, runs: [] } : await engine().runbooks.runs({ runbookId, limit })),
    }),
    REST_MS,
  );
  return asked.type === 'ready' && asked.value.runbookId !== runbookId ? { type: 'loading' } : asked;
}
