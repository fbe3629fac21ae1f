// A file of runbooks on the desk of its author: read whole, or told at once what is wrong, where, and what would be right.
import { expect, test } from 'vitest';
import { hashOf, readRunbook } from '../../electron/engine/runbook-format/index.ts';
import { LOOK, runbook, SAMPLE } from './runbook-format-makers.ts';

/** 'line:column rule message' of every finding. */
const told = (text: string): readonly string[] =>
  readRunbook(text, 'small.yaml').findings.map(
    ({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`,
  );

const changed = (from: string, to: string): string => {
  expect(SAMPLE).toContain(from);
  return SAMPLE.replace(from, to);
};

test('the sample of the specification is read as it is meant', () => {
  const { runbook: read, findings, hash, id, title } = readRunbook(SAMPLE, 'disk.yaml');
  expect(findings).toEqual([]);
  expect({ id, title, length: hash.length }).toEqual({
    id: 'linux-disk-full',
    title: 'Filesystem almost full on a Linux host',
    length: 64,
  });
  expect(read).toMatchObject({
    owner: 'platform',
    state: 'active',
    review: { last: '2026-10-01', everyMs: 180 * 86_400_000 },
    estimateMs: 600_000,
    match: [
      { kind: 'remote-system', metric: 'disk.used', status: ['warning', 'critical'], tags: ['linux'], check: null },
    ],
    limits: { maxTargets: 5, maxRunsPerHour: 6 },
    change: 'none',
    preconditions: [{ onFail: 'block', check: { kind: 'ping' } }],
  });
  expect(read?.inputs.map(({ name, type, default: preset }) => [name, type, preset])).toEqual([
    ['host', 'host', null],
    ['mount', 'string', '/'],
    ['keep', 'integer', 7],
  ]);
  expect(read?.steps.map((step) => [step.id, step.kind, step.risk, step.confirm, step.aside])).toEqual([
    ['confirm', 'check', 'read-only', 'none', false],
    ['usage', 'run', 'read-only', 'none', false],
    ['decide', 'ask', 'read-only', 'none', false],
    ['vacuum', 'run', 'destructive', 'type-target', true],
    ['freed', 'check', 'read-only', 'none', false],
    ['escalate', 'escalate', 'read-only', 'none', true],
    ['false-alarm', 'manual', 'read-only', 'none', true],
  ]);
  expect(read?.steps[0]?.onFailure).toEqual({ do: 'goto', step: 'false-alarm' });
  expect(read?.steps[3]).toMatchObject({
    verify: 'freed',
    rollback: 'none',
    idempotent: true,
    onFailure: { do: 'rollback' },
  });
  expect(read?.steps[1]?.outputs).toEqual({ used: { from: 'stdout', regex: '(\\d+)%', type: 'integer' } });
});

test('what is left out has its default: a draft, ten targets, a click before a write', () => {
  const { runbook: read } = readRunbook(
    runbook(`  - id: write
    title: Write
    run: { argv: [touch, a] }
    risk: safe-write
    verify: proof
    rollback: none
  - id: proof
    title: Proof
    manual: { text: Look. }
`),
    'small.yaml',
  );
  expect(read).toMatchObject({
    state: 'draft',
    limits: { maxTargets: 10, maxRunsPerHour: 20 },
    review: null,
    auto: false,
  });
  expect(read?.steps[0]).toMatchObject({ confirm: 'click', onFailure: { do: 'stop' }, maxVisits: 1, success: null });
});

test('a step that is jumped back to stays in the way; aside: false and aside: true have the last word', () => {
  const { runbook: read } = readRunbook(
    runbook(`${LOOK.replace('title', 'maxVisits: 3\n    title')}  - id: again
    title: Again?
    ask: { question: Again?, options: [{ label: Yes, goto: look }, { label: Other, goto: other }], default: in-the-way }
  - id: in-the-way
    title: In the way
    aside: false
    manual: { text: Here. }
  - id: other
    title: Other
    manual: { text: There. }
  - id: apart
    title: Apart
    aside: true
    manual: { text: Apart. }
`),
    'small.yaml',
  );
  expect(read?.steps.map(({ id, aside }) => `${id} ${aside}`)).toEqual([
    'look false',
    'again false',
    'in-the-way false',
    'other true',
    'apart true',
  ]);
});

test('comments, quotes, order of keys and indentation are not the runbook; a value is', () => {
  const { hash, runbook: sample } = readRunbook(SAMPLE, 'a.yaml');
  expect(hashOf(sample!)).toBe(hash);
  const same = [
    SAMPLE.replaceAll(/ +# .*$/gm, ''),
    changed('owner: platform ', "owner: 'platform'"),
    changed('{ last: 2026-10-01, every: 180d }', '\n  every: 180d\n  last: 2026-10-01'),
    changed('estimate: 10m', 'estimate: 600s'),
    SAMPLE.replaceAll('\n', '\r\n'),
  ];
  for (const text of same) expect(readRunbook(text, 'b.yaml').hash).toBe(hash);
  const other = [changed('default: 7', 'default: 8'), changed('[df, -P', '[df, -h'), changed('id: usage', 'id: used')];
  for (const text of other) expect(readRunbook(text, 'a.yaml').hash).toMatch(new RegExp(`^(?!${hash})[0-9a-f]{64}$`));
});

test.each([
  ['verify: freed ', 'verfiy: freed', '45:5 unknown-key unknown key "verfiy": did you mean "verify"?'],
  ['owner: platform', 'ownr: platform', '6:1 unknown-key unknown key "ownr": did you mean "owner"?'],
  ['escalate: { to', 'escalte: { to', '53:5 unknown-key unknown key "escalte": did you mean "escalate"?'],
  [
    'rerun: problem, expect: [ok]',
    'rerun: problem, expcet: [ok]',
    '50:30 unknown-key unknown key "expcet": did you mean "expect"?',
  ],
  ['owner: platform', '', '2:1 missing the runbook has no "owner": Team or person who keeps it right.'],
  [
    'title: Is there room now?',
    'title:',
    '49:11 wrong-type steps[4].title has nothing in it: One line: what the operator reads first.',
  ],
  [
    'risk: destructive ',
    'risk: distructive ',
    '42:11 wrong-value steps[3].risk must be one of read-only, safe-write, destructive: did you mean "destructive"?',
  ],
  ['apiVersion: watchfloor/v1', 'apiVersion: watchfloor/v2', '2:13 wrong-value apiVersion must be watchfloor/v1'],
  ['[df, -P', '[7, -P', '28:41 wrong-type steps[1].run.argv[0] must be text: put it in quotes'],
  [`on: '\${inputs.host}', argv`, 'on: { a: b }, argv', '28:16 wrong-type steps[1].run.on must be text or a list'],
  ['timeout: 20s', 'timeout: 20', '28:78 bad-duration steps[1].run.timeout must be a duration with its unit: 20s, 20m'],
  [
    'timeout: 20s',
    'timeout: 20 years',
    '28:78 bad-duration steps[1].run.timeout must be a duration: 500ms, 20s, 5m, 2h, 180d',
  ],
  ['estimate: 10m', 'estimate: ten', '9:11 bad-duration estimate must be a duration: 500ms, 20s, 5m, 2h, 180d'],
  ['last: 2026-10-01', 'last: 2026-02-30', '8:17 bad-date review.last must be a date that exists, as 2026-10-01'],
  ['id: usage', 'id: Usage_Now', '26:9 bad-id steps[1].id must be lower-case words with hyphens: "usage-now"'],
  ['id: usage', `id: ${'a'.repeat(65)}`, '26:9 bad-id steps[1].id is longer than 64 characters: make it shorter'],
  ['id: usage', 'id: end', '26:9 bad-id steps[1].id "end" has a meaning of its own: choose another id'],
  [
    'id: usage',
    'id: confirm',
    '26:9 duplicate-step the id "confirm" is taken by the step in line 22: give this one another',
  ],
  [
    'onFailure: rollback ',
    'onFailure: explode ',
    '47:16 wrong-value steps[3].onFailure must be stop, ask, continue, rollback or goto:<id of a step>',
  ],
  [
    "'(\\d+)%'",
    "'(\\d+%'",
    '31:45 bad-pattern steps[1].outputs.used.regex is no regular expression: unterminated group',
  ],
  [
    "'(\\d+)%'",
    "'(\\d+)+%'",
    '31:45 slow-pattern steps[1].outputs.used.regex repeats something that repeats itself, which can take for ever on some texts: (a+)+ is a+',
  ],
  [
    "'/[A-Za-z0-9._/-]{0,200}'",
    "'/([A-Za-z0-9._/-]+)*'",
    '17:47 slow-pattern repeats something that repeats itself, which can take for ever on some texts: (a+)+ is a+',
  ],
  ['default: 7, min', 'default: 99, min', '18:36 wrong-value inputs.keep.default must be at most 90'],
  [
    'default: /, pattern',
    'default: x, pattern',
    '17:35 wrong-value inputs.mount.default must fit /[A-Za-z0-9._/-]{0,200} as a whole',
  ],
  [
    '    risk: read-only\n    success',
    '    success',
    '28:5 no-risk says not what it does to a host: add risk: read-only, safe-write or destructive',
  ],
  [
    '    escalate: { to: on-call }\n',
    '',
    '51:5 no-kind a step that does nothing: it wants one of manual, run, check, input, ask, approve, wait, notify, escalate, call',
  ],
  [
    '    escalate: { to: on-call }\n',
    '    escalate: { to: on-call }\n    wait: { for: 1m }\n',
    '54:5 two-kinds a step does one thing, and "escalate" stands here already: make "wait" a step of its own',
  ],
  [
    'goto: vacuum } ], default: escalate }',
    'goto: vacuum } ] }',
    '34:10 missing steps[2].ask has no "default": Step for "none of these, or I do not know": mandatory, nobody may be stuck at a question.',
  ],
  [
    'estimate: 10m',
    'estimate: 10m\nestimate: 20m',
    '10:1 duplicate-key this key stands twice in the same place: keep one of them',
  ],
  ['estimate: 10m', '\testimate: 10m', '9:1 yaml a tab stands where the line is indented: use spaces'],
])('%j become %j', (from, to, expected) => {
  expect(told(changed(from, to)).some((one) => one.startsWith(expected))).toBe(true);
}); // prettier-ignore

test('a text that a comma cut in two is told as that', () => {
  const text = runbook(LOOK.replace('Look at the lamp.', 'Look at the lamp, the green one, and say so.'));
  expect(told(text)).toContain(
    '9:39 unknown-key unknown key "the green one": inside of { } a comma ends a text, so put the text in quotes',
  );
});

test('one thing is told once', () => {
  expect(told(changed('owner: platform', 'ownr: platform'))).toHaveLength(1);
  expect(told(changed('timeout: 20s', 'timeout: 20 years'))).toHaveLength(1);
  expect(told(changed('verify: freed ', 'verfiy: freed'))).toHaveLength(1);
});

test('everything that is wrong is told at once, in the order of the file', () => {
  const text = SAMPLE.replace('estimate: 10m', 'estimate: ten')
    .replace('id: usage', 'id: Usage')
    .replace('risk: read-only', 'risk: none'); // prettier-ignore
  expect(told(text).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
    '9:11 bad-duration',
    '26:9 bad-id',
    '29:11 wrong-value',
  ]);
});

test('a runbook with an error has no hash: nothing can be pinned to it', () => {
  const { runbook: read, hash, id } = readRunbook(changed('timeout: 20s', 'timeout: soon'), 'a.yaml');
  expect({ hash, id }).toEqual({ hash: '', id: 'linux-disk-full' });
  // The rest can be judged by the linter all the same.
  expect(read?.steps).toHaveLength(7);
});

test('characters that nobody sees are refused: what is confirmed is what runs', () => {
  const hidden = (text: string) => told(runbook(LOOK.replace('Look at the lamp.', text)));
  expect(hidden('"ls \\u202e gpj"')).toEqual([
    '9:21 hidden-character holds U+202E, a character that nobody sees: what is read would not be what runs; take it out',
  ]);
  expect(hidden('"a\\0b"')).toHaveLength(1);
  expect(hidden('"a\\x1b[2Jb"')).toHaveLength(1);
  expect(hidden('"a\\ud800b"')).toEqual([expect.stringContaining('lone surrogate')]);
  expect(hidden('"naïve — „ok“ 🙂"')).toEqual([]);
});

test.each([
  ['nothing at all', '', '1:1 yaml the file is empty'],
  ['a list', '- a\n- b\n', '1:1 wrong-type a runbook is keys with values'],
  [
    'a second document',
    `${runbook(LOOK)}---\na: b\n`,
    '10:1 yaml a second document begins here (---): a runbook is one document',
  ],
  ['a tag', runbook(LOOK, 'meaning: !!python/object a\n'), '6:10 yaml tags (!word) are not read here'],
  ['half a bracket', runbook(LOOK, 'tags: [a, b\n'), '7:1 yaml'],
  ['an alias into itself', runbook(LOOK, 'tags: &a [*a]\n'), '6:11 yaml this alias stands inside what it stands for'],
  ['more than 1 MiB', `${runbook(LOOK)}# ${'x'.repeat(1024 * 1024)}`, '1:1 too-large'],
])('%s is told in words', (_what, text, expected) => {
  const [first] = told(text);
  expect(first).toMatch(new RegExp(`^${expected.replaceAll(/[()[\]!*.]/g, '\\$&')}`));
  expect(readRunbook(text, 'a').runbook).toBeNull();
}); // prettier-ignore

const LAUGHS = Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]\n`);
const STEP = (n: number): string => LOOK.replace('id: look', `id: look-${n}`);
test.each([
  ['a billion laughs', `a0: &a0 [lol]\n${LAUGHS.join('')}`],
  ['ten thousand brackets', '['.repeat(10_000)],
  ['a hundred thousand braces', '{a: '.repeat(100_000)],
  ['a million colons', ':'.repeat(1_000_000)],
  ['as many dashes', '- '.repeat(500_000)],
  ['fifty thousand keys', runbook(LOOK, Array.from({ length: 50_000 }, (_, n) => `k${n}: 1\n`).join(''))],
  ['ten thousand steps', runbook(Array.from({ length: 10_000 }, (_, n) => STEP(n)).join(''))],
  ['one long quoted text', `"${'\\u0041'.repeat(150_000)}"`],
  [
    'patterns that explode on their defaults',
    runbook(
      LOOK,
      `inputs:\n${Array.from({ length: 60 }, (_, n) => `  a${n}: { type: string, pattern: '${'.*'.repeat(12)}x', default: '${'a'.repeat(90)}' }\n`).join('')}`,
    ),
  ],
])('%s: an answer, and soon', (_name, text) => {
  const began = performance.now();
  const { runbook: read, findings } = readRunbook(text, 'bomb.yaml');
  expect(read === null || findings.some(({ severity }) => severity === 'error')).toBe(true);
  expect(findings.length).toBeLessThanOrEqual(101);
  expect(performance.now() - began).toBeLessThan(4_000);
}); // prettier-ignore

test('two hundred steps are read; the one too many is told', () => {
  const steps = (count: number): string => runbook(Array.from({ length: count }, (_, n) => STEP(n)).join(''));
  expect(told(steps(200))).toEqual([]);
  expect(told(steps(201))).toEqual([
    '7:3 wrong-value steps must be at most 200 steps: call another runbook for a part of them',
  ]);
});
