// The scripted engine about a shift that was: a made-up stream, its facts, and what became of what was handed over.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { Reaction, ReviewEntry, ReviewFilter } from '../../electron/contract/model/review.ts';
import { madeAftermath, madeFacts, madeStream } from './made-review.ts';
import type { Stage } from './scripted-engine-inventory.ts';

/** How many entries the next stream has, how many reactions (0: the usual), and whether pages wait to be let go. */
const wanted = { entries: 60, reactions: 0, isHeld: false };
const held: (() => void)[] = [];

export function reviewControls(part: Partial<typeof wanted>): void {
  Object.assign(wanted, part);
  if (!wanted.isHeld) for (const letGo of held.splice(0)) letGo();
}

const fits =
  ({ kinds, people, hostIds, text }: ReviewFilter) =>
  ({ entry, subject, body }: ReviewEntry): boolean =>
    (kinds.length === 0 || kinds.includes(entry.kind)) &&
    (people.length === 0 || (entry.actor.type !== 'engine' && people.includes(entry.actor.name))) &&
    (hostIds.length === 0 || (entry.hostId !== undefined && hostIds.includes(entry.hostId))) &&
    (text === '' || `${subject} ${entry.text} ${body ?? ''}`.toLowerCase().includes(text.toLowerCase()));

const numbered = (one: Reaction, at: number): Reaction => ({ ...one, problemId: `p-flood-${at}` as ProblemId });

export function reviewHandlers(stage: Stage) {
  const os = implement(contract).shifts;
  const streams = new Map<string, readonly ReviewEntry[]>();
  const streamOf = (from: number, to: number): readonly ReviewEntry[] => {
    const key = `${from} ${to} ${wanted.entries}`;
    const known = streams.get(key) ?? madeStream(stage.world(), from, Math.min(to, stage.clock()), wanted.entries);
    streams.set(key, known);
    return known;
  };
  return {
    review: os.review.handler(async ({ input }) => {
      stage.heard('review', input);
      if (wanted.isHeld) await new Promise<void>((resolve) => held.push(resolve));
      const fit = streamOf(input.from, input.to).filter(fits(input.filter));
      const offset = input.offset ?? Math.max(0, fit.length - input.limit);
      return { total: fit.length, offset, entries: fit.slice(offset, offset + input.limit) };
    }),
    reviewFacts: os.reviewFacts.handler(({ input }) => {
      stage.heard('reviewFacts', input);
      const facts = madeFacts(stage.world(), input.from, input.to);
      const { reactions } = facts;
      const flood = Array.from({ length: wanted.reactions }, (_, at) => reactions[at % reactions.length] ?? []).flat();
      return wanted.reactions === 0 ? facts : { ...facts, reactions: flood.map(numbered) };
    }),
    aftermath: os.aftermath.handler(({ input }) => {
      stage.heard('aftermath', input);
      return madeAftermath(stage.world(), input.handoffId, stage.clock());
    }),
  };
}
