// What is wrong with the monitor itself, in two words: for a cell of the top bar and the foot of the wall.
import type { EngineTrouble } from '../../electron/contract/model/health.ts';

export const TROUBLE_WORDS: Readonly<Record<EngineTrouble['code'], string>> = {
  lag: 'late',
  storage: 'cannot write',
  samples: 'samples lost',
  backup: 'no backup',
  restored: 'data restored',
  internal: 'fault inside',
  isolated: 'cut off',
  delivery: 'messages stuck',
  inbound: 'receiver off',
  runbooks: 'runbooks missing',
  reports: 'report not sent',
};
