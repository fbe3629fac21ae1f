// What is suggested for an alarm, what a run is started with, and what stands in its way; on a whole engine.
import { expect, test } from 'vitest';
import type { RunbookSummary } from '../../electron/contract/model/runbook.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { problemId } from '../support/incident-desk.ts';
import { runbookFolder, runbookText } from '../support/runbook-files.ts';

const QUICK = { intervalMs: MINUTE, retryIntervalMs: 15 * SECOND, maxAttempts: 1 };
const DISK = '[{ kind: system, metric: disk.used, status: [warning, critical], tags: [linux] }]';
const COMMAND = `  - id: look
    title: Look at it
    run: { on: '\${inputs.host}', argv: [df, '\${inputs.mount}'] }
    risk: read-only
`;
const HOST_AND_MOUNT =
  "{ host: { type: host, from: problem }, mount: { type: string, from: problem, default: /, pattern: '/[a-z/]*' }, keep: { type: integer, default: 7, min: 1, max: 90 } }";

/** Commands that touch nothing: these runs really run on this machine. */
const HARMLESS = `  - id: look
    title: Look at it
    run: { argv: [printf, looked] }
    risk: read-only
  - id: say
    title: Say it
    manual: { text: Say it. }
`;

/** web1, whose /var is full, over these runbooks. */
async function fullDisk(files: Readonly<Record<string, string>>): Promise<Floor> {
  const floor = await openFloor({ runbooks: runbookFolder(files) });
  await floor.watch('web1', {
    host: { tags: ['linux', 'shop'] },
    alive: { name: 'ping', policy: QUICK },
    checks: [{ name: 'system', kind: 'system', policy: QUICK }],
  });
  await floor.watch('web2', { host: { tags: ['linux'] } });
  floor.say('web1', 'system', {
    status: 'critical',
    summary: 'disk /var 97 % used',
    metrics: [
      { name: 'cpu.used', value: 12, unit: '%', warn: '90', crit: '98' },
      { name: 'disk.used./', value: 50, unit: '%', warn: '85', crit: '95' },
      { name: 'disk.used./var', value: 97, unit: '%', warn: '85', crit: '95' },
    ],
  });
  await floor.seen('web1', 'system');
  await floor.run(SECOND);
  return floor;
}

const look = (floor: Floor, runbookId: string, more: object = {}) =>
  floor.client.runbooks.look({ runbookId, problemId: null, incidentId: null, ...more });

test('the best fitting runbook stands first, with the reasons; retired and broken ones are not suggested', async () => {
  const floor = await fullDisk({
    'disk.yaml': runbookText('disk-full', { match: DISK }),
    'any.yaml': runbookText('any-system', { match: '[{ kind: system }]' }),
    'load.yaml': runbookText('high-load', { match: '[{ kind: system, metric: cpu.used }]' }),
    'words.yaml': runbookText('by-words', { match: "[{ summary: 'disk /\\S+ \\d+ %' }]", state: 'draft' }),
    'gone.yaml': runbookText('gone-one', { match: DISK, state: 'retired' }),
    'broken.yaml': `${runbookText('broken-one', { match: DISK })}nonsense: 1\n`,
  });
  const found = await floor.client.runbooks.suggest({ problemId: problemId(floor, 'web1 system') });
  expect(found.map(({ runbookId }) => runbookId)).toEqual(['disk-full', 'by-words', 'any-system']);
  expect(found[0]?.reasons).toEqual(['for disk.used./var of system', 'critical', 'tag linux']);
  expect(found[1]?.reasons.at(-1)).toBe('a draft');
  expect(await floor.client.runbooks.fitting()).toEqual(
    ['any-system', 'by-words', 'disk-full'].map((runbookId) => ({
      runbookId,
      problemIds: [problemId(floor, 'web1 system')],
      count: 1,
    })),
  );

  const id = problemId(floor, 'web1 system');
  floor.say('web1', 'system', 'ok');
  await floor.seen('web1', 'system');
  expect(await floor.client.runbooks.suggest({ problemId: id })).toEqual([]);
  expect(await floor.client.runbooks.fitting()).toEqual([]);
});

test('a host that is down is a problem like any other', async () => {
  const floor = await fullDisk({
    'down.yaml': runbookText('host-down', { match: '[{ kind: ping, status: [down] }]' }),
  });
  floor.say('web2', 'ping', 'critical');
  await floor.seen('web2', 'ping', 4);
  const found = await floor.client.runbooks.suggest({ problemId: problemId(floor, 'web2') });
  expect(found.map(({ runbookId, reasons }) => [runbookId, reasons])).toEqual([['host-down', ['for ping', 'down']]]);
});

test('a pattern that runs away fits nothing, and holds nobody up', async () => {
  const match = "[{ summary: '(([a-z /0-9%])+)+!' }]";
  const floor = await fullDisk({
    'slow.yaml': runbookText('slow-one', { match }),
    'any.yaml': runbookText('any-one', { match: '[{ kind: system }]' }),
  });
  floor.say('web1', 'system', { status: 'critical', summary: 'a'.repeat(190) });
  await floor.seen('web1', 'system');
  const found = await floor.client.runbooks.suggest({ problemId: problemId(floor, 'web1 system') });
  expect(found.map(({ runbookId }) => runbookId)).toEqual(['any-one']);
});

test('the problem fills in its host, and what its worst metric is about', async () => {
  const floor = await fullDisk({
    'disk.yaml': runbookText('disk-full', { match: DISK, inputs: HOST_AND_MOUNT }, COMMAND),
  });
  const problem = problemId(floor, 'web1 system');
  expect((await look(floor, 'disk-full', { problemId: problem })).inputs).toEqual({
    host: 'web1',
    mount: '/var',
    keep: 7,
  });
  expect((await look(floor, 'disk-full')).inputs).toEqual({ mount: '/', keep: 7 });
  expect((await look(floor, 'disk-full', { problemId: problem, inputs: { mount: '/srv' } })).inputs).toMatchObject({
    mount: '/srv',
  });
});

test('what the problem would fill in stays out where it does not fit', async () => {
  const inputs =
    "{ host: { type: host, from: problem }, mount: { type: string, from: problem, default: /, pattern: '/[0-9]*' } }";
  const floor = await fullDisk({ 'disk.yaml': runbookText('disk-full', { match: DISK, inputs }, COMMAND) });
  const found = await look(floor, 'disk-full', { problemId: problemId(floor, 'web1 system') });
  expect(found.inputs).toEqual({ host: 'web1', mount: '/' });
});

test('all that is wrong with the inputs is said at once, each with its name', async () => {
  const floor = await fullDisk({ 'disk.yaml': runbookText('disk-full', { inputs: HOST_AND_MOUNT }, COMMAND) });
  const start = floor.client.runbooks.start({
    runbookId: 'disk-full',
    mode: 'dry',
    inputs: { host: 'web9', mount: '-rf', keep: 700, other: 1 },
  });
  const error = (await start.catch((one: unknown) => one)) as {
    data: { fields: readonly { path: string; message: string }[] };
  };
  expect(error.data.fields.map(({ path }) => path)).toEqual([
    'inputs.host',
    'inputs.mount',
    'inputs.keep',
    'inputs.other',
  ]);
  expect(error.data.fields[0]?.message).toBe('web9 is not in the inventory');
});

test('a host is found as people spell it', async () => {
  const floor = await fullDisk({ 'disk.yaml': runbookText('disk-full', { inputs: HOST_AND_MOUNT }, COMMAND) });
  const { run } = await floor.client.runbooks.start({ runbookId: 'disk-full', mode: 'dry', inputs: { host: 'WEB2' } });
  expect(run.inputs.host).toBe('web2');
  expect(run.hostIds).toEqual([floor.host('web2').id]);
});

test('too many hosts, too many runs, a retired one and a change without reference are refused in words', async () => {
  const hosts = '{ hosts: { type: hosts } }';
  const many = `  - id: all
    title: All of them
    run: { on: '\${inputs.hosts}', argv: [uptime] }
    risk: read-only
`;
  const floor = await fullDisk({
    'many.yaml': runbookText('many-one', { inputs: hosts, limits: '{ maxTargets: 1 }' }, many),
    'often.yaml': runbookText('often-one', { limits: '{ maxRunsPerHour: 2 }' }, HARMLESS),
    'gone.yaml': runbookText('gone-one', { state: 'retired' }),
    'change.yaml': runbookText('change-one', { change: 'required' }),
  });
  expect((await look(floor, 'many-one', { inputs: { hosts: ['web1'] } })).blocks).toEqual([]);
  expect((await look(floor, 'many-one', { inputs: { hosts: ['web1', 'web2'] } })).blocks).toEqual([
    'runs on 2 hosts, at most 1',
  ]);
  expect((await look(floor, 'gone-one')).blocks[0]).toMatch(/^it is retired/);
  expect((await look(floor, 'change-one')).blocks[0]).toMatch(/reference of a change/);

  const { start } = floor.client.runbooks;
  for (let dry = 0; dry < 3; dry += 1) await start({ runbookId: 'often-one', mode: 'dry' });
  await start({ runbookId: 'often-one' });
  await start({ runbookId: 'often-one' });
  await expect(start({ runbookId: 'often-one' })).rejects.toThrow(/started 2 times within the hour, at most 2/);
  await floor.run(61 * MINUTE);
  await expect(start({ runbookId: 'often-one' })).resolves.toMatchObject({ run: { phase: 'ready' } });
});

test('what is allowed and wants a word: a draft, a stale one, an expired one that is read first, somebody who is at it', async () => {
  const floor = await fullDisk({
    'draft.yaml': runbookText('draft-one', { state: 'draft' }),
    'stale.yaml': runbookText('stale-one', { review: '{ last: 2026-09-01, every: 60d }' }),
    'expired.yaml': runbookText('expired-one', { review: '{ last: 2026-01-01, every: 60d }' }),
    'disk.yaml': runbookText('disk-full', { inputs: '{ host: { type: host } }' }, HARMLESS),
  });
  expect((await look(floor, 'draft-one')).warns).toEqual([expect.stringMatching(/^a draft/)]);
  expect(await look(floor, 'stale-one')).toMatchObject({
    warns: ['stale: reviewed 80 days ago'],
    mustAccept: false,
    blocks: [],
  });
  expect(await look(floor, 'expired-one')).toMatchObject({
    warns: [expect.stringMatching(/^expired: .* accept it/)],
    mustAccept: true,
    blocks: [],
  });
  await expect(floor.client.runbooks.start({ runbookId: 'expired-one' })).rejects.toThrow(/read it, and accept it/);
  const { run } = await floor.client.runbooks.start({ runbookId: 'expired-one', accepted: true });
  expect(run.accepted?.by).toBe('ada');

  await floor.connect('ben').runbooks.start({ runbookId: 'disk-full', inputs: { host: 'web1' } });
  expect((await look(floor, 'disk-full', { inputs: { host: 'web1' } })).warns).toEqual([
    'a run of it on web1 is under way by ben',
  ]);
  expect((await look(floor, 'disk-full', { inputs: { host: 'web2' } })).warns).toEqual([]);
});

test('a secret that cannot be had now is said before the start', async () => {
  const steps = `  - id: ask
    title: Ask it
    run: { argv: [printenv, TOKEN], secrets: { TOKEN: api } }
    risk: read-only
`;
  const floor = await fullDisk({ 'secret.yaml': runbookText('secret-one', {}, steps) });
  expect((await look(floor, 'secret-one')).blocks).toEqual([
    expect.stringMatching(/^it needs the secret api\. There is no keychain/),
  ]);
});

test('a run that is tied to a window refuses to start outside of it, and starts with a reason', async () => {
  const floor = await fullDisk({
    'patch.yaml': runbookText('patching', { change: 'required', inputs: '{ host: { type: host } }' }, HARMLESS),
  });
  const now = floor.clock.now();
  const window = async (name: string, host: string, inMs: number) =>
    (
      await floor.client.maintenance.putWindow({
        windowId: null,
        window: {
          name,
          change: name,
          scope: { hostIds: [floor.host(host).id] },
          startsAt: now + inMs,
          endsAt: now + inMs + 60 * MINUTE,
        },
      })
    ).id;
  const tonight = await window('CHG-1', 'web1', 120 * MINUTE);
  const other = await window('CHG-2', 'web2', 0);
  await window('CHG-3', 'web1', 3 * 24 * 60 * MINUTE);
  const inputs = { host: 'web1' };
  const about = { inputs, change: 'CHG-1' };

  const free = await look(floor, 'patching', about);
  expect(free.outside).toMatch(/tied to no maintenance window/);
  expect(free.windows).toEqual([
    { windowId: tonight, name: 'CHG-1, 2026-11-20 04:00 to 05:00 UTC', change: 'CHG-1', active: false },
  ]);
  const tied = await look(floor, 'patching', { ...about, windowId: tonight });
  expect(tied.outside).toBe('outside of the window "CHG-1" (CHG-1), which begins 2026-11-20 04:00 and ends 05:00 UTC');
  expect(tied.warns).toContain(tied.outside);
  expect((await look(floor, 'patching', { ...about, windowId: other })).outside).toMatch(/does not cover web1$/);

  const start = { runbookId: 'patching', ...about, windowId: tonight };
  await expect(floor.client.runbooks.start(start)).rejects.toThrow(/outside of the window "CHG-1".*say why/);
  const early = await floor.client.runbooks.start({ ...start, outsideReason: 'the vendor is on the line' });
  expect(early.run.outside).toEqual({ by: 'ada', reason: 'the vendor is on the line' });
  await floor.run(130 * MINUTE);
  const { run } = await floor.client.runbooks.start(start);
  expect(run).toMatchObject({ outside: null, windowId: tonight, change: 'CHG-1' });
  await floor.client.maintenance.putWindow({
    windowId: tonight,
    window: {
      name: 'CHG-1',
      change: 'CHG-1',
      scope: { hostIds: [floor.host('web1').id] },
      startsAt: now + 120 * MINUTE,
      endsAt: now + 300 * MINUTE,
    },
  });
  expect((await look(floor, 'patching', { ...about, windowId: 'no-such-window' })).blocks).toEqual([
    'the maintenance window is not there any more: choose another',
  ]);
});

test('how its runs went stands beside a runbook: live ones of the last 90 days, no dry ones', async () => {
  const floor = await fullDisk({ 'disk.yaml': runbookText('disk-full', { match: DISK }, HARMLESS) });
  const { client } = floor;
  const go = async (mode: 'live' | 'dry', end: 'go' | 'abort') => {
    let { run } = await client.runbooks.start({ runbookId: 'disk-full', mode });
    const step = async () => {
      await client.runbooks.act({ runId: run.id, rev: run.rev, act: { type: 'go' } });
      for (;;) {
        run = (await client.runbooks.view({ runId: run.id })).run;
        if (run.phase !== 'running') return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await step();
    await floor.run(2 * MINUTE);
    if (end === 'go') await step();
    else await client.runbooks.act({ runId: run.id, rev: run.rev, act: { type: 'abort', reason: 'enough' } });
  };
  await go('live', 'go');
  await go('live', 'go');
  await go('live', 'abort');
  await go('dry', 'go');
  const only = async (): Promise<RunbookSummary | undefined> => (await client.runbooks.list())[0];
  expect((await only())?.runs).toEqual({ total: 3, green: 2, medianMs: 2 * MINUTE });
  const [best] = await client.runbooks.suggest({ problemId: problemId(floor, 'web1 system') });
  expect(best?.reasons).toContain('3 runs in 90 days, 2 green');
  await floor.restart(91 * 24 * 60 * MINUTE);
  expect((await floor.client.runbooks.list())[0]?.runs).toEqual({ total: 0, green: 0, medianMs: null });
});
