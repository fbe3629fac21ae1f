// Any document at all: an import never throws, says where everything went, and makes drafts that the grammar's reader takes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importRunbooks } from '../../electron/engine/importers/runbooks/index.ts';
import { readRunbook } from '../../electron/engine/runbook-format/index.ts';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    ...[
      '# A',
      '## Meaning',
      '## Impact',
      '### Links',
      '- a',
      '- [x] b',
      '1. c',
      '   ```sh',
      '```',
      '```bash',
      '```console',
      '~~~',
      '> q',
      '| a | b |',
      '|---|---|',
    ],
    ...[
      '$ df -h',
      '# rm -rf <dir>',
      'systemctl restart <service>',
      'cat <<EOF',
      'EOF',
      "echo 'x",
      'a \\',
      '    $ uptime',
      '---',
      'title: x',
      '<details>',
      '<!-- x',
      '{{ x }}',
      `\${X:-y}`,
      `\${`,
      '\t',
      '',
    ],
  ),
);

function errorsOf(draft: string): readonly string[] {
  return readRunbook(draft, 'x.yaml')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

describe('any document', () => {
  test('of Markdown pieces makes drafts that can be read', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { draft } of importRunbooks('x.md', pieces.join('\n')))
          if (draft !== '') expect(errorsOf(draft)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of YAML or JSON never throws, and makes drafts that can be read', () => {
    const data = fc.record({
      schemaVersion: fc.constant('0.3'),
      mainSteps: fc.array(
        fc.record({
          name: fc.string(),
          action: fc.constantFrom('aws:runShellScript', 'aws:sleep', 'aws:branch', 'aws:approve', 'x'),
          inputs: fc.object({
            key: fc.constantFrom('runCommand', 'Choices', 'Default', 'Duration', 'Message'),
            maxDepth: 3,
          }),
          nextStep: fc.constantFrom('a', 'b'),
        }),
        { maxLength: 5 },
      ),
    });
    const jobs = fc.array(
      fc.record({
        name: fc.string(),
        options: fc.jsonValue(),
        sequence: fc.record({
          commands: fc.array(
            fc.object({
              key: fc.constantFrom('exec', 'script', 'args', 'jobref', 'errorhandler', 'type'),
              maxDepth: 2,
            }),
            { maxLength: 4 },
          ),
        }),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.oneof(data, jobs, fc.jsonValue()), (value) => {
        for (const { draft } of importRunbooks('x.json', JSON.stringify(value)))
          if (draft !== '') expect(errorsOf(draft)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps every line of every block, in a command or as text', () => {
    const line = fc.stringMatching(/^[a-z][a-z0-9 ./=:|"-]{0,40}[a-z0-9]$/);
    const info = fc.constantFrom('', 'sh', 'bash', 'console', 'text', 'sql', 'yaml');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(info, fc.array(line, { minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 4 }),
        (blocks) => {
          const text = blocks
            .map(([word, lines]) => `## Step\n\n\`\`\`${word}\n${lines.join('\n')}\n\`\`\`\n`)
            .join('\n');
          const [made] = importRunbooks('x.md', `# Doc\n\n${text}`);
          const runbook = readRunbook(made?.draft ?? '', 'x.yaml').runbook;
          const kept = (runbook?.steps ?? [])
            .map(
              ({ about, body }) =>
                `${about}\n${body.text ?? ''}\n${body.script ?? ''}\n${Array.isArray(body.argv) ? body.argv.join(' ') : ''}`,
            )
            .join('\n');
          const bare = (one: string): string => one.replaceAll(/["\s]+/g, '');
          for (const [, lines] of blocks) for (const one of lines) expect(bare(kept)).toContain(bare(one));
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['lines', '- a\n'.repeat(500_000)],
    ['one word', 'a'.repeat(2_000_000)],
    ['quotes', '> '.repeat(1_000_000)],
    ['brackets', '['.repeat(2_000_000)],
    ['commands', '## a\n\n```sh\n$ df -h <host>\n```\n\n'.repeat(60_000)],
    ['heredocs', `\`\`\`sh\n${Array.from({ length: 900 }, (_, index) => `cat <<E${index}`).join('\n')}\n\`\`\`\n`],
    ['backslashes', `\`\`\`sh\n${'\\'.repeat(40_000)}\n\`\`\`\n`],
  ])('of two million characters of %s comes to an end', (_what, text) => {
    const [made] = importRunbooks('x.md', text);
    expect(made?.findings.length).toBeGreaterThan(0);
  });
});

/** Real documents of other projects, where this machine has them; they are not part of the project. */
const samples = process.env.WATCHFLOOR_RUNBOOK_SAMPLES ?? '';
describe.skipIf(samples === '' || !existsSync(samples))('real documents (folder in WATCHFLOOR_RUNBOOK_SAMPLES)', () => {
  const files =
    samples === '' || !existsSync(samples)
      ? []
      : readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter(
          (name) => /\.(?:md|ya?ml|json)$/.test(name) && !/README/.test(name),
        );
  test('each makes a draft that can be read', () => {
    for (const file of files) {
      const made = importRunbooks(file, readFileSync(path.join(samples, file), 'utf8'));
      expect(
        made.flatMap(({ draft }) => errorsOf(draft)),
        file,
      ).toEqual([]);
      expect(made[0]?.steps, file).toBeGreaterThan(0);
    }
  });
});
