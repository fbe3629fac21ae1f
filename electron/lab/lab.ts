// The lab: some forty hosts in three sites, all on this machine's loopback, with real servers behind every port, and faults
// that come and go. The demo shows it to newcomers; the tests use the same one.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type BackupFolder, createBackupFolder } from './backups.ts';
import { createAuthority, createIdentity, type Identity } from './certificates.ts';
import { createDnsServer, type DnsServer, type DnsZone } from './dns-server.ts';
import { createDoor, type Door } from './door.ts';
import { behind, DOMAIN, type FleetHost, fleetOf, PORTS } from './fleet.ts';
import { inventoryFile } from './inventory-file.ts';
import { type Condition, LabHost, type LabHostParts } from './lab-host.ts';
import { type Fault, flapsDown, type Trouble } from './script.ts';
import { hasSshd, type LabSsh, startLabSsh } from './ssh-server.ts';
import { createWebServer } from './web-server.ts';

export interface LabOptions {
  /** This run's own: keys, certificates and backups are put here; its owner removes it. */
  readonly folder: string;
  /** Second part of every address: 127.`net`.x.y. */
  readonly net: number;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface Lab {
  readonly fleet: readonly FleetHost[];
  /** An inventory file with every host and check, to be imported as it is. */
  readonly inventory: string;
  /** known_hosts lines of every SSH server but one: that one will ask. */
  readonly knownHosts: string;
  /** Makes exactly these troubles be, and everything else be well. */
  become(troubles: readonly Trouble[]): Promise<void>;
  /** Checks 'host/check' that would get a sign of life now. */
  beating(): readonly string[];
  /** What this machine lacks, in words; what needs it is left out. */
  readonly lacks: readonly string[];
  close(): Promise<void>;
}

/** Nobody has vouched for the key of this one: the operator is asked. */
export const STRANGER = 'lon3-bak01';

/** Starts every server. Resolves when all of them listen. Whoever opens the lab closes it. */
export async function openLab(options: LabOptions): Promise<Lab> {
  const { folder, net, now } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fleet = fleetOf(net);
  const authority = await createAuthority('Watchfloor lab authority', { validToAt: now() + 3_650 * DAY_MS });
  const ssh = hasSshd() ? await startLabSsh(join(folder, 'ssh'), await freePort()) : null;
  const backups = new Map(
    fleet
      .filter((host) => host.tags.includes('backup'))
      .map((host) => [host.name, createBackupFolder(join(folder, 'backups'), host.name, now)]),
  );
  const hosts = await Promise.all(fleet.map((host) => buildHost(host, { fleet, authority, ssh, startedAt: now() })));
  let faults: ReadonlyMap<string, Condition> = new Map();
  const become = async (troubles: readonly Trouble[]): Promise<void> => {
    faults = conditionsOf(fleet, troubles);
    for (const [name, backup] of backups) age(backup, faults.get(name)?.faults);
    await Promise.all(hosts.map((host) => host.become(faults.get(host.name) ?? WELL)));
  };
  const close = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.close()));
    await ssh?.close();
  };
  try {
    await become([]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    fleet,
    inventory: inventoryFile({ fleet, folder, authority: authority.cert, ssh, backups }),
    knownHosts: ssh ? knownHostsOf(fleet, ssh) : '',
    become,
    beating: () =>
      [...backups.keys()]
        .filter((name) => !faults.get(name)?.isDown && !faults.get(name)?.faults.has('silent'))
        .map((name) => `${name}/nightly job`),
    lacks: ssh ? [] : ['openssh-server: the checks over SSH are left out'],
    close,
  };
}

const DAY_MS = 86_400_000;

const WELL: Condition = { isDown: false, faults: new Set() };

/** What the troubles make of each host; hosts that are well are not in it. */
export function conditionsOf(
  fleet: readonly FleetHost[],
  troubles: readonly Trouble[],
): ReadonlyMap<string, Condition> {
  const down = new Set<string>();
  const faults = new Map<string, Set<Fault>>();
  for (const { host, fault, since } of troubles) {
    if (fault === 'down' || fault === 'cut-off' || (fault === 'flapping' && flapsDown(since))) down.add(host);
    if (fault === 'cut-off') for (const other of behind(fleet, host)) down.add(other);
    faults.set(host, (faults.get(host) ?? new Set()).add(fault));
  }
  const names = new Set([...down, ...faults.keys()]);
  return new Map([...names].map((name) => [name, { isDown: down.has(name), faults: faults.get(name) ?? new Set() }]));
}

const age = (backup: BackupFolder, faults: ReadonlySet<Fault> | undefined): void =>
  backup.age(faults?.has('backup-old') ? 50 : 2);

interface Means {
  readonly fleet: readonly FleetHost[];
  readonly authority: Identity;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly ssh: LabSsh | null;
}

async function buildHost(host: FleetHost, { authority, ssh, fleet, startedAt }: Means): Promise<LabHost> {
  const { name, address } = host;
  const has = (service: FleetHost['services'][number]): boolean => host.services.includes(service);
  const certificate = (daysLeft: number) =>
    createIdentity([name, address], {
      issuer: authority,
      validFromAt: startedAt - 90 * DAY_MS,
      validToAt: startedAt + daysLeft * DAY_MS,
    });
  const certificates = has('http') ? { good: await certificate(212), ending: await certificate(5) } : null;
  const behaviour = { status: 200, delayMs: 0, health: 'ok' };
  const web = certificates ? { server: createWebServer(name, behaviour, certificates.good), behaviour } : null;
  const doors = new Map<'mgmt' | 'http' | 'https' | 'ssh' | 'db', Door>();
  const at = (service: keyof typeof PORTS) => ({ address, port: PORTS[service] });
  if (has('mgmt'))
    doors.set(
      'mgmt',
      createDoor(at('mgmt'), (socket) => socket.end(`${name} management ready\r\n`)),
    );
  if (web) doors.set('http', createDoor(at('http'), web.server.servePlain));
  if (web && has('https')) doors.set('https', createDoor(at('https'), web.server.serveTls));
  if (has('ssh') && ssh) doors.set('ssh', createDoor(at('ssh'), ssh.serve));
  if (has('db'))
    doors.set(
      'db',
      createDoor(at('db'), (socket) => socket.resume()),
    );
  return new LabHost({ name, doors, web, certificates, dns: has('dns') ? nameServer(host, fleet) : null });
}

/** The name server of a site: it knows its site's hosts by name. A wrong answer names an address nobody has. */
function nameServer(host: FleetHost, fleet: readonly FleetHost[]): NonNullable<LabHostParts['dns']> {
  const site = fleet.filter((other) => other.site === host.site);
  const zone = (wrong: boolean): DnsZone => ({
    name: DOMAIN,
    serial: 2_026_112_201,
    records: site.map(({ name, address }) => ({
      type: 'A',
      name: `${name}.${DOMAIN}`,
      ttl: 60,
      data: wrong ? address.replace(/\d+$/, '254') : address,
    })),
  });
  let zones = [zone(false)];
  let running: DnsServer | null = null;
  return {
    answerWrong(isWrong) {
      zones = [zone(isWrong)];
      running?.serve(zones);
    },
    async start() {
      running ??= await createDnsServer({ address: host.address, port: PORTS.dns, zones });
    },
    async stop() {
      await running?.close();
      running = null;
    },
  };
}

function knownHostsOf(fleet: readonly FleetHost[], ssh: LabSsh): string {
  const lines = fleet
    .filter((host) => host.services.includes('ssh') && host.name !== STRANGER)
    .map((host) => `[${host.address}]:${PORTS.ssh} ${ssh.hostKey}`);
  return `${lines.join('\n')}\n`;
}

/** A port of 127.0.0.1 that nobody has. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const place = server.address();
      server.close(() => (place && typeof place === 'object' ? resolve(place.port) : reject(new Error('no port'))));
    });
  });
}
