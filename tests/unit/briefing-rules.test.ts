// Which stance an item has, what is one item and what are two, and in which words. (spec: incidents, "Shift and handoff")
import { expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Acknowledgement } from '../../electron/contract/model/problem.ts';
import { draftsOf } from '../../electron/engine/core/briefing-draft.ts';
import type { BriefingFacts } from '../../electron/engine/core/briefing-facts.ts';
import { about, spell } from '../../electron/engine/core/briefing-words.ts';
import { ASOF, problemOf, QUIET } from '../support/hard-night-worlds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** 'states unstable host1: critical, unhandled'. */
const said = (facts: Partial<BriefingFacts>): readonly string[] =>
  draftsOf({ ...QUIET, ...facts }).map(
    ({ section, stance, subject, state }) => `${section} ${stance} ${subject}: ${state}`,
  );
const one = (facts: Partial<BriefingFacts>) => {
  const [item, ...more] = draftsOf({ ...QUIET, ...facts });
  if (!item || more.length > 0)
    throw new Error(`${more.length + 1} items: ${[item, ...more].map((each) => each?.key).join(', ')}`);
  return item;
};

const ack = (part: Partial<Acknowledgement> = {}): Acknowledgement => ({
  by: 'ada',
  at: ASOF - HOUR,
  reason: 'on it',
  sticky: true,
  expiresAt: null,
  ...part,
});

test('nobody has it: down and critical are unstable, what says less is to be watched', () => {
  for (const [status, stance] of [
    ['down', 'unstable'],
    ['critical', 'unstable'],
    ['unreachable', 'watch'],
    ['unknown', 'watch'],
    ['warning', 'watch'],
  ] as const)
    expect(said({ problems: [problemOf(1, 1, { status })] })).toEqual([
      `states ${stance} host1 check1: ${status}, unhandled`,
    ]);
  const soft = problemOf(1, 1, { held: { reason: 'soft' } });
  expect(said({ problems: [soft] })).toEqual(['states watch host1 check1: critical, being tried again']);
});

test('an acknowledgement of SEV1 or SEV2 that ends before the next shift does is unstable, to the millisecond', () => {
  const stanceOf = (severity: 1 | 2 | 3, expiresAt: number | null) =>
    one({ problems: [problemOf(1, 1, { severity, ack: ack({ expiresAt }) })] }).stance;
  expect(stanceOf(2, QUIET.until)).toBe('unstable');
  expect(stanceOf(1, ASOF + 1)).toBe('unstable');
  expect(stanceOf(2, QUIET.until + 1)).toBe('watch');
  expect(stanceOf(3, ASOF + 1)).toBe('watch');
  expect(stanceOf(1, null)).toBe('watch');
});

test('an acknowledgement that has run out is none: the problem is unhandled again', () => {
  const over = problemOf(1, 1, { ack: ack({ expiresAt: ASOF }), held: { reason: 'acknowledged', by: 'ada' } });
  expect(said({ problems: [over] })).toEqual(['states unstable host1 check1: critical, unhandled']);
});

test('up to three problems that one act took in hand stand by themselves, more of them are one item', () => {
  const taken = (count: number) => Array.from({ length: count }, (_, n) => problemOf(n, 1, { ack: ack() }));
  expect(said({ problems: taken(3) })).toHaveLength(3);
  expect(one({ problems: taken(4) })).toMatchObject({
    section: 'held',
    subject: '4 problems',
    title: 'host0 check1, host1 check1, host2 check1 and 1 more',
    owner: 'ada',
    facts: ['ada: on it'],
  });
});

test('checks of a dead host go where the host goes, and backups among them are not failed backups', () => {
  const host = problemOf(1, 0, { status: 'down', ack: ack() });
  const held = { held: { reason: 'host-down' }, because: 'h1' as HostId } as const;
  const problems = [host, problemOf(1, 1, held), problemOf(1, 2, held, { kind: 'backup' })];
  expect(one({ problems })).toMatchObject({
    section: 'held',
    subject: 'host1',
    facts: ['ada: on it', '2 checks with it: host1 check1, host1 check2'],
  });
});

test('38 hosts behind a switch are one item, whoever has the switch has them', () => {
  const root = problemOf(0, 0, { status: 'down', ack: ack({ by: 'M. Okafor' }) });
  const behind = Array.from({ length: 38 }, (_, n) =>
    problemOf(n + 1, 0, {
      status: 'unreachable',
      severity: 3,
      held: { reason: 'unreachable' },
      because: 'h0' as HostId,
    }),
  );
  const items = draftsOf({ ...QUIET, problems: [root, ...behind], nameOf: () => 'ams1-dist-sw02' });
  expect(items).toHaveLength(2);
  expect(items.find(({ key }) => key === 'behind:h0')).toMatchObject({
    section: 'held',
    stance: 'watch',
    title: '38 hosts behind ams1-dist-sw02',
    owner: 'M. Okafor',
    severity: 3,
    status: 'unreachable',
  });
});

test('told of before it was muted, it is silent all the same: it stands with its mute, not as unhandled', () => {
  const scope = { hostIds: [], checkIds: [], tags: [], sites: [] };
  const mute = { id: 'm1' as never, scope, by: 'ben', reason: 'lab', createdAt: ASOF - HOUR, until: ASOF + HOUR };
  const problems = [problemOf(1, 1, { toldAt: ASOF - HOUR }, { muteId: 'm1' })];
  expect(one({ problems, mutes: [{ mute, subject: 'host1' }] })).toMatchObject({
    section: 'held',
    title: 'Muted: host1 check1',
    until: ASOF + HOUR,
    covers: ['mute:m1', 'problem:p-1-1'],
  });
});

test('durations have units and no more precision than they are read with', () => {
  expect([0, 40_000, 59_999, 23 * MINUTE, HOUR, 4 * HOUR + 5 * MINUTE, 76 * HOUR].map(spell)).toEqual(
    ['0 s', '40 s', '1 min', '23 min', '1 h', '4 h 5 min', '3 days 4 h'], // prettier-ignore
  );
  expect([40 * MINUTE, 9.2 * HOUR, 71 * HOUR, 150 * HOUR].map(about)).toEqual(['40 min', '9 h', '71 h', '6 days']);
});
