// Counts of passed, failed and skipped tests, read from vitest's JSON reports and added up.
import { z } from 'zod';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

const report = z.object({
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** Paths of the files in which something failed, also before their first test. */
export function failedFiles(json: unknown): readonly string[] {
  return report.parse(json).testResults.flatMap(({ name, status }) => (status === 'failed' ? name : []));
}

/**
 * Reads a report, without the files of `except`. A file that failed before its first test (a broken import, say) counts as
 * one failure.
 */
export function readCounts(json: unknown, except: ReadonlySet<string> = new Set()): Counts {
  const files = report.parse(json).testResults.filter(({ name }) => !except.has(name));
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const failed = tests.filter(({ status }) => status === 'failed').length;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return { passed, failed: failed + broken.length, skipped: tests.length - passed - failed };
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** The line a test run ends with. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
