// Numbered procedures as people write them: the commands of an item stand right behind it, indented or not.
import { expect, test } from 'vitest';
import { importRunbook } from '../../electron/engine/importers/runbooks/index.ts';
import { readRunbook } from '../../electron/engine/runbook-format/index.ts';

const stepsOf = (...lines: readonly string[]) => {
  const { draft } = importRunbook('redis.md', ['# Redis is full', '## Steps', ...lines].join('\n'));
  return readRunbook(draft, 'draft.yaml').runbook?.steps.map(({ kind, title }) => `${kind}: ${title}`);
};

const RESTART = ['```sh', 'systemctl restart redis', '```'];
const PROOF = 'manual: Is it as it should be?';

test('commands behind a numbered item are its own, and it names their step', () => {
  const indented = stepsOf('1. Restart', ...RESTART.map((line) => `   ${line}`));
  expect(indented).toEqual(['run: Restart', PROOF]);
  expect(stepsOf('1. Restart', '', ...RESTART)).toEqual(indented);
});

test('so are those behind an item that ends in a colon; behind any other list they are a step of their own', () => {
  expect(stepsOf('- Restart it:', '', ...RESTART)).toEqual(['run: Restart it', PROOF]);
  expect(stepsOf('- Tell the team', '', ...RESTART)).toEqual(['manual: Steps', 'run: Steps (2)', PROOF]);
});
