// The scripted engine about reports.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Stage } from './scripted-engine-inventory.ts';

export function reportHandlers(_stage: Stage) {
  const os = implement(contract).reports;
  const unscripted = (): never => {
    throw new Error('Nobody wrote this part.');
  };
  return {
    make: os.make.handler(unscripted),
    exportFile: os.exportFile.handler(unscripted),
    made: os.made.handler(unscripted),
    deliverNow: os.deliverNow.handler(unscripted),
  };
}
