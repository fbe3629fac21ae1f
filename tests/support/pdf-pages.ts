// What a PDF says, read back by another program.
import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

/** The text of a PDF, page by page. */
export function pagesOf(pdf: Buffer): readonly string[] {
  expect(pdf.subarray(0, 5).toString(), pdf.subarray(0, 200).toString('latin1')).toBe('%PDF-');
  const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(read.status, read.stderr).toBe(0);
  return read.stdout.split('\f').slice(0, -1);
}
