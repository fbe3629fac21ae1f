// The dependency story, told of nights as they happen: what stands behind what is noticed, and whom a good operator suspects.
import { describe, expect, test } from 'vitest';
import type { Story } from '../../electron/contract/model/story.ts';
import { tellStory } from '../../electron/engine/core/story.ts';
import { factsOf, IMPACT, MINUTE, many, type Night } from '../support/story-night.ts';

interface Scenario extends Night {
  readonly night: string;
  /** Chains as 'symptom > … > cause (hosts behind)', in their order. */
  readonly chains: readonly string[];
  /** Titles of the suspects, best first. */
  readonly suspects: readonly string[];
  /** Words that the reasons of the first suspect say, in any order. */
  readonly because?: readonly string[];
  readonly blind?: readonly string[];
}

const drawn = ({ chains }: Story): readonly string[] =>
  chains.map(({ links, behind }) => {
    const names = links.map(({ host, check }) => (check ? `${host} ${check}` : host));
    return `${names.join(' > ')} (${behind})`;
  });

const behindSwitch = many(38, (name) => ({ name, parents: ['sw1'] }));
const outOfReach = many(38, (name, place) => ({ what: name, status: 'unreachable' as const, from: 14 + place }));
const maintenance = { kind: 'maintenance' as const, who: '' };

const nights: readonly Scenario[] = [
  {
    night: 'a switch dies and takes 38 hosts along',
    hosts: [{ name: 'sw1', parents: ['core1'], checks: ['bgp'] }, { name: 'core1' }, ...behindSwitch],
    broken: [
      { what: 'sw1', status: 'down', from: 0 },
      { what: 'sw1 bgp', status: 'critical', from: -180, noticed: false },
      ...outOfReach,
    ],
    chains: ['web1 > sw1 (38)'],
    suspects: ['sw1 went down'],
    because: [
      'went down 14 s before the first of them',
      'parent of all 38 hosts',
      'its check bgp was critical 3 min before',
    ],
  },
  {
    night: 'it was not the switch: its own parent was down first',
    hosts: [{ name: 'core1' }, { name: 'sw1', parents: ['core1'] }, ...behindSwitch],
    broken: [
      { what: 'core1', status: 'down', from: 0, noticed: false },
      { what: 'sw1', status: 'unreachable', from: 6 },
      ...outOfReach,
    ],
    chains: ['web1 > sw1 > core1 (39)'],
    suspects: ['core1 went down'],
    because: ['stands before all 39 hosts'],
  },
  {
    night: 'the database disk is full, and three web servers that need it fail',
    hosts: [
      { name: 'db1', checks: ['disk', 'sql needs disk'] },
      ...many(3, (name) => ({ name, parents: ['db1'], checks: ['http needs backend', 'backend'] })),
    ],
    broken: [
      { what: 'db1 disk', status: 'critical', from: -240, noticed: false },
      { what: 'db1 sql', status: 'critical', from: -60, noticed: false },
      ...many(3, (name, place) => ({ what: `${name} http`, status: 'critical' as const, from: place * 20 })),
      ...many(3, (name, place) => ({
        what: `${name} backend`,
        status: 'critical' as const,
        from: place * 20,
        noticed: false,
      })),
    ],
    chains: ['web1 http > web1 backend > db1 disk (3)'],
    suspects: ['db1 disk went critical', 'db1 sql went critical'],
    because: ['went critical 4 min before the first of them', 'parent of all 3 hosts'],
  },
  {
    night: 'one service fails because the one below it does, on the same host',
    hosts: [{ name: 'web1', checks: ['http needs dns', 'dns'] }],
    broken: [
      { what: 'web1 http', status: 'critical', from: 0 },
      { what: 'web1 dns', status: 'critical', from: -30 },
    ],
    chains: ['web1 http > web1 dns (0)'],
    suspects: ['web1 dns went critical'],
  },
  {
    night: 'two causes at once',
    hosts: [
      { name: 'sw1' },
      { name: 'sw2' },
      ...many(6, (name) => ({ name, parents: ['sw1'] }), 'a'),
      ...many(4, (name) => ({ name, parents: ['sw2'] }), 'b'),
    ],
    broken: [
      { what: 'sw1', status: 'down', from: 0 },
      { what: 'sw2', status: 'down', from: 5 },
      ...many(6, (name) => ({ what: name, status: 'unreachable' as const, from: 20 }), 'a'),
      ...many(4, (name) => ({ what: name, status: 'unreachable' as const, from: 25 }), 'b'),
    ],
    chains: ['a1 > sw1 (6)', 'b1 > sw2 (4)'],
    suspects: ['sw1 went down', 'sw2 went down'],
  },
  {
    night: 'one of two redundant parents is down: it is not the cause',
    hosts: [{ name: 'sw1' }, { name: 'sw2' }, { name: 'web1', parents: ['sw1|pair', 'sw2|pair'], checks: ['http'] }],
    broken: [
      { what: 'sw1', status: 'down', from: -600, noticed: false },
      { what: 'web1 http', status: 'critical', from: 0 },
    ],
    chains: ['web1 http (0)'],
    suspects: ['sw1 went down'],
    because: ['there was another way: it alone does not explain them'],
  },
  {
    night: 'both redundant parents are down: both are',
    hosts: [{ name: 'sw1' }, { name: 'sw2' }, { name: 'web1', parents: ['sw1|pair', 'sw2|pair'] }],
    broken: [
      { what: 'sw1', status: 'down', from: -600, noticed: false },
      { what: 'sw2', status: 'down', from: 0, noticed: false },
      { what: 'web1', status: 'unreachable', from: 10 },
    ],
    chains: ['web1 > sw1 (1)', 'web1 > sw2 (1)'],
    suspects: ['sw1 went down', 'sw2 went down'],
  },
  {
    night: 'planned work on the router beats an edit of a stranger',
    hosts: [
      { name: 'core1', checks: ['bgp'] },
      { name: 'printer' },
      ...many(5, (name) => ({ name, parents: ['core1'], checks: ['http'] })),
    ],
    broken: many(5, (name, place) => ({ what: `${name} http`, status: 'critical' as const, from: place })),
    changed: [
      { ...maintenance, text: 'Maintenance "core upgrade" (CHG0031337) began', at: -360, on: ['core1'] },
      { text: 'printer edited: address', at: -30, on: ['printer'] },
    ],
    chains: ['web1 http (0)', 'web2 http (0)', 'web3 http (0)', 'web4 http (0)', 'web5 http (0)'],
    suspects: [
      'Maintenance "core upgrade" (CHG0031337) began',
      'core1 stands before all of them',
      'Ada: printer edited: address',
    ],
    because: ['6 min before impact', 'on core1: the way to all 5 hosts'],
  },
  {
    night: 'somebody changed the address of the very host',
    hosts: [{ name: 'web1', checks: ['http'] }],
    broken: [{ what: 'web1', status: 'down', from: 0 }],
    changed: [
      { text: 'web1 edited: address', at: -660, on: ['web1'] },
      { text: 'web1 edited: notes', at: -60, on: ['web1'], telling: 0.2 },
      { text: 'web1 edited: address', at: 120, on: ['web1'] },
    ],
    chains: ['web1 (0)'],
    suspects: ['Ada: web1 edited: address', 'Ada: web1 edited: notes'],
    because: ['11 min before impact', 'on web1: the host itself'],
  },
  {
    night: 'the monitor itself was cut off',
    hosts: many(4, (name) => ({ name })),
    broken: many(4, (name, place) => ({ what: name, status: 'down' as const, from: place })),
    gaps: [{ reason: 'isolated', from: IMPACT - 2_000, to: IMPACT + 5 * MINUTE }],
    chains: ['web1 (0)', 'web2 (0)', 'web3 (0)', 'web4 (0)'],
    suspects: ['The monitor itself was cut off'],
    because: ['all 4 problems began then'],
    blind: ['nothing was watched from 02:30:58 UTC to 02:36:00 UTC, the monitor was cut off from its network'],
  },
  {
    night: 'the router was rebooted just before, and is well again',
    hosts: [{ name: 'core1' }, ...many(2, (name) => ({ name, parents: ['core1'], checks: ['bgp'] }))],
    broken: [
      { what: 'core1', status: 'down', from: -600, to: -420, noticed: false },
      ...many(2, (name) => ({ what: `${name} bgp`, status: 'critical' as const, from: 0 })),
    ],
    chains: ['web1 bgp (0)', 'web2 bgp (0)'],
    suspects: ['core1 went down and came back'],
    because: ['was down from 02:21:00 UTC to 02:24:00 UTC, over 7 min before the first problem'],
  },
  {
    night: 'of three that hang on nothing, the first is named',
    hosts: many(3, (name) => ({ name, checks: ['http'] })),
    broken: many(3, (name, place) => ({ what: `${name} http`, status: 'critical' as const, from: place * 300 })),
    chains: ['web1 http (0)', 'web2 http (0)', 'web3 http (0)'],
    suspects: ['web1 http went critical'],
    because: ['the first of the 3 problems to break, 5 min before the next'],
  },
  {
    night: 'nothing is found, and nothing is made up',
    hosts: [{ name: 'sw1' }, { name: 'web1', parents: ['sw1'], checks: ['http'] }],
    broken: [{ what: 'web1 http', status: 'critical', from: 0 }],
    chains: ['web1 http (0)'],
    suspects: [],
    blind: [],
  },
  {
    night: 'the host was taken out of the inventory meanwhile',
    hosts: [],
    broken: [{ what: 'old9', status: 'down', from: 0 }],
    chains: ['old9 (0)'],
    suspects: [],
    blind: ['old9 is no longer in the inventory: what stood before is not known'],
  },
  {
    night: 'checks that need each other in a circle stand for themselves',
    hosts: [{ name: 'web1', checks: ['a needs b', 'b needs a'] }],
    broken: [
      { what: 'web1 a', status: 'critical', from: 0 },
      { what: 'web1 b', status: 'critical', from: 0 },
    ],
    chains: ['web1 a (0)', 'web1 b (0)'],
    suspects: [],
  },
];

describe('a night in the story', () => {
  test.each(nights)('$night', ({ chains, suspects, because = [], blind, night: _, ...facts }) => {
    const story = tellStory(factsOf(facts));
    expect(drawn(story)).toEqual(chains);
    expect(story.suspects.map(({ title }) => title)).toEqual(suspects);
    const weights = story.suspects.map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(story.suspects[0]?.reasons ?? []).toEqual(expect.arrayContaining([...because]));
    if (blind) expect(story.blind).toEqual(blind);
  });
});
