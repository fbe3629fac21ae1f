import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StateSpan } from '../../electron/contract/api/history.ts';
import { isHandled } from '../../electron/contract/model/handled.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import {
  byWorstFirst,
  type Condition,
  hostRollUp,
  tally,
  WORST_FIRST,
  worstOf,
} from '../../electron/engine/core/rollup.ts';
import { type Gap, type LoggedState, rollUpSpans, spansOf } from '../../electron/engine/core/spans.ts';

/** '1000 ok 1200 critical 2000' for two spans. */
const drawn = (spans: readonly StateSpan[]) =>
  spans.map((span) => `${span.from} ${span.status} `).join('') + (spans.at(-1)?.to ?? '');

const at = (time: number, status: Condition, previous?: Condition): LoggedState =>
  previous === undefined ? { at: time, status } : { at: time, status, previous };

describe('worst first', () => {
  test('down, critical, unreachable, unknown, warning, ok; what is not known comes last', () => {
    const mixed: Condition[] = [
      'ok',
      'pending',
      'unknown',
      'critical',
      'not-monitored',
      'warning',
      'down',
      'unreachable',
    ];
    const order = ['down', 'critical', 'unreachable', 'unknown', 'warning', 'ok', 'not-monitored', 'pending'];
    expect(mixed.toSorted(byWorstFirst)).toEqual(order);
  });

  test('a group shows its worst member; without members nothing is known', () => {
    expect(worstOf(['ok', 'warning', 'unknown', 'pending'])).toBe('unknown');
    expect(worstOf([])).toBe('pending');
  });

  test('a host that is not up is just that, whatever its checks said last', () => {
    expect(hostRollUp('unreachable', ['critical', 'ok'])).toBe('unreachable');
    expect(hostRollUp('down', ['critical', 'ok'])).toBe('down');
    expect(hostRollUp('up', ['warning', 'ok', 'pending'])).toBe('warning');
    expect(hostRollUp('up', [])).toBe('ok');
    expect(hostRollUp('pending', ['ok'])).toBe('ok');
    expect(hostRollUp('pending', ['pending'])).toBe('pending');
  });

  test('handled apart from unhandled: taken, in maintenance, muted', () => {
    const problem = (status: Problem['status'], rest: Partial<Problem> = {}) =>
      ({ status, ack: null, held: null, ...rest }) as Problem;
    const ack = { by: 'kim', at: 1, reason: 'on it', sticky: false, expiresAt: 100 };
    const open = [
      problem('critical', { ack }),
      problem('critical', { held: { reason: 'maintenance', by: 'CHG-7' } }),
      problem('unknown', { held: { reason: 'host-down', by: 'web1' } }),
      problem('warning'),
      problem('down', { held: { reason: 'muted', by: 'kim', until: 100 } }),
    ];
    expect(tally(open, 99)).toEqual({
      unhandled: { down: 0, critical: 0, unreachable: 0, unknown: 1, warning: 1 },
      handled: { down: 1, critical: 2, unreachable: 0, unknown: 0, warning: 0 },
      worst: 'unknown',
    });
    expect(isHandled(open[0]!, 100)).toBe(false);
    expect(tally([], 0).worst).toBe('ok');
  });
});

describe('bars', () => {
  test('state at the start is the last entry at or before it', () => {
    const log = [at(900, 'critical'), at(1000, 'ok', 'critical'), at(1500, 'warning')];
    expect(drawn(spansOf(log, [], 1000, 2000, 'ok'))).toBe('1000 ok 1500 warning 2000');
  });

  test('else what the first entry after it says came before, else the state now', () => {
    expect(drawn(spansOf([at(1200, 'ok', 'critical')], [], 1000, 2000, 'ok'))).toBe('1000 critical 1200 ok 2000');
    expect(drawn(spansOf([at(1200, 'ok')], [], 1000, 2000, 'unknown'))).toBe('1000 unknown 1200 ok 2000');
    expect(drawn(spansOf([at(2500, 'ok', 'critical')], [], 1000, 2000, 'ok'))).toBe('1000 critical 2000');
    expect(drawn(spansOf([], [], 1000, 2000, 'pending'))).toBe('1000 pending 2000');
  });

  test('a restart in mid-outage is not monitored, neither up nor down, and the outage goes on after it', () => {
    const log = [at(1000, 'ok'), at(1200, 'critical'), at(1800, 'ok')];
    expect(drawn(spansOf(log, [{ from: 1300, to: 1400 }], 1000, 2000, 'ok'))).toBe(
      '1000 ok 1200 critical 1300 not-monitored 1400 critical 1800 ok 2000',
    );
  });

  test('gaps may overlap, cover changes, begin before the period and last', () => {
    const log = [at(1000, 'ok'), at(1450, 'critical')];
    const gaps = [
      { from: 1900, to: null },
      { from: 500, to: 1100 },
      { from: 1400, to: 1600 },
      { from: 1500, to: 1550 },
    ];
    expect(drawn(spansOf(log, gaps, 1000, 2000, 'ok'))).toBe(
      '1000 not-monitored 1100 ok 1400 not-monitored 1600 critical 1900 not-monitored 2000',
    );
  });

  test('the same state logged twice is one span; an empty period has none', () => {
    expect(drawn(spansOf([at(1000, 'ok'), at(1300, 'ok')], [], 1000, 2000, 'ok'))).toBe('1000 ok 2000');
    expect(spansOf([at(1000, 'ok')], [], 1000, 1000, 'ok')).toEqual([]);
  });

  test('a host bar shows the worst of its checks at every moment', () => {
    const http = spansOf([at(0, 'ok'), at(1200, 'warning'), at(1600, 'ok')], [], 1000, 2000, 'ok');
    const ping = spansOf([at(0, 'ok'), at(1300, 'down'), at(1400, 'ok')], [{ from: 1900, to: 1950 }], 1000, 2000, 'ok');
    expect(drawn(rollUpSpans([http, ping], 1000, 2000))).toBe(
      '1000 ok 1200 warning 1300 down 1400 warning 1600 ok 2000',
    );
    expect(drawn(rollUpSpans([], 1000, 2000))).toBe('1000 pending 2000');
  });

  const condition = fc.constantFrom(...WORST_FIRST);
  const time = fc.integer({ min: 0, max: 60 });
  const source = fc.record({
    log: fc.array(fc.record({ at: time, status: condition }), { maxLength: 8 }),
    gaps: fc.array(fc.record({ from: time, to: fc.option(time) }), { maxLength: 4 }),
    current: condition,
  });

  /** The state at one moment, worked out the slow way. */
  function stateAt(moment: number, log: readonly LoggedState[], gaps: readonly Gap[], current: Condition): Condition {
    if (gaps.some((gap) => gap.from <= moment && moment < (gap.to ?? Number.POSITIVE_INFINITY))) return 'not-monitored';
    return (
      log
        .filter((entry) => entry.at <= moment)
        .toSorted((a, b) => a.at - b.at)
        .at(-1)?.status ?? current
    );
  }

  test('any logs and gaps: bars fill the period without overlap, and say at every moment what was', () => {
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 3 }), time, time, (sources, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const bars = sources.map(({ log, gaps, current }) => spansOf(log, gaps, from, to, current));
        for (const bar of [...bars, rollUpSpans(bars, from, to)]) {
          expect(bar.reduce((sum, span) => sum + span.to - span.from, 0)).toBe(to - from);
          bar.forEach((span, i) => {
            expect(span.from).toBe(i === 0 ? from : bar[i - 1]!.to);
            if (i > 0) expect(span.status).not.toBe(bar[i - 1]!.status);
          });
        }
        const seen = (bar: readonly StateSpan[], moment: number) =>
          bar.find((span) => span.from <= moment && moment < span.to)?.status;
        for (let moment = from; moment < to; moment++) {
          const states = sources.map(({ log, gaps, current }) => stateAt(moment, log, gaps, current));
          expect(bars.map((bar) => seen(bar, moment))).toEqual(states);
          expect(seen(rollUpSpans(bars, from, to), moment)).toBe(states.toSorted(byWorstFirst)[0]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
