// Which stance an item has, what is one item and what are two, and in which words. (spec: incidents, "Shift and handoff")
import { expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Acknowledgement } from '../../electron/contract/model/problem.ts';
import { draftsOf } from '../../electron/engine/core/briefing-draft.ts';
import type { BriefingFacts } from '../../electron/engine/core/briefing-facts.ts';
import { about, spell } from '../../electron/engine/core/briefing-words.ts';
import { ASOF, problemOf, QUIET } from '../support/quiet-shift.ts';

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
  expect(one({ problems, mutes: [{ mute, subject: 'host1', problemIds: ['p-1-1'] }] })).toMatchObject({
    section: 'held',
    title: 'Muted: host1 check1',
    until: ASOF + HOUR,
    covers: ['mute:m1', 'problem:p-1-1'],
  });
  const backup = [problemOf(1, 1, { toldAt: ASOF - HOUR }, { muteId: 'm1', kind: 'backup' })];
  expect(said({ problems: backup, mutes: [{ mute, subject: 'host1', problemIds: ['p-1-1'] }] })).toEqual([
    'held watch host1: muted',
    'capacity watch host1 check1: critical, muted',
  ]);
});

test('a mute over what stands elsewhere says so; "nothing wrong in it" is said only where nothing is', () => {
  const scope = { hostIds: [], checkIds: [], tags: [], sites: [] };
  const mute = { id: 'm1' as never, scope, by: 'ben', reason: 'lab', createdAt: ASOF - HOUR, until: ASOF + HOUR };
  const titleOf = (problems: readonly ReturnType<typeof problemOf>[], ids: readonly string[]) => {
    const items = draftsOf({ ...QUIET, problems, mutes: [{ mute, subject: 'lab', problemIds: ids }] });
    const item = items.find(({ key }) => key === 'mute:m1');
    return [item?.title, ...(item?.facts ?? [])];
  };
  const acked = problemOf(1, 1, { ack: ack() }, { muteId: 'm1' });
  expect(titleOf([], [])).toEqual(['Muted, nothing wrong in it', 'lab']);
  expect(titleOf([acked], ['p-1-1'])).toEqual(['Muted, 1 problem in it told of elsewhere', 'lab']);
  const plain = problemOf(2, 1, {}, { muteId: 'm1' });
  expect(titleOf([acked, plain], ['p-1-1', 'p-2-1'])).toEqual([
    'Muted: host2 check1',
    'lab',
    '1 problem in it told of elsewhere',
  ]);
});

test('the whole storm acknowledged in one go: its switch stands by itself, to be opened, with its checks', () => {
  const root = problemOf(0, 0, { status: 'down', ack: ack() });
  const checks = [1, 2].map((n) =>
    problemOf(0, n, { ack: ack(), because: 'h0' as HostId, held: { reason: 'host-down' } }),
  );
  const behind = [1, 2, 3, 4].map((n) => problemOf(n, 0, { ack: ack(), because: 'h0' as HostId }));
  const items = draftsOf({ ...QUIET, problems: [root, ...checks, ...behind] });
  expect(items.map(({ key }) => key)).toEqual(['problem:p-0-0', 'behind:h0']);
  expect(items[0]).toMatchObject({
    subject: 'host0',
    state: 'down, acknowledged',
    ref: { problemId: 'p-0-0' },
    facts: ['ada: on it', '2 checks with it: host0 check1, host0 check2'],
  });
});

test('whose acknowledgement has run out has nothing in hand any more', () => {
  const over = ack({ expiresAt: ASOF - MINUTE });
  const flaps = problemOf(1, 1, { ack: over }, { flapping: true });
  const flapping = [{ ...flaps, percent: 40, hostDown: false }];
  expect(one({ problems: [flaps], flapping })).toMatchObject({ owner: '', until: null, state: 'critical, unhandled' });
  const root = problemOf(0, 0, { status: 'down', ack: over });
  const behind = problemOf(2, 0, { because: 'h0' as HostId, held: { reason: 'unreachable' } });
  expect(draftsOf({ ...QUIET, problems: [root, behind] }).map(({ owner }) => owner)).toEqual(['', '']);
});

test('of a flapping check too it is said why somebody has it in hand, and whom it escalates to', () => {
  const flaps = problemOf(1, 1, { ack: ack() }, { flapping: true });
  const told = [{ who: 'Ada' }];
  const escalations = [{ problemIds: ['p-1-1'], step: 1, told, nextAt: ASOF + HOUR }] as never;
  const flapping = [{ ...flaps, percent: 40, hostDown: false }];
  expect(one({ problems: [flaps], flapping, escalations }).facts).toEqual([
    'said',
    'ada: on it',
    'Escalates, step 1: told Ada',
  ]);
});

const incidentOf = (problems: readonly object[]) =>
  ({
    tried: [],
    incident: {
      ...{ id: 'i1', number: 'INC-2026-0001', title: 'Shop', severity: 2, status: 'mitigated', openedAt: ASOF - HOUR },
      ...{ summary: '', customerImpact: '', change: '', computedSeverity: 2, severityReason: '', lastWordAt: ASOF },
      ...{ onHold: null, milestones: [], clocks: [], followUps: [], tickets: [], problems },
      roles: { lead: '', next: '', scribe: '', operator: '', liaison: '' },
    },
  }) as never;

test('a flapping check of an incident stands with it, also while it happens to be good', () => {
  const flaps = problemOf(1, 1, {}, { flapping: true });
  const flapping = [{ ...flaps, percent: 40, hostDown: false }];
  const known = { ...flaps, problemId: 'p-1-1' };
  const bad = { incidents: [incidentOf([{ ...known, closedAt: null }])], flapping, problems: [flaps] };
  const good = { incidents: [incidentOf([{ ...known, closedAt: ASOF - MINUTE }])], flapping };
  for (const facts of [bad, good])
    expect(one(facts)).toMatchObject({
      section: 'incidents',
      facts: expect.arrayContaining(['host1 check1 flaps, 40 %']),
    });
});

test('an acknowledgement that ends is said of what stands under another item too', () => {
  const expiresAt = ASOF + 36 * MINUTE;
  const words = 'Acknowledged by ada until 2026-11-20 06:30 UTC: host1 check1';
  const problem = problemOf(1, 1, { ack: ack({ expiresAt }) }, { metric: 'disk.used./var' });
  const known = { ...problem, problemId: 'p-1-1', closedAt: null };
  expect(one({ incidents: [incidentOf([known])], problems: [problem] }).facts).toContain(words);
  const behind = { ...problem, problem: { ...problem.problem, because: 'h0' as HostId } };
  expect(one({ problems: [behind] }).facts).toContain(words);
  const forecasts = [
    {
      ...{ checkId: 'h1c1', hostId: 'h1', host: 'host1', what: '/var', metric: 'disk.used./var', unit: '%' },
      ...{
        value: 91,
        limit: 100,
        perDay: 2,
        fullAt: ASOF + 30 * HOUR,
        earliestAt: null,
        latestAt: null,
        trust: 'firm',
      },
    },
  ] as never;
  expect(one({ problems: [problem], forecasts })).toMatchObject({ section: 'capacity', until: ASOF + 30 * HOUR });
  expect(one({ problems: [problem], forecasts }).facts).toContain(words);
});

test('durations have units and no more precision than they are read with', () => {
  expect([0, 40_000, 59_999, 23 * MINUTE, HOUR, 4 * HOUR + 5 * MINUTE, 76 * HOUR].map(spell)).toEqual(
    ['0 s', '40 s', '1 min', '23 min', '1 h', '4 h 5 min', '3 days 4 h'], // prettier-ignore
  );
  expect([40 * MINUTE, 9.2 * HOUR, 71 * HOUR, 150 * HOUR].map(about)).toEqual(['40 min', '9 h', '71 h', '6 days']);
});
