// The monitor as a suspect: what it saw while it was cut off says more of itself than of the hosts.
import type { Suspect } from '../../contract/model/story.ts';
import type { StoryFacts } from './story-facts.ts';
import { bounded } from './story-weights.ts';
import { shareWords, utc } from './story-words.ts';

/** It takes a moment until being cut off is known; what broke so long before is its doing as well. */
const MARGIN_MS = 120_000;

export function isolationSuspects({ gaps, symptoms }: StoryFacts): readonly Suspect[] {
  return gaps
    .filter(({ reason }) => reason === 'isolated')
    .flatMap(({ from, to }): Suspect[] => {
      const within = symptoms.filter(
        ({ openedAt }) => openedAt >= from - MARGIN_MS && openedAt <= (to ?? openedAt),
      ).length;
      if (within === 0) return [];
      const span = to === null ? `since ${utc(from)}, and it still is` : `from ${utc(from)} to ${utc(to)}`;
      const reasons = [
        `cut off from its own network ${span}`,
        `${shareWords(within, symptoms.length, 'problem')} began then`,
        'what it saw then says nothing about the hosts: look at this machine first',
      ];
      const weight = bounded(45 + 53 * (within / symptoms.length));
      return [
        { weight, at: from, title: 'The monitor itself was cut off', reasons, hostId: null, checkId: null, seq: null },
      ];
    });
}
