// Files come in: shown first, then all of it or nothing. A colleague's mistake in line 40 costs nobody the other hosts.
import { expect, test } from 'vitest';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';

const yaml = (text: string) => ({ format: 'yaml' as const, text });

const SITE = yaml(`watchfloor: 1
templates:
  - name: linux
    tag: linux
    checks:
      - { name: load, kind: ping, config: { packets: 2 } }
hosts:
  - name: web1
    address: 127.0.0.2
    tags: [linux]
    parents: [sw1]
  - name: sw1
    address: 127.0.0.1
  - name: db1
    address: 127.0.0.3
    parents: [sw1, { host: web1, group: uplink-b }]
    checks:
      - { name: ping, kind: ping, alive: true, interval: 10s, timeout: 2s }
`);

test('a preview says what would change and changes nothing; the import does just that, and is watched at once', async () => {
  const floor = await openFloor();
  const preview = await floor.client.inventory.importFile({ ...SITE, dryRun: true });
  expect(preview).toMatchObject({ findings: [], unchanged: 0, applied: false });
  expect(preview.changes.map(({ action, what, host, name }) => `${action} ${what} ${host} ${name}`)).toEqual([
    'add template  linux',
    'add host web1 web1',
    'add check web1 load',
    'add host sw1 sw1',
    'add check sw1 ping',
    'add host db1 db1',
    'add check db1 ping',
  ]);
  expect(preview.changes[5]?.fields).toContainEqual({ path: 'parents', before: null, after: 'sw1, web1 (uplink-b)' });
  expect(floor.engine.world.hosts.size).toBe(0);
  // The channels of a first start aside.
  expect((await floor.journal()).filter(({ kind }) => kind !== 'alerting')).toEqual([]);

  const report = await floor.client.inventory.importFile(SITE);
  expect(report).toEqual({ ...preview, applied: true });
  await floor.run(SECOND);
  expect(floor.reach('sw1')).toBe('up');
  expect(floor.state('web1', 'load').status).toBe('ok');
  expect(floor.host('db1').parents).toEqual([
    { hostId: floor.host('sw1').id, group: '' },
    { hostId: floor.host('web1').id, group: 'uplink-b' },
  ]);
  expect((await floor.journal('inventory')).map((entry) => entry.text)).toEqual([
    'Inventory imported (yaml, merge): hosts 3 added, 0 changed, 0 removed; checks 3 added, 0 changed, 0 removed',
    'Template "linux" added by an import',
    'web1 imported: added, with load',
    'sw1 imported: added, with ping',
    'db1 imported: added, with ping',
  ]);
  expect(await floor.client.inventory.importFile(SITE)).toMatchObject({ changes: [], unchanged: 3, applied: true });
  expect(await floor.journal('inventory')).toHaveLength(5);
});

test('one bad entry keeps the whole file out; told to, it alone is left out, and so are links to it', async () => {
  const floor = await openFloor();
  const text = `watchfloor: 1
hosts:
  - { name: sw1, address: 127.0.0.1, role: [] }
  - { name: web1, address: 127.0.0.2, parents: [sw1] }
`;
  expect(await floor.client.inventory.importFile(yaml(text))).toEqual({
    findings: [{ level: 'error', line: 3, column: 44, path: 'hosts[0].role', what: expect.stringContaining('role') }],
    changes: [],
    unchanged: 0,
    applied: false,
  });
  expect(floor.engine.world.hosts.size).toBe(0);
  const report = await floor.client.inventory.importFile({ ...yaml(text), skipBad: true });
  expect(report.applied).toBe(true);
  expect(report.findings).toMatchObject([
    { level: 'error', path: 'hosts[0].role' },
    { level: 'warning', line: 4, column: 49, what: '"sw1" is left out of this import, and so is this link to it' },
  ]);
  expect([...floor.engine.world.hosts.values()]).toMatchObject([{ name: 'web1', parents: [] }]);
});

test('merge adds and changes, removes nothing, and leaves alone what the file does not say', async () => {
  const floor = await openFloor();
  await floor.watch('sw1');
  await floor.watch('web1', {
    parents: ['sw1'],
    host: { notes: 'call first', site: 'ams1', asset: { tag: 'A-1', serial: 'S-1' } },
    checks: [{ name: 'http' }],
  });
  const text = `watchfloor: 1
hosts:
  - name: WEB1
    role: web
    asset: { tag: A-2 }
    checks:
      - { name: HTTP, kind: ping, config: { packets: 1 } }
`;
  const before = floor.check('web1', 'http').id;
  const report = await floor.client.inventory.importFile(yaml(text));
  expect(report.changes).toEqual([
    {
      action: 'change',
      what: 'host',
      host: 'WEB1',
      name: 'WEB1',
      fields: [
        { path: 'name', before: 'web1', after: 'WEB1' },
        { path: 'role', before: '', after: 'web' },
        { path: 'asset.tag', before: 'A-1', after: 'A-2' },
      ],
    },
    {
      action: 'change',
      what: 'check',
      host: 'WEB1',
      name: 'HTTP',
      fields: [
        { path: 'name', before: 'http', after: 'HTTP' },
        { path: 'config.packets', before: null, after: '1' },
      ],
    },
  ]);
  expect(floor.host('WEB1')).toMatchObject({
    address: '127.0.0.1',
    notes: 'call first',
    site: 'ams1',
    role: 'web',
    asset: { tag: 'A-2', serial: 'S-1' },
    parents: [{ hostId: floor.host('sw1').id }],
  });
  expect(floor.check('WEB1', 'HTTP').id).toBe(before);
  expect(floor.check('WEB1', 'ping').alive).toBe(true);
});

test('replace makes the inventory what the file says: the rest goes, with its problems', async () => {
  const floor = await openFloor();
  await floor.watch('old1');
  await floor.watch('web1', {
    parents: ['old1'],
    host: { notes: 'gone with the file' },
    checks: [{ name: 'http', policy: { maxAttempts: 1 } }],
  });
  floor.say('old1', 'ping', 'critical');
  await floor.run(3 * MINUTE);
  expect(floor.problems().length).toBeGreaterThan(0);
  const alive = floor.check('web1', 'ping').id;
  const text = 'watchfloor: 1\nhosts:\n  - { name: web1, address: 127.0.0.1 }\n';
  const report = await floor.client.inventory.importFile({ ...yaml(text), mode: 'replace' });
  expect(report.changes.map(({ action, what, name }) => `${action} ${what} ${name}`)).toEqual([
    'remove host old1',
    'remove check ping',
    'change host web1',
    'remove check http',
  ]);
  await floor.run(SECOND);
  expect(floor.problems()).toEqual([]);
  expect([...floor.engine.world.hosts.values()]).toMatchObject([{ name: 'web1', notes: '', parents: [] }]);
  // The ping it had is the one it would get: it stays, with its history.
  expect(floor.check('web1', 'ping').id).toBe(alive);
  const missing = 'watchfloor: 1\nhosts:\n  - { name: web2, address: 127.0.0.1, parents: [web1] }\n';
  expect(await floor.client.inventory.importFile({ ...yaml(missing), mode: 'replace' })).toMatchObject({
    findings: [{ line: 3, what: 'there is no host "web1", neither in this file nor watched already' }],
    applied: false,
  });
});

test('a circle through what is watched already is refused by name', async () => {
  const floor = await openFloor();
  await floor.watch('sw1');
  await floor.watch('sw2', { parents: ['sw1'] });
  const text =
    'watchfloor: 1\nhosts:\n  - { name: sw1, parents: [sw2] }\n  - { name: web1, address: 127.0.0.1, parents: [sw1] }\n';
  expect(await floor.client.inventory.importFile(yaml(text))).toMatchObject({
    findings: [{ line: 3, column: 27, what: 'a host cannot stand behind itself: sw1 → sw2 → sw1' }],
    applied: false,
  });
  const some = await floor.client.inventory.importFile({ ...yaml(text), skipBad: true });
  expect(some.changes.map(({ what, name }) => `${what} ${name}`)).toEqual(['host web1', 'check ping']);
  expect(floor.host('sw1').parents).toEqual([]);
});

test('a hundred findings are told and the rest counted', async () => {
  const floor = await openFloor();
  const hosts = Array.from({ length: 150 }, (_, index) => `  - { name: h${index} }\n`).join('');
  const { findings } = await floor.client.inventory.importFile(yaml(`watchfloor: 1\nhosts:\n${hosts}`));
  expect(findings).toHaveLength(101);
  expect(findings[0]).toMatchObject({ line: 3, what: 'h0 needs an address' });
  expect(findings.at(-1)).toMatchObject({ level: 'error', what: 'and 50 more' });
});

test('two templates that give the same check are said, once', async () => {
  const floor = await openFloor();
  const text = `watchfloor: 1
templates:
  - { name: web, tag: web, checks: [{ name: load, kind: ping }] }
  - { name: linux, tag: linux, checks: [{ name: LOAD, kind: ping, config: { packets: 7 } }] }
hosts:
  - { name: a, address: 127.0.0.1, tags: [linux, web] }
  - { name: b, address: 127.0.0.1, tags: [linux, web] }
`;
  const report = await floor.client.inventory.importFile(yaml(text));
  expect(report.findings).toMatchObject([
    {
      level: 'warning',
      what: 'check load of template web is left out: template linux gives one of that name (on 2 hosts, a among them)',
    },
  ]);
  expect(floor.check('a', 'LOAD').config).toEqual({ packets: 7 });
  expect(floor.engine.world.checks.size).toBe(2);
});

test('a spreadsheet comes in by its headings, and touches neither checks nor what it has no column for', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { host: { notes: 'keep', asset: { serial: 'S-9' } }, checks: [{ name: 'http' }] });
  const text = [
    '\ufeffHostname;IP Address;Location;Serial Number;Asset Tag;Labels;Uplink;Life Cycle;Colour',
    'web1;127.0.0.9;"Room 4; row 2";;A-1;linux, web;;In Service;red',
    'sw1;127.0.0.1;;S-2;;;;;',
    '"web2";127.0.0.3;"two\nlines";S-3;A-3;linux;sw1, web1;spare;blue',
  ].join('\r\n');
  const columns = await floor.client.inventory.csvColumns({ text });
  expect(columns.guess).toEqual({
    Hostname: 'name',
    'IP Address': 'address',
    Location: 'asset.location',
    'Serial Number': 'asset.serial',
    'Asset Tag': 'asset.tag',
    Labels: 'tags',
    Uplink: 'parents',
    'Life Cycle': 'asset.lifecycle',
    Colour: '',
  });
  expect(columns.rows[0]?.[2]).toBe('Room 4; row 2');
  const refused = await floor.client.inventory.importFile({ format: 'csv', text });
  expect(refused).toMatchObject({
    findings: [
      { line: 4, column: 3, path: 'hosts[2].asset.location', what: expect.stringContaining('control characters') },
    ],
    applied: false,
  });
  const report = await floor.client.inventory.importFile({
    format: 'csv',
    text: text.replace('two\nlines', 'one line'),
  });
  expect(report).toMatchObject({ findings: [], applied: true });
  expect(floor.host('web1')).toMatchObject({
    address: '127.0.0.9',
    notes: 'keep',
    tags: ['linux', 'web'],
    asset: { serial: 'S-9', tag: 'A-1', location: 'Room 4; row 2', lifecycle: 'in-service' },
  });
  expect(floor.engine.world.checksOf(floor.host('web1').id)).toHaveLength(2);
  expect(floor.host('web2').parents.map(({ hostId }) => floor.engine.world.hosts.get(hostId)?.name)).toEqual([
    'sw1',
    'web1',
  ]);
  expect(floor.check('web2', 'ping').alive).toBe(true);
});

test.each([
  ['no name column', 'ip\n127.0.0.1\n', '1:1 no column holds the names of the hosts: say which one does'],
  ['a quote that never ends', 'name,ip\n"web1,127.0.0.1\n', /^\d+:\d+ a quote is opened here and never closed/],
  ['a quote in a field', 'name,ip\nwe"b1,127.0.0.1\n', /^2:\d+ a quote stands inside a field/],
  ['a row that is too long', 'name,ip\nweb1,127.0.0.1,red\n', /^2:3 this row has 3 fields, the headings are 2/],
  [
    'a name twice',
    'name,ip\nweb1,127.0.0.1\n\nWEB1,127.0.0.2\n',
    '4:1 "WEB1" stands in line 2 already: a name is taken once',
  ],
  [
    'a bad date',
    'name,ip,warranty\nweb1,127.0.0.1,31.3.2027\n',
    '2:3 asset.supportEndsOn must be a date like 2027-03-31',
  ],
  ['a parent nobody knows', 'name,ip,parent\nweb1,127.0.0.1,sw9\n', /^2:3 there is no host "sw9"/],
  ['no address', 'name,ip\nweb1,\n', '2:2 web1 needs an address'],
  ['nothing', '', /the file is empty/],
])('CSV: %s is told with its line and column', async (_, text, what) => {
  const floor = await openFloor();
  const { findings, applied } = await floor.client.inventory.importFile({ format: 'csv', text });
  expect(applied).toBe(false);
  const [first] = findings.map((one) => `${one.line}:${one.column} ${one.what}`);
  if (typeof what === 'string') expect(first).toBe(what);
  else expect(first).toMatch(what);
});

test('columns that are said to hold a field do, whatever their headings are', async () => {
  const floor = await openFloor();
  const text = 'a|b|name\nweb1|127.0.0.1|x\n';
  const columns = { a: 'name', b: 'address' } as const;
  expect(await floor.client.inventory.importFile({ format: 'csv', text, columns })).toMatchObject({ applied: true });
  expect(floor.host('web1').address).toBe('127.0.0.1');
  const wrong = { z: 'name', b: 'address' } as const;
  expect(await floor.client.inventory.importFile({ format: 'csv', text, columns: wrong })).toMatchObject({
    findings: [{ what: 'there is no column "z" in this file' }, { what: /no column holds the names/ }].map((one) => ({
      what: typeof one.what === 'string' ? one.what : expect.stringMatching(one.what),
    })),
  });
});

test('a file of two thousand hosts is taken in step by step: the watch goes on in between', async () => {
  const floor = await openFloor();
  const hosts = Array.from(
    { length: 2_000 },
    (_, index) => `  - { name: h${index}, address: 127.0.0.1, tags: [linux], site: s${index % 7} }\n`,
  ).join('');
  const template =
    'templates:\n  - { name: linux, tag: linux, checks: [{ name: a, kind: ping }, { name: b, kind: ping }] }\n';
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  count();
  const report = await floor.engine.inventory.importFile(
    { ...yaml(`watchfloor: 1\n${template}hosts:\n${hosts}`), mode: 'merge', dryRun: false, skipBad: false },
    { type: 'engine' },
  );
  counting = false;
  expect(report).toMatchObject({ findings: [], applied: true });
  expect(turns).toBeGreaterThan(25);
  expect(floor.engine.world.checks.size).toBe(4_000);
  expect(await floor.client.inventory.removeHosts({ hostIds: [...floor.engine.world.hosts.keys()] })).toEqual({
    removed: 2_000,
  });
  expect(floor.engine.world.checks.size).toBe(0);
});
