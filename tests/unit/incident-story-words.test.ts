// What the dependency story says, link by link, and what it says it could not look at.
import { describe, expect, test } from 'vitest';
import { tellStory } from '../../electron/engine/core/story.ts';
import { factsOf, IMPACT, MINUTE, type Night } from '../support/story-night.ts';

describe('what a link says', () => {
  const hosts = [{ name: 'sw1' }, { name: 'web1', parents: ['sw1'], checks: ['http'] }];

  test('why the next one stands behind it, in the words of the graph', () => {
    const broken = [
      { what: 'sw1', status: 'down' as const, from: 0 },
      { what: 'web1', status: 'unreachable' as const, from: 5 },
      { what: 'web1 http', status: 'critical' as const, from: 5 },
    ];
    const [chain] = tellStory(factsOf({ hosts, broken })).chains;
    expect(chain?.links.map(({ because }) => because)).toEqual(['a check of web1', 'parent of web1', '']);
    expect(chain?.links.map(({ state }) => state)).toEqual(['critical', 'unreachable', 'down']);
    expect(chain?.links.at(-1)?.since).toBe(IMPACT);
  });

  test('of an incident that is over, what was bad and until when', () => {
    const broken = [
      { what: 'sw1', status: 'down' as const, from: 0, to: 600 },
      { what: 'web1', status: 'unreachable' as const, from: 5, to: 630 },
    ];
    const [chain] = tellStory(factsOf({ hosts, broken })).chains;
    expect(chain?.links.map(({ host, state, summary }) => [host, state, summary])).toEqual([
      ['web1', 'ok', 'was unreachable from 02:31:05 UTC to 02:41:30 UTC'],
      ['sw1', 'ok', 'was down from 02:31:00 UTC to 02:41:00 UTC'],
    ]);
  });

  test('a parent that only stopped answering later says so, and is no explanation', () => {
    const broken = [
      { what: 'web1', status: 'unreachable' as const, from: 0 },
      { what: 'sw1', status: 'down' as const, from: 900, noticed: false },
    ];
    const story = tellStory(factsOf({ hosts, broken }));
    expect(story.chains[0]?.links[0]?.because).toBe('parent of web1, which went down 15 min later');
    expect(story.suspects[0]?.reasons).toContain('went down only 15 min after the first of them');
    expect(story.suspects[0]?.weight).toBeLessThan(70);
  });

  test('a parent whose results are a minute apart may have gone first, though it was seen later', () => {
    const broken = [
      { what: 'web1', status: 'unreachable' as const, from: 0 },
      { what: 'sw1', status: 'down' as const, from: 40, noticed: false },
    ];
    const [suspect] = tellStory(factsOf({ hosts, broken })).suspects;
    expect(suspect?.reasons[0]).toBe('seen 40 s after the first of them, within the 1 min between its results');
  });

  test('what is not confirmed yet is said to be so', () => {
    const broken = [
      { what: 'web1', status: 'unreachable' as const, from: 5 },
      { what: 'sw1', status: 'down' as const, from: 0, noticed: false, soft: true },
    ];
    const story = tellStory(factsOf({ hosts, broken, facts: { summaryOf: () => 'no answer' } }));
    expect(story.chains[0]?.links.at(-1)?.summary).toBe('not confirmed yet: no answer');
    expect(story.suspects[0]?.reasons).toContain('not confirmed yet: it is still being retried');
  });
});

describe('what could not be looked at', () => {
  const one: Night = { hosts: [{ name: 'web1' }], broken: [{ what: 'web1', status: 'down', from: 0 }] };

  test.each<[string, Night, string]>([
    [
      'a journal that is younger than the hour',
      { ...one, facts: { recordFrom: IMPACT - 10 * MINUTE } },
      'the journal begins 2026-11-20 02:21 UTC: what was changed before is not known',
    ],
    [
      'an engine that was started just then',
      { ...one, gaps: [{ reason: 'engine-down', from: IMPACT - 5 * MINUTE, to: IMPACT - 20_000 }] },
      'nothing was watched from 02:26:00 UTC to 02:30:40 UTC, no engine was running; the problems may be older than they look',
    ],
    [
      'a parent that nobody pings',
      {
        ...one,
        hosts: [
          { name: 'sw1', silent: true },
          { name: 'web1', parents: ['sw1'] },
        ],
      },
      'no check tells whether sw1 is up',
    ],
    [
      'an incident of another monitor',
      { ...one, facts: { importedFrom: 'INC-2025-0007' } },
      'it was brought in as INC-2025-0007: hosts, states and journal of that monitor are not here',
    ],
    [
      'an incident from a phone call',
      { ...one, broken: [] },
      'no problem belongs to this incident: there is nothing to go back from',
    ],
    [
      'hosts that were changed since it ended',
      { ...one, facts: { changedSince: ['id-web1' as never] } },
      'web1 was changed since: parents and checks are taken as they are now',
    ],
  ])('%s', (_, night, words) => {
    expect(tellStory(factsOf(night)).blind).toContain(words);
  });
});
