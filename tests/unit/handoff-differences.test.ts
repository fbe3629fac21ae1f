// What changed since a briefing was frozen, told in a line each.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BriefingItem } from '../../electron/contract/model/briefing.ts';
import type { SlaClock } from '../../electron/contract/model/sla.ts';
import { differencesOf, saysTheSame } from '../../electron/engine/core/handoff-differences.ts';
import { briefing, HOUR, INCIDENT, item, NOW, REPLICA } from './handoff-makers.ts';

const told = (before: readonly BriefingItem[], after: readonly BriefingItem[]) =>
  differencesOf(briefing(before), briefing(after)).map(
    ({ how, subject, what, before: was, after: is }) => `${how} ${subject} ${what}: ${was} → ${is}`,
  );
const change = (more: Partial<BriefingItem>) => told([REPLICA], [{ ...REPLICA, ...more }]);

test('the same says nothing', () => {
  expect(told([INCIDENT, REPLICA], [REPLICA, INCIDENT])).toEqual([]);
});

test('what came and what went', () => {
  expect(told([INCIDENT], [REPLICA])).toEqual([
    'new fra2-db-07 is new:  → Replication lag 1 190 s; critical, unhandled',
    'gone INC-2026-0412 is over: ams1-dist-sw02 down, 38 hosts behind; open → ',
  ]);
});

test('what was resolved went, and says how', () => {
  expect(told([INCIDENT], [{ ...INCIDENT, section: 'resolved', stance: 'stable', state: 'closed by Ada' }])).toEqual([
    'gone INC-2026-0412 is over: ams1-dist-sw02 down, 38 hosts behind; open → ams1-dist-sw02 down, 38 hosts behind; closed by Ada',
  ]);
});

describe('a figure in a sentence is told by the words in front of it', () => {
  test.each([
    ['Replication lag 1 190 s', 'Replication lag 1 240 s', 'Replication lag: 1 190 s → 1 240 s'],
    ['disk /var 92 % used', 'disk /var 95 % used', 'disk /var: 92 % → 95 %'],
    ['flaps, told 3 times', 'flaps, told 4 times', 'told: 3 → 4'],
    ['rtt 12.5 ms, loss 0 %', 'rtt 44 ms, loss 20 %', 'rtt: 12.5 ms → 44 ms'],
    ['38 hosts behind', '12 hosts behind', 'title: 38 hosts behind → 12 hosts behind'],
    ['vacuum runs', 'vacuum ended', 'title: vacuum runs → vacuum ended'],
  ])('%s → %s', (before, after, said) => {
    expect(told([{ ...REPLICA, title: before }], [{ ...REPLICA, title: after }])).toContain(
      `changed fra2-db-07 ${said}`,
    );
  });
});

test('state, owner, end, severity, stance, facts and the promised time each have a line', () => {
  const sla = { kind: 'resolve', state: 'running' } as SlaClock;
  expect(change({ state: 'critical, acknowledged', owner: 'Ada' })).toEqual([
    ...['changed fra2-db-07 state: critical, unhandled → critical, acknowledged'],
    ...['changed fra2-db-07 owner: nobody → Ada'],
  ]);
  expect(change({ until: NOW + HOUR })).toEqual(['changed fra2-db-07 until:  → 2026-11-20 06:40:00 UTC']);
  expect(change({ severity: 2, stance: 'unstable' })).toEqual([
    ...['changed fra2-db-07 severity: none → SEV2', 'changed fra2-db-07 stance: watch → unstable'],
  ]);
  expect(change({ facts: ['Escalates, step 1: told Ada'] })).toEqual([
    'changed fra2-db-07 facts:  → Escalates, step 1: told Ada',
  ]);
  expect(told([{ ...REPLICA, sla }], [{ ...REPLICA, sla: { ...sla, state: 'missed' } }])).toEqual([
    'changed fra2-db-07 SLA: time to resolve running → time to resolve missed',
  ]);
  expect(change({ tried: [{ at: NOW, who: 'Ada', text: 'vacuum stopped' }] })).toEqual([
    'changed fra2-db-07 tried:  → Ada: vacuum stopped',
  ]);
});

test('facts that only stand elsewhere are no news, and each line has a name of its own', () => {
  const facts = ['3 checks with it: a, b, c', 'Escalates, step 1: told Ada', 'Impact: none'];
  const before = { ...REPLICA, facts };
  expect(told([before], [{ ...before, facts: facts.toReversed() }])).toEqual([]);
  const after = { ...before, facts: ['5 checks with it: a, b, c', 'Escalates, step 2: told Ada'] };
  const lines = differencesOf(briefing([before]), briefing([after]));
  expect(lines.map(({ what }) => what)).toEqual(['step', 'facts']);
  expect(new Set(lines.map(({ what }) => what)).size).toBe(lines.length);
});

test('the figures of the shift and promises are no news', () => {
  const before = briefing([REPLICA]);
  const after = { ...before, asOf: NOW + HOUR, figures: { ...before.figures, alerts: 99 } };
  expect(differencesOf(before, after)).toEqual([]);
  const promised = item('promise:1', { section: 'promises' });
  expect(told([REPLICA], [REPLICA, promised])).toEqual([]);
});

const words = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('lag 12 s', 'lag 13 s', '7 of 9', '1 GB, 2 GB', ''),
);
const anItem = fc
  .record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    section: fc.constantFrom('incidents', 'states', 'held', 'resolved'),
    title: words,
    state: words,
    owner: fc.constantFrom('', 'Ada', 'Ben'),
    until: fc.option(fc.constantFrom(NOW, NOW + HOUR)),
    facts: fc.array(
      words.filter((text) => text !== ''),
      { maxLength: 4 },
    ),
  } as const)
  .map(({ key, ...more }) => item(key, more));
const items = fc.uniqueArray(anItem, { selector: ({ key }) => key });

test('whatever two briefings say: every key that came, went or changed is told, no other is, and no line comes twice', () => {
  fc.assert(
    fc.property(items, items, (before, after) => {
      const lines = differencesOf(briefing(before), briefing(after));
      const toldKeys = new Set(lines.map(({ key }) => key));
      for (const key of ['a', 'b', 'c', 'd']) {
        const [was, is] = [before, after].map((all) => all.find((one) => one.key === key));
        const isEnd = was && is && was.section !== 'resolved' && is.section === 'resolved';
        const same = (!was && !is) || (was && is && saysTheSame(was, is) && !isEnd);
        expect(toldKeys.has(key), `${key}: ${JSON.stringify([was, is])}`).toBe(!same);
      }
      expect(new Set(lines.map(({ key, what }) => `${key} ${what}`)).size).toBe(lines.length);
      for (const { how, before: was, after: is } of lines) if (how === 'changed') expect(was).not.toBe(is);
    }),
    { numRuns: 500 },
  );
});

test('two items that say the same to a reader differ in nothing that is told, and the other way round', () => {
  fc.assert(
    fc.property(anItem, anItem, (before, after) => {
      const same = (['title', 'state', 'owner', 'until'] as const).every((field) => before[field] === after[field]);
      const sorted = (one: BriefingItem) => [...new Set(one.facts)].sort().join('\n');
      expect(saysTheSame(before, { ...after, key: before.key, subject: before.subject })).toBe(
        same && sorted(before) === sorted(after),
      );
    }),
    { numRuns: 500 },
  );
});
