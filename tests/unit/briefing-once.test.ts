// Whatever the night was, each fact of it stands in the briefing exactly once. (spec: incidents, "Shift and handoff")
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BRIEFING_SECTIONS, STANCES } from '../../electron/contract/model/briefing.ts';
import { draftsOf } from '../../electron/engine/core/briefing-draft.ts';
import type { BriefingFacts } from '../../electron/engine/core/briefing-facts.ts';
import { type Draft, sectionsOf } from '../../electron/engine/core/briefing-item.ts';
import { anyFacts } from '../support/hard-night-worlds.ts';

const RUNS = { numRuns: 400, seed: 20_261_120 };

/** All that must be told of, by key. */
const factsIn = (facts: BriefingFacts): readonly string[] => [
  ...facts.problems.map(({ problem }) => `problem:${problem.id}`),
  ...facts.incidents.map(({ incident }) => `incident:${incident.id}`),
  ...facts.mutes.map(({ mute }) => `mute:${mute.id}`),
  ...facts.windows.map(({ occurrence: { windowId, startsAt } }) => `window:${windowId}:${startsAt}`),
  ...facts.runs.map(({ id }) => `run:${id}`),
  ...facts.deliveries.dead.map(({ id }) => `delivery:${id}`),
  ...facts.forecasts.filter(({ fullAt }) => fullAt !== null).map((one) => `capacity:${one.checkId}:${one.metric}`),
  ...facts.noisy.map(({ checkId }) => `noisy:${checkId}`),
  // One that is bad goes where its problem goes.
  ...facts.flapping
    .filter((flaps) => facts.problems.every(({ checkId }) => checkId !== flaps.checkId))
    .map(({ checkId }) => `flapping:${checkId}`),
];

test('every problem, incident, run, mute, window, dead letter, date, noisy and flapping check is spoken for by exactly one item', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const covers = draftsOf(facts).flatMap((one) => one.covers);
      expect(covers.filter((key, place) => covers.indexOf(key) !== place)).toEqual([]);
      const spoken = new Set(covers);
      expect(factsIn(facts).filter((key) => !spoken.has(key))).toEqual([]);
    }),
    RUNS,
  );
});

test('no two items have the same key, every item says something, and the sections are all there in their order', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const sections = sectionsOf(draftsOf(facts));
      expect(sections.map(({ id }) => id)).toEqual([...BRIEFING_SECTIONS]);
      const items = sections.flatMap((section) => section.items);
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
      for (const one of items) {
        expect(one.subject, one.key).not.toBe('');
        expect(one.title, one.key).not.toBe('');
        expect(one.key.length).toBeLessThanOrEqual(400);
      }
      for (const { id, items: own } of sections) {
        expect(own.every(({ section }) => section === id)).toBe(true);
        const ranks = own.map(({ stance }) => STANCES.indexOf(stance));
        expect(ranks, 'unstable, then watch, then stable').toEqual(ranks.toSorted((a, b) => a - b));
      }
    }),
    RUNS,
  );
});

const itemFor = (drafts: readonly Draft[], key: string): Draft => {
  const found = drafts.find(({ covers }) => covers.includes(key));
  if (!found) throw new Error(`nothing speaks for ${key}`);
  return found;
};

test('the first section that wants a problem has it', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const drafts = draftsOf(facts);
      const inIncident = new Set(
        facts.incidents.flatMap(({ incident }) => incident.problems.map((one) => one.problemId)),
      );
      for (const { problem, flapping, kind, muteId, windowId } of facts.problems) {
        const { section } = itemFor(drafts, `problem:${problem.id}`);
        const isCaused = problem.because !== null;
        const isAcked = problem.ack !== null && (problem.ack.expiresAt === null || problem.ack.expiresAt > facts.asOf);
        const isFree =
          !isCaused &&
          !flapping &&
          kind !== 'backup' &&
          !facts.forecasts.some((one) => one.checkId === problem.checkId);
        if (inIncident.has(problem.id)) expect(section).toBe('incidents');
        else if (flapping && !isCaused) expect(section).toBe('noisy');
        else if (kind === 'backup' && !isCaused) expect(section).toBe('capacity');
        else if (isFree && isAcked) expect(section).toBe('held');
        else if (isFree && problem.held === null && muteId === null && windowId === null)
          expect(section).toBe('states');
      }
    }),
    RUNS,
  );
});

test('"nothing wrong in it" stands only on a mute in which nothing is wrong', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const drafts = draftsOf(facts);
      for (const { mute, problemIds } of facts.mutes) {
        const { title } = itemFor(drafts, `mute:${mute.id}`);
        expect(title === 'Muted, nothing wrong in it', title).toBe(problemIds.length === 0);
      }
    }),
    RUNS,
  );
});

test('made twice from the same facts it is the same, in whatever order they were gathered', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const turned = {
        ...facts,
        problems: facts.problems.toReversed(),
        flapping: facts.flapping.toReversed(),
        runs: facts.runs.toReversed(),
      };
      const keys = (one: BriefingFacts) =>
        sectionsOf(draftsOf(one)).map(({ items }) => items.map(({ key, stance }) => `${key} ${stance}`));
      expect(keys(turned)).toEqual(keys(facts));
    }),
    { ...RUNS, numRuns: 100 },
  );
});
