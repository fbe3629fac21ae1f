// Makers of worlds for screens and tests. Each takes `now` (epoch ms) and gives a snapshot.
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { CHANNELS, healthOf, madeDeliveries, routesWith } from './worlds-alerting.ts';
import { chance, draftWorld, HOUR, hostIdOf, MINUTE, SECOND, type WorldDraft } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';

export { designNight };

/** Nothing watched yet. */
export const emptyWorld = (now: number): Snapshot =>
  draftWorld(now).snapshot({ resultsPerSecond: 0, lagMs: 0, running: 0 });

const HOME = ['gateway', 'nas-01', 'switch-01', 'web-01', 'db-01', 'mail-01', 'printer-01', 'backup-01'];

/** `hosts` hosts at one site, all well. */
export function quietNight(hosts: number, now: number): Snapshot {
  const world = draftWorld(now);
  for (let number = 0; number < hosts; number += 1) {
    const name = HOME[number] ?? `host-${String(number).padStart(2, '0')}`;
    const parents = number === 0 ? [] : [{ hostId: hostIdOf('gateway'), group: '' }];
    world.host(name, 'main', number === 0 ? 'network' : (name.split('-')[0] ?? ''), { parents });
  }
  return world.snapshot({ resultsPerSecond: hosts / 60, lagMs: 3, running: 0, startedAt: now - 80 * MINUTE });
}

const ROLES = ['acc', 'hyp', 'k8s', 'web', 'app', 'db', 'cache', 'store', 'svc', 'cam'] as const;
const PER_SITE = 250;

const siteName = (index: number): string => `site${String(index + 1).padStart(2, '0')}`;

function fleet(hosts: number, now: number): WorldDraft {
  const world = draftWorld(now);
  for (let number = 0; number < hosts; number += 1) {
    const site = siteName(Math.floor(number / PER_SITE));
    const within = number % PER_SITE;
    if (within < 4) {
      world.host(`${site}-core-sw0${within + 1}`, site, 'core', { tags: ['network'] });
      continue;
    }
    const role = ROLES[Math.floor(chance(site, within) * ROLES.length)] ?? 'svc';
    const name = `${site}-${role}-${String(within).padStart(3, '0')}`;
    const parent = hostIdOf(`${site}-core-sw0${(within % 4) + 1}`);
    world.host(name, site, role, { tags: [role], parents: [{ hostId: parent, group: '' }] });
    const value = Math.round(chance(name, 'cpu') ** 2 * 95);
    world.check(name, 'cpu', 'remote-system', [{ name: 'cpu.used', value, unit: '%', warn: '85', crit: '95' }]);
  }
  return world;
}

const RATE = { resultsPerSecond: 66, running: 24 };

/** `hosts` hosts, one warning, one of them handled: a calm large fleet. */
export function bigFleet(hosts: number, now: number): Snapshot {
  const world = fleet(hosts, now);
  world.check('site01-core-sw03', 'psu 1', 'ssh', [], {
    status: 'warning',
    forMs: 11 * MINUTE,
    summary: 'no input power',
  });
  return world.snapshot(RATE);
}

/** `hosts` hosts, every fifth in trouble: dead switches with what hangs on them, and hundreds that stand for themselves. */
export function onFire(hosts: number, now: number): Snapshot {
  const world = fleet(hosts, now);
  const snapshot = world.snapshot();
  const dead = new Set(['site01-core-sw02', 'site03-core-sw01', 'site05-core-sw04']);
  const gone = new Set<string>();
  for (const name of dead) {
    if (!snapshot.hosts.some((host) => host.name === name)) continue;
    world.down(name, {
      status: 'down',
      forMs: 4 * MINUTE,
      summary: 'Down: 5 of 5 packets lost',
      detail: 'no answer for 4 min',
    });
    for (const host of snapshot.hosts) {
      if (host.parents[0]?.hostId !== hostIdOf(name)) continue;
      world.unreachable(host.name, name, 3 * MINUTE + 40 * SECOND);
      gone.add(host.name);
    }
  }
  for (const { name } of snapshot.hosts) if (!dead.has(name) && !gone.has(name)) maybeTrouble(world, name);
  const burning = world.snapshot({
    ...RATE,
    lagMs: 1_840,
    troubles: [
      {
        code: 'lag',
        message:
          'Checks start up to 1.8 s late. All are still run. Look for slow SSH hosts in the list, or raise intervals.',
        since: now - 2 * MINUTE,
      },
    ],
  });
  // What did not arrive: the scripted engine lists the messages that go with these figures.
  const deliveries = healthOf(madeDeliveries(burning.problems, () => '', now, true).map(({ delivery }) => delivery));
  return { ...burning, channels: CHANNELS, routes: routesWith(null), deliveries };
}

function maybeTrouble(world: WorldDraft, name: string): void {
  const draw = chance(name, 'fire');
  if (draw > 0.2) return;
  const forMs = Math.round(chance(name, 'for') * 3 * HOUR);
  if (draw < 0.02) {
    world.down(name, {
      status: 'down',
      forMs,
      summary: 'Down: 3 of 3 packets lost',
      detail: 'no answer on any address',
    });
  } else if (draw < 0.08) {
    const value = Math.round(300 + chance(name) * 900);
    world.check(name, 'http /healthz', 'http', [], {
      status: 'critical',
      forMs,
      summary: `503 in ${value} ms`,
      detail: 'critical over 200 ms',
      metrics: [{ name: 'time.total', value, unit: 'ms', warn: '100', crit: '200' }],
    });
  } else if (draw < 0.1) {
    world.check(name, 'smart', 'plugin', [], {
      status: 'unknown',
      forMs,
      summary: 'Plugin killed by signal 9 after 10.0 s',
    });
  } else {
    const value = Math.round(90 + chance(name) * 5);
    world.check(name, 'disk /var', 'remote-system', [], {
      status: 'warning',
      forMs,
      summary: `${value} % of 480 GB used`,
      detail: 'warning over 90 %',
      metrics: [{ name: 'disk.used', value, unit: '%', warn: '90', crit: '97' }],
    });
  }
}
