// The library on a real engine, over real folders: what people find in it while files come, break, and go.
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunbookSummary } from '../../electron/contract/model/runbook.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { type Floor, newFolder, openFloor, SECOND } from '../support/floor.ts';
import { runbookFolder, runbookText, writeRunbook } from '../support/runbook-files.ts';

const MINUTE = 60 * SECOND;

async function useFolders(floor: Floor, ...folders: readonly string[]): Promise<void> {
  const now = await floor.client.engine.settings();
  await floor.client.engine.changeSettings(settings.parse({ ...now, runbooks: { ...now.runbooks, folders } }));
}

/** Lets the looks at the folders go on until the list is so. */
async function listed(
  floor: Floor,
  isSo: (list: readonly RunbookSummary[]) => boolean,
): Promise<readonly RunbookSummary[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    const list = await floor.client.runbooks.list();
    if (isSo(list)) return list;
    await floor.run(250);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`the list never came to be so: ${JSON.stringify(await floor.client.runbooks.list(), null, 1)}`);
}

const ids = (list: readonly RunbookSummary[]): readonly string[] => list.map(({ id }) => id);
const errorsOf = ({ findings }: RunbookSummary) => findings.filter(({ severity }) => severity === 'error');
const byId = (list: readonly RunbookSummary[], id: string): RunbookSummary => {
  const found = list.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not listed`);
  return found;
};

test('what ships is there at the start, and a folder of the user as soon as it is named', async () => {
  const shipped = runbookFolder({ 'disk-full.yaml': runbookText('disk-full'), 'net/loss.yml': runbookText('loss') });
  const own = runbookFolder({ 'ours.yaml': runbookText('ours', { estimate: '5m' }) });
  const floor = await openFloor({ runbooks: shipped });
  expect(ids(await floor.client.runbooks.list())).toEqual(['disk-full', 'loss']);

  await useFolders(floor, own);
  const list = await listed(floor, (all) => all.length === 3);
  expect(byId(list, 'ours')).toMatchObject({ folder: own, file: 'ours.yaml', estimateMs: 300_000, findings: [] });
  expect(byId(list, 'loss')).toMatchObject({ folder: 'shipped', file: 'net/loss.yml', steps: 1 });
  expect(byId(list, 'loss').hash).toMatch(/^[0-9a-f]{64}$/);

  await useFolders(floor);
  expect(ids(await listed(floor, (all) => all.length === 2))).toEqual(['disk-full', 'loss']);
});

test('a screen hears of every change by the version, and only of changes', async () => {
  const own = runbookFolder({ 'ours.yaml': runbookText('ours') });
  const floor = await openFloor();
  await useFolders(floor, own);
  await listed(floor, (all) => all.length === 1);
  const versions: number[] = [];
  const ending = new AbortController();
  const follow = (async () => {
    for await (const message of floor.engine.feed.subscribe(ending.signal)) {
      if (message.type === 'snapshot') versions.push(message.world.library.version);
      else for (const event of message.events) if (event.type === 'library') versions.push(event.library.version);
    }
  })();
  await floor.run(5 * MINUTE);
  writeRunbook(own, 'second.yaml', runbookText('second'));
  await listed(floor, (all) => all.length === 2);
  await floor.run(5 * MINUTE);
  ending.abort();
  await follow;
  expect(versions).toHaveLength(2);
  expect(versions[1]).toBe((versions[0] ?? 0) + 1);
});

test('a file that breaks is listed with the place and hides no other; put right, it is back', async () => {
  const own = runbookFolder({ 'a.yaml': runbookText('a-one'), 'b.yaml': runbookText('b-two') });
  const floor = await openFloor();
  await useFolders(floor, own);
  await listed(floor, (all) => all.length === 2);

  writeRunbook(own, 'a.yaml', runbookText('a-one').replace('owner: platform', 'ownr: platform'));
  const broken = byId(await listed(floor, (all) => all.some((one) => errorsOf(one).length > 0)), 'a-one');
  expect(errorsOf(broken).map(({ file, line }) => [file, line])).toContainEqual(['a.yaml', 5]);
  expect(broken.hash).toBe('');
  await expect(floor.client.runbooks.get({ runbookId: 'a-one' })).resolves.toMatchObject({
    id: 'a-one',
    hash: '',
    source: expect.stringContaining('ownr'),
  });
  const look = await floor.client.runbooks.look({ runbookId: 'a-one', problemId: null, incidentId: null });
  expect(look.blocks[0]).toMatch(/^it cannot be run as it stands: a\.yaml:\d+:\d+: /);
  expect(byId(await floor.client.runbooks.list(), 'b-two').findings).toEqual([]);

  writeRunbook(own, 'a.yaml', runbookText('a-one'));
  await listed(floor, (all) => all.every((one) => errorsOf(one).length === 0));
});

test('a file that is being written is not taken for a broken one', async () => {
  const own = runbookFolder({ 'a.yaml': runbookText('a-one') });
  const floor = await openFloor();
  await useFolders(floor, own);
  await listed(floor, (all) => all.length === 1);
  const whole = runbookText('a-one', { title: 'Written slowly' });
  writeFileSync(path.join(own, 'a.yaml'), '');
  let written = 0;
  while (written < whole.length) {
    appendFileSync(path.join(own, 'a.yaml'), whole.slice(written, written + 60));
    written += 60;
    await floor.run(150);
    const [only] = await floor.client.runbooks.list();
    expect(only && errorsOf(only)).toEqual([]);
  }
  await listed(floor, (all) => all[0]?.title === 'Written slowly');
});

test('an editor that puts a new file in the place of the old one, and a file that is taken away', async () => {
  const own = runbookFolder({ 'a.yaml': runbookText('a-one'), 'b.yaml': runbookText('b-two') });
  const floor = await openFloor();
  await useFolders(floor, own);
  await listed(floor, (all) => all.length === 2);
  writeFileSync(path.join(own, '.a.yaml.swp'), runbookText('a-one', { title: 'New' }));
  renameSync(path.join(own, '.a.yaml.swp'), path.join(own, 'a.yaml'));
  rmSync(path.join(own, 'b.yaml'));
  const list = await listed(floor, (all) => all.length === 1 && all[0]?.title === 'New');
  expect(ids(list)).toEqual(['a-one']);
});

test("the user's own runbook stands in the place of the shipped one of its name, and both say so", async () => {
  const shipped = runbookFolder({ 'disk.yaml': runbookText('disk-full', { title: 'Shipped' }) });
  const own = runbookFolder({ 'mine.yaml': runbookText('disk-full', { title: 'Mine' }) });
  const floor = await openFloor({ runbooks: shipped });
  await useFolders(floor, own);
  const list = await listed(floor, (all) => all.length === 2);
  expect(
    list.map(({ title, findings }) => [title, findings.map(({ rule, severity }) => `${severity} ${rule}`)]),
  ).toEqual([
    ['Shipped', ['warning same-id']],
    ['Mine', ['warning same-id']],
  ]);
  expect(list[1]?.findings[0]?.message).toContain('in the place of the shipped runbook disk-full');
  await expect(floor.client.runbooks.get({ runbookId: 'disk-full' })).resolves.toMatchObject({ title: 'Mine' });
});

test('of two own files of one name neither runs, and the shipped one does not step in', async () => {
  const shipped = runbookFolder({ 'disk.yaml': runbookText('disk-full') });
  const own = runbookFolder({ 'one.yaml': runbookText('disk-full'), 'two.yaml': runbookText('disk-full') });
  const floor = await openFloor({ runbooks: shipped });
  await useFolders(floor, own);
  const list = await listed(floor, (all) => all.length === 3);
  expect(list.filter(({ folder }) => folder === own).map((one) => errorsOf(one).map(({ rule }) => rule))).toEqual([
    ['same-id'],
    ['same-id'],
  ]);
  const look = await floor.client.runbooks.look({ runbookId: 'disk-full', problemId: null, incidentId: null });
  expect(look.blocks).toHaveLength(1);
  expect(floor.engine.feed).toBeDefined();
});

test('a folder that is not there is said on every screen, and the others are read all the same', async () => {
  const own = runbookFolder({ 'a.yaml': runbookText('a-one') });
  const gone = path.join(newFolder(), 'not-there');
  const floor = await openFloor();
  await useFolders(floor, gone, own);
  const list = await listed(floor, (all) => all.length === 2);
  expect(byId(list, gone).findings).toMatchObject([{ rule: 'no-folder', severity: 'error' }]);
  expect(byId(list, 'a-one').findings).toEqual([]);
  const troubles = floor.engine.watchdog.health().troubles;
  expect(troubles.map(({ code, message }) => [code, message])).toEqual([['runbooks', expect.stringContaining(gone)]]);

  mkdirSync(gone);
  await listed(floor, (all) => all.length === 1);
  expect(floor.engine.watchdog.health().troubles).toEqual([]);
});

test('links are followed inside the folder only, loops end, and what is too large or no text is said', async () => {
  const outside = runbookFolder({ 'secret.yaml': runbookText('outside') });
  const own = runbookFolder({
    'a.yaml': runbookText('a-one'),
    'schema/runbook.schema.yaml': 'nothing: here',
    '.git/config.yaml': 'nothing: here',
    'deep/b.yml': runbookText('b-two'),
    'notes.md': '# no runbook',
  });
  symlinkSync(path.join(own, 'deep'), path.join(own, 'deep', 'loop'));
  symlinkSync(path.join(own, 'a.yaml'), path.join(own, 'z-again.yaml'));
  symlinkSync(path.join(outside, 'secret.yaml'), path.join(own, 'leads-out.yaml'));
  writeFileSync(path.join(own, 'large.yaml'), `# ${'x'.repeat(1024 * 1024)}\n`);
  writeFileSync(path.join(own, 'latin.yaml'), Buffer.from([0x74, 0xe4, 0x67]));
  const floor = await openFloor();
  await useFolders(floor, own);
  const list = await listed(floor, (all) => all.length === 5);
  expect(list.map(({ id, findings }) => [id, findings.map(({ rule }) => rule)])).toEqual([
    ['a-one', []],
    ['b-two', []],
    ['large.yaml', ['too-large']],
    ['latin.yaml', ['not-text']],
    ['leads-out.yaml', ['leads-out']],
  ]);
});

test('a library that may not be written to is read like any other, and never written', async () => {
  const shipped = runbookFolder({ 'disk.yaml': runbookText('disk-full') });
  const before = readFileSync(path.join(shipped, 'disk.yaml'), 'utf8');
  const floor = await openFloor({ runbooks: shipped });
  const refused = floor.client.runbooks.keepDraft({ name: 'draft.yaml', draft: runbookText('draft') });
  await expect(refused).rejects.toThrow(/no folder of your own for runbooks\. Name one in Settings/);
  expect(readFileSync(path.join(shipped, 'disk.yaml'), 'utf8')).toBe(before);
});

test('a draft is kept in the first own folder, listed at once, and never over a file or out of the folder', async () => {
  const own = runbookFolder();
  const floor = await openFloor();
  await useFolders(floor, own);
  const { keepDraft } = floor.client.runbooks;
  const kept = await keepDraft({ name: 'imported/patching', draft: runbookText('patching', { state: 'draft' }) });
  expect(kept.file).toMatch(/imported\/patching\.yaml$/);
  const written = (await floor.journal('settings')).filter(({ data }) => data.what === 'draft');
  expect(written).toMatchObject([{ actor: { type: 'operator', name: 'ada' }, data: { file: kept.file } }]);
  expect(ids(await listed(floor, (all) => all.length === 1))).toEqual(['patching']);
  await expect(keepDraft({ name: 'imported/patching.yaml', draft: 'other' })).rejects.toThrow(/is there already/);
  for (const name of [
    '../out.yaml',
    '/etc/out.yaml',
    'a/../../out.yaml',
    'C:\\out.yaml',
    '.hidden.yaml',
    'a//b.yaml',
    'x\0.yaml',
  ])
    await expect(keepDraft({ name, draft: 'x' }), name).rejects.toThrow(/Nothing was changed/);
  const outside = runbookFolder();
  symlinkSync(outside, path.join(own, 'link'));
  await expect(keepDraft({ name: 'link/out.yaml', draft: 'x' })).rejects.toThrow(/must stay inside/);
  expect(readFileSync(kept.file, 'utf8')).toBe(runbookText('patching', { state: 'draft' }));
});

test("a runbook of the user's own that names a host which is not there hears of it when the host comes", async () => {
  const steps = `  - id: ask-it
    title: Ask it
    run: { on: rack9-sw1, argv: [uptime] }
    risk: read-only
`;
  const own = runbookFolder({ 'a.yaml': runbookText('a-one', {}, steps) });
  const floor = await openFloor();
  await useFolders(floor, own);
  const [before] = await listed(floor, (all) => all.length === 1);
  expect(before?.findings).toHaveLength(1);
  await floor.watch('rack9-sw1');
  await listed(floor, (all) => all[0]?.findings.length === 0);
});

test('how it is: the outline has its command as it stands in the file', async () => {
  const steps = `  - id: usage
    title: What uses the space
    run: { on: '\${inputs.host}', argv: [df, -P, '\${inputs.mount}'], timeout: 20s }
    risk: read-only
  - id: is-it
    title: Is it gone
    check: { rerun: problem, expect: [ok] }
`;
  const inputs = '{ host: { type: host, from: problem }, mount: { type: string, default: / } }';
  const floor = await openFloor({ runbooks: runbookFolder({ 'a.yaml': runbookText('a-one', { inputs }, steps) }) });
  const { outline, source } = await floor.client.runbooks.get({ runbookId: 'a-one' });
  expect(outline).toMatchObject([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a value as a runbook writes it
    { id: 'usage', kind: 'run', risk: 'read-only', command: 'df -P ${inputs.mount}', on: '${inputs.host}' },
    { id: 'is-it', kind: 'check', command: '', on: '' },
  ]);
  expect(outline[1]?.does).not.toBe('');
  expect(source).toContain('What uses the space');
});
