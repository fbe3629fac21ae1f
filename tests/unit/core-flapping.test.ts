import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flapPercentOf, isFlapping, pushChange } from '../../electron/engine/core/flapping.ts';

/** The history after a line of states such as 'C C W'; the first is no change. */
function historyOf(states: string): number {
  const line = states.split(' ');
  return line.reduce((history, state, i) => (i === 0 ? 0 : pushChange(history, state !== line[i - 1])), 0);
}

describe('flapping as Icinga 2', () => {
  test('the oracle: C C C W C W O O O O W W W W O O O W W W C is 39.1 %, flapping', () => {
    const percent = flapPercentOf(historyOf('C C C W C W O O O O W W W W O O O W W W C'));
    expect(percent).toBe(39.1);
    expect(isFlapping(false, percent)).toBe(true);
  });

  test('weights run from 0.80 for the oldest to 1.18 for the newest, out of 20', () => {
    let history = pushChange(0, true);
    const seen = [flapPercentOf(history)];
    for (let i = 1; i < 20; i++) {
      history = pushChange(history, false);
      seen.push(flapPercentOf(history));
    }
    expect(seen.map((percent) => (percent * 20) / 100)).toEqual(
      Array.from({ length: 20 }, (_, i) => expect.closeTo(1.18 - 0.02 * i, 9)),
    );
    expect(pushChange(history, false)).toBe(0);
  });

  test('all change is 99 %, none is 0', () => {
    expect(flapPercentOf(0xfffff)).toBe(99);
    expect(flapPercentOf(0)).toBe(0);
  });

  test('it starts strictly above 30 and stops at or below 25', () => {
    expect([30, 30.1].map((percent) => isFlapping(false, percent))).toEqual([false, true]);
    expect([25.1, 25].map((percent) => isFlapping(true, percent))).toEqual([true, false]);
    expect([isFlapping(true, 28), isFlapping(false, 28)]).toEqual([true, false]);
  });

  test('thirty percent is exactly thirty: no rounding tips it over', () => {
    // 44 + 47 + 49 + 51 + 53 + 56 fiftieths are 300.
    const positions = [4, 7, 9, 11, 13, 16];
    const history = positions.reduce((bits, position) => bits | (1 << position), 0);
    expect(flapPercentOf(history)).toBe(30);
    expect(isFlapping(false, flapPercentOf(history))).toBe(false);
  });

  test('any history equals the formula worked out the long way', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (changes) => {
        const last = changes.slice(-20);
        const padded = [...Array<boolean>(20 - last.length).fill(false), ...last];
        const sum = padded.reduce((total, changed, i) => total + (changed ? 0.8 + 0.02 * i : 0), 0);
        const percent = flapPercentOf(changes.reduce(pushChange, 0));
        expect(percent).toBeCloseTo((100 * sum) / 20, 9);
      }),
    );
  });
});
