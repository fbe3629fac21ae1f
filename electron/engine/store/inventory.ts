// Hosts and their checks as operators entered them.
import type { Check } from '../../contract/model/check.ts';
import { assetRecord, type Host } from '../../contract/model/host.ts';
import type { CheckId, HostId, TemplateId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Connection } from './connect.ts';
import { listIn, objectIn } from './json-column.ts';

type HostRow = Record<
  'id' | 'name' | 'address' | 'site' | 'role' | 'tags' | 'parents' | 'notes' | 'asset' | 'links',
  string
>;

interface CheckRow {
  readonly id: string;
  readonly host_id: string;
  readonly name: string;
  readonly kind: string;
  readonly enabled: number;
  readonly alive: number;
  readonly config: string;
  readonly policy: string;
  readonly template: string | null;
  readonly depends_on: string;
}

function toHost(row: HostRow): Host {
  const { id, tags, parents, asset, links, ...rest } = row;
  return {
    ...rest,
    id: id as HostId,
    tags: [...listIn<string>(tags)],
    parents: [...listIn<Host['parents'][number]>(parents)],
    // Written before a field was known, it gets that field's default.
    asset: assetRecord.parse(objectIn(asset)),
    links: [...listIn<Host['links'][number]>(links)],
  };
}

/** The schedule counts with these: one that is no number must not reach it. */
function policyIn(text: string): Check['policy'] {
  const policy = objectIn<Check['policy']>(text);
  const { intervalMs, retryIntervalMs, timeoutMs } = policy;
  if (![intervalMs, retryIntervalMs, timeoutMs].every((ms) => ms > 0)) throw new SyntaxError(`no policy: ${text}`);
  return policy;
}

function toCheck(row: CheckRow): Check {
  return {
    id: row.id as CheckId,
    hostId: row.host_id as HostId,
    name: row.name,
    kind: row.kind,
    config: objectIn(row.config),
    policy: policyIn(row.policy),
    enabled: row.enabled === 1,
    alive: row.alive === 1,
    dependsOn: [...listIn<string>(row.depends_on)],
    ...(row.template === null ? {} : { template: row.template as TemplateId }),
  };
}

const HOST_COLUMNS = 'id, name, address, site, role, tags, parents, notes, asset, links';
const CHECK_COLUMNS = 'id, host_id, name, kind, enabled, alive, config, policy, template, depends_on';

function hostRepository(db: Connection) {
  const list = db.prepare<[], HostRow>(`SELECT ${HOST_COLUMNS} FROM host ORDER BY name_key`);
  const byName = db.prepare<[string], HostRow>(`SELECT ${HOST_COLUMNS} FROM host WHERE name_key = ?`);
  const remove = db.prepare<[string]>('DELETE FROM host WHERE id = ?');
  const put = db.prepare<[Record<string, string>]>(`
    INSERT INTO host (id, name, name_key, address, site, role, tags, parents, notes, asset, links)
    VALUES (@id, @name, @nameKey, @address, @site, @role, @tags, @parents, @notes, @asset, @links)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, address = excluded.address,
      site = excluded.site, role = excluded.role, tags = excluded.tags, parents = excluded.parents, notes = excluded.notes,
      asset = excluded.asset, links = excluded.links`);
  return {
    /** All hosts, by name. */
    hosts: (): readonly Host[] => list.all().map(toHost),
    /** The host that has this name, whatever its case. */
    hostByName(name: string): Host | null {
      const row = byName.get(nameKey(name));
      return row === undefined ? null : toHost(row);
    },
    /** Adds or replaces a host. A name another host has (ignoring case) is a StorageError: ask `hostByName` first. */
    putHost(host: Host): void {
      const { tags, parents, asset, links, ...words } = host;
      put.run({
        ...words,
        nameKey: nameKey(host.name),
        tags: JSON.stringify(tags),
        parents: JSON.stringify(parents),
        asset: JSON.stringify(asset),
        links: JSON.stringify(links),
      });
    },
    /** Removes a host with its checks, states and problems; its history stays. True when there was one. */
    removeHost: (id: HostId): boolean => remove.run(id).changes > 0,
  };
}

function checkRepository(db: Connection) {
  const list = db.prepare<[], CheckRow>(`SELECT ${CHECK_COLUMNS} FROM host_check ORDER BY host_id, name, id`);
  const remove = db.prepare<[string]>('DELETE FROM host_check WHERE id = ?');
  const put = db.prepare<[CheckRow]>(`
    INSERT INTO host_check (${CHECK_COLUMNS})
    VALUES (@id, @host_id, @name, @kind, @enabled, @alive, @config, @policy, @template, @depends_on)
    ON CONFLICT (id) DO UPDATE SET host_id = excluded.host_id, name = excluded.name, kind = excluded.kind,
      enabled = excluded.enabled, alive = excluded.alive, config = excluded.config, policy = excluded.policy,
      template = excluded.template, depends_on = excluded.depends_on`);
  return {
    /** All checks, by host, then name. */
    checks: (): readonly Check[] => list.all().map(toCheck),
    /** Adds or replaces a check; its host must be there. */
    putCheck(check: Check): void {
      put.run({
        id: check.id,
        host_id: check.hostId,
        name: check.name,
        kind: check.kind,
        enabled: check.enabled ? 1 : 0,
        alive: check.alive ? 1 : 0,
        config: JSON.stringify(check.config),
        policy: JSON.stringify(check.policy),
        template: check.template ?? null,
        depends_on: JSON.stringify(check.dependsOn),
      });
    },
    /** Removes a check with its state and problems; its history stays, its samples are removed by `samples.removeCheck`. */
    removeCheck: (id: CheckId): boolean => remove.run(id).changes > 0,
  };
}

export function createInventory(db: Connection) {
  return { ...hostRepository(db), ...checkRepository(db) };
}
