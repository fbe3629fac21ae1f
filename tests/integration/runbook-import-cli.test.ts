// `watchfloor runbook import` as one types it: drafts on standard output or in a folder, findings on standard error, JSON to the
// letter, and its exit status.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRunbook } from '../../electron/engine/runbook-format/index.ts';
import { cli } from '../support/cli.ts';

const fixtures = path.join(import.meta.dirname, '../support/runbook-imports');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-runbook-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => cli(['runbook', 'import', ...args], { cwd: folder });

describe('watchfloor runbook import', () => {
  test('prints the draft, and what was not carried over with its line', async () => {
    const { status, out, err } = await run(path.join(fixtures, 'disk.md'));
    expect(status).toBe(0);
    expect(readRunbook(out, 'x').findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(err).toMatch(/disk\.md:5: `severity` of the front matter/);
  });

  test('--json has exactly the keys that are promised', async () => {
    const { status, out } = await run(path.join(fixtures, 'disk.md'), path.join(fixtures, 'jobs.yaml'), '--json');
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(status).toBe(0);
    expect(answers).toHaveLength(3);
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(['file', 'draft', 'steps', 'commands', 'inputs', 'findings']);
      expect(Object.keys((answer.findings as readonly object[])[0] ?? {})).toEqual(['line', 'what']);
    }
    expect(answers[0]).toMatchObject({ commands: 3, inputs: ['mount', 'host', 'days'] });
  });

  test('--out writes a file for each, never over one that is there', async () => {
    const first = await run(path.join(fixtures, 'disk.md'), path.join(fixtures, 'jobs.yaml'), '--out', 'drafts');
    expect(first.status).toBe(0);
    expect(readdirSync(path.join(folder, 'drafts')).toSorted()).toEqual([
      'disk-almost-full.yaml',
      'restart-service.yaml',
      'second-job.yaml',
    ]);
    writeFileSync(path.join(folder, 'drafts/disk-almost-full.yaml'), 'mine');
    const again = await run(path.join(fixtures, 'disk.md'), '--out', 'drafts');
    expect(again.status).toBe(1);
    expect(again.err).toContain('is there already, and was kept');
    expect(readFileSync(path.join(folder, 'drafts/disk-almost-full.yaml'), 'utf8')).toBe('mine');
  });

  test('a file that makes no draft ends with 1, one that cannot be read with 2, and the others are imported', async () => {
    writeFileSync(path.join(folder, 'empty.md'), '');
    expect((await run('empty.md')).status).toBe(1);
    const { status, out, err } = await run('nowhere.md', path.join(fixtures, 'disk.md'));
    expect(status).toBe(2);
    expect(err).toContain('nowhere.md: there is no such file');
    expect(out).toContain('id: disk-almost-full');
  });
});
