// Who may import whom is a lint error, not advice: each wrong import is written down here and must be caught.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** A file, what it imports, and whether the house allows it. */
const cases: readonly (readonly [file: string, imported: string, allowed: boolean])[] = [
  ['electron/contract/model/a.ts', 'node:fs', false],
  ['electron/contract/model/b.ts', '../../engine/lib/clock.ts', false],
  ['electron/contract/model/c.ts', 'react', false],
  ['electron/contract/model/ok.ts', 'zod', true],
  ['electron/engine/core/a.ts', 'node:crypto', false],
  ['electron/engine/core/b.ts', '../store/open.ts', false],
  ['electron/engine/core/c.ts', 'zod', false],
  ['electron/engine/core/ok.ts', '../../contract/index.ts', true],
  ['electron/engine/probes/a.ts', '../store/open.ts', false],
  ['electron/engine/probes/b.ts', '../services/inventory.ts', false],
  ['electron/engine/probes/c.ts', 'electron', false],
  ['electron/engine/probes/ok.ts', '../lib/clock.ts', true],
  ['electron/engine/notifiers/a.ts', '../store/open.ts', false],
  ['electron/engine/notifiers/b.ts', '../probes/index.ts', false],
  ['electron/engine/notifiers/ok.ts', '../lib/clock.ts', true],
  ['electron/engine/exporters/a.ts', '../store/open.ts', false],
  ['electron/engine/exporters/b.ts', '../services/incidents/exports.ts', false],
  ['electron/engine/exporters/ok.ts', '../lib/text.ts', true],
  ['electron/engine/inbound/a.ts', '../services/inbound.ts', false],
  ['electron/engine/inbound/ok.ts', '../lib/clock.ts', true],
  ['electron/engine/store/a.ts', '../services/inventory.ts', false],
  ['electron/engine/store/b.ts', '../core/alert-state.ts', false],
  ['electron/engine/store/ok.ts', '../../contract/index.ts', true],
  ['electron/engine/lib/a.ts', '../core/alert-state.ts', false],
  ['electron/engine/lib/b.ts', '../store/open.ts', false],
  ['electron/engine/services/a.ts', 'electron', false],
  ['electron/engine/services/b.ts', '../../../renderer/store/world.ts', false],
  ['electron/engine/services/ok.ts', '../core/alert-state.ts', true],
  ['electron/engine/a.ts', 'electron', false],
  ['electron/engine/b.ts', '../main/window.ts', false],
  ['electron/main/a.ts', '../engine/transport.ts', false],
  ['electron/main/b.ts', 'better-sqlite3', false],
  ['electron/main/ok.ts', 'electron', true],
  ['electron/preload/a.ts', '../engine/transport.ts', false],
  ['renderer/app/a.ts', 'electron', false],
  ['renderer/app/b.ts', 'node:fs', false],
  ['renderer/app/c.ts', '../../electron/engine/lib/clock.ts', false],
  ['renderer/app/ok.ts', '../../electron/contract/index.ts', true],
  ['renderer/features/watch/a.ts', '../host/host.tsx', false],
  ['renderer/features/watch/b.ts', 'electron', false],
  ['renderer/features/watch/ok.ts', '../../store/world.ts', true],
  ['renderer/ui/a.ts', '../features/watch/watch.tsx', false],
  ['renderer/ui/b.ts', '../store/world.ts', false],
  ['renderer/ui/ok.ts', 'react', true],
];

let tree: string;
let refused: ReadonlySet<string>;

beforeAll(() => {
  tree = realpathSync(mkdtempSync(path.join(tmpdir(), 'watchfloor-layers-')));
  const rules = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'));
  // The real rules, in a folder that is no repository.
  writeFileSync(path.join(tree, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  for (const [file, imported] of cases) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), `import * as it from '${imported}';\n\nexport const kept = it;\n`);
  }
  const linted = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/@biomejs/biome/bin/biome'),
      'lint',
      '--only=style/noRestrictedImports',
      '--max-diagnostics=none',
      '--reporter=github',
      '.',
    ],
    { cwd: tree, encoding: 'utf8' },
  );
  const found = linted.stdout.matchAll(/noRestrictedImports,file=([^,]+)/g);
  refused = new Set([...found].map(([, file]) => path.relative(tree, file ?? '')));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(cases)('%s importing %s is allowed: %s', (file, _imported, allowed) => {
  expect(refused.has(file)).toBe(!allowed);
});
