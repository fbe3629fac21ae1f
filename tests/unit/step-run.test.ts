// The step that runs commands: what it comes to on which hosts, what refuses it, and how an end is judged.
import { describe, expect, test } from 'vitest';
import type { RunbookStep } from '../../electron/contract/model/runbook.ts';
import { runBody } from '../../electron/engine/steps/run-body.ts';
import { batchesOf, runFace, runTasks } from '../../electron/engine/steps/run-tasks.ts';
import { judged } from '../../electron/engine/steps/run-verdict.ts';
import { stepView, type ViewParts } from './step-makers.ts';

const ref = (path: string): string => `\${${path}}`;
const tasksOf = (text: object, parts: ViewParts = {}) => runTasks(runBody.parse(text), stepView(parts));

describe('where it runs', () => {
  test('here when nothing is said; on a host over SSH as its log-in says, or as the step says', () => {
    expect(tasksOf({ argv: ['df'] }).tasks).toMatchObject([
      { target: { hostId: null, name: 'this machine' }, shown: { via: 'local', timeoutMs: 60_000 } },
    ]);
    const there = tasksOf({ on: ref('inputs.host'), argv: ['df'], timeout: '20s' }, { inputs: { host: 'web-1' } });
    expect(there.tasks).toMatchObject([
      { target: { name: 'web-1', user: 'monitor' }, shown: { via: 'ssh', timeoutMs: 20_000 } },
    ]);
    expect(tasksOf({ on: 'web-1', as: 'root', argv: ['df'] }).tasks).toMatchObject([{ target: { user: 'root' } }]);
  });

  test('on every host of a list, in batches', () => {
    const hosts = Array.from({ length: 30 }, (_, index) => `web-${index}`);
    const { tasks, maxFailed } = tasksOf(
      { on: ref('inputs.hosts'), argv: ['true'], batch: [1, 5, '20%'], maxFailed: 2 },
      { inputs: { hosts }, hosts },
    );
    const sizes = [1, 2, 3, 4, 5, 6].map((batch) => tasks.filter((task) => task.batch === batch).length);
    expect({ sizes, maxFailed }).toEqual({ sizes: [1, 5, 6, 6, 6, 6], maxFailed: 2 });
    expect(batchesOf(['10%'], 3)).toEqual([1, 2, 3]);
    expect(batchesOf(['100%'], 3)).toEqual([1, 1, 1]);
  });

  test.each([
    [{ on: 'ams9', argv: ['a'] }, {}, 'there is no host ams9 in the inventory'],
    [{ on: ['web-1', 'ams8', 'ams9'], argv: ['a'] }, {}, 'there is no host ams8, ams9 in the inventory'],
    [{ on: ref('inputs.host'), argv: ['a'] }, {}, 'where it runs is not known: inputs.host'],
    [{ on: ref('inputs.hosts'), argv: ['a'] }, { inputs: { hosts: [] } }, 'it names no host to run on'],
    [{ on: 'web-1', argv: ['a'] }, { closed: ['web-1'] }, /^no way to log in to web-1 is known/],
    [{ argv: ['a', ref('outputs.usage.used')] }, {}, 'outputs.usage.used is not known'],
    [{ argv: ['a', ref('a b')] }, {}, `"${ref('a b')}" names no value`],
    [{ script: `echo ${ref('inputs.x')}` }, { inputs: { x: 'a' } }, /^there is a value in the script/],
  ] as const)('%j is refused in words, and nothing is begun', (text, parts, refusal) => {
    const plan = tasksOf(text, parts as ViewParts);
    expect(plan.tasks).toEqual([]);
    if (typeof refusal === 'string') expect(plan.refusal).toBe(refusal);
    else expect(plan.refusal).toMatch(refusal);
  });
});

test('a list that is a value stays one argument', () => {
  const { tasks } = tasksOf({ argv: ['a', ref('inputs.list')] }, { inputs: { list: ['b', 'c'] } });
  expect(tasks[0]!.shown!.argv).toEqual(['a', 'b,c']);
});

test('secrets are dots wherever the command is shown; their names go along', () => {
  const { tasks } = tasksOf(
    { argv: ['a'], env: { K: '1' }, secrets: { TOKEN: ref('inputs.key') } },
    { inputs: { key: 'vault' } },
  );
  expect(tasks[0]).toMatchObject({
    secrets: ['vault'],
    secretEnv: { TOKEN: 'vault' },
    shown: { env: { K: '1', TOKEN: '••••' }, line: "K=1 TOKEN='••••' a" },
  });
});

test('the face shows the command also where a value is missing yet, and names it', () => {
  const face = runFace(runBody.parse({ on: 'web-1', argv: ['df', ref('outputs.a.mount')] }), stepView());
  expect(face.commands).toMatchObject([
    { target: { name: 'web-1' }, shown: { line: `df '${ref('outputs.a.mount')}'` } },
  ]);
  expect(face).toMatchObject({ unknown: ['outputs.a.mount'], typed: 'web-1', expects: 'exit 0' });
  const two = runFace(runBody.parse({ on: ['web-1', 'web-2'], argv: ['df'] }), stepView());
  expect(two.typed).toBe('2 hosts');
});

describe('how it ended', () => {
  const stream = (text: string) => ({ bytes: text.length, truncated: false, sha256: '', text });
  const ended = (parts: object = {}) => ({
    ...{ ok: true, reason: null, summary: 'exit 0', exit: 0, signal: null, durationMs: 5, hostKey: '' },
    ...{ stdout: stream('used 91%\nfree 9%\n'), stderr: stream('') },
    ...parts,
  });
  const success = (parts: object) => ({
    ...{ exit: [], stdoutMatches: null, stdoutNotMatches: null, stderrMatches: null, stderrNotMatches: null },
    ...parts,
  });
  const judge = (end: object, step: object) =>
    judged(ended(end), { success: null, outputs: {}, ...step } as Pick<RunbookStep, 'success' | 'outputs'>);
  const failed = ended({ ok: false, reason: 'exit', exit: 3, summary: 'exit 3' });

  test('an exit that the step allows is a success', () => {
    expect(judge(failed, {})).toMatchObject({ ok: false, reason: 'exit' });
    expect(judge(failed, { success: success({ exit: [0, 3] }) })).toMatchObject({ ok: true, reason: null });
    expect(judge({}, { success: success({ exit: [3] }) })).toMatchObject({ ok: false, reason: 'exit' });
  });

  test('what was printed can say otherwise, line by line', () => {
    expect(judge({}, { success: success({ stdoutMatches: '^free \\d%$' }) }).ok).toBe(true);
    const said = judge({}, { success: success({ stdoutNotMatches: '^used 9' }) });
    expect(said).toMatchObject({ ok: false, reason: 'output', summary: 'exit 0, the output fits /^used 9/' });
    expect(judge({}, { success: success({ stderrMatches: 'x' }) })).toMatchObject({ reason: 'output' });
  });

  test('outputs are taken and typed; one that is not in it is a failure', () => {
    const outputs = {
      used: { from: 'stdout', regex: 'used (\\d+)%', type: 'integer' },
      code: { from: 'exit', regex: null, type: 'integer' },
      all: { from: 'stdout', regex: null, type: 'string' },
    };
    expect(judge({}, { outputs }).outputs).toEqual({ used: 91, code: 0, all: 'used 91%\nfree 9%' });
    const none = { used: { from: 'stdout', regex: 'gone (\\d+)', type: 'integer' } };
    expect(judge({}, { outputs: none })).toMatchObject({
      ok: false,
      reason: 'output',
      summary: 'exit 0, output "used" is not in it',
    });
    const word = { used: { from: 'stdout', regex: '(used)', type: 'integer' } };
    expect(judge({}, { outputs: word })).toMatchObject({ ok: false, reason: 'output' });
  });

  test('a pattern that would run for years is ended, and that is the failure', () => {
    const end = { stdout: stream(`${'a'.repeat(40)}!`) };
    const verdict = judge(end, { success: success({ stdoutMatches: '^(a+)+$' }) });
    expect(verdict).toMatchObject({ ok: false, reason: 'output' });
    expect(verdict.summary).toContain('took over 250 ms');
  });

  test('what came to no end of its own stays what it is', () => {
    const cut = { ok: false, reason: 'timeout', exit: null, summary: 'no end within 20 s' };
    expect(judge(cut, { success: success({ exit: [0] }) })).toMatchObject(cut);
  });
});
