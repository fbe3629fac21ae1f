// `npm test`: everything the repository can say about itself, in one go: types, lint, build, then every test project.
// Ends with one line of counts over all projects, and a status other than 0 if anything failed. It installs nothing but
// what `npm run setup -- --tests` would, and only when that is missing.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lackingPackages } from '../electron/launch/debian.ts';
import { readyRuntime } from '../electron/launch/find-runtime.ts';
import { wantedPackages } from '../electron/launch/packages.ts';
import { addCounts, type Counts, countsLine, failedFiles, noCounts, readCounts } from './support/counts.ts';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, 'tests/.artifacts/reports');
const projects = ['unit', 'integration', 'ui', 'e2e'];
const failed: string[] = [];
/** Files that failed, and passed when they were run again. */
const unsteady: string[] = [];

/** Runs a tool of this repository under the Node that runs us. */
function tool(name: string, script: string, ...args: string[]): boolean {
  process.stdout.write(`\n── ${name}\n`);
  const ended = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  if (ended.status !== 0) failed.push(name);
  return ended.status === 0;
}

/** Runs test files of a project (none: all); what the report says, null where there is none. */
function vitest(project: string, name: string, files: readonly string[]): unknown {
  const report = path.join(reports, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  tool(name, 'node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters, ...files);
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    process.stderr.write(`${name} left no report: its tests were not counted.\n`);
    if (!failed.includes(name)) failed.push(name);
    return null;
  }
}

/** More broken files than this are no matter of chance. */
const SECOND_LOOKS = 3;

/**
 * The counts of one project. Few files that failed are run once more, by themselves: what passes then depends on something it
 * should not, so it is named at the end, counted as passed, and to be mended.
 */
function testProject(project: string): Counts {
  const first = vitest(project, project, []);
  if (first === null) return noCounts;
  const files = failedFiles(first);
  if (files.length === 0 || files.length > SECOND_LOOKS) return readCounts(first);
  const second = vitest(project, `${project} once more`, files);
  if (second === null || failedFiles(second).length > 0) return readCounts(first);
  failed.splice(0, failed.length, ...failed.filter((name) => name !== project));
  unsteady.push(...files.map((file) => path.relative(root, file)));
  return addCounts(readCounts(first, new Set(files)), readCounts(second));
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
for (const file of unsteady) process.stdout.write(`\nPassed only when run again, to be mended: ${file}\n`);
process.stdout.write(`\n${countsLine(counts)}\n`);
process.exitCode = failed.length > 0 || counts.failed > 0 ? 1 : 0;
