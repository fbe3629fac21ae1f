// `npm run fuzz`: files of the data folder harmed in every place (`-- --cases 400`) and calls that make no sense
// (`-- --calls 10000`), and values in commands of runbooks (`-- --values 5000`). Ends with counts, and with a status other
// than 0 when anything went wrong. `--seed` has a run again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { damageFolders } from './damage.ts';

const { values: args } = parseArgs({
  options: {
    cases: { type: 'string' },
    calls: { type: 'string' },
    values: { type: 'string' },
    seed: { type: 'string' },
  },
});
const nothingAsked = args.cases === undefined && args.calls === undefined && args.values === undefined;
const cases = Number(args.cases ?? (nothingAsked ? 400 : 0));
const calls = Number(args.calls ?? (nothingAsked ? 10_000 : 0));
const values = Number(args.values ?? (nothingAsked ? 5_000 : 0));
const seed = Number(args.seed ?? Math.floor(Math.random() * 1e9));
if (![cases, calls, values, seed].every((one) => Number.isFinite(one) && one >= 0)) {
  process.stderr.write('Usage: npm run fuzz -- [--cases N] [--calls N] [--values N] [--seed N]\n');
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
  const ok = runs('engine-fuzz', { FUZZ_CALLS: String(calls) });
  say(`${calls} calls that make no sense: ${ok ? 'refused, nothing changed' : 'FAILED'}`);
  failed ||= !ok;
}
if (values > 0) {
  const ok = runs('run-fuzz', { FUZZ_VALUES: String(values), FUZZ_SEED: String(seed) });
  say(`${values} values by chance in each place of a command: ${ok ? 'each arrived as it was' : 'FAILED'}`);
  failed ||= !ok;
}
process.exitCode = failed ? 1 : 0;

/** Whether a test of the fuzz goes through, made longer by its environment. */
function runs(test: string, env: Readonly<Record<string, string>>): boolean {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const run = ['run', '--project', 'integration', `tests/integration/${test}.test.ts`];
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, [vitest, ...run], options).status === 0;
}
