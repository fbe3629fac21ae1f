// Gathers what the dependency story is told from. (Scaffold: its owner writes it.)
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Story } from '../../../contract/model/story.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Maintenance } from '../maintenance.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';

export interface Stories {
  storyOf(incidentId: IncidentId): Story;
}

export interface StoriesOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly world: World;
  readonly book: IncidentBook;
  readonly maintenance: Pick<Maintenance, 'statuses' | 'spansOf'>;
}

export function createStories(_: StoriesOptions): Stories {
  return unwritten<Stories>('stories', {});
}
