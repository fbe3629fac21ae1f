// The night of the design pictures: 598 hosts at three sites, one dead switch with 38 hosts behind it, eight strips.
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { CHANNELS, routesWith } from './worlds-alerting.ts';
import { chance, draftWorld, HOUR, hostIdOf, MINUTE, SECOND, type WorldDraft } from './worlds-build.ts';

const SITES = {
  ams1: { core: 4, dist: 6, acc: 18, edge: 4, fw: 4, hyp: 24, k8s: 40, web: 32, app: 36, db: 16, store: 14, svc: 16 },
  fra2: { core: 4, dist: 6, acc: 18, edge: 4, fw: 4, hyp: 22, k8s: 40, web: 30, app: 34, db: 16, store: 14, svc: 14 },
  lon3: { core: 2, dist: 4, acc: 16, edge: 4, fw: 2, hyp: 20, k8s: 36, web: 28, app: 30, db: 12, store: 12, svc: 12 },
} as const;
type Site = keyof typeof SITES;
type Role = keyof (typeof SITES)[Site];

const SWITCHES: ReadonlySet<string> = new Set(['core', 'dist', 'acc']);
const SPECIAL: Readonly<Record<string, string>> = { 'ams1-svc-10': 'ams1-mail-02', 'lon3-svc-01': 'lon3-dns-01' };

/** What hangs below the second distribution switch of ams1, and how much of it. */
const BEHIND: Partial<Record<Role, number>> = { k8s: 10, web: 16, app: 12 };

function nameOf(site: Site, role: Role, number: number): string {
  const two = String(number).padStart(2, '0');
  const plain = `${site}-${role}-${SWITCHES.has(role) ? `sw${two}` : role === 'edge' ? `rtr${two}` : two}`;
  return SPECIAL[plain] ?? plain;
}

/** The parent of a host: switches in a row, servers below a distribution switch. */
function parentOf(site: Site, role: Role, number: number): string | null {
  if (role === 'core' || role === 'edge' || role === 'fw') return null;
  if (role === 'dist') return nameOf(site, 'core', 1);
  if (site === 'ams1' && number <= (BEHIND[role] ?? 0)) return nameOf(site, 'dist', 2);
  return nameOf(site, 'dist', 1);
}

/** The world of the pictures at `now`. */
export function designNight(now: number): Snapshot {
  const world = draftWorld(now);
  for (const site of Object.keys(SITES) as Site[]) {
    for (const [role, count] of Object.entries(SITES[site]) as [Role, number][]) {
      for (let number = 1; number <= count; number += 1) addHost(world, site, role, number);
    }
  }
  addUnhandled(world);
  addHandled(world);
  for (const name of ['fra2-web-04', 'lon3-app-11', 'ams1-acc-sw07']) world.soft(name, 'tcp 443', 2);
  world.question({
    address: '10.42.7.37',
    port: 22,
    algorithm: 'ssh-ed25519',
    fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrRXVnzDKJq7c0yYy3rNwhd0',
    known: null,
    seenAt: now - 6 * MINUTE,
  });
  return { ...world.snapshot(), channels: CHANNELS, routes: routesWith(null) };
}

function addHost(world: WorldDraft, site: Site, role: Role, number: number): void {
  const name = nameOf(site, role, number);
  const parent = parentOf(site, role, number);
  world.host(name, site, role, {
    tags: [role === 'db' || role === 'store' ? 'data' : SWITCHES.has(role) ? 'network' : 'service'],
    parents: parent ? [{ hostId: hostIdOf(parent), group: '' }] : [],
  });
  if (SWITCHES.has(role)) return;
  const value = Math.round(chance(name, 'cpu') ** 2 * 95);
  world.check(name, 'cpu', 'remote-system', [{ name: 'cpu.used', value, unit: '%', warn: '85', crit: '95' }]);
}

function addUnhandled(world: WorldDraft): void {
  const dead = nameOf('ams1', 'dist', 2);
  world.down(dead, {
    status: 'down',
    forMs: 106 * SECOND,
    summary: 'Down: 5 of 5 packets lost',
    metrics: [{ name: 'loss', value: 100, unit: '%' }],
  });
  for (const [role, count] of Object.entries(BEHIND) as [Role, number][]) {
    for (let number = 1; number <= count; number += 1)
      world.unreachable(nameOf('ams1', role, number), dead, 95 * SECOND);
  }
  world.check('fra2-db-07', 'replication lag', 'ssh', [], {
    status: 'critical',
    forMs: 13 * MINUTE + 22 * SECOND,
    summary: '412 s behind fra2-db-01',
    detail: 'critical over 300 s, rising 26 s/min',
    metrics: [{ name: 'lag', value: 412, unit: 's', warn: '120', crit: '300' }],
  });
  world.check('lon3-edge-rtr02', 'bgp sessions', 'ssh', [], {
    status: 'critical',
    forMs: 9 * MINUTE + 4 * SECOND,
    summary: '2 of 4 sessions idle',
    detail: 'AS64512 and AS64620; transit on the other two',
    metrics: [{ name: 'sessions', value: 2, unit: '', warn: '4:', crit: '3:' }],
  });
  world.check('ams1-web-22', 'http /healthz', 'http', [], {
    status: 'critical',
    forMs: 6 * MINUTE + 41 * SECOND,
    summary: '503 in 214 ms, 3 times in a row',
    detail: 'body lacks "ok"; pool has 15 of 32 left',
    metrics: [{ name: 'time.total', value: 214, unit: 'ms', warn: '150', crit: '500' }],
  });
  world.check('fra2-store-03', 'smart /dev/sdc', 'plugin', [], {
    status: 'unknown',
    forMs: 21 * MINUTE + 10 * SECOND,
    summary: 'Plugin killed by signal 9 after 10.0 s',
    detail: 'no result for 21 min; last known OK',
  });
  world.check('lon3-hyp-09', 'disk /var', 'remote-system', [], {
    status: 'warning',
    forMs: 48 * MINUTE + 15 * SECOND,
    summary: '91 % of 480 GB used',
    detail: 'warning over 90 %; full in 2 d 6 h at this rate',
    metrics: [{ name: 'disk.used', value: 91, unit: '%', warn: '90', crit: '95' }],
  });
  world.check('ams1-mail-02', 'deferred queue', 'ssh', [], {
    status: 'warning',
    forMs: 17 * MINUTE + 30 * SECOND,
    summary: '1 284 messages deferred',
    detail: 'warning over 1 000; oldest 37 min',
    metrics: [{ name: 'deferred', value: 1284, unit: '', warn: '1000' }],
  });
  world.check('lon3-dns-01', 'tls dot.lon3', 'tls', [], {
    status: 'warning',
    forMs: 132 * MINUTE,
    summary: 'Certificate ends in 13 d 4 h',
    detail: 'warning under 14 d; renewal is not automatic',
    metrics: [{ name: 'expiry', value: 13.2, unit: 'd', warn: '14:' }],
  });
}

function addHandled(world: WorldDraft): void {
  const acked = (
    host: string,
    check: string,
    status: 'critical' | 'warning',
    forMs: number,
    summary: string,
    by: string,
    reason: string,
    sticky = false,
  ) =>
    world.check(host, check, 'ssh', [], {
      status,
      forMs,
      summary,
      ack: { by, reason, sticky, expiresAt: sticky ? null : world.now + 90 * MINUTE },
    });
  acked(
    'fra2-hyp-16',
    'ecc memory',
    'critical',
    66 * MINUTE,
    '48 corrected errors/h',
    'A. Brandt',
    'DIMM B2 ordered',
    true,
  );
  acked(
    'lon3-db-04',
    'disk i/o',
    'critical',
    54 * MINUTE,
    'await 48 ms, critical over 40 ms',
    'J. Lindqvist',
    'vacuum running',
  );
  acked('fra2-app-21', 'load', 'warning', 151 * MINUTE, 'load 18.4 on 16 cores', 'M. Okafor', 'batch job');
  acked(
    'ams1-svc-05',
    'backup age',
    'warning',
    72 * MINUTE,
    '27 h 12 min old, warning over 26 h',
    'A. Brandt',
    'runs again at 03:00',
    true,
  );
  acked('fra2-acc-sw08', 'psu 2', 'warning', 400 * MINUTE, 'no input power', 'J. Lindqvist', 'part arrives Fri');
  acked(
    'lon3-web-13',
    'latency p95',
    'warning',
    35 * MINUTE,
    '612 ms, warning over 500 ms',
    'M. Okafor',
    'same cause as checkout',
  );
  for (let number = 23; number <= 36; number += 1) {
    world.check(nameOf('lon3', 'k8s', number), 'kubelet', 'service', [], {
      status: 'warning',
      forMs: 92 * MINUTE,
      summary: 'restarting for kernel patching',
      held: { reason: 'maintenance', by: 'kernel patching', until: world.now + 1.45 * HOUR },
    });
  }
}
