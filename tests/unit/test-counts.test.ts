// The counts that a whole run ends with: nothing that failed may be lost, also where a file is run a second time.
import { describe, expect, it } from 'vitest';
import { addCounts, countsLine, failedFiles, readCounts } from '../support/counts.ts';

const file = (name: string, ...statuses: readonly string[]) => ({
  name,
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});

const report = { testResults: [file('a', 'passed', 'failed'), file('b', 'passed', 'pending', 'todo'), file('c')] };

describe('the counts of a run', () => {
  it('a file that failed before its first test counts as one failure', () => {
    expect(readCounts(report)).toEqual({ passed: 2, failed: 2, skipped: 2 });
    expect(failedFiles(report)).toEqual(['a', 'c']);
  });

  it('files that are run again are counted by what they did then', () => {
    const again = { testResults: [file('a', 'passed', 'passed'), file('c', 'passed')] };
    const counts = addCounts(readCounts(report, new Set(['a', 'c'])), readCounts(again));
    expect(countsLine(counts)).toBe('4 passed, 0 failed, 2 skipped');
  });

  it('a report that says something else is refused, not counted as nothing', () => {
    expect(() => readCounts({ testResults: [{ name: 'a' }] })).toThrow();
  });
});
