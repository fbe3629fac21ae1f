// `watchfloor inventory`: a file is checked, taken in and written, with an engine and without one.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { runEngine } from '../../electron/engine/run-engine.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { cli } from '../support/cli.ts';
import { newFolder } from '../support/floor.ts';

const TWO = `watchfloor: 1
hosts:
  - name: sw1
    address: 127.0.0.2
  - name: web1
    address: 127.0.0.3
    parents: [sw1]
    tags: [web]
    checks:
      - name: page
        kind: http
        config: { port: 8080 }
        interval: 30s
`;

interface Place {
  readonly data: string;
  readonly cwd: string;
  run(...args: string[]): ReturnType<typeof cli>;
  put(name: string, text: string): string;
}

function place(): Place {
  const folder = newFolder();
  const data = join(folder, 'data');
  mkdirSync(data);
  return {
    data,
    cwd: folder,
    run: (...args) => cli(['--data', data, 'inventory', ...args], { cwd: folder }),
    put(name, text) {
      writeFileSync(join(folder, name), text);
      return name;
    },
  };
}

/** Every file by the hash of its bytes; what SQLite keeps beside a file that is read is not of it. */
const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !/-(wal|shm)$/.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

test('a good file has nothing to find; a bad one is named line by line, and ends with 1', async () => {
  const { run, put } = place();
  expect(await run('lint', put('good.yaml', TWO))).toMatchObject({ status: 0, err: '' });
  const bad = `watchfloor: 1
hosts:
  - name: a
    address: 127.0.0.2
    parents: [b]
  - name: b
    address: 127.0.0.3
    parents: [a]
  - name: A
    address: 127.0.0.4
    checks:
      - name: odd
        kind: pong
`;
  const { status, err } = await run('lint', put('bad.yaml', bad));
  expect(status).toBe(1);
  expect(err).toMatch(/^bad\.yaml:9:11: error: .*A/m);
  expect(err).toMatch(/^bad\.yaml:13:15: error: .*pong/m);
  expect(err).toMatch(/a → b → a|b → a → b/);
});

test.each([
  ['a tab', 'watchfloor: 1\nhosts:\n\t- name: a\n', /^f\.yaml:3:1: error: .*tab/im],
  [
    'a billion laughs',
    `watchfloor: 1\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
      .join('\n')}\nhosts: *i\n`,
    /^f\.yaml:\d+:\d+: error: /m,
  ],
  [
    'a host twice',
    'watchfloor: 1\nhosts:\n  - { name: a, address: 127.0.0.2 }\n  - { name: a, address: 127.0.0.3 }\n',
    /^f\.yaml:4:\d+: error: /m,
  ],
])('%s is refused with its place, and nothing is taken in', async (_what, text, said) => {
  const { run, put, data } = place();
  put('f.yaml', text);
  const lint = await run('lint', 'f.yaml');
  expect(lint.status).toBe(1);
  expect(lint.err).toMatch(said);
  const imported = await run('import', 'f.yaml');
  expect(imported.status).toBe(1);
  expect(imported.err).toContain('Nothing was changed.');
  const store = await openStore(data, { clock: { now: () => 0 }, readOnly: true });
  expect(store.inventory.hosts()).toEqual([]);
  store.close();
});

test('a dry run shows what would change and changes nothing; the import does it, with who did it on record', async () => {
  const { run, put, data } = place();
  put('two.yaml', TWO);
  const dry = await run('import', 'two.yaml', '--dry-run');
  expect(dry).toMatchObject({ status: 0, err: '' });
  expect(dry.out).toContain('+ host web1');
  expect(dry.out).toContain('+ check web1/page');
  expect(dry.out).toMatch(/Would be: \d+ added, 0 changed, 0 removed, 0 as they were\. Nothing was changed\./);
  expect(readdirSync(data)).toEqual([]);
  const done = await run('import', 'two.yaml', '--json');
  expect(done.status).toBe(0);
  expect(JSON.parse(done.out)).toMatchObject({ applied: true, findings: [] });
  const again = await run('import', 'two.yaml');
  expect(again.out).toBe('Taken in: 0 added, 0 changed, 0 removed, 2 as they were.\n');
  const changed = await run('import', put('three.yaml', TWO.replace('8080', '8081')));
  expect(changed.out).toContain('~ check web1/page\n    config.port: 8080 → 8081\n');
  const before = contents(data);
  const dryAgain = await run('import', 'two.yaml', '--dry-run', '--replace');
  expect(dryAgain.out).toContain('~ check web1/page\n    config.port: 8081 → 8080\n');
  expect(contents(data)).toEqual(before);

  const store = await openStore(data, { clock: { now: () => 0 }, readOnly: true });
  expect(store.journal.list({ limit: 10, kinds: ['inventory'] }).length).toBeGreaterThan(0);
  store.close();
});

test('what is exported imports to exactly the same, with and without an engine', async () => {
  const { run, put, data, cwd } = place();
  await run('import', put('two.yaml', TWO));
  const { out } = await run('export', '-');
  expect(out).toContain('name: web1');
  expect(await run('export', 'out.yaml')).toMatchObject({ status: 0 });
  expect(readFileSync(join(cwd, 'out.yaml'), 'utf8')).toBe(out);
  const refused = await run('export', 'out.yaml');
  expect(refused).toMatchObject({ status: 2, err: 'out.yaml: is there already; --force writes over it\n' });

  const engine = await runEngine({
    folder: data,
    version: 'test',
    log: silentLog,
    keychain: null,
    watchSelf: false,
    knownHostsFiles: [],
  });
  onTestFinished(() => engine.stop());
  expect((await run('export', '-')).out).toBe(out);
  const live = await run('import', put('more.yaml', 'watchfloor: 1\nhosts:\n  - { name: db1, address: 127.0.0.4 }\n'));
  expect(live).toMatchObject({ status: 0, err: '' });
  expect([...engine.world.hosts.values()].map((host) => host.name)).toContain('db1');
});

test('a list of hosts comes in as CSV, its columns named by hand where they cannot be guessed', async () => {
  const { run, put } = place();
  put('cmdb.csv', 'hostname;IP;Rack\nweb1;127.0.0.3;"hall 2, U 14"\n');
  const { status, out, err } = await run(
    'import',
    'cmdb.csv',
    '--columns',
    'hostname=name,IP=address,Rack=asset.location',
  );
  expect([status, err]).toEqual([0, '']);
  expect(out).toContain('+ host web1');
  expect((await run('export', '-')).out).toContain('hall 2, U 14');
});

test('wrong use is told in one line, with 2', async () => {
  const { run, put } = place();
  put('a.csv', 'x\n1\n');
  expect(await run('lint', 'none.yaml')).toMatchObject({ status: 2, err: 'none.yaml: there is no such file\n' });
  expect((await run('import', 'a.csv', '--columns', 'x=colour')).err).toMatch(
    /^--columns: "x=colour" must be heading=field/,
  );
  expect((await run('lint', 'a.csv', '--format', 'xml')).status).toBe(2);
});
