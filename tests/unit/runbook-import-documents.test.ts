// Whole documents as drafts: what became a step, what stayed text, what is listed; and that the reader of the grammar takes
// every draft.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importRunbook, importRunbooks } from '../../electron/engine/importers/runbooks/index.ts';
import { lintRunbook, readRunbook } from '../../electron/engine/runbook-format/index.ts';

const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../support/runbook-imports', name), 'utf8');

function read(draft: string) {
  const reading = readRunbook(draft, 'draft.yaml');
  expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!reading.runbook) throw new Error('the draft cannot be read');
  const linted = lintRunbook(reading, draft, { now: 0 }).filter(({ severity }) => severity === 'error');
  expect(linted).toEqual([]);
  return reading.runbook;
}

const said = (findings: readonly { readonly line: number; readonly what: string }[]): string =>
  findings.map(({ line, what }) => `${line}: ${what}`).join('\n');

describe('a runbook in Markdown', () => {
  const made = importRunbook('disk.md', fixture('disk.md'));
  const runbook = read(made.draft);

  test('is a draft with its owner, its meaning and its impact', () => {
    expect(runbook).toMatchObject({
      id: 'disk-almost-full',
      title: 'Disk almost full',
      owner: 'platform',
      state: 'draft',
      tags: ['disk', 'linux', 'NodeDiskAlmostFull'],
      meaning: 'Less than 10% of a filesystem is left.',
      impact: 'Services that write stop.',
    });
  });

  test('its commands are run, in the order of the document, with what is known of them', () => {
    const runs = runbook.steps.filter(({ kind }) => kind === 'run');
    expect(runs.map(({ body }) => body.argv ?? body.script)).toEqual([
      ['df', '-h', `\${inputs.mount}`],
      ['journalctl', '--disk-usage'],
      ['sudo', 'journalctl', `--vacuum-time=\${inputs.days}d`],
    ]);
    expect(runs.map(({ risk, confirm }) => [risk, confirm])).toEqual([
      ['read-only', 'none'],
      ['read-only', 'none'],
      ['destructive', 'type-target'],
    ]);
    expect(made.commands).toBe(3);
    expect(made.inputs).toEqual(['mount', 'host', 'days']);
  });

  test('output, a query and a config stay text', () => {
    const texts = runbook.steps.map(({ about, body }) => `${about}\n${body.text ?? ''}`).join('\n');
    for (const kept of ['/dev/sda1        50G', 'node_filesystem_avail_bytes{', 'SystemMaxUse=1G'])
      expect(texts).toContain(kept);
  });

  test('what changes something asks for its proof, and says that nothing takes it back', () => {
    const change = runbook.steps.find(({ risk }) => risk === 'destructive');
    expect(change?.rollback).toBe('none');
    expect(runbook.steps.find(({ id }) => id === change?.verify)).toMatchObject({
      kind: 'manual',
      title: 'Is it as it should be?',
    });
  });

  test('lists are checklists, what is optional is not required', () => {
    const list = runbook.steps.find(({ body }) => Array.isArray(body.checklist) && body.checklist.length > 0);
    expect(list?.body.checklist).toEqual([
      'Tell the team in `#ops`',
      { text: '(optional) Order a bigger disk', required: false },
    ]);
  });

  test('everything that was not carried over is listed with its line', () => {
    const list = said(made.findings);
    expect(list).toContain('5: `severity` of the front matter');
    expect(list).toMatch(/24: output that is shown here/);
    expect(list).toMatch(/31: .*a query \(promql\)/);
    expect(list).toMatch(/62: .*systemctl restart systemd-journald.* stands within a sentence/);
    expect(list).toMatch(/64: nothing stands under `Rollback`/);
    expect(list).toMatch(/66: `Links` is to look up/);
    expect(list).toMatch(/47: .*is taken to be destructive/);
    expect(made.findings.map(({ line }) => line)).toEqual(
      made.findings.map(({ line }) => line).toSorted((a, b) => a - b),
    );
  });
});

describe('Markdown of every shape', () => {
  const titles = (text: string): readonly string[] =>
    read(importRunbook('x.md', text).draft).steps.map(({ title }) => title);

  test.each<readonly [string, string, readonly string[]]>([
    [
      'headings with lines under them',
      'Doc\n===\n\nFirst\n-----\n\ntext\n\nSecond\n------\n\nmore\n',
      ['First', 'Second'],
    ],
    ['numbers in headings', '# Doc\n\n## 1. Look\n\na\n\n## Step 2: Act\n\nb\n', ['Look', 'Act']],
    [
      'headings within headings',
      '# Doc\n\n## Fix\n\n### Old logs\n\na\n\n### Cores\n\nb\n',
      ['Fix › Old logs', 'Fix › Cores'],
    ],
    ['bold lines for headings', '**Step 1: Look**\n\na\n\n**Act**\n\nb\n', ['Look', 'Act']],
    ['no heading at all', 'Restart it:\n\n```sh\nsystemctl restart x\n```\n', ['x', 'Is it as it should be?']],
    [
      'Windows line ends and a mark at the front',
      '\ufeff# Doc\r\n\r\n## Look\r\n\r\n```bash\r\n$ df -h\r\n```\r\n',
      ['Look'],
    ],
    ['a list of one level', '# Doc\n\n## Do\n\n- a\n- b\n', ['Do']],
    ['indented code', '# Doc\n\n## Look\n\n    $ df -h\n', ['Look']],
    ['a quote with a command', '# Doc\n\n## Look\n\n> do this\n>\n> ```sh\n> df -h\n> ```\n', ['Look']],
    [
      'a note of a site with a command',
      '# Doc\n\n## Look\n\n!!! note\n\n    text\n\n    ```sh\n    df -h\n    ```\n',
      ['Look'],
    ],
  ])('%s', (_what, text, expected) => expect(titles(text)).toEqual(expected));

  test.each(['', '   \n\n', '\ufeff'])('an empty file makes no draft, and says so', (text) => {
    expect(importRunbook('x.md', text)).toMatchObject({ draft: '', steps: 0, findings: [{ line: 1 }] });
  });

  test('bytes that are no text make no draft', () => {
    expect(importRunbook('x.md', 'PNG\0\0\u0001\u0002')).toMatchObject({
      draft: '',
      findings: [{ line: 1, what: expect.stringContaining('no text') }],
    });
  });

  test('characters that nobody sees are taken out of commands, and told', () => {
    const made = importRunbook('x.md', '# D\n\n## A\n\n```sh\ndf\u200b -h \u202e/srv\n```\n');
    expect(read(made.draft).steps[0]?.body.argv).toEqual(['df', '-h', '/srv']);
    expect(said(made.findings)).toContain('6: characters that nobody sees');
  });

  test('what is typed into a shell that a command opened is a step of its own', () => {
    const made = importRunbook('x.md', '# D\n\n## A\n\n```sh\n$ oc debug node/x\n# cat /proc/mdstat\n```\n');
    const runs = read(made.draft).steps.filter(({ kind }) => kind === 'run');
    expect(runs.map(({ body, risk }) => [body.argv, risk])).toEqual([
      [['oc', 'debug', 'node/x'], 'destructive'],
      [['cat', '/proc/mdstat'], 'read-only'],
    ]);
    expect(said(made.findings)).toContain('7: from here on the document types into a shell');
  });

  test('a document that is too long for one runbook becomes several', () => {
    const many = importRunbooks('x.md', `# D\n\n${'## A\n\n```sh\ndf -h\n```\n\n'.repeat(400)}`);
    expect(many.map(({ steps }) => steps)).toEqual([190, 190, 20]);
    for (const { draft } of many) read(draft);
    expect(new Set(many.map(({ name }) => name)).size).toBe(3);
  });

  test('a reference of this grammar in a document names no value', () => {
    const runbook = read(
      importRunbook('x.md', `# D\n\nRead \${inputs.host}\n\n## \${run.operator}\n\nand \${FOO}\n`).draft,
    );
    expect(JSON.stringify(runbook)).not.toContain('${');
  });
});

describe('jobs of Rundeck', () => {
  const [job, second] = importRunbooks('jobs.yaml', fixture('jobs.yaml'));
  if (!job || !second) throw new Error('two jobs are in the file');
  const runbook = read(job.draft);

  test('each job is a draft', () => {
    expect([job.title, second.title]).toEqual(['Restart service', 'Second job']);
    expect(read(second.draft).steps[0]?.body.argv).toEqual(['uptime']);
  });

  test('options are inputs with their rules', () => {
    expect(runbook.inputs.map(({ name, type, choices }) => [name, type, choices])).toEqual([
      ['service', 'choice', ['nginx', 'varnish']],
      ['drain', 'string', []],
      ['api_token', 'secret', []],
      ['hosts', 'hosts', []],
    ]);
    expect(said(job.findings)).toContain('option drain: its default was left out');
  });

  test('commands, scripts, jobs and what is done on failure are steps', () => {
    const bodies = runbook.steps.map(({ id, kind, body, onFailure, aside }) => ({ id, kind, body, onFailure, aside }));
    expect(bodies[0]).toMatchObject({
      body: { argv: ['systemctl', 'restart', `\${inputs.service}`], batch: [2], maxFailed: 10_000 },
      onFailure: { do: 'goto', step: 'on-failure-1' },
    });
    expect(bodies[1]).toMatchObject({
      id: 'on-failure-1',
      aside: true,
      body: { argv: ['systemctl', 'status', `\${inputs.service}`] },
    });
    expect(bodies[2]?.body).toMatchObject({ secrets: { IN_API_TOKEN: `\${inputs.api_token}` } });
    expect(bodies[2]?.body.script).toContain('"Authorization: $IN_API_TOKEN"');
    expect(bodies[4]).toMatchObject({
      kind: 'call',
      body: { runbook: 'check-web', inputs: { service: `\${inputs.service}` } },
    });
    expect(bodies.filter(({ kind }) => kind === 'manual')).toHaveLength(4);
  });

  test('schedule, notification, nodes and steps of plugins are listed', () => {
    const list = said(job.findings);
    for (const what of [
      'a schedule',
      'notifications',
      'tags: web',
      '`copyfile`',
      'python3',
      'comes from an address',
      'check-web',
    ])
      expect(list).toContain(what);
  });
});

describe('documents of SSM', () => {
  const made = importRunbook('automation.yaml', fixture('automation.yaml'));
  const runbook = read(made.draft);
  const step = (id: string) => runbook.steps.find((one) => one.id === id);

  test('parameters are inputs, with what could take for ever left out', () => {
    expect(runbook.inputs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'service', type: 'choice', default: 'nginx' }),
        expect.objectContaining({ name: 'wanted', type: 'integer', default: 3 }),
        expect.objectContaining({ name: 'force', type: 'boolean', default: false }),
        expect.objectContaining({ name: 'name', pattern: null }),
      ]),
    );
    expect(said(made.findings)).toContain('its pattern was left out');
  });

  test('the way from step to step is kept', () => {
    expect(step('choose')?.body).toMatchObject({ options: [{ goto: 'restart' }], default: 'finish' });
    expect(step('restart')).toMatchObject({
      onFailure: { do: 'goto', step: 'rescue' },
      verify: 'proof',
    });
    expect([step('restart')?.then, step('finish')?.then]).toEqual(['pause', 'end']);
    expect(step('proof')?.aside).toBe(true);
  });

  test('scripts are run, waits and signatures are their like, the rest is done by hand', () => {
    expect(step('restart')?.body).toMatchObject({
      timeout: '120s',
      args: [`\${inputs.service}`, `\${inputs.global_date}`],
    });
    expect(step('pause')?.body).toEqual({ for: '10m' });
    expect(step('rescue')).toMatchObject({
      kind: 'approve',
      body: { question: `Go on with \${inputs.service}?`, within: '600s' },
    });
    expect([step('api')?.kind, step('finish')?.kind]).toEqual(['manual', 'manual']);
    for (const what of [
      'assumeRole',
      'maxAttempts',
      'Approvers',
      'aws:executeAwsApi',
      'aws:executeScript',
      '`outputs`',
      'global:DATE',
    ])
      expect(said(made.findings)).toContain(what);
  });

  test('a Command document in JSON, indented by tabs', () => {
    const command = importRunbook('command.json', fixture('command.json'));
    expect(read(command.draft).steps.map(({ kind, body }) => [kind, body.argv ?? null])).toEqual([
      ['run', ['df', '-P', `\${inputs.mount}`]],
      ['manual', null],
    ]);
    expect(said(command.findings)).toContain('11: the step `win` stays text');
  });
});
