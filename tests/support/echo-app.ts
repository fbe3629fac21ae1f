// Builds an app of the real main and preload around the echo engine and its page, to try the platform by itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../electron/pack/build.ts';
import { root } from './app.ts';

/** Builds the app into a fresh folder; `remove` takes it away. */
export async function buildEchoApp(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-echo-'));
  const into = (...names: string[]) => path.join(folder, 'dist', ...names);
  await Promise.all([
    bundle(path.join(root, 'electron/main/index.ts'), into('main', 'index.cjs')),
    bundle(path.join(root, 'electron/preload/index.ts'), into('preload', 'index.cjs')),
    bundle(path.join(root, 'tests/support/echo-engine.ts'), into('engine', 'index.cjs')),
    bundle(path.join(root, 'tests/support/echo-page.ts'), into('renderer', 'page.js')),
  ]);
  writeFileSync(
    into('renderer', 'index.html'),
    '<!doctype html><title>Echo</title><body>Echo<script type="module" src="page.js"></script>',
  );
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'watchfloor', productName: 'Watchfloor', version: '0.0.0', main: 'dist/main/index.cjs' }),
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
