// What holds of every dependency story, whatever the inventory looks like: circles, removed hosts, hedges of parents.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { PROBLEM_STATUSES } from '../../electron/contract/model/problem.ts';
import { tellStory } from '../../electron/engine/core/story.ts';
import type { StoryFacts } from '../../electron/engine/core/story-facts.ts';
import {
  type Broken,
  type Changed,
  factsOf,
  hostId,
  IMPACT,
  type Night,
  type NightHost,
} from '../support/story-night.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'gone'];
const checks = ['http', 'dns', 'disk'];
const group = fc.constantFrom('', '|one', '|two');
const parent = fc.tuple(fc.constantFrom(...names), group).map(([name, way]) => `${name}${way}`);
// Circles of parents and of checks are wanted: the data of years has them.
const needs = fc.uniqueArray(fc.constantFrom(...checks, 'ping', 'nothing'), { maxLength: 2 });
const hostOf = (name: string): fc.Arbitrary<NightHost> =>
  fc.record({
    name: fc.constant(name),
    parents: fc.uniqueArray(parent, { maxLength: 3 }),
    silent: fc.boolean(),
    site: fc.constantFrom('ams1', 'fra2'),
    checks: fc
      .tuple(needs, needs, needs)
      .map((each) =>
        each.map((wanted, place) =>
          wanted.length > 0 ? `${checks[place]} needs ${wanted.join(',')}` : `${checks[place]}`,
        ),
      ),
  });
const hosts = fc.tuple(...names.slice(0, -1).map(hostOf));
const broken: fc.Arbitrary<Broken> = fc
  .record({
    what: fc.tuple(fc.constantFrom(...names), fc.constantFrom('', ' http', ' dns', ' disk')).map(([a, b]) => a + b),
    status: fc.constantFrom(...PROBLEM_STATUSES),
    from: fc.integer({ min: -7_200, max: 1_200 }),
    lasts: fc.option(fc.integer({ min: 1, max: 3_600 }), { nil: undefined }),
    noticed: fc.boolean(),
    soft: fc.boolean(),
  })
  .map(({ lasts, ...one }) => (lasts === undefined ? one : { ...one, to: one.from + lasts }));
const changed: fc.Arbitrary<Changed> = fc.record({
  text: fc.constantFrom('Maintenance "x" began', 'a edited: address', 'something'),
  at: fc.integer({ min: -7_200, max: 1_200 }),
  kind: fc.constantFrom('inventory', 'maintenance', 'mute', 'clock-jump'),
  on: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
});
const night: fc.Arbitrary<Night> = fc.record({
  hosts,
  broken: fc.array(broken, { maxLength: 12 }),
  changed: fc.array(changed, { maxLength: 6 }),
});

/** Whether all parents of one of its groups were bad while the host of the last link was. Told from the facts alone. */
function hasBadParent(facts: StoryFacts, id: HostId, since: number): boolean {
  const wasDown = (parent: HostId): boolean => {
    const alive = facts.checksOf(parent).find((check) => check.alive);
    const bad = (alive && facts.spells.get(alive.id)) ?? [];
    return bad.some(
      ({ from, to, status }) => status !== 'warning' && from <= since && (to ?? Number.MAX_VALUE) > since,
    );
  };
  return (facts.graph.parentGroups.get(id) ?? []).some((ways) => ways.every(wasDown));
}

describe('every story', () => {
  test('is told, whatever the inventory looks like, and told the same twice', () => {
    fc.assert(
      fc.property(night, (one) => {
        const facts = factsOf(one);
        expect(tellStory(facts)).toEqual(tellStory(factsOf(one)));
        for (const { weight } of tellStory(facts).suspects) {
          expect(weight).toBeGreaterThanOrEqual(0);
          expect(weight).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order in which problems and changes came to hand', () => {
    fc.assert(
      fc.property(night, (one) => {
        const facts = factsOf(one);
        const turned = { ...facts, symptoms: facts.symptoms.toReversed() };
        const titles = (told: StoryFacts) => tellStory(told).suspects.map(({ title, weight }) => `${weight} ${title}`);
        expect(titles(turned).toSorted()).toEqual(titles(facts).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  test('ends each chain at a host that has no bad parent, and passes no link twice', () => {
    fc.assert(
      fc.property(night, (one) => {
        const facts = factsOf(one);
        for (const { links } of tellStory(facts).chains) {
          const last = links.at(-1);
          if (!last) throw new Error('a chain without a link');
          expect(last.because).toBe('');
          if (last.state !== 'ok') expect(hasBadParent(facts, last.hostId, last.since)).toBe(false);
          expect(new Set(links.map(({ hostId, checkId }) => `${hostId} ${checkId}`)).size).toBe(links.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('has a chain for every problem, as long as there are few', () => {
    fc.assert(
      fc.property(night, (one) => {
        const facts = factsOf(one);
        const { chains } = tellStory(facts);
        expect(chains.length > 0).toBe(facts.symptoms.length > 0);
      }),
      { numRuns: 200 },
    );
  });

  test('counts a change after the problem it would explain as no cause', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600 }), (late) => {
        const one: Night = {
          hosts: [{ name: 'a' }],
          broken: [{ what: 'a', status: 'down', from: 0 }],
          changed: [{ text: 'a edited: address', at: late, on: ['a'] }],
        };
        expect(tellStory(factsOf(one)).suspects).toEqual([]);
      }),
    );
  });
});

test('a thousand problems among ten thousand hosts with redundant parents are one chain', () => {
  const wide = Array.from({ length: 10_000 }, (_, place): NightHost => {
    const parents = place < 40 ? (place === 0 ? [] : ['h0']) : [`h${place % 40}|pair`, `h${(place + 1) % 40}|pair`];
    return { name: `h${place}`, parents, checks: ['http needs dns', 'dns'] };
  });
  const down = Array.from(
    { length: 40 },
    (_, place): Broken => ({ what: `h${place}`, status: 'down', from: place, noticed: false }),
  );
  const out = Array.from(
    { length: 1_000 },
    (_, place): Broken => ({ what: `h${place + 40}`, status: 'unreachable', from: 60 }),
  );
  const facts = factsOf({ hosts: wide, broken: [...down, ...out] });
  const story = tellStory(facts);
  expect(story.chains).toHaveLength(1);
  expect(story.chains[0]?.behind).toBe(1_000);
  expect(story.chains[0]?.links.at(-1)).toMatchObject({ hostId: hostId('h0'), since: IMPACT });
});
