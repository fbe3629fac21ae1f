// What a change of the inventory comes to, row by row.
import { expect, test } from 'vitest';
import type { Check } from '../../electron/contract/model/check.ts';
import { type Host, hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, TemplateId } from '../../electron/contract/model/ids.ts';
import { type NewCheck, newCheck, type Template } from '../../electron/contract/model/template.ts';
import {
  type InventoryNow,
  type InventoryPlan,
  isEmpty,
  planInventory,
} from '../../electron/engine/core/inventory-plan.ts';

const host = (name: string, more: Partial<Host> = {}): Host => ({
  ...hostInput.parse({ name, address: '127.0.0.1' }),
  id: name as HostId,
  ...more,
});
const wish = (name: string, more: Partial<NewCheck> = {}): NewCheck => ({
  ...newCheck.parse({ name, kind: 'ping' }),
  ...more,
});
const check = (on: string, name: string, more: Partial<Check> = {}): Check => ({
  ...wish(name),
  hostId: on as HostId,
  id: `${on}.${name}` as CheckId,
  ...more,
});
const template = (name: string, tag: string, ...checks: NewCheck[]): Template => ({
  id: name as TemplateId,
  name,
  tag,
  checks,
});

function now(hosts: readonly Host[], checks: readonly Check[] = [], templates: readonly Template[] = []): InventoryNow {
  return {
    hosts: new Map(hosts.map((one) => [one.id, one])),
    checks: new Map(checks.map((one) => [one.id, one])),
    templates: new Map(templates.map((one) => [one.id, one])),
    checksOf: (id) => checks.filter((one) => one.hostId === id),
  };
}

let made = 0;
const newId = () => `new${++made}`;

/** '+web1.load -web1.ping *web1' */
const told = (plan: InventoryPlan): readonly string[] =>
  [...plan.hosts, ...plan.checks, ...plan.templates].map(({ before, after }) => {
    const thing = (after ?? before)!;
    const name = 'hostId' in thing ? `${thing.hostId}.${thing.name}` : thing.name;
    return `${before ? (after ? '*' : '-') : '+'}${name}`;
  });

test('what is as it was is no change, whatever the order of its keys', () => {
  const linux = template('linux', 'linux', wish('load'));
  const web = host('web1', { tags: ['linux'] });
  const known = now([web], [check('web1', 'load', { template: linux.id })], [linux]);
  const again = { ...web, asset: Object.fromEntries(Object.entries(web.asset).reverse()) as Host['asset'] };
  expect(isEmpty(planInventory(known, { putHosts: [again], putTemplates: [{ ...linux }] }, newId))).toBe(true);
});

test('a host that goes takes its checks along and lets go of its children; its own edit in the same plan holds', () => {
  const [sw1, sw2] = [host('sw1'), host('sw2')];
  const web = host('web1', {
    parents: [
      { hostId: sw1.id, group: '' },
      { hostId: sw2.id, group: 'b' },
    ],
  });
  const plan = planInventory(
    now([sw1, sw2, web], [check('sw1', 'ping'), check('web1', 'ping')]),
    { removeHosts: [sw1.id], putHosts: [{ ...web, site: 'fra1' }] },
    newId,
  );
  expect(told(plan)).toEqual(['-sw1', '*web1', '-sw1.ping']);
  expect(plan.hosts[1]?.after).toMatchObject({ site: 'fra1', parents: [{ hostId: 'sw2', group: 'b' }] });
});

test('the tag of a template moves: hosts of the old one lose its checks, hosts of the new one get them', () => {
  const linux = template('linux', 'linux', wish('load'));
  const known = now(
    [host('a', { tags: ['linux'] }), host('b', { tags: ['unix'] }), host('c')],
    [check('a', 'load', { template: linux.id })],
    [linux],
  );
  expect(told(planInventory(known, { putTemplates: [{ ...linux, tag: 'UNIX' }] }, newId))).toEqual([
    '-a.load',
    '+b.load',
    '*linux',
  ]);
});

test('the mark of the alive check passes from one to the other, and back to a template', () => {
  const linux = template('linux', 'linux', wish('up', { alive: true }));
  const web = host('web1', { tags: ['linux'] });
  const own = check('web1', 'ping', { alive: true });
  const known = now([web], [own, check('web1', 'up', { template: linux.id })], [linux]);
  const tcp = check('web1', 'tcp', { alive: true });
  const taken = planInventory(known, { putChecks: [tcp] }, newId);
  expect(taken.checks.map(({ after }) => [after?.name, after?.alive])).toEqual([
    ['ping', false],
    ['tcp', true],
  ]);
  const back = planInventory(known, { removeChecks: [own.id] }, newId);
  expect(told(back)).toEqual(['-web1.ping', '*web1.up']);
  expect(back.checks[1]?.after?.alive).toBe(true);
});

test('of two templates the first by name gives the check, and the other is told of', () => {
  const known = now([host('a', { tags: ['x'] })], [], []);
  const plan = planInventory(
    known,
    { putTemplates: [template('b', 'x', wish('load')), template('A', 'x', wish('LOAD'), wish('disk'))] },
    newId,
  );
  expect(plan.checks.map(({ after }) => `${after?.template} ${after?.name}`)).toEqual(['A LOAD', 'A disk']);
  expect(plan.clashes).toEqual([{ host: 'a', check: 'load', kept: 'A', leftOut: 'b' }]);
});
