// The scripted engine about the library of runbooks: what a world brings, and what is asked of it.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Stage } from './scripted-engine-inventory.ts';

export function libraryHandlers(stage: Stage) {
  const os = implement(contract).runbooks;
  return {
    list: os.list.handler(() => []),
    get: os.get.handler(({ input }) => {
      throw new Error(`There is no runbook ${input.runbookId}.`);
    }),
    suggest: os.suggest.handler(() => []),
    fitting: os.fitting.handler(() => []),
    importFiles: os.importFiles.handler(({ input }) => {
      stage.heard('importFiles', input);
      return [];
    }),
    keepDraft: os.keepDraft.handler(({ input }) => {
      stage.heard('keepDraft', input);
      return { file: input.name };
    }),
    look: os.look.handler(({ input }) => {
      throw new Error(`There is no runbook ${input.runbookId}.`);
    }),
  };
}
