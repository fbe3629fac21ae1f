// Files that are no runbooks: no draft, a finding that says why, and nothing thrown.
import { describe, expect, test } from 'vitest';
import { importRunbook } from '../../electron/engine/importers/runbooks/index.ts';

const said = (findings: readonly { readonly line: number; readonly what: string }[]): string =>
  findings.map(({ line, what }) => `${line}: ${what}`).join('\n');

describe('files that are no runbooks', () => {
  test.each([
    ['x.yaml', 'a: 1\n', 'neither'],
    ['x.json', '[', 'missing'],
    ['x.yaml', 'schemaVersion: "0.3"\nmainSteps:\n\t- x\n', 'tab'],
    ['x.yaml', 'schemaVersion: "0.3"\nmainSteps: 7\n', 'no mainSteps'],
    ['x.yaml', '- sequence:\n    commands: 7\n', 'no job'],
    [
      'x.yaml',
      `a: &a [x]\nb: &b [${'*a,'.repeat(99)}]\nc: &c [${'*b,'.repeat(99)}]\nd: &d [${'*c,'.repeat(99)}]\nschemaVersion: 1\nmainSteps: [*d]\n`,
      'aliases',
    ],
    ['x.yaml', 'a: &a [*a]\nmainSteps: []\nschemaVersion: 1\n', 'inside what it stands for'],
    ['x.json', '['.repeat(100_000), 'deeply'],
    ['x.xml', '<joblist/>', 'XML'],
    ['x.yaml', 'apiVersion: watchfloor/v1\nkind: Runbook\n', 'already'],
  ])('%s %#: no draft, and why', (name, text, why) => {
    const made = importRunbook(name, text);
    expect(made.draft).toBe('');
    expect(said(made.findings)).toContain(why);
  });

  test('a key that stands twice is told with its line, and the first is read', () => {
    const made = importRunbook('x.yaml', '- name: a\n  name: b\n  sequence:\n    commands:\n      - exec: uptime\n');
    expect(made.title).toBe('a');
    expect(said(made.findings)).toContain('2: this key stands twice');
  });
});
