// Prints one page as PDF in a checkout: `node electron/launch/print-page.ts PAGE PDF`, as `npx watchfloor report --format pdf`
// does. Takes the Electron that is prepared, fetches none; main is built beside the page, so that dist/ need not be there.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../pack/build.ts';
import { lackingLibraries, lackingPackages } from './debian.ts';
import { readyRuntime } from './find-runtime.ts';
import { appPackages, installLine } from './packages.ts';

const root = path.resolve(import.meta.dirname, '../..');
const EXIT_NO_ELECTRON = 3;

async function print(page: string, pdf: string): Promise<number> {
  const runtime = readyRuntime();
  if (!runtime) return fail('No Electron is prepared in this checkout: run "npm run setup" once.');
  const lacking = lackingLibraries(runtime.executable);
  if (lacking.length > 0) {
    const packages = lackingPackages(appPackages);
    const line = installLine(packages.length > 0 ? packages : appPackages);
    return fail(`Electron needs ${lacking.join(', ')}. Run: ${line}`);
  }
  const app = path.dirname(pdf);
  await bundle(path.join(root, 'electron/main/index.ts'), path.join(app, 'main.cjs'));
  const about = { name: 'watchfloor', productName: 'Watchfloor', version: '0.0.0', main: 'main.cjs' };
  writeFileSync(path.join(app, 'package.json'), JSON.stringify(about));
  return run(runtime.executable, [...flags(), app, '--command-line', '--', '--print-pdf', page, pdf]);
}

/** No display is wanted. As root Chromium cannot use its sandbox. */
const flags = (): readonly string[] => [
  ...(process.platform === 'linux' ? ['--ozone-platform=headless'] : []),
  ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--log-level=3',
];

function run(executable: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', (error) => resolve(fail(`${executable} could not be started: ${error.message}.`)));
    child.once('exit', (status) => resolve(status ?? 1));
    process.once('SIGTERM', () => child.kill('SIGKILL'));
  });
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return EXIT_NO_ELECTRON;
}

const [page, pdf] = process.argv.slice(2);
process.exitCode =
  page && pdf
    ? await print(path.resolve(page), path.resolve(pdf))
    : fail('Two files are wanted: the page, and the PDF.');
