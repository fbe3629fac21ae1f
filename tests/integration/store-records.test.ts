// What the engine knows, over a restart: inventory, states, problems, the state log, gaps, secrets, settings.
import { describe, expect, test } from 'vitest';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { check, entry, host, NIGHT, newFolder, open, problem, refusalOf, state } from './store-makers.ts';

const MINUTE = 60_000;

describe('inventory', () => {
  test('hosts and checks come back as they were entered', async () => {
    const folder = newFolder();
    const store = await open(folder);
    const core = host('core-sw');
    const web = { ...host('Web1'), parents: [{ hostId: core.id, group: '' as const }], tags: ['prod', 'eu'] };
    const ping = { ...check('ping', web), enabled: false, config: { packets: 5, nested: { list: [1, null] } } };
    for (const each of [web, core]) store.inventory.putHost(each);
    store.inventory.putCheck(ping);
    store.close();
    const { inventory } = await open(folder);
    expect(inventory.hosts()).toEqual([core, web]);
    expect(inventory.checks()).toEqual([ping]);
    inventory.putHost({ ...web, address: '127.0.0.9' });
    inventory.putCheck({ ...ping, name: 'icmp' });
    expect(inventory.hosts()[1]?.address).toBe('127.0.0.9');
    expect(inventory.checks()).toMatchObject([{ name: 'icmp' }]);
  });

  test('a name is taken whatever its case, also outside ASCII', async () => {
    const { inventory } = await open(newFolder());
    inventory.putHost(host('Ärger-1'));
    expect(inventory.hostByName('äRGER-1')).toMatchObject({ name: 'Ärger-1' });
    expect(inventory.hostByName('arger-1')).toBeNull();
    await refusalOf(() => inventory.putHost(host('ärger-1')));
    expect(inventory.hosts()).toHaveLength(1);
    inventory.putHost({ ...host('Ärger-1'), name: 'ÄRGER-1' });
    expect(inventory.hosts()).toMatchObject([{ name: 'ÄRGER-1' }]);
  });

  test('removing a host takes its checks, states and problems; journal and state log stay', async () => {
    const store = await open(newFolder());
    const [web, db] = [host('web1'), host('db1')];
    const [ping, sql] = [check('ping', web), check('sql', db)];
    for (const each of [web, db]) store.inventory.putHost(each);
    for (const each of [ping, sql]) {
      store.inventory.putCheck(each);
      store.states.putCheck(state(each), {});
      store.states.putHost({ hostId: each.hostId, reach: 'up', type: 'hard', since: NIGHT, because: null });
      store.problems.put(problem(each));
    }
    store.journal.append([entry('web1 is down', { hostId: web.id })], NIGHT);
    store.stateLog.append({ checkId: ping.id }, { at: NIGHT, status: 'critical', previous: 'ok' });
    expect(store.inventory.removeHost(web.id)).toBe(true);
    expect(store.inventory.removeHost(web.id)).toBe(false);
    expect(store.inventory.checks()).toEqual([sql]);
    expect(store.states.checks().map((each) => each.state.checkId)).toEqual([sql.id]);
    expect(store.states.hosts().map(({ hostId }) => hostId)).toEqual([db.id]);
    expect(store.problems.listOpen()).toEqual([problem(sql)]);
    expect(store.journal.list({ hostId: web.id, limit: 9 })).toHaveLength(1);
    expect(store.stateLog.read({ checkId: ping.id }, NIGHT, NIGHT + 1).before).not.toBeNull();
  });
});

describe('states and problems', () => {
  test('the memory of a check comes back as the state machine left it', async () => {
    const folder = newFolder();
    const store = await open(folder);
    const web = host('web1');
    const ping = check('ping', web);
    store.inventory.putHost(web);
    store.inventory.putCheck(ping);
    store.states.putCheck(state(ping), { history: ['ok'] });
    store.states.putCheck(state(ping, 'critical'), { history: ['ok', 'critical'] });
    store.close();
    const { states } = await open(folder);
    expect(states.checks()).toEqual([{ state: state(ping, 'critical'), memory: { history: ['ok', 'critical'] } }]);
    states.removeCheck(ping.id);
    expect(states.checks()).toEqual([]);
  });

  test('a problem from before severities were known has that of its status', async () => {
    const store = await open(newFolder());
    const web = host('web1');
    store.inventory.putHost(web);
    const disk = check('disk', web);
    store.inventory.putCheck(disk);
    const { severity: _, ...before } = problem(disk);
    store.problems.put(before as ReturnType<typeof problem>);
    expect(store.problems.listOpen()).toEqual([{ ...before, severity: 2 }]);
  });

  test('open problems oldest first; a closed one is closed once, and is not open any more', async () => {
    const store = await open(newFolder());
    const web = host('web1');
    const [ping, http] = [check('ping', web), check('http', web)];
    store.inventory.putHost(web);
    for (const each of [ping, http]) store.inventory.putCheck(each);
    const [late, early] = [problem(ping, NIGHT + 5), problem(http, NIGHT)];
    for (const each of [late, early]) store.problems.put(each);
    const taken = { ...late, ack: { by: 'ada', at: NIGHT, reason: 'known', sticky: true, expiresAt: null } };
    store.problems.put(taken);
    expect(store.problems.listOpen()).toEqual([early, taken]);
    expect(store.problems.close(early.id, NIGHT + 9)).toBe(true);
    expect(store.problems.close(early.id, NIGHT + 99)).toBe(false);
    expect(store.problems.listOpen()).toEqual([taken]);
  });
});

describe('the state log', () => {
  const PING = { checkId: 'check-ping' as CheckId };

  test('a period comes with what held at its start and what came after its end', async () => {
    const { stateLog } = await open(newFolder());
    const changes = (['critical', 'ok', 'warning', 'not-monitored'] as const).map((status, n) => ({
      at: NIGHT + n * MINUTE,
      status,
      previous: 'ok' as const,
    }));
    for (const change of changes) stateLog.append(PING, change);
    stateLog.append({ hostId: 'check-ping' as HostId }, { at: NIGHT, status: 'down', previous: null });
    const read = (from: number, to: number) => stateLog.read(PING, NIGHT + from, NIGHT + to);
    expect(read(1, 2 * MINUTE)).toEqual({ before: changes[0], changes: [changes[1]], after: changes[2] });
    expect(read(MINUTE, 3 * MINUTE)).toEqual({ before: changes[1], changes: [changes[2]], after: changes[3] });
    expect(read(-9, 0)).toEqual({ before: null, changes: [], after: changes[0] });
    expect(read(9 * MINUTE, 10 * MINUTE)).toEqual({ before: changes[3], changes: [], after: null });
  });

  test('two changes in one millisecond: the later one holds, the first one knows what was before', async () => {
    const { stateLog } = await open(newFolder());
    stateLog.append(PING, { at: NIGHT, status: 'warning', previous: 'ok' });
    stateLog.append(PING, { at: NIGHT, status: 'critical', previous: 'warning' });
    expect(stateLog.read(PING, NIGHT, NIGHT + 1).before).toEqual({ at: NIGHT, status: 'critical', previous: 'ok' });
  });
});

describe('when nobody watched', () => {
  test('the first start knows of no gap', async () => {
    const { watch } = await open(newFolder());
    expect(watch.start(NIGHT)).toBeNull();
    expect(watch.list(0, NIGHT * 2)).toEqual([]);
  });

  test('after a crash the gap runs from the last sign of life to the new start', async () => {
    const folder = newFolder();
    const store = await open(folder);
    store.watch.start(NIGHT);
    store.watch.beat(NIGHT + 5_000);
    store.close();
    const { watch } = await open(folder);
    const gap = { reason: 'engine-down', from: NIGHT + 5_000, to: NIGHT + 20 * MINUTE };
    expect(watch.start(NIGHT + 20 * MINUTE)).toEqual(gap);
    expect(watch.list(NIGHT, NIGHT + 30 * MINUTE)).toEqual([gap]);
    expect(watch.list(NIGHT + 20 * MINUTE, NIGHT + 30 * MINUTE)).toEqual([]);
  });

  test('an entry written after the last beat is a sign of life too', async () => {
    const store = await open(newFolder());
    store.watch.start(NIGHT);
    store.journal.append([entry('web1 is down')], NIGHT + 4_000);
    expect(store.watch.start(NIGHT + MINUTE)).toMatchObject({ from: NIGHT + 4_000 });
  });

  test('a gap that was open when the engine died ends where the next one begins', async () => {
    const { watch } = await open(newFolder());
    watch.start(NIGHT);
    watch.open('isolated', NIGHT + 1_000);
    watch.open('isolated', NIGHT + 2_000);
    expect(watch.list(NIGHT, NIGHT + MINUTE)).toEqual([{ reason: 'isolated', from: NIGHT + 1_000, to: null }]);
    watch.beat(NIGHT + 5_000);
    watch.start(NIGHT + 9_000);
    expect(watch.list(NIGHT, NIGHT + MINUTE)).toEqual([
      { reason: 'isolated', from: NIGHT + 1_000, to: NIGHT + 5_000 },
      { reason: 'engine-down', from: NIGHT + 5_000, to: NIGHT + 9_000 },
    ]);
  });

  test('a gap that ended is closed once', async () => {
    const { watch } = await open(newFolder());
    watch.open('asleep', NIGHT);
    expect(watch.close('asleep', NIGHT + MINUTE)).toBe(true);
    expect(watch.close('asleep', NIGHT + 2 * MINUTE)).toBe(false);
    expect(watch.list(NIGHT, NIGHT + MINUTE)).toEqual([{ reason: 'asleep', from: NIGHT, to: NIGHT + MINUTE }]);
  });

  test('a clock set back while the engine was down dates no gap, and the next crash is dated right', async () => {
    const { watch } = await open(newFolder());
    watch.start(NIGHT);
    expect(watch.start(NIGHT - MINUTE)).toBeNull();
    expect(watch.start(NIGHT + MINUTE)).toMatchObject({ from: NIGHT - MINUTE, to: NIGHT + MINUTE });
  });
});

describe('secrets and settings', () => {
  test('a sealed blob comes back byte for byte, and is gone when removed', async () => {
    const folder = newFolder();
    const store = await open(folder);
    const sealed = Uint8Array.from([0, 255, 1, 128]);
    store.secrets.put('vault-1', sealed, NIGHT);
    store.close();
    const { secrets } = await open(folder);
    expect(secrets.get('vault-1')).toEqual(Buffer.from(sealed));
    expect(secrets.list()).toEqual([{ id: 'vault-1', createdAt: NIGHT }]);
    expect(secrets.remove('vault-1')).toBe(true);
    expect(secrets.get('vault-1')).toBeNull();
  });

  test('a setting that was never set is undefined; null is a value', async () => {
    const { settings } = await open(newFolder());
    expect(settings.get('host-keys')).toBeUndefined();
    settings.put('host-keys', { 'a:22': ['SHA256:x'] });
    expect(settings.get('host-keys')).toEqual({ 'a:22': ['SHA256:x'] });
    settings.put('host-keys', null);
    expect(settings.get('host-keys')).toBeNull();
    expect(settings.remove('host-keys')).toBe(true);
    expect(settings.get('host-keys')).toBeUndefined();
  });
});
