// Pure: what became of a message, in words; and what kind of message it was.
import type { Delivery, DeliveryState, NoticeKind } from '../../../../electron/contract/model/notice.ts';
import { count } from '../../../lib/number.ts';
import { duration, shortDuration } from '../../../lib/time.ts';

export const KIND_WORDS: Readonly<Record<NoticeKind, string>> = {
  problem: 'problem',
  update: 'update',
  repeat: 'repeat',
  'all-clear': 'all-clear',
  escalation: 'escalation',
  incident: 'incident',
  monitor: 'monitor',
  test: 'test',
};

export const STATE_WORDS: Readonly<Record<DeliveryState, string>> = {
  queued: 'queued',
  delivered: 'delivered',
  dead: 'dead letter',
};

export interface StateWords {
  /** The word of the state, and its figure: "dead letter", "after 9 tries". */
  readonly state: string;
  readonly fact: string;
  /** What the other end said; '' when nothing. */
  readonly answer: string;
}

/** Where a delivery stands at `now` (epoch ms). */
export function stateWords(delivery: Delivery, now: number): StateWords {
  const { state, answer } = delivery;
  return { state: STATE_WORDS[state], fact: factOf(delivery, now), answer };
}

function factOf({ state, attempts, nextAt, createdAt, endedAt }: Delivery, now: number): string {
  switch (state) {
    case 'queued': {
      const which = attempts === 0 ? 'first try' : `try ${attempts + 1}`;
      if (nextAt === null) return `${which} waits`;
      return nextAt <= now ? `${which} is running` : `${which} in ${duration(nextAt - now)}`;
    }
    case 'delivered': {
      const took = endedAt === null ? '' : `in ${shortDuration(endedAt - createdAt)}`;
      return attempts > 1 ? `${took}, at try ${attempts}` : took;
    }
    case 'dead':
      return attempts === 0 ? 'never tried' : `after ${count(attempts, 'try', 'tries')}`;
    default:
      return state satisfies never;
  }
}
