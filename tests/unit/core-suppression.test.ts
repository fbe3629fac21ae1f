import { describe, expect, test } from 'vitest';
import { HOLD_REASONS, type HoldReason } from '../../electron/contract/model/problem.ts';
import {
  type AlertKind,
  afterTelling,
  type HoldFacts,
  hold,
  type News,
  NOTHING_TOLD,
  type Told,
  tell,
} from '../../electron/engine/core/suppression.ts';
import { nothingHolds } from './core-shift.ts';

const ack = { by: 'kim', at: 500, reason: 'on it', sticky: false, expiresAt: null };

/** For each reason the facts that bring it about, and what an operator then reads. */
const causes: Record<HoldReason, { facts: Partial<HoldFacts>; by?: string; until?: number }> = {
  soft: { facts: { type: 'soft' } },
  'host-down': { facts: { hostReach: 'down' }, by: 'web1' },
  unreachable: { facts: { hostReach: 'unreachable', because: 'core' }, by: 'core' },
  isolated: { facts: { isolated: { by: 'gateway' } }, by: 'gateway' },
  maintenance: { facts: { maintenance: { by: 'CHG-7', until: 9_000 } }, by: 'CHG-7', until: 9_000 },
  muted: { facts: { muted: { by: 'kim', until: 2_000 } }, by: 'kim', until: 2_000 },
  acknowledged: { facts: { ack }, by: 'kim' },
  'parent-check': { facts: { parentCheck: { by: 'web1 tcp' } }, by: 'web1 tcp' },
  flapping: { facts: { flapping: true } },
  'outside-hours': { facts: { outsideHours: { by: 'office hours', until: 5_000 } }, by: 'office hours', until: 5_000 },
  verifying: { facts: { verifying: { by: 'sw1' } }, by: 'sw1' },
};

/** 'host-down' and 'unreachable' are two values of one fact: they cannot apply together. */
const together = (a: HoldReason, b: HoldReason) => !(a === 'host-down' && b === 'unreachable');

describe('why an alert is held back', () => {
  test('nothing applies: it goes out', () => expect(hold(nothingHolds)).toBeNull());

  test('the order is the specification’s', () => {
    expect(HOLD_REASONS).toEqual([
      ...['soft', 'host-down', 'unreachable', 'isolated', 'maintenance', 'muted', 'acknowledged', 'parent-check'],
      ...['flapping', 'outside-hours', 'verifying'],
    ]);
  });

  test.each(HOLD_REASONS)('%s holds, and says by whom and until when', (reason) => {
    const { facts, ...holder } = causes[reason];
    expect(hold({ ...nothingHolds, ...facts })).toEqual({ reason, ...holder });
  });

  const pairs = HOLD_REASONS.flatMap((first, i) =>
    HOLD_REASONS.slice(i + 1)
      .filter((second) => together(first, second))
      .map((second) => [first, second] as const),
  );
  test.each(pairs)('%s comes before %s', (first, second) => {
    expect(hold({ ...nothingHolds, ...causes[second].facts, ...causes[first].facts })?.reason).toBe(first);
  });

  test('a host’s own alert is not held because the host is down; behind a dead parent it is', () => {
    expect(hold({ ...nothingHolds, alive: true, hostReach: 'down' })).toBeNull();
    expect(hold({ ...nothingHolds, alive: true, hostReach: 'unreachable', because: 'core' })).toEqual({
      reason: 'unreachable',
      by: 'core',
    });
  });

  test('the host is back, but the check was last seen while it was not: still held for the host', () => {
    expect(hold({ ...nothingHolds, hostDown: true })).toEqual({ reason: 'host-down', by: 'web1' });
  });

  test('an acknowledgement holds until it runs out, and never holds an all-clear', () => {
    const limited = { ...ack, expiresAt: 1_001 };
    expect(hold({ ...nothingHolds, ack: limited })).toEqual({ reason: 'acknowledged', by: 'kim', until: 1_001 });
    expect(hold({ ...nothingHolds, ack: limited, at: 1_001 })).toBeNull();
    expect(hold({ ...nothingHolds, ack, kind: 'recovery' })).toBeNull();
  });

  test.each(['flapping-start', 'flapping-stop'] as const)(
    '%s waits neither for a hard state nor for itself',
    (kind) => {
      expect(hold({ ...nothingHolds, kind, type: 'soft', flapping: true })).toBeNull();
      expect(hold({ ...nothingHolds, kind, maintenance: { by: 'CHG-7' } })?.reason).toBe('maintenance');
    },
  );
});

describe('what there is to tell', () => {
  const now = (status: News['status'], flapping = false): News => ({ status, flapping });
  const told = (status: Told['status'], flapping = false): Told => ({ status, flapping });

  test.each<[string, Told, News, AlertKind | null]>([
    ['nothing told, all fine', NOTHING_TOLD, now('ok'), null],
    ['nothing told, no result yet', NOTHING_TOLD, now('pending'), null],
    ['a first problem', NOTHING_TOLD, now('critical'), 'problem'],
    ['the same again', told('critical'), now('critical'), null],
    ['it worsens', told('warning'), now('critical'), 'change'],
    ['it gets better, not good', told('critical'), now('warning'), 'change'],
    ['down turns out unreachable', told('down'), now('unreachable'), 'change'],
    ['all clear after a told problem', told('critical'), now('ok'), 'recovery'],
    ['told, then reset to pending: nothing is known', told('critical'), now('pending'), null],
    ['flapping starts on a good result', NOTHING_TOLD, now('ok', true), 'flapping-start'],
    ['flapping starts with a problem: only the start', NOTHING_TOLD, now('critical', true), 'flapping-start'],
    ['flapping ends, all fine', told(null, true), now('ok'), 'flapping-stop'],
    ['flapping ends with a problem never told: the end first', told(null, true), now('critical'), 'flapping-stop'],
  ])('%s', (_, before, after, kind) => {
    expect(tell(before, after)).toBe(kind);
  });

  test.each(['ok', 'warning', 'critical', 'down', 'unreachable', 'unknown'] as const)(
    'telling what there is to tell about %s leaves nothing to tell, from wherever people stood',
    (status) => {
      for (const before of [null, 'warning', 'down'] as const) {
        for (const flags of [
          [false, false],
          [false, true],
          [true, false],
          [true, true],
        ] as const) {
          let belief = told(before, flags[0]);
          const news = now(status, flags[1]);
          const said: AlertKind[] = [];
          for (let kind = tell(belief, news); kind !== null; kind = tell(belief, news)) {
            said.push(kind);
            belief = afterTelling(belief, kind, news);
          }
          expect(said.length).toBeLessThanOrEqual(2);
          expect(belief).toEqual({ status: status === 'ok' ? null : status, flapping: flags[1] });
        }
      }
    },
  );

  test('a problem held by maintenance is told when the window ends, and its recovery inside it never', () => {
    const window = { ...nothingHolds, maintenance: { by: 'CHG-7' } };
    const kind = tell(NOTHING_TOLD, now('critical'))!;
    expect(hold({ ...window, kind })?.reason).toBe('maintenance');
    expect(tell(NOTHING_TOLD, now('ok'))).toBeNull();
    expect(hold({ ...nothingHolds, kind: tell(NOTHING_TOLD, now('critical'))! })).toBeNull();
  });
});
