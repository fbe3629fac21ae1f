// The host in words: the head, the trace, the row of a check.
import { describe, expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import type { Metric } from '../../electron/contract/model/result.ts';
import type { HostState } from '../../electron/contract/model/state.ts';
import {
  attemptWord,
  checkLook,
  entryOrder,
  everyWord,
  isStale,
  limitOf,
} from '../../renderer/features/host/check-words.ts';
import { hostSentence } from '../../renderer/features/host/host-words.ts';
import { traceOf, traceSentence } from '../../renderer/features/host/trace.ts';
import { byId, makeCheck, makeProblem, makeState, NOW, up } from './host-makers.ts';

describe('the head of a host', () => {
  const ping = makeCheck('ping', { alive: true });
  const lag = makeCheck('replication lag');
  const checks = [ping, lag];
  const calm = byId([makeState(ping), makeState(lag)]);

  test('up with one check critical, and nobody has it', () => {
    const states = byId([makeState(ping), makeState(lag, { status: 'critical', summary: '412 s behind fra2-db-01' })]);
    const said = hostSentence({ hostState: up, checks, states, problems: [makeProblem(lag)], inTheWay: null });
    expect(said.headline).toBe('Up, one check critical');
    expect(said.why).toBe('replication lag: 412 s behind fra2-db-01');
    expect(said.hand).toBe('Nobody has it.');
    expect(said.since).toBe(NOW - 802_000);
  });
  test('who has it is named, with the reason', () => {
    const ack = { by: 'A. Brandt', at: NOW, reason: 'vacuum running', sticky: false, expiresAt: null };
    const said = hostSentence({
      hostState: up,
      checks,
      states: calm,
      problems: [makeProblem(lag, { ack })],
      inTheWay: null,
    });
    expect(said.hand).toBe('A. Brandt has it: vacuum running');
  });
  test('down says what the alive check found, once', () => {
    const states = byId([
      makeState(ping, { status: 'critical', summary: 'Down: 5 of 5 packets lost' }),
      makeState(lag),
    ]);
    const hostState: HostState = { ...up, reach: 'down' };
    const problems = [makeProblem(ping, { status: 'down' })];
    const said = hostSentence({ hostState, checks, states, problems, inTheWay: null });
    expect(`${said.headline} · ${said.why}`).toBe('Down · 5 of 5 packets lost');
  });
  test('unreachable names the host in the way, and asks nobody to take it', () => {
    const hostState: HostState = { ...up, reach: 'unreachable', because: 'h2' as HostId };
    const problems = [makeProblem(ping, { status: 'unreachable', because: 'h2' as HostId })];
    const said = hostSentence({ hostState, checks, states: calm, problems, inTheWay: 'ams1-dist-sw02' });
    expect(said.why).toBe('behind ams1-dist-sw02, which is down');
    expect(said.hand).toBeNull();
  });
  test('quiet, in doubt, waiting and empty each have their words', () => {
    const quiet = { hostState: up, checks, states: calm, problems: [], inTheWay: null };
    expect(hostSentence(quiet).why).toBe('both checks are well');
    const doubt = byId([makeState(ping), makeState(lag, { status: 'warning', type: 'soft' })]);
    expect(hostSentence({ ...quiet, states: doubt }).headline).toBe('Up, one check in doubt');
    expect(hostSentence({ ...quiet, hostState: null }).headline).toBe('Waiting for the first result');
    expect(hostSentence({ ...quiet, checks: [] }).headline).toBe('Nothing is checked');
  });
});

describe('why: the trace of a check', () => {
  const check = makeCheck('lag');
  const entry = (seq: number, at: number, kind: Entry['kind'], data: Entry['data']): Entry => ({
    seq,
    uuid: `e${seq}`,
    kind,
    occurredAt: at,
    recordedAt: at,
    actor: { type: 'engine' },
    text: '',
    data,
    prevHash: '',
    hash: '',
  });
  const hard = NOW - 802_000;
  const entries = [
    entry(5, hard + 900, 'alert', {}),
    entry(4, hard, 'check-state', { from: 'critical', to: 'critical', type: 'hard', attempt: 3 }),
    entry(3, hard - 15_000, 'check-state', { from: 'warning', to: 'critical', type: 'soft', attempt: 2 }),
    entry(2, hard - 30_000, 'check-state', { from: 'ok', to: 'warning', type: 'soft', attempt: 1 }),
    entry(1, hard - 8 * 3_600_000, 'check-state', { from: 'pending', to: 'ok', type: 'hard', attempt: 1 }),
  ];

  test('H1, S1, S2, H3 told, H3 since', () => {
    const state = makeState(check, { status: 'critical', attempt: 3 });
    const steps = traceOf(entries, state, NOW);
    expect(steps.map((step) => step.mark)).toEqual(['H1', 'S1', 'S2', 'H3', 'H3']);
    expect(steps.map((step) => step.status)).toEqual(['ok', 'warning', 'critical', 'critical', 'critical']);
    expect(steps.map((step) => step.told)).toEqual([false, false, false, true, false]);
    expect(steps.map((step) => step.when.replace(/\s/g, ' '))).toEqual([
      '18:19',
      '02:19:02',
      '+15 s',
      '+15 s',
      '+13 min',
    ]);
  });
  test('a sentence tells how it came, and whether the host answers', () => {
    const state = makeState(check, { status: 'critical', attempt: 3 });
    const said = traceSentence(check, state, 'up').replace(/\s/g, ' ');
    expect(said).toBe('Three bad results in a row, 15 s apart. The host answers: only this check is bad.');
    expect(traceSentence(check, { ...state, hostDown: true }, 'down')).toContain('Its host is not up');
    expect(traceSentence(check, { ...state, type: 'soft', attempt: 1 }, 'up')).toContain('not yet a problem');
    expect(traceSentence({ ...check, alive: true }, state, 'unreachable')).toContain('cannot be known');
    expect(traceSentence({ ...check, enabled: false }, state, 'up')).toContain('switched off');
  });
  test('no journal, no trace', () => {
    expect(traceOf([], makeState(check), NOW)).toEqual([]);
  });
});

describe('a check in its row', () => {
  const check = makeCheck('disk');
  const metric: Metric = { name: 'used', value: 96, unit: '%', warn: '85', crit: '95' };

  test('lit is hard and unhandled; soft and handled are outlines', () => {
    const bad = makeState(check, { status: 'critical' });
    expect(checkLook(check, bad, makeProblem(check))).toEqual({ status: 'critical', lit: true });
    expect(checkLook(check, { ...bad, type: 'soft' }, undefined).lit).toBe(false);
    const ack = { by: 'x', at: 0, reason: 'y', sticky: false, expiresAt: null };
    expect(checkLook(check, bad, makeProblem(check, { ack })).lit).toBe(false);
    expect(checkLook({ ...check, enabled: false }, bad, undefined).status).toBe('not-monitored');
    expect(checkLook(check, undefined, undefined).status).toBe('pending');
  });
  test('the limit that is broken, else the one that would warn', () => {
    expect(limitOf(makeState(check, { metrics: [metric] }))).toMatch(/^critical over 95\s%$/);
    expect(limitOf(makeState(check, { metrics: [{ ...metric, value: 12 }] }))).toMatch(/^warning over 85\s%$/);
    expect(limitOf(makeState(check, { metrics: [{ name: 'days', value: 3, unit: 'd', crit: '10:' }] }))).toMatch(
      /under 10/,
    );
  });
  test('H 3/3 and S 1/3; nothing before the first result', () => {
    expect(attemptWord(check, makeState(check, { attempt: 3 }))).toBe('H 3/3');
    expect(attemptWord(check, makeState(check, { type: 'soft' }))).toBe('S 1/3');
    expect(attemptWord(check, undefined)).toBe('');
  });
  test('a missed run makes figures old', () => {
    expect(isStale(check, makeState(check), NOW)).toBe(false);
    expect(isStale(check, makeState(check, { resultAt: NOW - 200_000 }), NOW)).toBe(true);
  });
  test('intervals as they are set', () => {
    expect([15_000, 60_000, 300_000, 3_600_000, 86_400_000].map((ms) => everyWord(ms).replace(/\s/g, ' '))).toEqual([
      '15 s',
      '60 s',
      '5 min',
      '1 h',
      '1 d',
    ]);
  });
  test('worst first on entry, then the alive check, then by name', () => {
    const [bad, ping, other] = [makeCheck('zeta'), makeCheck('ping', { alive: true }), makeCheck('alpha')];
    const states = byId([makeState(bad, { status: 'critical' }), makeState(ping), makeState(other)]);
    const problems = byId([makeProblem(bad)]);
    expect(entryOrder([other, ping, bad], states, problems).map((check) => check.name)).toEqual([
      'zeta',
      'ping',
      'alpha',
    ]);
  });
});
