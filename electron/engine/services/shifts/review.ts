// A shift that was, as one stream, and a hand-over beside what really happened next.
import type { HandoffId } from '../../../contract/model/ids.ts';
import type { HandoffInReview, ReviewFacts, ReviewFilter, ReviewPage } from '../../../contract/model/review.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { ShiftFigureService } from './figures.ts';
import type { Shifts } from './shifts.ts';

export interface ReviewInput {
  readonly from: number;
  readonly to: number;
  readonly filter: ReviewFilter;
  readonly offset: number | null;
  readonly limit: number;
}

export interface Reviews {
  page(input: ReviewInput): Promise<ReviewPage>;
  facts(from: number, to: number): Promise<ReviewFacts>;
  aftermath(handoffId: HandoffId): HandoffInReview;
}

export interface ReviewOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly shifts: Shifts;
  readonly figures: ShiftFigureService;
}

export const createReviews = (_options: ReviewOptions): Reviews => unwritten<Reviews>('reviews');
