// What an entry of the journal answers, and how long after: in the stream of a review.
import type { Incident } from '../../contract/model/incident.ts';

/** What it answers, 'told 02:14' (UTC), and how long after, ms. */
export interface Answering {
  readonly reactionMs: number | null;
  readonly answers: string;
}

export const NO_ANSWER: Answering = { reactionMs: null, answers: '' };

/** A moment in the life of a problem: people were told of it, or somebody acknowledged it. */
interface Moment {
  readonly at: number;
  readonly kind: 'alert' | 'acknowledgement';
}

/**
 * An acknowledgement answers the first that people were told since the one before it: of the first one that is the first
 * telling, so the stream and the figures say the same. Nothing was told since: it answers nothing.
 */
export function acknowledgementAnswers(at: number, newestFirst: Iterable<Moment>): Answering {
  let told: number | null = null;
  for (const moment of newestFirst) {
    if (moment.kind === 'acknowledgement') break;
    told = moment.at;
  }
  return told === null ? NO_ANSWER : { reactionMs: Math.max(0, at - told), answers: `told ${clock(told)}` };
}

const STEPS: ReadonlySet<unknown> = new Set(['acknowledged', 'mitigated', 'resolved', 'closed']);

/** A step of an incident by a person answers its detection, in the opening that it was made in. */
export function stepAnswers(
  { at, to, opening }: { readonly at: number; readonly to: unknown; readonly opening: unknown },
  { milestones, openedAt }: Pick<Incident, 'milestones' | 'openedAt'>,
): Answering {
  if (!STEPS.has(to)) return NO_ANSWER;
  const detected =
    milestones.find((one) => one.kind === 'detected' && one.opening === opening)?.at ??
    milestones.find(({ kind }) => kind === 'detected')?.at ??
    openedAt;
  return { reactionMs: Math.max(0, at - detected), answers: `detected ${clock(detected)}` };
}

const DAY_MINUTES = 24 * 60;

/** '02:14', UTC. */
export function clock(at: number): string {
  const minutes = Math.floor(at / 60_000) % DAY_MINUTES;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
