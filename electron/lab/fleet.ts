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

const BOTH = ['sw01', 'sw02'];
const LINUX = ['linux'];

const BLUEPRINTS: readonly Blueprint[] = [
  {
    name: 'rt01',
    at: 1,
    role: 'router',
    tags: ['network'],
    behind: [],
    services: ['mgmt'],
    model: 'MX204',
    owner: 'network',
  },
  {
    name: 'sw01',
    at: 2,
    role: 'switch',
    tags: ['network'],
    behind: ['rt01'],
    services: ['mgmt'],
    model: '7050SX3',
    owner: 'network',
  },
  {
    name: 'sw02',
    at: 3,
    role: 'switch',
    tags: ['network'],
    behind: ['rt01'],
    services: ['mgmt'],
    model: '7050SX3',
    owner: 'network',
  },
  {
    name: 'fw01',
    at: 4,
    role: 'firewall',
    tags: ['network'],
    behind: ['rt01'],
    services: ['mgmt'],
    model: 'SRX1500',
    owner: 'network',
  },
  {
    name: 'dns01',
    at: 10,
    role: 'dns',
    tags: LINUX,
    behind: BOTH,
    services: ['mgmt', 'dns', 'ssh'],
    model: 'R650',
    owner: 'platform',
  },
  {
    name: 'web01',
    at: 21,
    role: 'web',
    tags: ['web', 'linux'],
    behind: BOTH,
    services: ['mgmt', 'http', 'https', 'ssh'],
    model: 'R650',
    owner: 'shop',
  },
  {
    name: 'web02',
    at: 22,
    role: 'web',
    tags: ['web', 'linux'],
    behind: BOTH,
    services: ['mgmt', 'http', 'https', 'ssh'],
    model: 'R650',
    owner: 'shop',
  },
  {
    name: 'web03',
    at: 23,
    role: 'web',
    tags: ['web', 'linux'],
    behind: BOTH,
    services: ['mgmt', 'http', 'https', 'ssh'],
    model: 'R650',
    owner: 'shop',
  },
  {
    name: 'app01',
    at: 31,
    role: 'app',
    tags: LINUX,
    behind: BOTH,
    services: ['mgmt', 'http', 'ssh'],
    model: 'R750',
    owner: 'shop',
  },
  {
    name: 'app02',
    at: 32,
    role: 'app',
    tags: LINUX,
    behind: BOTH,
    services: ['mgmt', 'http', 'ssh'],
    model: 'R750',
    owner: 'shop',
  },
  {
    name: 'db01',
    at: 41,
    role: 'db',
    tags: LINUX,
    behind: BOTH,
    services: ['mgmt', 'db', 'ssh'],
    model: 'R7615',
    owner: 'database',
    notes: 'Primary. Fail over by hand only; call the owner first.',
  },
  {
    name: 'db02',
    at: 42,
    role: 'db',
    tags: LINUX,
    behind: BOTH,
    services: ['mgmt', 'db', 'ssh'],
    model: 'R7615',
    owner: 'database',
    notes: 'Replica of db01.',
  },
  {
    name: 'bak01',
    at: 51,
    role: 'backup',
    tags: ['linux', 'backup'],
    behind: BOTH,
    services: ['mgmt', 'ssh'],
    model: 'R740xd2',
    owner: 'platform',
  },
]; // prettier-ignore

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
