// The kinds of steps: what their part of the file may say, what a screen shows of it, and what a person's answer comes to.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkInput } from '../../electron/engine/core/run-inputs.ts';
import { findStepKind, stepKinds } from '../../electron/engine/steps/index.ts';
import { inputField, inputSpec } from '../../electron/engine/steps/input-fields.ts';
import { stepView } from './step-makers.ts';

const kind = (name: string) => findStepKind(name)!;
const bodyOf = (name: string, text: unknown) => kind(name).body.parse(text) as object;
const faults = (name: string, text: unknown): readonly string[] => {
  const parsed = kind(name).body.safeParse(text);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const ref = (path: string): string => `\${${path}}`;

test('ten keys, in the order of the grammar', () => {
  const keys = ['manual', 'run', 'check', 'input', 'ask', 'approve', 'wait', 'notify', 'escalate', 'call'];
  expect(stepKinds.map((one) => one.kind)).toEqual(keys);
});

const examples: Readonly<Record<string, object>> = {
  manual: { text: 'Look.', checklist: ['one', { text: 'two', required: false }] },
  run: { on: ref('inputs.host'), argv: ['df', '-P', ref('inputs.mount')], timeout: '20s' },
  check: { rerun: 'problem', expect: ['ok'], every: '15s', times: 3, within: '5m' },
  input: { size: { type: 'integer', min: 1 } },
  ask: { question: 'Which?', options: [{ label: 'Logs', goto: 'vacuum' }, { label: 'Go on' }], default: 'escalate' },
  approve: { for: 'vacuum', from: ['B. Okafor'], within: '10m' },
  wait: { for: '10m' },
  notify: { to: ['on-call', 'Network'], title: 'News', text: `About ${ref('inputs.host')}` },
  escalate: { to: 'on-call' },
  call: { runbook: 'linux-disk-full', inputs: { host: ref('inputs.host'), keep: 7 } },
};

describe.each(stepKinds.map((one) => [one.kind, one] as const))('%s', (name, one) => {
  test('says of itself what the grammar prints, and its body is a JSON Schema', () => {
    expect(one.title).not.toBe('');
    expect(one.about.endsWith('.')).toBe(true);
    expect(() => z.toJSONSchema(one.body, { io: 'input' })).not.toThrow();
  });

  test('its example is read, read again it is the same, and it is told in one line', () => {
    const body = bodyOf(name, examples[name]);
    expect(one.body.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
    expect(one.does(body)).toMatch(/^\S[^\n]+$/);
    expect(() => one.face(body, stepView(), {})).not.toThrow();
  });

  test('a key that is not known is an error', () => {
    expect(faults(name, { ...examples[name], surprise: 1 })).not.toEqual([]);
  });

  test('its texts lead back to where they stand in the body', () => {
    const body = bodyOf(name, examples[name]);
    for (const { path, text } of one.texts(body)) {
      const found = path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], body);
      expect(found).toBe(text);
    }
  });
});

describe('what files get wrong', () => {
  test.each([
    ['run', {}, ': must have argv or script'],
    ['run', { argv: ['a'], script: 'b' }, 'script: does not go together with argv'],
    ['run', { argv: ['a'], args: ['b'] }, 'args: belong to a script; of a command they are part of argv'],
    ['run', { argv: [ref('inputs.x')] }, 'argv.0: must be a program as it stands: a value is never run'],
    ['run', { argv: ['a'], as: 'root' }, 'as: is for other hosts: on this machine it is the user of the monitor'],
    ['run', { argv: ['a'], env: { T: 'x' }, secrets: { T: 'y' } }, 'secrets.T: stands in env too'],
    ['run', { argv: ['a'], timeout: '20' }, 'timeout: must be a duration: 500ms, 20s, 5m, 2h, 180d'],
    ['check', {}, /^: must say which check/],
    ['check', { rerun: 'problem', host: 'a' }, 'host: does not go together with rerun: problem'],
    ['check', { kind: 'ping' }, 'host: must name the host'],
    ['check', { host: 'a', check: 'b', warnMs: 3 }, /unrecognized|Unrecognized/],
    ['wait', { for: '1m', until: '06:00' }, ': must say either for or until'],
    ['wait', { for: '0s' }, 'for: must be longer than 0 and at most 7d'],
    ['input', {}, ': must ask for something'],
    ['input', { a: { type: 'choice' } }, 'a.choices: must be named: it is a choice'],
    ['input', { a: { pattern: '(' } }, 'a.pattern: must be a regular expression'],
    ['input', { a: { type: 'integer', default: 'x' } }, 'a.default: must be a whole number, in digits only'],
    ['notify', { to: ref('inputs.x'), text: 'x' }, /must be a name as it stands/],
  ] as const)('%s %j', (name, text, expected) => {
    const found = faults(name, text).join('\n');
    if (typeof expected === 'string') expect(found).toContain(expected);
    else expect(found).toMatch(expected);
  });

  test.each([
    [['sh', '-c', `echo ${ref('inputs.x')}`], 2],
    [['sudo', '/bin/bash', '-ec', `echo ${ref('inputs.x')}`], 3],
    [['su', 'app', '-c', ref('inputs.x')], 3],
    [['python3', '-c', `print("${ref('inputs.x')}")`], 2],
    [['psql', '--command', `select '${ref('inputs.x')}'`], 2],
    [['mysql', `-e${ref('inputs.x')}`], 1],
    [['find', '/', '-exec', 'sh', '-c', `rm ${ref('inputs.x')}`, ';'], 5],
  ] as const)('a value in code is refused where it stands: %j', (argv, index) => {
    expect(faults('run', { argv })).toEqual([
      expect.stringMatching(new RegExp(`^argv\\.${index}: a value must not stand in code`)),
    ]);
  });

  test.each([
    [['sh', '-c', 'echo "$1"', 'sh', ref('inputs.x')]],
    [['grep', '-e', ref('inputs.x'), '/var/log/syslog']],
    [['curl', '-c', ref('inputs.x')]],
  ])('a value that is an argument is not: %j', (argv) => expect(faults('run', { argv })).toEqual([]));
});

describe('a made-up check', () => {
  test('takes what stands beside it as its configuration; what means something else here goes under config', () => {
    const text = { kind: 'tcp', host: 'web-1', port: 443, config: { expect: 'ready' }, expect: 'critical' };
    expect(bodyOf('check', text)).toEqual({ ...text, times: 1 });
    expect(kind('check').does(bodyOf('check', text))).toBe('runs a tcp check of web-1, expects critical');
  });

  test('what says who logs in and what is run holds no value', () => {
    const body = bodyOf('check', { kind: 'plugin', host: 'a', command: 'check_x', args: [ref('inputs.a')], user: 'm' });
    const uses = Object.fromEntries(
      kind('check')
        .texts(body)
        .map(({ path, use }) => [path.join('.'), use]),
    );
    expect(uses).toEqual({ host: 'value', command: 'code', 'args.0': 'value', user: 'code' });
  });
});

describe('by hand', () => {
  const body = bodyOf('manual', {
    text: `Go to ${ref('inputs.rack')}`,
    checklist: ['Pull it', { text: 'Look', required: false }],
  });
  test('what is required must be ticked, and the answer says how much was', () => {
    const view = stepView({ inputs: { rack: 'R7' } });
    expect(kind('manual').face(body, view, {}).text).toBe('Go to R7');
    expect(() => kind('manual').answer!(body, {}, view, {})).toThrow('item 1 is not ticked yet');
    const ticks = { 0: { by: 'A. Brandt', at: 5 } };
    expect(kind('manual').face(body, view, ticks).checklist![0]!.done).toEqual(ticks[0]);
    expect(kind('manual').answer!(body, {}, view, ticks)).toEqual({ result: '1 of 2 ticked', outputs: {}, goTo: null });
  });
  test('a value that is not known yet is named', () => {
    expect(kind('manual').face(body, stepView(), {}).unknown).toEqual(['inputs.rack']);
  });
});

describe('a question', () => {
  const body = bodyOf('ask', examples.ask);
  test('shows where each answer leads; "none of these" is the last', () => {
    const { options, defaultOption } = kind('ask').face(body, stepView(), {});
    expect(options!.map(({ label, leadsTo }) => `${label} → ${leadsTo}`)).toEqual([
      'Logs → Title of vacuum',
      'Go on → the next step',
      'None of these, or I do not know → Title of escalate',
    ]);
    expect(defaultOption).toBe(2);
  });
  test('is answered by place', () => {
    const answer = (option: unknown) => kind('ask').answer!(body, { option } as never, stepView(), {});
    expect(answer(0)).toEqual({ result: 'answered "Logs"', outputs: { answer: 'Logs' }, goTo: 'vacuum' });
    expect(answer(1)).toMatchObject({ goTo: null });
    expect(answer(2)).toMatchObject({ outputs: { answer: '' }, goTo: 'escalate' });
    for (const wrong of [3, -1, 0.5, '0', null, undefined])
      expect(() => answer(wrong)).toThrow('pick one of the answers');
  });
});

describe('a form', () => {
  const body = bodyOf('input', {
    keep: { type: 'integer', min: 1, max: 90, default: 7 },
    host: { type: 'host', default: ref('inputs.host') },
    note: { required: false, multiline: true },
  });
  const view = stepView({ inputs: { host: 'web-1' } });
  const answer = (form: object) => kind('input').answer!(body, form as never, view, {});

  test('is filled in with its defaults and checked like the inputs of a run', () => {
    expect(
      kind('input')
        .face(body, view, {})
        .fields!.map(({ name, default: preset }) => [name, preset]),
    ).toEqual([
      ['keep', 7],
      ['host', 'web-1'],
      ['note', null],
    ]);
    expect(answer({ keep: '14', note: 'a\nb' })).toEqual({
      result: 'answered keep, host, note',
      outputs: { keep: 14, host: 'web-1', note: 'a\nb' },
      goTo: null,
    });
  });
  test('names each field that is wrong', () => {
    expect(() => answer({ keep: 91, host: 'ams9', surprise: 1 })).toThrow(
      /form\.surprise: is not asked for.*form\.keep: must be at most 90.*form\.host: there is no host ams9/,
    );
  });
});

describe('a wait', () => {
  const until = (text: object, at: string) =>
    new Date(kind('wait').until!(bodyOf('wait', text), Date.parse(at), stepView())).toISOString();
  test('of a stretch', () => expect(until({ for: '10m' }, '2026-11-20T02:00:00Z')).toBe('2026-11-20T02:10:00.000Z'));
  test('until a time on the wall: today where it is ahead, else tomorrow', () => {
    const six = { until: '06:00', zone: 'Europe/Berlin' };
    expect(until(six, '2026-11-20T02:00:00Z')).toBe('2026-11-20T05:00:00.000Z');
    expect(until(six, '2026-11-20T05:00:00Z')).toBe('2026-11-21T05:00:00.000Z');
    // The night the clocks go back.
    expect(until(six, '2026-10-24T22:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
  });
});

test('a signature says for what, by whom and within what time', () => {
  const { approval } = kind('approve');
  expect(approval!(bodyOf('approve', examples.approve), stepView())).toEqual({
    for: 'vacuum',
    from: ['B. Okafor'],
    withinMs: 600_000,
  });
  expect(approval!(bodyOf('approve', {}), stepView())).toEqual({ for: null, from: [], withinMs: 1_800_000 });
});

test('a call hands over its inputs as texts', () => {
  const { runbook, hash, inputs } = kind('call').calls!(bodyOf('call', examples.call));
  expect({ runbook, hash, inputs }).toEqual({
    runbook: 'linux-disk-full',
    hash: null,
    inputs: { host: ref('inputs.host'), keep: '7' },
  });
});

describe('values of inputs', () => {
  const check = (field: object, raw: unknown) => checkInput(inputSpec('it', inputField.parse(field)), raw);
  test.each([
    [{}, 'plain', 'plain'],
    [{}, 7, '7'],
    [{ pattern: 'ab?' }, 'ab', 'ab'],
    [{ type: 'integer' }, '-12', -12],
    [{ type: 'number' }, '1.5e3', 1_500],
    [{ type: 'boolean' }, 'no', false],
    [{ type: 'choice', choices: ['a', 2] }, 2, '2'],
    [{ type: 'host' }, 'ams1-core-sw01', 'ams1-core-sw01'],
    [{ type: 'hosts' }, 'a, b a', ['a', 'b']],
    [{ type: 'hosts' }, ['a', 'b'], ['a', 'b']],
    [{ type: 'secret' }, 'vault key', 'vault key'],
    [{ required: false }, '', ''],
    [{ multiline: true }, 'a\nb', 'a\nb'],
    [{ allowDash: true }, '-x', '-x'],
  ])('%j takes %j', (field, raw, value) => expect(check(field, raw)).toEqual({ value }));
  test.each([
    [{}, '', 'must be filled in'],
    [{}, undefined, 'must be filled in'],
    [{}, {}, 'must be text'],
    [{ multiline: true, allowDash: true }, 'a\0b', 'must not hold a NUL character'],
    [{}, 'a\nb', 'must be one line'],
    [{}, 'a\u001b[31m', 'must not hold control characters'],
    [{}, '\ud800', 'holds half a character (a lone surrogate), which cannot be written as UTF-8'],
    [{}, '-oProxyCommand=x', 'must not begin with "-": a command could take it for an option'],
    [{ pattern: 'ab?' }, 'abc', 'must fit ab? as a whole'],
    [{ pattern: 'a|b' }, 'axb', 'must fit a|b as a whole'],
    [{ max: 3 }, 'four', 'must be at most 3 characters'],
    [{ type: 'integer' }, '1.0', 'must be a whole number, in digits only'],
    [{ type: 'integer' }, '0x10', 'must be a whole number, in digits only'],
    [{ type: 'integer' }, 2 ** 53, 'must be a whole number, in digits only'],
    [{ type: 'integer', min: 1 }, 0, 'must be at least 1'],
    [{ type: 'number' }, 'Infinity', 'must be a number'],
    [{ type: 'boolean' }, 'perhaps', 'must be yes or no'],
    [{ type: 'choice', choices: ['a', 'b'] }, 'c', 'must be one of: a, b'],
    [{ type: 'host' }, '-x', 'must be the name of a host'],
    [{ type: 'host' }, '$(id)', 'must be the name of a host'],
    [{ type: 'hosts' }, ['a', 'b c'], 'the 2. is no name of a host'],
    [{ type: 'secret' }, 'a\nb', 'must be the name of a credential, never a secret itself'],
  ])('%j refuses %j', (field, raw, message) => expect(check(field, raw)).toEqual({ message }));
});
