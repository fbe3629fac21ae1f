// Values never become code: whatever a value holds, it arrives byte for byte as one argument (or variable), and nothing of it
// is run. Every character from U+0001 to U+00FF, the attacks one knows, and what chance makes, in every place where a value
// may stand, here and over a real sshd whose sh is dash, bash or busybox. `FUZZ_VALUES` makes it longer (npm run fuzz).
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InputSpec } from '../../electron/contract/model/runbook.ts';
import { terminalLine } from '../../electron/engine/lib/shell-quote.ts';
import { inputField, inputSpec } from '../../electron/engine/steps/input-fields.ts';
import { runBody } from '../../electron/engine/steps/run-body.ts';
import { runTasks } from '../../electron/engine/steps/run-tasks.ts';
import type { StepView } from '../../electron/engine/steps/step.ts';
import { startSshd } from '../support/lab/sshd.ts';
import { type Rig, startRig, stopSshd } from './run-exec-makers.ts';
import { attacks, chance, everyCharacter, longest } from './run-fuzz-values.ts';

const RANDOM_VALUES = Number(process.env.FUZZ_VALUES ?? 150);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_120);
const AT_ONCE = 96;

let folder: string;
let canary: string;
let probe: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-run-fuzz-'));
  chmodSync(folder, 0o777);
  canary = join(folder, 'canary');
  probe = join(folder, 'probe.pl');
  // Says what it was given, in hex: a line for each argument, and for each variable V… .
  writeFileSync(
    probe,
    `binmode STDOUT; print "A ", unpack("H*", $_), "\\n" for @ARGV;
     print "$_ ", unpack("H*", $ENV{$_}), "\\n" for sort { substr($a, 1) <=> substr($b, 1) } grep { /^V\\d+$/ } keys %ENV;`,
    { mode: 0o644 },
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const spec = (name: string): InputSpec =>
  inputSpec(name, inputField.parse({ type: 'string', multiline: true, allowDash: true }));

function viewOf(values: readonly string[], rig: Rig): StepView {
  const named = values.map((value, index) => [`v${index}`, value] as const);
  return {
    step: { success: null, outputs: {} } as unknown as StepView['step'],
    scope: {
      inputs: Object.fromEntries(named),
      hostsOfInputs: {},
      outputs: { before: Object.fromEntries(named) },
      host: null,
      incident: null,
      run: { operator: 'A. Brandt', change: '', runbook: 'fuzz' },
    },
    inputs: named.map(([name]) => spec(name)),
    targetsOf: rig.executor.targetsOf,
    titleOf: (id) => id,
    problem: null,
    reach: () => [],
  };
}

const reference = (index: number): string => `\${inputs.v${index}}`;
const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

/** The places where a value may stand in a command, each with what must arrive. */
interface Place {
  readonly name: string;
  body(values: readonly string[]): object;
  arrives(values: readonly string[]): readonly string[];
}

const places: readonly Place[] = [
  {
    name: 'an argument',
    body: (values) => ({ argv: ['perl', probe, ...values.map((_, index) => reference(index))] }),
    arrives: (values) => values.map((value) => `A ${hex(value)}`),
  },
  {
    name: 'within an argument',
    body: (values) => ({ argv: ['perl', probe, ...values.map((_, index) => `--o'p=${reference(index)} $x`)] }),
    arrives: (values) => values.map((value) => `A ${hex(`--o'p=${value} $x`)}`),
  },
  {
    name: 'an argument of a script',
    body: (values) => ({ script: `exec perl ${probe} "$@"`, args: values.map((_, index) => reference(index)) }),
    arrives: (values) => values.map((value) => `A ${hex(value)}`),
  },
  {
    name: 'a variable of a command',
    body: (values) => ({
      argv: ['perl', probe],
      env: Object.fromEntries(values.map((_, index) => [`V${index}`, reference(index)])),
    }),
    arrives: (values) => values.map((value, index) => `V${index} ${hex(value)}`),
  },
  {
    name: 'a variable of a script',
    body: (values) => ({
      script: `: "$V0"; perl ${probe}`,
      env: Object.fromEntries(values.map((_, index) => [`V${index}`, reference(index)])),
    }),
    arrives: (values) => values.map((value, index) => `V${index} ${hex(value)}`),
  },
];

/** Puts values into one place, runs it, and compares what arrived. Returns how many arrived. */
async function arriveAt(rig: Rig, on: string, place: Place, values: readonly string[]): Promise<number> {
  const body = runBody.parse({ ...place.body(values), ...(on !== '' && { on }) });
  const plan = runTasks(body, viewOf(values, rig));
  expect(plan.refusal).toBeNull();
  const [task] = plan.tasks;
  const end = await rig.executor.execute(
    { target: task!.target!, shown: task!.shown!, secrets: [] },
    { signal: new AbortController().signal, onOutput: () => {}, onHostKey: () => {} },
  );
  expect(end, `${end.summary} ${end.stderr?.text}`).toMatchObject({ ok: true });
  // What is kept is head and tail: packs are small enough to be kept whole.
  expect(end.stdout!.truncated).toBe(false);
  expect(end.stdout!.text.replace(/\n$/, '').split('\n')).toEqual(place.arrives(values));
  return values.length;
}

async function allArrive(rig: Rig, on: string, random: number): Promise<number> {
  let arrived = 0;
  const values = [...attacks(canary), ...everyCharacter, ...chance(random, SEED)];
  for (const place of places) {
    for (let from = 0; from < values.length; from += AT_ONCE) {
      arrived += await arriveAt(rig, on, place, values.slice(from, from + AT_ONCE));
    }
    for (const long of longest) arrived += await arriveAt(rig, on, place, [long]);
  }
  expect(existsSync(canary), 'something was run').toBe(false);
  expect(readdirSync(folder).toSorted()).toEqual(['probe.pl']);
  return arrived;
}

test('here', async () => {
  const rig = await startRig();
  try {
    const arrived = await allArrive(rig, '', RANDOM_VALUES);
    console.log(`${arrived} values arrived here, in ${places.length} places`);
  } finally {
    await rig.stop();
  }
}, 1_800_000);

/** The shell called sh on the other side, and the log-in shell that hands it our line. */
const shells: readonly (readonly [sh: string, login: string])[] = [
  ['dash', '/bin/sh'],
  ['bash', 'bash'],
  ['busybox', 'dash'],
  ...['tcsh', 'csh', 'fish', 'zsh', 'mksh'].map((name) => ['dash', name] as const),
];
const installed = (name: string): boolean => {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name]);
    return true;
  } catch {
    return false;
  }
};

describe.each(shells.filter((pair) => pair.every(installed)))(
  'over SSH, sh is %s, the log-in shell %s',
  (sh, login) => {
    test('as an ordinary user', async () => {
      const tools = mkdtempSync(join(tmpdir(), 'lab-run-fuzz-sh-'));
      chmodSync(tools, 0o755);
      mkdirSync(join(tools, 'bin'));
      symlinkSync(
        execFileSync('sh', ['-c', 'command -v "$1"', 'sh', sh], { encoding: 'utf8' }).trim(),
        join(tools, 'bin/sh'),
      );
      const sshd = await startSshd([
        `SetEnv PATH=${tools}/bin:/usr/bin:/bin`,
        `ForceCommand exec ${login} -c "$SSH_ORIGINAL_COMMAND"`,
      ]);
      const rig = await startRig({ sshd });
      try {
        // The canary can be left at all: by this user, from over there.
        const touched = join(folder, 'touched');
        const end = await rig.executor.execute(
          {
            target: rig.target,
            shown: { via: 'ssh', argv: ['touch', touched], script: '', args: [], env: {}, line: '', timeoutMs: 5_000 },
            secrets: [],
          },
          { signal: new AbortController().signal, onOutput: () => {}, onHostKey: () => {} },
        );
        expect(end.ok).toBe(true);
        rmSync(touched);
        const arrived = await allArrive(rig, 'ams1-core-sw01', RANDOM_VALUES);
        console.log(
          `${arrived} values arrived over SSH (sh is ${sh}, log-in shell ${login}), in ${places.length} places`,
        );
      } finally {
        await rig.stop();
        await stopSshd(sshd);
        rmSync(tools, { recursive: true });
      }
    }, 1_800_000);
  },
);

test('as the name of a host a value is looked up and never goes anywhere', async () => {
  const rig = await startRig();
  try {
    for (const value of [...attacks(canary), ...everyCharacter, ...chance(RANDOM_VALUES, SEED)]) {
      const body = runBody.parse({ on: reference(0), argv: ['true'] });
      const { tasks, refusal } = runTasks(body, viewOf([value], rig));
      if (value === 'local') continue;
      expect(tasks).toEqual([]);
      expect(refusal).not.toBeNull();
    }
  } finally {
    await rig.stop();
  }
});

test('what no argument can hold, or what nobody allowed, is refused and nothing is run', async () => {
  const rig = await startRig();
  try {
    const refusalOf = (value: string, parts: object = {}): string | null => {
      const view = { ...viewOf([value], rig), inputs: [{ ...spec('v0'), ...parts }] };
      return runTasks(runBody.parse({ argv: ['echo', reference(0)] }), view).refusal;
    };
    const ofOutput = (value: string, argv: readonly string[] = ['echo', `\${outputs.before.v0}`]): string | null =>
      runTasks(runBody.parse({ argv }), viewOf([value], rig)).refusal;
    for (const [before, after] of [
      ['', ''],
      ['a', ''],
      ['', 'b'],
      ['a', 'b'],
    ] as const) {
      expect(refusalOf(`${before}\0${after}`)).toBe('inputs.v0 must not hold a NUL character');
      expect(refusalOf(`${before}\ud800${after}`)).toContain('lone surrogate');
      expect(refusalOf(`${before}\n${after}`, { multiline: false })).toBe('inputs.v0 must be one line');
      expect(ofOutput(`${before}\n${after}`)).toBe('outputs.before.v0 must be one line');
    }
    expect(refusalOf('-oProxyCommand=id', { allowDash: false })).toContain('must not begin with "-"');
    expect(ofOutput('-oProxyCommand=id')).toContain('must not begin with "-"');
    expect(ofOutput('-x', ['echo', `a\${outputs.before.v0}`])).toBeNull();
    expect(ofOutput('-x', ['grep', '-e', 'a', '--', `\${outputs.before.v0}`])).toBeNull();
    expect(refusalOf('x'.repeat(100_001))).toContain('at most 100000 characters');
  } finally {
    await rig.stop();
  }
});

test('the line that is copied means the same in a terminal', () => {
  for (const value of [...attacks(canary), ...everyCharacter, ...chance(Math.min(RANDOM_VALUES, 200), SEED)]) {
    const line = terminalLine({ argv: ['perl', probe, value], script: '', args: [], env: { V1: value } });
    // What turns a line around or hides in it is written out.
    expect(line).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  }
  const pack = [...attacks(canary), ...everyCharacter];
  const line = terminalLine({ argv: ['perl', probe, ...pack], script: '', args: [], env: {} });
  const said = execFileSync('bash', ['--norc', '-c', line], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { PATH: process.env.PATH },
  });
  expect(said.replace(/\n$/, '').split('\n')).toEqual(pack.map((value) => `A ${hex(value)}`));
  expect(existsSync(canary)).toBe(false);
});
