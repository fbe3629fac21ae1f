// Incidents as files, and back. (Scaffold: its owner writes it.)

import type { Actor } from '../../../contract/model/journal.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { History } from '../history.ts';
import type { DesktopHost } from '../screens.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import type { ContractInput, ContractOutput } from './inputs.ts';
import type { Stories } from './story.ts';
import type { Timeline } from './timeline.ts';

export interface Exports {
  exportFile(input: ContractInput<'exportFile'>, actor: Actor): Promise<ContractOutput<'exportFile'>>;
  importFile(input: ContractInput<'importFile'>, actor: Actor): ContractOutput<'importFile'>;
}

export interface ExportsOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly world: World;
  readonly book: IncidentBook;
  readonly timeline: Timeline;
  readonly stories: Stories;
  readonly history: Pick<History, 'samples'>;
  /** Prints PDFs; null where there is no desktop. */
  readonly desktop: DesktopHost | null;
}

export function createExports(_: ExportsOptions): Exports {
  return unwritten<Exports>('exports', {});
}
