// The scripted engine about runs: one that a world brings goes on as keys are pressed.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { RunLive } from '../../electron/contract/model/run.ts';
import type { Stage } from './scripted-engine-inventory.ts';

const gone = (id: string): never => {
  throw new Error(`There is no run ${id}. Nothing was changed.`);
};

export function runHandlers(stage: Stage) {
  const os = implement(contract).runbooks;
  return {
    start: os.start.handler(({ input }) => {
      stage.heard('start', input);
      return gone(input.runbookId);
    }),
    view: os.view.handler(({ input }) => gone(input.runId)),
    act: os.act.handler(({ input }) => {
      stage.heard('act', input);
      return gone(input.runId);
    }),
    runs: os.runs.handler(() => ({ total: 0, runs: [] })),
    output: os.output.handler(({ input }) => gone(input.runId)),
    pinned: os.pinned.handler(({ input }) => gone(input.runId)),
  };
}

export async function* followRun(
  _stage: Stage,
  runId: RunId,
  _signal: AbortSignal | undefined,
): AsyncGenerator<RunLive, void> {
  yield gone(runId);
}
