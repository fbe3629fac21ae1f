// Builds dist/: main, preload, engine and the command line as one CommonJS file each, the page as static files.
// `node electron/pack/build.ts [cli]`, or `build()` from the launcher, the packager and the tests. All of it takes under a second.
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type RolldownOptions, rolldown } from 'rolldown';

const root = path.resolve(import.meta.dirname, '../..');

/** What is left for run time: what the host brings, and what is compiled for a platform. */
const external = ['electron', 'better-sqlite3', 'cpu-features', /\.node$/];

/** Bundles one program into one file. `target` is the oldest Node it runs on: the one inside the carried Electron. */
export async function bundle(input: string, output: string): Promise<void> {
  const options: RolldownOptions = {
    input,
    platform: 'node',
    external,
    transform: { target: 'node20' },
    // Dependencies that guard an eval or an absent optional module say so on every build; nothing follows from it.
    onLog: (level, log, report) => (log.id?.includes('node_modules') ? undefined : report(level, log)),
  };
  const made = await rolldown(options);
  try {
    await made.write({ file: output, format: 'cjs', codeSplitting: false, sourcemap: true });
  } finally {
    await made.close();
  }
}

async function page(output: string): Promise<void> {
  // Only where a page is made: one program alone is built in half the time without them.
  const [{ build: buildPage }, { default: react }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
  ]);
  await buildPage({
    configFile: false,
    root: path.join(root, 'renderer'),
    plugins: [react()],
    logLevel: 'warn',
    build: {
      outDir: output,
      emptyOutDir: true,
      target: 'chrome130',
      // The content security policy has no data: for scripts, styles and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
    },
  });
}

const programs = ['main', 'preload', 'engine', 'cli'] as const;

type Part = (typeof programs)[number] | 'renderer';

/**
 * Builds everything aside and moves it into place whole, so that an app or a second build running meanwhile never
 * meets half a file. Throws with the bundler's own words; dist/ is as it was then.
 */
export const build = (): Promise<void> => buildParts([...programs, 'renderer']);

async function buildParts(parts: readonly Part[]): Promise<void> {
  // As deep as dist/, so that source maps point right, and where nothing looks for sources.
  const staging = path.join(root, `node_modules/.watchfloor-build-${process.pid}`);
  const dist = path.join(root, 'dist');
  try {
    await Promise.all(
      parts.map((part) =>
        part === 'renderer'
          ? page(path.join(staging, part))
          : bundle(path.join(root, `electron/${part}/index.ts`), path.join(staging, part, 'index.cjs')),
      ),
    );
    await mkdir(dist, { recursive: true });
    for (const part of parts) {
      await rename(path.join(dist, part), path.join(staging, `${part}-before`)).catch(() => {
        // The first build has nothing to move away.
      });
      await rename(path.join(staging, part), path.join(dist, part));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const startedAt = performance.now();
  // `cli`: the command line alone, as `npx watchfloor` wants it.
  await (process.argv[2] === 'cli' ? buildParts(['cli']) : build());
  process.stdout.write(`Built dist/ in ${Math.round(performance.now() - startedAt)} ms.\n`);
}
