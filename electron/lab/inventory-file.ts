// The lab as an inventory file: what an operator would have written for it, templates and all.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { BackupFolder } from './backups.ts';
import { DOMAIN, type FleetHost, PORTS } from './fleet.ts';
import type { LabSsh } from './ssh-server.ts';

export interface InventoryFacts {
  readonly fleet: readonly FleetHost[];
  /** The lab's own folder: the authority's certificate is put there for the checks to trust. */
  readonly folder: string;
  readonly authority: string;
  readonly ssh: LabSsh | null;
  readonly backups: ReadonlyMap<string, BackupFolder>;
}

type Check = Readonly<Record<string, unknown>>;

/** Quick, so that a newcomer sees the first alarm within seconds. */
const QUICK = { interval: '5s', retryInterval: '2s', timeout: '1500ms' } as const;
const CALM = { interval: '20s', retryInterval: '4s', timeout: '8s' } as const;

/** The file as text. */
export function inventoryFile(facts: InventoryFacts): string {
  const authorityFile = join(facts.folder, 'authority.pem');
  writeFileSync(authorityFile, facts.authority);
  return stringify({
    watchfloor: 1,
    templates: [
      ...(facts.ssh ? [{ name: 'Linux host', tag: 'linux', checks: [linuxCheck(facts.ssh)] }] : []),
      { name: 'Web server', tag: 'web', checks: webChecks(authorityFile) },
    ],
    hosts: [
      ...facts.fleet.map((host) => hostOf(host, facts)),
      {
        name: 'this-machine',
        address: '127.0.0.1',
        site: 'ops',
        role: 'monitor',
        notes: 'The machine the demo runs on.',
        checks: [
          { name: 'ping', kind: 'ping', alive: true, ...QUICK },
          { name: 'system', kind: 'system', config: PATIENT, interval: '10s', retryInterval: '5s', timeout: '4s' },
        ],
      },
    ],
  });
}

/** Limits that a machine busy with a demo keeps to. */
const PATIENT = { warnCpu: 100, critCpu: 100, warnLoad: 30, critLoad: 60 };

const linuxCheck = ({ user, keyFile }: LabSsh): Check => ({
  name: 'system',
  kind: 'remote-system',
  // All of them show this very machine: what it is busy with is no news forty times over.
  config: { user, port: PORTS.ssh, auth: 'key', keyFile, ...PATIENT },
  ...CALM,
});

const webChecks = (authorityFile: string): readonly Check[] => [
  {
    name: 'page',
    kind: 'http',
    config: { path: '/', port: PORTS.http, expectBody: 'All is well', warnMs: 1_000 },
    ...QUICK,
  },
  { name: 'certificate', kind: 'tls', config: { port: PORTS.https, caFile: authorityFile }, ...CALM },
];

function hostOf(host: FleetHost, facts: InventoryFacts) {
  const { name, address, site, role, tags, parents, asset, notes } = host;
  return {
    name,
    address,
    site,
    role,
    tags,
    ...(parents.length > 0 && { parents }),
    asset,
    ...(notes && { notes }),
    links: [{ title: 'Asset record', url: `https://assets.${DOMAIN}/${asset.tag}` }],
    checks: checksOf(host, facts),
  };
}

function checksOf(host: FleetHost, { backups }: InventoryFacts): readonly Check[] {
  const { address, services, role } = host;
  const checks: Check[] = [
    { name: 'management', kind: 'tcp', alive: true, config: { port: PORTS.mgmt, expect: 'ready' }, ...QUICK },
    { name: 'ping', kind: 'ping', ...CALM },
  ];
  if (services.includes('db')) checks.push({ name: 'postgres', kind: 'tcp', config: { port: PORTS.db }, ...QUICK });
  if (role === 'app') {
    const config = { path: '/health', port: PORTS.http, jsonPath: 'status', jsonEquals: 'ok', warnMs: 1_000 };
    checks.push({ name: 'health', kind: 'http', config, ...QUICK });
  }
  if (services.includes('dns')) {
    const name = `${host.site}-rt01.${DOMAIN}`;
    const answers = [address.replace(/\d+$/, '1')];
    checks.push({
      name: 'answers',
      kind: 'dns',
      config: { name, port: PORTS.dns, expect: 'exactly', answers },
      ...QUICK,
    });
  }
  const backup = backups.get(host.name);
  if (backup) {
    checks.push(
      {
        name: 'nightly copies',
        kind: 'backup',
        config: { over: 'local', folder: backup.path, files: 'orders-*.dump', warnHours: 26, critHours: 72 },
        ...CALM,
      },
      { name: 'nightly job', kind: 'heartbeat', config: { everyMinutes: 0.5, graceMinutes: 0.25 }, ...CALM },
    );
  }
  return checks;
}
