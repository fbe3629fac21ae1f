// `npm run fuzz`: files of the data folder harmed in every place (`-- --cases 400`) and calls that make no sense
// (`-- --calls 10000`). Ends with counts, and with a status other than 0 when anything went wrong. `--seed` has a run again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { damageFolders } from './damage.ts';

const { values: args } = parseArgs({
  options: { cases: { type: 'string' }, calls: { type: 'string' }, seed: { type: 'string' } },
});
const nothingAsked = args.cases === undefined && args.calls === undefined;
const cases = Number(args.cases ?? (nothingAsked ? 400 : 0));
const calls = Number(args.calls ?? (nothingAsked ? 10_000 : 0));
const seed = Number(args.seed ?? Math.floor(Math.random() * 1e9));
if (![cases, calls, seed].every((one) => Number.isFinite(one) && one >= 0)) {
  process.stderr.write('Usage: npm run fuzz -- [--cases N] [--calls N] [--seed N]\n');
  process.exit(2);
}

const root = path.resolve(import.meta.dirname, '../..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(`seed ${seed}`);
let failed = false;
if (cases > 0) {
  const counts = await damageFolders(cases, seed, (line) => void process.stderr.write(`… ${line}\n`));
  const outcomes = Object.entries(counts.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  say(`${counts.cases} harmed folders: ${outcomes.join(', ')}; ${counts.findings.length} findings`);
  for (const finding of counts.findings) say(`FAILED: ${finding}`);
  failed = counts.findings.length > 0;
}
if (calls > 0) {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const run = ['run', '--project', 'integration', 'tests/integration/engine-fuzz.test.ts'];
  const ended = spawnSync(process.execPath, [vitest, ...run], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FUZZ_CALLS: String(calls) },
  });
  say(`${calls} calls that make no sense: ${ended.status === 0 ? 'refused, nothing changed' : 'FAILED'}`);
  failed ||= ended.status !== 0;
}
process.exitCode = failed ? 1 : 0;
