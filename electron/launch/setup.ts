// `npm run setup`: makes this machine able to start Watchfloor (`-- --tests`: and to run its tests). Safe to run again.
import { build } from '../pack/build.ts';
import { installPackages, installRights, lackingPackages } from './debian.ts';
import { findRuntime } from './find-runtime.ts';
import { installLine, wantedPackages } from './packages.ts';

/** Installs what is missing, prepares the runtime, builds. Returns the exit status. */
async function setup(purpose: 'app' | 'tests'): Promise<number> {
  const packages = provide(wantedPackages(purpose));
  const runtime = await findRuntime({ probeAnyway: true });
  say(`Electron ${runtime.version} (${runtime.source}) is ready in ${runtime.dir}.`);
  await build();
  say('dist/ is built.');
  say(packages ? 'Set up. Start with: npm start' : 'Not complete: run the line above, then "npm start".');
  return packages ? 0 : 1;
}

function provide(wanted: readonly string[]): boolean {
  const lacking = lackingPackages(wanted);
  if (lacking.length === 0) return true;
  const rights = installRights();
  if (rights) {
    say(`Installing ${lacking.join(' ')} …`);
    installPackages(rights, lacking);
  }
  const left = lackingPackages(wanted);
  if (left.length > 0) say(`${left.length} packages are missing. Run:\n  ${installLine(left)}`);
  return left.length === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await setup(process.argv.includes('--tests') ? 'tests' : 'app');
} catch (error) {
  say(`Setup stopped: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
