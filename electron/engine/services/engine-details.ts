// Placeholder until the service is written.
import type { BackupFile, EngineDetails, LogLine } from '../../contract/model/engine-details.ts';

export interface EngineInside {
  details(): EngineDetails;
  log(input: { after: number; limit: number }): readonly LogLine[];
  backUp(): Promise<BackupFile>;
}

export function createEngineInside(): EngineInside {
  const no = (): never => {
    throw new Error('not written yet');
  };
  return { details: no, log: no, backUp: no };
}
