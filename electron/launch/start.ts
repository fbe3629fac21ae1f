// `npm start`: builds, finds a runtime and opens the window; where there is no display it runs the engine in the terminal.
// `npm start -- --demo` does so over a lab of some forty hosts on loopback, with faults that come and go.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Demo, prepareDemo } from '../lab/demo.ts';
import { givenDataFolder } from '../main/data-folder.ts';
import { build } from '../pack/build.ts';
import { lackingLibraries, lackingPackages } from './debian.ts';
import { findRuntime } from './find-runtime.ts';
import { appPackages, installLine } from './packages.ts';
import { type Plan, planStart } from './start-plan.ts';

const root = path.resolve(import.meta.dirname, '../..');

const DEMO = '--demo';

async function start(args: readonly string[]): Promise<Plan | string> {
  const plan = planStart({
    platform: process.platform,
    env: process.env,
    root,
    // npm changes into the package; INIT_CWD is where it was called.
    workingFolder: process.env.INIT_CWD ?? process.cwd(),
    version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
    args,
    node: process.execPath,
    isRoot: process.getuid?.() === 0,
  });
  if (plan.kind === 'headless') return plan;
  const runtime = await findRuntime();
  const lacking = lackingLibraries(runtime.executable);
  if (lacking.length === 0) return plan.withRuntime(runtime.executable);
  const packages = lackingPackages(appPackages);
  return `The window needs ${lacking.join(', ')}. Run:\n  ${installLine(packages.length > 0 ? packages : appPackages)}`;
}

/** Runs a plan in the foreground: signals reach the program first, its exit status becomes ours. */
function carryOut(plan: Plan, beside: Demo | null): void {
  for (const line of plan.notes) process.stderr.write(`${line}\n`);
  const child = spawn(plan.command, plan.args, { stdio: 'inherit', env: { ...process.env, ...plan.env } });
  // Ctrl+C in a terminal reaches the whole group: passing it on would deliver it twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`${plan.command} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    void Promise.resolve(beside?.close()).finally(() => process.exit(code ?? (signal ? 1 : 0)));
  });
}

/** The demo's servers run in this process, beside the app; null when none was asked for. */
async function demoOf(args: readonly string[]): Promise<Demo | null> {
  if (!args.includes(DEMO)) return null;
  return prepareDemo({
    // Only what was named here and now: the folder of the environment is the operator's own.
    dataFolder: givenDataFolder(args, {}, process.env.INIT_CWD ?? process.cwd()),
    cli: path.join(root, 'dist/cli/index.cjs'),
    node: process.execPath,
    say: (line) => process.stderr.write(`${line}\n`),
  });
}

let demo: Demo | null = null;
try {
  const asked = process.argv.slice(2);
  await build();
  demo = await demoOf(asked);
  const args = asked.filter((arg) => arg !== DEMO);
  const plan = await start(demo ? [...args, '--data', demo.dataFolder] : args);
  if (typeof plan === 'string') throw new Error(plan);
  demo?.begin();
  carryOut(plan, demo);
} catch (error) {
  await demo?.close();
  process.stderr.write(`Watchfloor did not start: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
