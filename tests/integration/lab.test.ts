// The lab of the demo, watched by the real engine with its real probes: everything is well, everything breaks as the
// script says, everything is well again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { type Lab, openLab, STRANGER } from '../../electron/lab/lab.ts';
import type { Trouble } from '../../electron/lab/script.ts';
import { newFolder } from '../support/floor.ts';

/** Its checks run every 5 to 20 s; a busy machine takes its time. */
const LIMIT_MS = 120_000;

async function openWatchedLab(): Promise<{ lab: Lab; engine: Engine }> {
  const folder = newFolder();
  // Tests run side by side: each has a net of its own.
  const net = 100 + (process.pid % 100);
  const lab = await openLab({ folder: join(folder, 'lab'), net, now: () => Date.now() });
  onTestFinished(() => lab.close());
  writeFileSync(join(folder, 'known_hosts'), lab.knownHosts);
  const options = { folder, version: 'test', log: silentLog, keychain: null, watchSelf: false, knownHostsFiles: [] };
  const engine = await startEngine(options);
  onTestFinished(() => engine.stop());
  const file = { format: 'yaml', text: lab.inventory, mode: 'merge', dryRun: false, skipBad: false } as const;
  const report = await engine.inventory.importFile(file, { type: 'operator', name: 'ada' });
  expect(report.findings).toEqual([]);
  return { lab, engine };
}

/** Every check as 'host/check status', worst known now. */
function states({ world }: Engine): ReadonlyMap<string, string> {
  return new Map(
    [...world.checks.values()].map((check) => [
      `${world.hosts.get(check.hostId)?.name}/${check.name}`,
      world.memory.get(check.id)?.hardStatus ?? 'pending',
    ]),
  );
}

async function until(engine: Engine, what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!holds()) {
    if (performance.now() > end) {
      const bad = [...states(engine)].filter(([, status]) => status !== 'ok');
      throw new Error(`in vain: ${what}; not ok: ${bad.map((each) => each.join(' ')).join(', ')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const isWell = (engine: Engine): boolean =>
  [...states(engine)].every(
    ([name, status]) => status === 'ok' || name.startsWith('this-machine/') || name === `${STRANGER}/system`,
  );

test('the lab is well, breaks as told, and is well again', async () => {
  const { lab, engine } = await openWatchedLab();
  expect(lab.lacks).toEqual([]);
  await until(engine, 'everything is well', () => isWell(engine));
  // Nobody vouched for one key: it asks, and nothing was sent.
  await until(engine, 'the stranger asks', () => states(engine).get(`${STRANGER}/system`) === 'unknown');

  const broken = (host: string, fault: Trouble['fault']): Trouble => ({ host, fault, since: 0 });
  await lab.become([
    broken('lon3-rt01', 'cut-off'),
    broken('ams1-web02', 'http-500'),
    broken('ams1-web03', 'certificate-ends'),
    broken('fra2-dns01', 'dns-wrong'),
    broken('fra2-app01', 'slow'),
    broken('fra2-app02', 'sick'),
    broken('fra2-bak01', 'backup-old'),
    broken('ams1-db01', 'ssh-refused'),
    broken('ams1-db02', 'hung'),
  ]);
  const reachOf = (name: string): string | undefined => {
    const host = [...engine.world.hosts.values()].find((one) => one.name === name);
    return host && engine.world.hostStates.get(host.id)?.reach;
  };
  const lon3 = lab.fleet.filter((host) => host.site === 'lon3' && host.name !== 'lon3-rt01');
  await until(engine, 'the router is down and all behind it unreachable', () => {
    return reachOf('lon3-rt01') === 'down' && lon3.every((host) => reachOf(host.name) === 'unreachable');
  });
  const wanted = [
    'ams1-web02/page critical',
    'ams1-web03/certificate critical',
    'fra2-dns01/answers critical',
    'fra2-app01/health critical',
    'fra2-app02/health critical',
    'fra2-bak01/nightly copies warning',
    'ams1-db01/system critical',
    'ams1-db02/management critical',
  ];
  await until(engine, 'each fault is seen by its check', () =>
    wanted.every((each) => states(engine).get(each.replace(/ \w+$/, '')) === each.split(' ').at(-1)),
  );

  await lab.become([]);
  await until(engine, 'everything is well again', () => isWell(engine));
}, 400_000);

test('a lab that is closed leaves no port open, and can be opened again', async () => {
  const folder = newFolder();
  const options = { folder: join(folder, 'lab'), net: 200 + (process.pid % 50), now: () => Date.now() };
  await (await openLab(options)).close();
  const again = await openLab({ ...options, folder: join(folder, 'again') });
  await again.close();
});
