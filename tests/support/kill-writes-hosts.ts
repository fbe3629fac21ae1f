// What operators do to their hosts and checks in a kill test: one kind of write each, with what it must leave behind and
// the words of its journal entry. Null: there is nothing to do it to.
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import {
  addressOf,
  type Desk,
  entered,
  idOf,
  intervalOf,
  MOST_HOSTS,
  OWN_CHECK,
  policy,
  someHost,
  type Write,
  withHost,
  wordOf,
} from './kill-desk.ts';

export function addHost(desk: Desk): Write | null {
  if (Object.keys(desk.model.hosts).length >= MOST_HOSTS) return null;
  const { operator, serial, chance, ids } = desk;
  const name = `${operator}-${serial}`;
  const site = 'main';
  const host = {
    address: addressOf(desk),
    site,
    notes: wordOf(desk),
    tagged: chance.below(2) === 0,
    checks: { ping: intervalOf(desk), door: intervalOf(desk) },
  };
  const checks = [
    { name: 'ping', kind: 'ping', alive: true, policy: policy(intervalOf(desk)) },
    { name: 'door', ...OWN_CHECK, policy: policy(intervalOf(desk)) },
  ];
  return {
    what: 'addHost',
    entry: wordOf(desk),
    after: withHost(desk.model, name, host),
    async send(client) {
      const made = await client.inventory.addHost({ host: entered(operator, name, host), checks });
      ids.set(name, made.host.id);
      for (const check of made.checks) ids.set(`${name}/${check.name}`, check.id);
    },
  };
}

export function editHost(desk: Desk): Write | null {
  const [name, before] = someHost(desk) ?? [];
  if (!name || !before) return null;
  const host = { ...before, notes: wordOf(desk), address: addressOf(desk), tagged: desk.chance.below(2) === 0 };
  const hostId = idOf<HostId>(desk, name);
  return {
    what: 'editHost',
    entry: wordOf(desk),
    after: withHost(desk.model, name, host),
    send: (client) => client.inventory.editHost({ hostId, host: entered(desk.operator, name, host) }),
  };
}

export function removeHost(desk: Desk): Write | null {
  const [name] = someHost(desk) ?? [];
  if (!name || Object.keys(desk.model.hosts).length < 3) return null;
  const hostId = idOf<HostId>(desk, name);
  return {
    what: 'removeHost',
    entry: `${name} removed, with`,
    after: withHost(desk.model, name, null),
    send: (client) => client.inventory.removeHost({ hostId }),
  };
}

export function addCheck(desk: Desk): Write | null {
  const [name, host] = someHost(desk) ?? [];
  if (!name || !host || Object.keys(host.checks).length > 4) return null;
  const check = `extra-${desk.serial}`;
  const hostId = idOf<HostId>(desk, name);
  const intervalMs = intervalOf(desk);
  return {
    what: 'addCheck',
    entry: `${check} added to ${name}`,
    after: withHost(desk.model, name, { ...host, checks: { ...host.checks, [check]: intervalMs } }),
    async send(client) {
      const made = await client.inventory.addCheck({ hostId, name: check, ...OWN_CHECK, policy: policy(intervalMs) });
      desk.ids.set(`${name}/${check}`, made.id);
    },
  };
}

export function editOrRemoveCheck(desk: Desk): Write | null {
  const [name, host] = someHost(desk) ?? [];
  const [check] = Object.keys(host?.checks ?? {}).filter((one) => one.startsWith('extra-'));
  if (!name || !host || !check) return null;
  const checkId = idOf<CheckId>(desk, `${name}/${check}`);
  const hostId = idOf<HostId>(desk, name);
  const { [check]: _, ...others } = host.checks;
  if (desk.chance.below(2) === 0) {
    return {
      what: 'removeCheck',
      entry: `${check} removed from ${name}`,
      after: withHost(desk.model, name, { ...host, checks: others }),
      send: (client) => client.inventory.removeCheck({ checkId }),
    };
  }
  const intervalMs = intervalOf(desk);
  const edited = { hostId, name: check, ...OWN_CHECK, policy: policy(intervalMs) };
  return {
    what: 'editCheck',
    entry: `"intervalMs":${intervalMs},`,
    after: withHost(desk.model, name, { ...host, checks: { ...others, [check]: intervalMs } }),
    send: (client) => client.inventory.editCheck({ checkId, check: edited }),
  };
}

export function bulkEdit(desk: Desk): Write | null {
  const all = Object.entries(desk.model.hosts);
  if (all.length < 2) return null;
  const site = `site-${desk.operator}-${desk.serial}.`;
  const hosts = Object.fromEntries(all.map(([name, host]) => [name, { ...host, site }]));
  const hostIds = all.map(([name]) => idOf<HostId>(desk, name));
  return {
    what: 'bulkEdit',
    entry: site,
    after: { ...desk.model, hosts },
    send: (client) => client.inventory.bulkEdit({ hostIds, change: { site } }),
  };
}

/** New words for every host and one host more, in one file. */
export function importFile(desk: Desk): Write | null {
  const all = Object.entries(desk.model.hosts);
  if (all.length === 0 || all.length >= MOST_HOSTS) return null;
  const notes = wordOf(desk);
  const name = `${desk.operator}-${desk.serial}`;
  const added = { address: addressOf(desk), site: 'main', notes, tagged: false, checks: { ping: 60_000 } };
  const hosts = Object.fromEntries(all.map(([known, host]) => [known, { ...host, notes }]));
  const lines = [
    'watchfloor: 1',
    'hosts:',
    ...all.map(([known]) => `  - { name: ${known}, notes: "${notes}" }`),
    `  - { name: ${name}, address: ${added.address}, notes: "${notes}",`,
    '      checks: [{ name: ping, kind: ping, alive: true, interval: 60s, retryInterval: 60s, timeout: 900ms }] }',
  ];
  return {
    what: 'importFile',
    entry: notes,
    after: { ...desk.model, hosts: { ...hosts, [name]: added } },
    async send(client) {
      const report = await client.inventory.importFile({ format: 'yaml', text: `${lines.join('\n')}\n` });
      if (!report.applied) throw new Error(`the import was not applied: ${JSON.stringify(report.findings)}`);
      const entries = await client.history.journal({ kinds: ['inventory'], limit: 100 });
      desk.ids.set(name, entries.find((entry) => entry.text.startsWith(`${name} imported`))?.hostId ?? '');
    },
  };
}
