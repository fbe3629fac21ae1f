// The scripted engine about hand-overs.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Stage } from './scripted-engine-inventory.ts';

export function handoffHandlers(_stage: Stage) {
  const os = implement(contract).handoffs;
  const unscripted = (): never => {
    throw new Error('Nobody wrote this part.');
  };
  return {
    briefing: os.briefing.handler(unscripted),
    begin: os.begin.handler(unscripted),
    view: os.view.handler(unscripted),
    write: os.write.handler(unscripted),
    ready: os.ready.handler(unscripted),
    backToDraft: os.backToDraft.handler(unscripted),
    tick: os.tick.handler(unscripted),
    readBack: os.readBack.handler(unscripted),
    ask: os.ask.handler(unscripted),
    answer: os.answer.handler(unscripted),
    accept: os.accept.handler(unscripted),
    decline: os.decline.handler(unscripted),
    list: os.list.handler(unscripted),
    exportFile: os.exportFile.handler(unscripted),
  };
}
