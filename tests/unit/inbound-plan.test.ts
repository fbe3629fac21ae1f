// Where an alert of another system stands: which host is meant, which check it is, and where the receiver stops.
import { expect, test } from 'vitest';
import { type Check, type CheckDraft, checkInput } from '../../electron/contract/model/check.ts';
import { type Host, type HostDraft, host as hostSchema } from '../../electron/contract/model/host.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { inboundLinks } from '../../electron/contract/model/inbound.ts';
import type { Status } from '../../electron/contract/model/result.ts';
import type { InboundAlert } from '../../electron/engine/inbound/format.ts';
import { isMade } from '../../electron/engine/services/inbound-check.ts';
import {
  addressOf,
  checkNameOf,
  createHostFinder,
  distinctName,
  hostNameOf,
  isNumbered,
} from '../../electron/engine/services/inbound-names.ts';
import { type InboundPlan, planInbound } from '../../electron/engine/services/inbound-plan.ts';
import { createWorld, type World } from '../../electron/engine/services/world.ts';

const host = (name: string, more: Partial<HostDraft> = {}): Host =>
  hostSchema.parse({ id: `id-${name}`, name, address: '127.0.0.9', ...more });

const alert = (more: Partial<InboundAlert> = {}): InboundAlert => ({
  key: 'k1',
  host: 'web1',
  name: 'Disk full',
  status: 'critical',
  summary: 'it is full',
  detail: '',
  links: [],
  startsAt: null,
  ...more,
});

/** A desk that keeps what plans decide, as the intake does. */
function openDesk(world: World = createWorld([], []), limits = { hosts: 10, checks: 10 }) {
  const names = new Map<string, CheckId>();
  const last = new Map<CheckId, Status>();
  let ids = 0;
  return {
    world,
    names,
    take(alerts: readonly InboundAlert[], keys: 'for-good' | 'one-episode' = 'for-good'): InboundPlan {
      const plan = planInbound(
        alerts.map((one) => ({ format: { format: 'test', keys }, alert: one })),
        {
          world,
          limits,
          nameOf: (source, key) => names.get(`${source} ${key}`),
          findHost: createHostFinder(world),
          lastStatus: (id) => last.get(id),
          now: 1_000,
          newId: () => `new-${++ids}`,
        },
      );
      for (const one of plan.putHosts) world.putHost(one);
      for (const one of plan.putChecks) world.putCheck(one);
      for (const one of plan.lostNames) names.delete(`${one.source} ${one.key}`);
      for (const one of plan.names) names.set(`${one.source} ${one.key}`, one.checkId);
      for (const one of plan.beats) last.set(one.checkId, one.status);
      return plan;
    },
  };
}

test.each([
  ['web1', 'by its name'],
  ['WEB1', 'in any case'],
  ['web1.example.org', 'by its short name'],
  ['10.0.0.7', 'by its address'],
  ['db7', 'by the only name that begins so'],
])('%s is found %s', (told) => {
  const find = createHostFinder(
    createWorld([host('web1', { address: '10.0.0.7' }), host('db7.example.org', { address: '10.0.0.8' })], []),
  );
  expect(find(told)?.name).toBe(told.startsWith('db') ? 'db7.example.org' : 'web1');
});

test('what several hosts share names none of them, and another domain is another host', () => {
  const find = createHostFinder(createWorld([host('a.x.org'), host('a.y.org'), host('b.x.org')], []));
  expect(find('127.0.0.9')).toBeUndefined();
  expect(find('a')).toBeUndefined();
  expect(find('b.y.org')).toBeUndefined();
  expect(find('b')?.name).toBe('b.x.org');
});

test('a host that is added later is found', () => {
  const world = createWorld([], []);
  const find = createHostFinder(world);
  expect(find('web1')).toBeUndefined();
  world.putHost(host('web1'));
  expect(find('web1')?.name).toBe('web1');
  world.removeHost(host('web1').id);
  expect(find('web1')).toBeUndefined();
});

test('names from outside become names the inventory takes', () => {
  expect(['Zabbix server', '-rf /', 'fe80::1', '[::1]', '\u001b[31mred', '…'].map(hostNameOf)).toEqual([
    'Zabbix-server',
    'rf',
    'ip6-fe80--1',
    'ip6---1',
    'red',
    '',
  ]);
  expect(['10.0.0.1', 'fe80::1', 'Zabbix server'].map(addressOf)).toEqual(['10.0.0.1', 'fe80::1', 'Zabbix-server']);
  expect(checkNameOf('High CPU (over 90% for 5m)')).toBe('High CPU over 90 for 5m');
  expect(checkNameOf('<script>alert(1)</script>')).toBe('script alert 1 /script');
  expect(checkNameOf('***')).toBe('alert');
  expect(checkNameOf('x'.repeat(500))).toHaveLength(64);
  const long = 'y'.repeat(64);
  expect(distinctName(long, new Set([long]))).toBe(`${'y'.repeat(62)} 2`);
  expect(isNumbered(`${'y'.repeat(62)} 2`, long)).toBe(true);
  expect(isNumbered('Disk full 3', 'Disk full')).toBe(true);
  expect(isNumbered('Disk full of x', 'Disk full')).toBe(false);
});

test('a host that nobody knows is made, marked as made, and nothing is sent to it', () => {
  const desk = openDesk();
  const plan = desk.take([alert({ host: 'lost.example.org' })]);
  expect(plan.putHosts).toMatchObject([{ name: 'lost.example.org', address: 'lost.example.org', site: 'inbound' }]);
  expect(plan.putHosts.map(isMade)).toEqual([true]);
  expect(plan.putChecks).toMatchObject([{ kind: 'inbound', alive: false, policy: { maxAttempts: 1 } }]);
  expect(plan.entries.map((entry) => entry.text)).toEqual(['lost.example.org added, with Disk full: told by test']);
});

test('one batch makes one host, however it writes its name', () => {
  const desk = openDesk();
  const plan = desk.take([
    alert({ host: 'New1' }),
    alert({ host: 'new1', key: 'k2' }),
    alert({ host: 'NEW1', key: 'k3' }),
  ]);
  expect(plan.putHosts.map((one) => one.name)).toEqual(['New1']);
  expect(plan.putChecks.map((one) => one.name)).toEqual(['Disk full', 'Disk full 2', 'Disk full 3']);
});

test('the same key is the same check; of several messages in one batch the last one counts', () => {
  const desk = openDesk();
  desk.take([alert()]);
  const plan = desk.take([alert(), alert({ summary: 'later' })]);
  expect(plan.putChecks).toEqual([]);
  expect(plan.beats).toMatchObject([{ status: 'critical', message: 'later' }]);
  expect(plan.ignored).toBe(1);
});

test('an all-clear of what was never heard of makes nothing', () => {
  expect(openDesk().take([alert({ status: 'ok' })])).toMatchObject({
    putHosts: [],
    putChecks: [],
    beats: [],
    ignored: 1,
  });
});

test('a name that an operator has given already gets a number', () => {
  const world = createWorld([host('web1')], [ownCheck('id-web1', 'disk FULL')]);
  expect(openDesk(world).take([alert()]).putChecks[0]?.name).toBe('Disk full 2');
});

test('an event with a new id takes over the check of the one before, once that is over', () => {
  const desk = openDesk();
  const first = desk.take([alert({ key: 'e1' })], 'one-episode').putChecks[0];
  desk.take([alert({ key: 'e1', status: 'ok' })], 'one-episode');
  const again = desk.take([alert({ key: 'e2' })], 'one-episode');
  expect(again.putChecks.map((one) => [one.id, one.config.key])).toEqual([[first?.id, 'e2']]);
  expect([...desk.names.keys()]).toEqual(['test e2']);
  expect(desk.take([alert({ key: 'e1', status: 'ok' })], 'one-episode').ignored).toBe(1);
  // While it is open, another one is another one.
  const beside = desk.take([alert({ key: 'e3' })], 'one-episode');
  expect(beside.putChecks.map((one) => one.name)).toEqual(['Disk full 2']);
});

test('where keys are for good, two that have one name stay apart for good', () => {
  const desk = openDesk();
  desk.take([alert({ key: '/a' })]);
  desk.take([alert({ key: '/a', status: 'ok' })]);
  expect(desk.take([alert({ key: '/b' })]).putChecks.map((one) => one.name)).toEqual(['Disk full 2']);
});

test('told anew it carries its new links and its new time, and the journal says so', () => {
  const desk = openDesk();
  const link = (url: string) => [{ title: 'Event', url }];
  desk.take([alert({ links: link('https://a.example.org/1'), startsAt: 1 })]);
  expect(desk.take([alert({ links: link('https://a.example.org/1'), startsAt: 1 })]).putChecks).toEqual([]);
  const anew = desk.take([alert({ links: link('https://a.example.org/2'), startsAt: 2 })]);
  expect(anew.putChecks[0]?.config).toMatchObject({ links: { Event: 'https://a.example.org/2' }, startsAt: 2 });
  expect(anew.entries.map((entry) => [entry.kind, entry.text])).toEqual([
    ['inbound', 'Disk full of web1 told anew by test'],
  ]);
  // An end without links keeps them: that is when somebody writes the report.
  expect(desk.take([alert({ status: 'ok' })]).putChecks).toEqual([]);
});

test('links keep their titles; of two with one title the second gets a number', () => {
  const links = ['https://a.example.org', 'https://b.example.org'].map((url) => ({ title: 'See', url }));
  const [check] = openDesk().take([alert({ links })]).putChecks;
  expect(inboundLinks(check!)).toEqual([
    { title: 'See', url: 'https://a.example.org' },
    { title: 'See 2', url: 'https://b.example.org' },
  ]);
  const config = { ...check!.config, links: { See: 'javascript:alert(1)' } };
  expect(inboundLinks({ ...check!, config })).toEqual([]);
  expect(inboundLinks({ ...check!, kind: 'http' })).toEqual([]);
});

test('a check that somebody removed is made again when it is told again', () => {
  const desk = openDesk();
  const [first] = desk.take([alert()]).putChecks;
  desk.world.removeCheck(first!.id);
  expect(desk.take([alert()]).putChecks).toHaveLength(1);
});

test('a check that was entered or imported for this very alert is the one', () => {
  const own = {
    ...ownCheck('id-web1', 'var'),
    kind: 'inbound',
    config: { source: 'test', key: 'k1', links: {}, startsAt: null },
  };
  const desk = openDesk(createWorld([host('web1')], [own]));
  expect(desk.take([alert()]).beats.map((beat) => beat.checkId)).toEqual([own.id]);
  expect(desk.take([alert({ status: 'ok' })]).beats.map((beat) => beat.checkId)).toEqual([own.id]);
  expect(desk.take([alert({ key: 'k2' })]).putChecks.map((one) => one.name)).toEqual(['Disk full']);
});

test('the receiver stops at its limits, says so, and what it knows goes on', () => {
  const desk = openDesk(createWorld([host('web1')], []), { hosts: 2, checks: 4 });
  const plan = desk.take(
    ['a', 'b', 'c', 'web1', 'web1', 'web1', 'd'].map((name, index) => alert({ host: name, key: `k${index}` })),
  );
  expect([plan.putHosts.length, plan.putChecks.length]).toEqual([2, 4]);
  expect(plan.refused).toEqual([
    '2 alerts: the receiver has made 2 hosts already, its limit; remove some that are over',
    '1 alerts: the receiver has made 4 checks already, its limit; remove some that are over',
  ]);
  expect(desk.take([alert({ host: 'a', key: 'k0', status: 'ok' })]).beats).toHaveLength(1);
});

test('text from outside is cleaned and cut before it is kept; a name that had to be changed is told in full', () => {
  const [beat] = openDesk().take([
    alert({ name: 'Tür (offen)!', summary: '\u001b[2Jwipe\nme', detail: 'x'.repeat(100_000) }),
  ]).beats;
  expect(beat?.message).toBe('wipe me');
  expect(beat?.detail).toMatch(/^Tür \(offen\)!\nx+\n\[cut here/);
  expect(Buffer.byteLength(beat?.detail ?? '')).toBeLessThan(4_200);
});

function ownCheck(hostId: string, name: string): Check {
  const draft: CheckDraft = { hostId: hostId as never, name, kind: 'ping' } as CheckDraft;
  return { ...checkInput.parse(draft), id: `own-${name}` as CheckId };
}
