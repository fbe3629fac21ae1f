// What stands in a briefing besides problems: dates of capacity, blind spots, messages, what ended, who is on call.
import { expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { draftsOf } from '../../electron/engine/core/briefing-draft.ts';
import type { BriefingFacts, GapFact } from '../../electron/engine/core/briefing-facts.ts';
import { endedIncidents } from '../../electron/engine/services/handoffs/briefing-past.ts';
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

test('what fills up is unstable until twelve hours after the next shift, to be watched for three days, then told of', () => {
  const full = (fullAt: number) =>
    said({
      forecasts: [
        {
          checkId: 'h1c1' as never,
          hostId: 'h1' as HostId,
          host: 'db1',
          check: 'system',
          metric: 'disk.used./var',
          what: '/var',
          unit: '%',
          asOf: ASOF,
          value: 91.25,
          limit: 100,
          perDay: 12,
          perDayLow: 11,
          perDayHigh: 13,
          fullAt,
          earliestAt: fullAt,
          latestAt: null,
          hours: 40,
          spanDays: 2,
          trust: 'firm',
        },
      ],
    });
  const state = 'db1 /var: 91.3 % of 100 %';
  expect(full(QUIET.until + 12 * HOUR)).toEqual([`capacity unstable ${state}`]);
  expect(full(QUIET.until + 12 * HOUR + 1)).toEqual([`capacity watch ${state}`]);
  expect(full(ASOF + 72 * HOUR)).toEqual([`capacity watch ${state}`]);
  expect(full(ASOF + 72 * HOUR + 1)).toEqual([`capacity stable ${state}`]);
  expect(full(ASOF + 15 * 24 * HOUR)).toEqual([]);
});

test('a warning of what fills up stands with its date; one about something else of that check stands by itself', () => {
  const forecasts = [
    {
      checkId: 'h1c1',
      hostId: 'h1',
      host: 'host1',
      what: '/var',
      metric: 'disk.used./var',
      unit: '%',
      value: 91,
      limit: 100,
      perDay: 2,
      fullAt: ASOF + 30 * HOUR,
      earliestAt: null,
      latestAt: null,
      trust: 'firm',
    },
  ] as never;
  const problem = (metric: string | null) => [problemOf(1, 1, { status: 'warning' }, { metric })];
  expect(said({ forecasts, problems: problem('disk.used./var') })).toEqual([
    'capacity watch host1 /var: 91 % of 100 %; warning, unhandled',
  ]);
  expect(said({ forecasts, problems: problem('load.5') })).toHaveLength(2);
});

test('the monitor cut off is one item, not a trouble and a gap; a gap that is over is told of, and counted together', () => {
  const isolated = {
    code: 'isolated',
    message: 'The monitor is cut off from its network.',
    since: ASOF - HOUR,
  } as const;
  const gap = (from: number, to: number | null, reason: GapFact['reason']): GapFact => ({ reason, from, to });
  const open = gap(ASOF - HOUR, null, 'isolated');
  expect(said({ blind: { ...QUIET.blind, troubles: [isolated], gaps: [open] } })).toEqual([
    'noisy watch The monitor is cut off: trouble of the monitor itself',
  ]);
  const slept = [gap(ASOF - 3 * HOUR, ASOF - 2 * HOUR, 'asleep'), gap(ASOF - HOUR, ASOF - HOUR + 90_000, 'asleep')];
  expect(one({ blind: { ...QUIET.blind, gaps: slept } })).toMatchObject({
    stance: 'stable',
    title: 'Nobody watched 2 times, 1 h 2 min in all: the machine slept',
    since: ASOF - 3 * HOUR,
  });
});

test('a locked vault, host keys nobody answered and checks that are off are blind spots; a changed key stands by itself', () => {
  const key = (address: string, known: string | null) => ({
    ...{ address, port: 22, algorithm: 'ssh-ed25519', fingerprint: 'SHA256:new', seenAt: ASOF - HOUR },
    known,
  });
  const hostKeys = [key('10.0.0.1', null), key('10.0.0.2', null), key('10.0.0.3', 'SHA256:old')];
  const checksOff = { count: 23, names: ['web1 http', 'web2 http'] };
  const blind = { ...QUIET.blind, vaultLocked: true, hostKeys, checksOff };
  expect(said({ blind })).toEqual([
    'noisy watch Host key of 10.0.0.3: not answered, its checks over SSH say nothing',
    'noisy watch 2 new host keys: not answered, checks over SSH say nothing',
    'noisy watch Vault: locked',
    'noisy watch 23 checks: not seen',
  ]);
  expect(draftsOf({ ...QUIET, blind }).at(-1)?.facts).toEqual(['web1 http, web2 http and 21 more']);
});

test("the monitor's own backup and its reports stand with backups; a channel is said once, by its messages", () => {
  const trouble = (code: 'backup' | 'reports' | 'delivery') => ({
    code,
    message: code === 'delivery' ? 'E-mail did not deliver "DOWN web1": 550. Put the channel right.' : `${code} failed`,
    since: ASOF - HOUR,
  });
  const blind = { ...QUIET.blind, troubles: [trouble('backup'), trouble('reports'), trouble('delivery')] };
  expect(said({ blind }).map((text) => text.split(':')[0])).toEqual([
    'capacity watch Backup of the monitor',
    'capacity watch Reports',
    'capacity watch Messages do not go out',
  ]);
  const dead = [
    { id: 'd1', channelId: 'mail', channel: 'E-mail', title: 'DOWN web1', severity: 2, createdAt: ASOF, answer: '' },
  ] as never;
  const deliveries = { dead, queued: 0, oldestQueuedAt: null };
  expect(said({ blind, deliveries }).map((text) => text.split(':')[0])).toEqual([
    'capacity watch E-mail',
    'capacity watch Backup of the monitor',
    'capacity watch Reports',
  ]);
  // Messages of another channel do not speak for it.
  const pager = { ...deliveries, dead: [{ ...(dead[0] as object), channelId: 'pager', channel: 'Pager' }] as never };
  expect(said({ blind, deliveries: pager })).toHaveLength(4);
});

test('capacity that nobody has looked at is not known; "none" means that somebody looked', () => {
  expect(said({ forecastsAt: ASOF - 15 * MINUTE })).toEqual([]);
  expect(said({ forecastsAt: null })).toEqual(['capacity watch Capacity: not known']);
  expect(one({ forecastsAt: ASOF - 3 * HOUR }).title).toBe(
    'Not looked at since 2026-11-20 02:54 UTC: what fills up since then is not in it',
  );
});

test('what ended: a storm is one item, a check that was bad five times is one, one that still flaps is none', () => {
  const over = (host: number, n: number, closedAt: number, part: object = {}) => {
    const {
      problem,
      hostId,
      checkId,
      host: name,
      check,
      alive,
    } = problemOf(host, n, { openedAt: closedAt - 10 * MINUTE, ...part });
    return {
      problem: { ...problem, id: `${problem.id}-${closedAt}` as never },
      hostId,
      checkId,
      host: name,
      check,
      alive,
      closedAt,
      off: false,
    };
  };
  const storm = [1, 2, 3].map((host) => over(host, 0, ASOF - HOUR, { because: 'h0' }));
  const often = [1, 2, 3, 4, 5].map((n) => over(7, 1, ASOF - n * HOUR));
  const flaps = over(8, 1, ASOF - HOUR);
  const flapping = [
    {
      hostId: flaps.hostId,
      checkId: flaps.checkId,
      host: 'host8',
      check: 'check1',
      alive: false,
      percent: 40,
      hostDown: false,
    },
  ];
  const items = draftsOf({ ...QUIET, endedProblems: [...storm, ...often, flaps], flapping });
  expect(items.map(({ section, title }) => `${section}: ${title}`).toSorted()).toEqual([
    'noisy: Flapping, 40 %',
    'resolved: 3 hosts behind h0 recovered',
    'resolved: Bad 5 times, at most 10 min',
  ]);
  expect(items.find(({ section }) => section === 'noisy')?.facts).toEqual(['Bad and good again 1 time in this shift']);
});

test('of a check that is switched off now nobody says that it recovered', () => {
  const { problem, summary: _, ...names } = problemOf(1, 1, { openedAt: ASOF - HOUR });
  const ended = (off: boolean) => one({ endedProblems: [{ ...names, problem, closedAt: ASOF - 10 * MINUTE, off }] });
  expect(ended(false)).toMatchObject({ title: 'Recovered after 50 min', facts: ['Nobody had acknowledged it'] });
  expect(ended(true)).toMatchObject({
    title: 'Over after 50 min',
    state: 'was critical, its check is switched off now',
  });
});

test('an incident that ends while the briefing is made is one of those that go on, once; it has not ended yet', () => {
  const at = (id: string, status: string) => ({ id, status }) as never;
  const store = { incidents: { standing: () => [at('a', 'closed'), at('b', 'closed'), at('old', 'cancelled')] } };
  const book = { get: (id: string) => at(id, 'cancelled') };
  const then = [at('a', 'open'), at('b', 'resolved'), at('c', 'mitigated')];
  const told = endedIncidents(book, store as never, then, ASOF - HOUR);
  expect(told.map(({ id, status }) => `${id} ${status}`)).toEqual(['b resolved', 'old cancelled']);
});

test('nobody on call is to be looked at; somebody on call is for the record', () => {
  const rota = (person: object | null) =>
    ({
      scheduleId: 'net',
      schedule: 'Network',
      person,
      since: 0,
      until: ASOF + HOUR,
      next: { name: 'B. Next' },
    }) as never;
  expect(one({ onCall: [rota(null)] })).toMatchObject({
    stance: 'watch',
    title: 'Nobody is on call, then B. Next',
    since: null,
  });
  expect(one({ onCall: [rota({ name: 'A. Brandt', phone: '', email: '' })] })).toMatchObject({
    stance: 'stable',
    facts: [],
  });
});
