// Builds an app with a bare page that calls its engine: around the echo engine, to try the platform by itself, or around the
// real one, to see what only the real main process does.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../electron/pack/build.ts';
import { root } from './app.ts';

export interface BareApp {
  readonly folder: string;
  remove(): void;
}

/** The real main and preload around the echo engine. */
export const buildEchoApp = (): Promise<BareApp> => buildBareApp({ engine: 'tests/support/echo-engine.ts' });

/** The real main, preload and engine; with the command line too where it is wanted. */
export const buildRealApp = ({ cli = false }: { readonly cli?: boolean } = {}): Promise<BareApp> =>
  buildBareApp({ engine: 'electron/engine/index.ts', ...(cli && { cli: 'electron/cli/index.ts' }) });

async function buildBareApp(programs: Readonly<Record<string, string>>): Promise<BareApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-bare-'));
  const into = (...names: string[]) => path.join(folder, 'dist', ...names);
  const all = { main: 'electron/main/index.ts', preload: 'electron/preload/index.ts', ...programs };
  await Promise.all([
    ...Object.entries(all).map(([name, entry]) => bundle(path.join(root, entry), into(name, 'index.cjs'))),
    bundle(path.join(root, 'tests/support/echo-page.ts'), into('renderer', 'page.js')),
  ]);
  // The real engine looks for its SQLite beside it.
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(
    into('renderer', 'index.html'),
    '<!doctype html><title>Bare</title><body>Bare<script type="module" src="page.js"></script>',
  );
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'watchfloor', productName: 'Watchfloor', version: '0.0.0', main: 'dist/main/index.cjs' }),
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
