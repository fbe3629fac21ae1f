// An inventory file on the desk of whoever wrote it: everything that is wrong is told at once, each at its line and column.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintInventory } from '../../electron/engine/importers/index.ts';
import { readInventoryFile } from '../../electron/engine/importers/inventory-yaml.ts';
import { probeKinds } from '../../electron/engine/probes/index.ts';

const read = (text: string, knownHosts: readonly string[] | null = []) =>
  readInventoryFile(text, { kinds: probeKinds, ...(knownHosts ? { knownHosts: new Set(knownHosts) } : {}) });

/** 'line:column what' of every finding. */
const told = (text: string, knownHosts?: readonly string[] | null): readonly string[] =>
  read(text, knownHosts).findings.map(({ line, column, what }) => `${line}:${column} ${what}`);

const FILE = `watchfloor: 1
templates:
  - name: linux
    tag: linux
    checks:
      - { name: load, kind: ping, config: { packets: 2 } }
hosts:
  - name: ams1-sw1
    address: 10.0.4.1
  - name: ams1-web-22
    address: 10.0.4.17
    site: ams1
    role: web
    tags: [linux, web]
    parents: [ams1-sw1, { host: ams1-sw1, group: uplink-b }]
    asset: { tag: A-1021, model: R640, supportEndsOn: 2027-03-31 }
    links: [{ title: iLO, url: "https://10.0.5.17/" }]
    notes: |
      Wakes slowly.
      Call facilities first.
    checks:
      - name: ping
        kind: ping
        alive: true
        config: { packets: 3 }
        interval: 90s
        retryInterval: 500m
        timeout: 1.5s
        maxAttempts: 4
        timeoutStatus: unknown
`;

test('a file as the manual has it is read whole', () => {
  const { wanted, findings } = read(FILE);
  expect(findings).toEqual([]);
  const [, web] = wanted.hosts ?? [];
  expect(web).toMatchObject({
    name: 'ams1-web-22',
    bad: false,
    fields: {
      address: '10.0.4.17',
      site: 'ams1',
      role: 'web',
      tags: ['linux', 'web'],
      notes: 'Wakes slowly.\nCall facilities first.\n',
      links: [{ title: 'iLO', url: 'https://10.0.5.17/' }],
    },
    asset: { tag: 'A-1021', model: 'R640', supportEndsOn: '2027-03-31' },
    parents: [
      { name: 'ams1-sw1', group: '' },
      { name: 'ams1-sw1', group: 'uplink-b' },
    ],
  });
  expect(web?.checks).toMatchObject([
    {
      name: 'ping',
      alive: true,
      enabled: true,
      config: { packets: 3 },
      policy: {
        intervalMs: 90_000,
        retryIntervalMs: 30_000_000,
        timeoutMs: 1_500,
        maxAttempts: 4,
        recoverAfter: 1,
        timeoutStatus: 'unknown',
      },
    },
  ]);
  expect(wanted.hosts?.[0]?.checks).toBeUndefined();
  expect(wanted.templates).toMatchObject([{ bad: false, template: { name: 'linux', tag: 'linux' } }]);
});

test('every mistake is told at once, at its own place and with what would be right', () => {
  const text = `watchfloor: 1
hosts:
  - name: web1
    adress: 10.0.0.1
    address: 10.0.0.1
  - name: web2
    address: 10.0.0.2
    asset: { tag: 1021, supportEndsOn: 31.3.2027 }
    checks:
      - name: ping
        kind: pign
        interval: 60
      - name: PING
        kind: ping
        config:
          packets: 0
          pakets: 3
        timeout: 2m
        interval: 1m
  - name: Web1
    address: 10.0.0.3
    parents: [nobody]
    notes: 5
`;
  expect(told(text)).toEqual([
    '4:5 unknown key "adress": did you mean "address"?',
    '8:19 tag must be text: put it in quotes',
    '8:40 supportEndsOn must be a date like 2027-03-31',
    '11:15 there is no probe kind "pign": did you mean "ping"? There is ' +
      `${probeKinds.map((kind) => kind.kind).join(', ')}.`,
    '12:19 interval has no unit: write 60s for seconds (or ms, m, h, d)',
    '18:18 timeout must be shorter than the interval, or a run could overlap the next one',
    '20:11 "Web1" stands in line 3 already: a name is taken once',
    '22:15 there is no host "nobody", neither in this file nor watched already',
    '23:12 notes must be text: put it in quotes',
  ]);
});

test('what a kind refuses is told inside the config', () => {
  const text = `watchfloor: 1
hosts:
  - name: web1
    address: 10.0.0.1
    checks:
      - name: loss
        kind: ping
        config:
          packets: 0
          pakets: 3
      - name: http
        kind: http
        config: { headers: ["no header"], verifyTls: "yes" }
`;
  expect(told(text)).toEqual([
    expect.stringMatching(/^9:20 packets /),
    '10:11 unknown key "pakets": did you mean "packets"?',
    '13:29 headers must be a header line, e.g. Accept: application/json',
    '13:54 verifyTls must be true or false (without quotes)',
  ]);
});

test('names in the file decide what is twice: case and width do not', () => {
  const text = `watchfloor: 1
hosts:
  - { name: web-file1, address: 10.0.0.1, checks: [{ name: a, kind: ping, alive: true }, { name: A, kind: ping, alive: true }] }
  - { name: WEB-ﬁle1, address: 10.0.0.1 }
`;
  expect(told(text).map((line) => line.replace(/^\d+:\d+ /, ''))).toEqual([
    'check "A" stands twice',
    'only one check can say whether the host is up',
    '"WEB-ﬁle1" stands in line 3 already: a name is taken once',
  ]);
});

test('a circle of parents is told by name, once, at the links that make it', () => {
  const host = (name: string, parent: string) => `  - { name: ${name}, address: 10.0.0.1, parents: [${parent}] }\n`;
  const { findings, wanted } = read(
    `watchfloor: 1\nhosts:\n${host('a', 'b')}${host('b', 'c')}${host('c', 'a')}${host('d', 'a')}${host('e', 'e')}`,
  );
  expect(findings.map(({ line, what }) => `${line} ${what}`)).toEqual([
    '3 a host cannot stand behind itself: a → b → c → a',
    '4 part of the circle: a → b → c → a',
    '5 part of the circle: a → b → c → a',
    '7 a host cannot stand behind itself: e → e',
  ]);
  expect(findings[0]).toMatchObject({ column: 45, path: 'hosts[0].parents[0]' });
  expect(wanted.hosts?.filter((one) => one.bad).map((one) => one.name)).toEqual(['a', 'b', 'c', 'e']);
});

test('a parent outside the file is a question to whoever imports it, not a mistake, while nobody knows what is watched', () => {
  const text = 'watchfloor: 1\nhosts:\n  - { name: a, address: 10.0.0.1, parents: [sw1] }\n';
  expect(read(text, null).findings).toMatchObject([{ level: 'warning', line: 3, column: 45 }]);
  expect(read(text, ['sw1']).findings).toEqual([]);
  expect(read(text, []).findings).toMatchObject([{ level: 'error' }]);
});

test.each([
  ['a tab', 'watchfloor: 1\nhosts:\n\t- name: a\n', '3:1 a tab stands where the line is indented: use spaces'],
  [
    'a key twice',
    'watchfloor: 1\nhosts: []\nhosts: []\n',
    '3:1 this key stands twice in the same place: keep one of them',
  ],
  [
    'a tag',
    'watchfloor: 1\nhosts: !!python/object:os.system [ls]\n',
    '2:8 tags (!word) are not read here: leave it out',
  ],
  ['a binary', 'watchfloor: 1\nhosts: !!binary aGk=\n', '2:8 tags (!word) are not read here: leave it out'],
  [
    'a second document',
    'watchfloor: 1\n---\nhosts: []\n',
    '2:1 a second document begins here (---): an inventory is one document',
  ],
  ['YAML 1.1', '%YAML 1.1\n---\nwatchfloor: 1\n', '1:1 this is read as YAML 1.2 only: leave the %YAML line out'],
  ['nothing', '', '1:1 the file is empty'],
  ['another format', 'hello', '1:1 an inventory begins with "watchfloor: 1", followed by "hosts:" and "templates:"'],
  ['another version', 'watchfloor: 2\n', '1:13 the file must say "watchfloor: 1", the version of its format'],
  [
    'an alias of nothing',
    'watchfloor: 1\nhosts: *x\n',
    '2:8 this alias names an anchor that is not in the file before it',
  ],
  ['an alias in itself', 'watchfloor: 1\nhosts: &x [*x]\n', '2:12 this alias stands inside what it stands for'],
  ['no number', 'watchfloor: .inf\n', '1:13 this number is not one that can be kept: put it in quotes if it is text'],
])('%s is refused with its place', (_, text, finding) => {
  const reading = read(text);
  expect(reading.findings.map(({ line, column, what }) => `${line}:${column} ${what}`)[0]).toBe(finding);
  expect(reading.unreadable).toBe(true);
  expect(reading.wanted.hosts).toBeUndefined();
});

test('a billion laughs is refused at the laugh that is too many, at once', () => {
  const laughs = Array.from({ length: 9 }, (_, level) => {
    const ten = Array.from({ length: 10 }, () => (level === 0 ? '"lol"' : `*l${level - 1}`)).join(', ');
    return `l${level}: &l${level} [${ten}]`;
  });
  expect(told(`watchfloor: 1\n${laughs.join('\n')}\n`)[0]).toMatch(
    /^6:\d+ the aliases of this file stand for more than 100,000 values: write them out, or use templates$/,
  );
});

test('brackets without end, or twenty thousand keys, are an answer and no crash', () => {
  const [deep] = told(`watchfloor: 1\nhosts: ${'['.repeat(50_000)}`);
  expect(deep).toMatch(/nested too deeply|something is missing|no YAML/);
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
  const many = read(`watchfloor: 1\n${keys}\n`).findings;
  expect(many).toHaveLength(101);
  expect(many.at(-1)).toMatchObject({ level: 'error', line: 0, what: 'and 19900 more' });
});

test('a fault inside one host makes that host bad; outside of all of them, the file', () => {
  const inside = read(`watchfloor: 1
hosts:
  - { name: a, address: 10.0.0.1 }
  - { name: b, address: 10.0.0.2, address: 10.0.0.3 }
  - { name: c, address: 10.0.0.4 }
`);
  expect(inside.unreadable).toBe(false);
  expect(inside.findings).toMatchObject([{ line: 4, column: 35 }]);
  expect(inside.wanted.hosts?.map((one) => one.bad)).toEqual([false, true, false]);
});

test('an anchor may be used twice: what it stands for is told at its own place', () => {
  const { findings, wanted } = read(`watchfloor: 1
hosts:
  - name: a
    address: 10.0.0.1
    checks: &usual
      - { name: ping, kind: ping, alive: true }
  - name: b
    address: 10.0.0.2
    checks: *usual
`);
  expect(findings).toEqual([]);
  expect(wanted.hosts?.[1]?.checks).toHaveLength(1);
});

test('words that other programs take for true and numbers stay what was typed', () => {
  const { wanted } = read('watchfloor: 1\nhosts:\n  - { name: no, address: 10.0.0.1, site: yes, role: on }\n');
  expect(wanted.hosts?.[0]).toMatchObject({ name: 'no', fields: { site: 'yes', role: 'on' } });
});

test('a secret is told by its field, whatever is wrong around it', () => {
  const canary = 'c4n4ry-0815';
  const findings = [
    `watchfloor: 1\nhosts:\n  - { name: a, address: x, checks: [{ name: h, kind: http, config: { password: [${canary}], port: ${canary}, token: { x: ${canary} } } }] }\n`,
    `watchfloor: 1\nhosts: "${canary}\n`,
    `watchfloor: 1\nhosts:\n - a\n${canary}\n`,
    `watchfloor: 1\nhosts: ${canary}\npassword: ${canary}\n`,
    `watchfloor: 1\nhosts:\n  - { name: "${canary} ${canary}", address: "-${canary}", notes: [${canary}], parents: [[${canary}]] }\n`,
  ].flatMap((text) => read(text).findings);
  expect(findings.length).toBeGreaterThan(8);
  expect(JSON.stringify(findings)).not.toContain(canary);
});

test('the example of the manual is a good file', () => {
  const manual = readFileSync(new URL('../../electron/engine/importers/README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(manual) ?? [];
  expect(example).toContain('watchfloor: 1');
  const options = { kinds: probeKinds, knownHosts: new Set(['ams1-sw1', 'ams1-sw2']) };
  expect(lintInventory(example, 'yaml', options)).toEqual([]);
  expect(lintInventory('name,ip,parent\nweb1,127.0.0.1,sw1\n', 'csv', { kinds: [] })).toMatchObject([
    { level: 'warning', line: 2, column: 3, what: expect.stringContaining('"sw1" is not in this file') },
  ]);
});
