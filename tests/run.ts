// `npm test`: everything the repository can say about itself, in one go: types, lint, build, then every test project.
// Ends with one line of counts over all projects, and a status other than 0 if anything failed. It installs nothing but
// what `npm run setup -- --tests` would, and only when that is missing.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lackingPackages } from '../electron/launch/debian.ts';
import { readyRuntime } from '../electron/launch/find-runtime.ts';
import { wantedPackages } from '../electron/launch/packages.ts';
import { addCounts, type Counts, countsLine, noCounts, readCounts } from './support/counts.ts';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, 'tests/.artifacts/reports');
const projects = ['unit', 'integration', 'ui', 'e2e'];
const failed: string[] = [];

/** Runs a tool of this repository under the Node that runs us. */
function tool(name: string, script: string, ...args: string[]): boolean {
  process.stdout.write(`\n── ${name}\n`);
  const ended = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  if (ended.status !== 0) failed.push(name);
  return ended.status === 0;
}

/** The counts of one project. A run that left no report did not count its tests: that is a failure of its own. */
function testProject(project: string): Counts {
  const report = path.join(reports, `${project}.json`);
  const files = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  tool(project, 'node_modules/vitest/vitest.mjs', 'run', '--project', project, ...files);
  try {
    return readCounts(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    process.stderr.write(`${project} left no report: its tests were not counted.\n`);
    if (!failed.includes(project)) failed.push(project);
    return noCounts;
  }
}

if (lackingPackages(wantedPackages('tests')).length > 0 || !readyRuntime()) {
  tool('setup', 'electron/launch/setup.ts', '--tests');
}
tool('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
tool('lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.');
tool('unused', 'node_modules/knip/bin/knip.js');
tool('build', 'electron/pack/build.ts');

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
let counts = noCounts;
for (const project of projects) counts = addCounts(counts, testProject(project));

if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
process.stdout.write(`\n${countsLine(counts)}\n`);
process.exitCode = failed.length > 0 || counts.failed > 0 ? 1 : 0;
