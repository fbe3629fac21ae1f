// The hosts of the lab: three sites alike, about forty hosts on loopback, each site behind its router. Pure.
import type { AssetRecord } from '../contract/model/host.ts';

export type Service = 'mgmt' | 'http' | 'https' | 'ssh' | 'db' | 'dns';

export interface FleetHost {
  readonly name: string;
  readonly address: string;
  readonly site: string;
  readonly role: string;
  readonly tags: readonly string[];
  /** Names; any of a group is enough. */
  readonly parents: readonly { readonly host: string; readonly group: string }[];
  readonly services: readonly Service[];
  readonly asset: Partial<AssetRecord>;
  readonly notes: string;
}

/** Ports of the lab: above 1023, so that nobody has to be root. */
export const PORTS: Readonly<Record<Service, number>> = {
  mgmt: 7_001,
  http: 8_080,
  https: 8_443,
  ssh: 2_222,
  db: 5_432,
  dns: 5_353,
};

/** What the lab's name servers answer for. */
export const DOMAIN = 'lab.example.org';

const SITES = ['ams1', 'fra2', 'lon3'] as const;
const CITY = { ams1: 'Amsterdam, hall 2', fra2: 'Frankfurt, room 14', lon3: 'London, cage 7' } as const;

interface Blueprint {
  readonly name: string;
  /** Last part of the address. */
  readonly at: number;
  readonly role: string;
  readonly tags: readonly string[];
  readonly behind: readonly string[];
  readonly services: readonly Service[];
  readonly model: string;
  readonly owner: string;
  readonly notes?: string;
}

type Rest = Pick<Blueprint, 'model' | 'owner'> & Partial<Blueprint>;

/** Something of the network: behind the router, and only managed. */
const device = (name: string, at: number, role: string, rest: Rest): Blueprint => ({
  ...{ name, at, role, tags: ['network'], behind: ['rt01'], services: ['mgmt'] },
  ...rest,
});

/** A Linux host behind both switches; any of them is enough. */
const server = (name: string, at: number, role: string, own: readonly Service[], rest: Rest): Blueprint => ({
  ...{ name, at, role, tags: ['linux'], behind: ['sw01', 'sw02'], services: ['mgmt', 'ssh', ...own] },
  ...rest,
});

const web = { model: 'R650', owner: 'shop', tags: ['web', 'linux'] };
const app = { model: 'R750', owner: 'shop' };
const db = { model: 'R7615', owner: 'database' };
const PRIMARY = 'Primary. Fail over by hand only; call the owner first.';

const BLUEPRINTS: readonly Blueprint[] = [
  device('rt01', 1, 'router', { model: 'MX204', owner: 'network', behind: [] }),
  device('sw01', 2, 'switch', { model: '7050SX3', owner: 'network' }),
  device('sw02', 3, 'switch', { model: '7050SX3', owner: 'network' }),
  device('fw01', 4, 'firewall', { model: 'SRX1500', owner: 'network' }),
  server('dns01', 10, 'dns', ['dns'], { model: 'R650', owner: 'platform' }),
  server('web01', 21, 'web', ['http', 'https'], web),
  server('web02', 22, 'web', ['http', 'https'], web),
  server('web03', 23, 'web', ['http', 'https'], web),
  server('app01', 31, 'app', ['http'], app),
  server('app02', 32, 'app', ['http'], app),
  server('db01', 41, 'db', ['db'], { ...db, notes: PRIMARY }),
  server('db02', 42, 'db', ['db'], { ...db, notes: 'Replica of db01.' }),
  server('bak01', 51, 'backup', [], { model: 'R740xd2', owner: 'platform', tags: ['linux', 'backup'] }),
];

/** Every host, in 127.`net`.x.y; a host's name is 'site-blueprint'. */
export function fleetOf(net: number): readonly FleetHost[] {
  return SITES.flatMap((site, index) =>
    BLUEPRINTS.map(
      (plan, row): FleetHost => ({
        name: `${site}-${plan.name}`,
        address: `127.${net}.${index + 1}.${plan.at}`,
        site,
        role: plan.role,
        tags: plan.tags,
        parents: plan.behind.map((name) => ({
          host: `${site}-${name}`,
          group: plan.behind.length > 1 ? 'uplink' : '',
        })),
        services: plan.services,
        asset: {
          tag: `WF-${index + 1}${String(plan.at).padStart(3, '0')}`,
          model: plan.model,
          location: CITY[site],
          rackUnit: `U${40 - row * 2}`,
          owner: plan.owner,
          lifecycle: 'in-service',
          supportEndsOn: plan.role === 'db' ? '2028-03-31' : '2027-09-30',
        },
        notes: plan.notes ?? '',
      }),
    ),
  );
}

/** Names of the hosts that lose their way when this one goes: those that are behind it and nothing else. */
export function behind(fleet: readonly FleetHost[], name: string): readonly string[] {
  const lost = new Set([name]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const host of fleet) {
      if (lost.has(host.name) || host.parents.length === 0) continue;
      if (!host.parents.every((parent) => lost.has(parent.host))) continue;
      lost.add(host.name);
      grew = true;
    }
  }
  lost.delete(name);
  return [...lost];
}
