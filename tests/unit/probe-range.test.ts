// The range grammar of the Nagios plugin guidelines; its table of examples is the oracle.
import { describe, expect, test } from 'vitest';
import { alerts, judge, parseRange } from '../../electron/engine/probes/range.ts';

describe('threshold ranges', () => {
  test.each([
    ['10', [-1, 10.1], [0, 5, 10]],
    ['10:', [9.9, -5], [10, 1e9]],
    ['~:10', [10.1], [-1e9, 0, 10]],
    ['10:20', [9, 21], [10, 15, 20]],
    ['@10:20', [10, 15, 20], [9, 21]],
    ['@~:0', [-3, 0], [0.1]],
    ['-10:-5', [-11, 0], [-10, -7]],
    [':5', [-1, 6], [0, 5]],
    ['0.5:1.5e3', [0.4, 1501], [0.5, 1500]],
    [':', [-0.1], [0, 1e12]],
  ])('%s alerts for %j and not for %j', (text, bad, good) => {
    const range = parseRange(text)!;
    expect(bad.map((value) => alerts(range, value))).toEqual(bad.map(() => true));
    expect(good.map((value) => alerts(range, value))).toEqual(good.map(() => false));
  });
  test.each(['', 'abc', '10:5', '1:2:3', '@', '10%', '--5', '1e', 'NaN', '~', '5:~'])('refuses %j', (text) => {
    expect(parseRange(text)).toBeNull();
  });
  test('critical before warning, no range never alerts, no number always does', () => {
    expect(judge(95, '80', '90')).toBe('critical');
    expect(judge(85, '80', '90')).toBe('warning');
    expect(judge(50, '80', '90')).toBe('ok');
    expect(judge(1e9, undefined, undefined)).toBe('ok');
    expect(judge(Number.NaN, '80', undefined)).toBe('warning');
  });
});
