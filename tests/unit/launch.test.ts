// Starting on a machine nobody prepared: which Electron is taken, what is refused, and what a person is told to run.
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import {
  appPackages,
  installedPackages,
  installLine,
  missingLibraries,
  missingPackages,
  wantedPackages,
} from '../../electron/launch/packages.ts';
import {
  carriedPackage,
  chooseRuntime,
  probeEveryMs,
  ReleaseRefused,
  type Runtime,
  type RuntimeEffects,
} from '../../electron/launch/runtime.ts';
import { planStart, type StartFacts } from '../../electron/launch/start-plan.ts';

const official: Runtime = { dir: '/o', executable: '/o/electron', version: '45.4.1', source: 'official' };
const carried: Runtime = { dir: '/c', executable: '/c/electron', version: '33.2.1', source: 'carried' };

/** A machine as it is before the start; `did` tells what was done to it, `said` what the person read. */
function machine(has: Partial<RuntimeEffects> = {}) {
  const did: string[] = [];
  const said: string[] = [];
  const effects: RuntimeEffects = {
    wanted: '45.4.1',
    official: () => null,
    releaseAddressAnswers: async () => false,
    installOfficial: async () => official,
    carried: () => null,
    prepareCarried: async () => carried,
    lastProbedAt: () => 0,
    noteProbe: (at) => did.push(`noted probe at ${at}`),
    now: () => probeEveryMs * 10,
    ...has,
    say: (line) => said.push(line),
  };
  const noted = <A extends unknown[], R>(name: string, act: (...args: A) => R) => {
    return (...args: A): R => {
      did.push(name);
      return act(...args);
    };
  };
  return {
    did,
    said,
    effects: {
      ...effects,
      releaseAddressAnswers: noted('asked the release address', effects.releaseAddressAnswers),
      installOfficial: noted('downloaded', effects.installOfficial),
      prepareCarried: noted('prepared the carried one', effects.prepareCarried),
    },
  };
}

describe('which Electron runs', () => {
  test('the official one is there: it is taken, and nothing is asked of the network', async () => {
    const { effects, did, said } = machine({ official: () => official });
    expect(await chooseRuntime(effects)).toBe(official);
    expect(did).toEqual([]);
    expect(said).toEqual([]);
  });

  test('its address answers: it is downloaded, though a carried one is ready', async () => {
    const { effects, did } = machine({ releaseAddressAnswers: async () => true, carried: () => carried });
    expect(await chooseRuntime(effects)).toBe(official);
    expect(did).toEqual(['asked the release address', `noted probe at ${probeEveryMs * 10}`, 'downloaded']);
  });

  test('its address is silent: the carried one is prepared, and loudly', async () => {
    const { effects, did, said } = machine();
    expect(await chooseRuntime(effects)).toBe(carried);
    expect(did.at(-1)).toBe('prepared the carried one');
    expect(said.join('\n')).toMatch(/OLD Electron 33\.2\.1/);
    expect(said.join('\n')).toMatch(/no security fixes/);
  });

  test('the download breaks off: the carried one stands in', async () => {
    const { effects, did } = machine({ releaseAddressAnswers: async () => true, installOfficial: async () => null });
    expect(await chooseRuntime(effects)).toBe(carried);
    expect(did).toContain('downloaded');
  });

  test('asked lately: the carried one starts at once, still loudly', async () => {
    const { effects, did, said } = machine({ carried: () => carried, lastProbedAt: () => probeEveryMs * 10 - 1_000 });
    expect(await chooseRuntime(effects)).toBe(carried);
    expect(did).toEqual([]);
    expect(said).not.toEqual([]);
  });

  test('a week later it is asked again, so that nobody stays on the old one', async () => {
    const { effects } = machine({
      carried: () => carried,
      lastProbedAt: () => probeEveryMs * 9,
      releaseAddressAnswers: async () => true,
    });
    expect(await chooseRuntime(effects)).toBe(official);
  });

  test('setup asks again however lately it was asked', async () => {
    const { effects, did } = machine({ carried: () => carried, lastProbedAt: () => probeEveryMs * 10 });
    await chooseRuntime(effects, { probeAnyway: true });
    expect(did).toContain('asked the release address');
  });

  test('a release on the carried one is refused in words, even when it is ready', async () => {
    const { effects, did } = machine({ carried: () => carried, lastProbedAt: () => probeEveryMs * 10 });
    const refused = chooseRuntime(effects, { release: true });
    await expect(refused).rejects.toThrow(ReleaseRefused);
    await expect(refused).rejects.toThrow(/Nothing was built.*ELECTRON_MIRROR/);
    expect(did).not.toContain('prepared the carried one');
  });

  test('a release takes the official one', async () => {
    const { effects } = machine({ official: () => official });
    expect(await chooseRuntime(effects, { release: true })).toBe(official);
  });

  test('the carried one is pinned by content, not by name', () => {
    expect(carriedPackage.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  });
});

describe('what the system lacks', () => {
  const dpkg = [
    'installed libgtk-3-0t64 libgtk-3-0 (= 3.24.41), gtk3-binver-3.0.0',
    'installed libnss3 ',
    'config-files fping ',
    'not-installed libgbm1 ',
  ].join('\n');

  test('a provided name counts, a removed package does not', () => {
    const missing = missingPackages(['libgtk-3-0', 'libnss3', 'fping', 'libgbm1'], installedPackages(dpkg));
    expect(missing).toEqual(['fping', 'libgbm1']);
  });

  test('one line brings all of it', () => {
    expect(installLine(['fping', 'libgbm1'])).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends fping libgbm1',
    );
  });

  test('the tests want what the app wants, and more', () => {
    expect(wantedPackages('tests')).toEqual(expect.arrayContaining([...appPackages, 'xvfb', 'openssh-server']));
    expect(wantedPackages('app')).not.toContain('openssh-server');
  });

  test('missing libraries are read out of ldd', () => {
    const ldd = '\tlinux-vdso.so.1 (0x00)\n\tlibgbm.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x00)\n';
    expect(missingLibraries(ldd)).toEqual(['libgbm.so.1']);
  });
});

describe('what npm start runs', () => {
  const facts: StartFacts = {
    platform: 'linux',
    env: { DISPLAY: ':0' },
    root: '/app',
    workingFolder: '/home/op',
    version: '1.2.3',
    args: [],
    node: '/node24',
    isRoot: false,
  };
  const windowPlan = (more: Partial<StartFacts>) => {
    const plan = planStart({ ...facts, ...more });
    return plan.kind === 'window' && 'withRuntime' in plan ? plan.withRuntime('/e/electron') : plan;
  };

  test('with a display: the window, in Chromium’s sandbox, with a Node for the engine', () => {
    expect(windowPlan({})).toMatchObject({
      kind: 'window',
      command: '/e/electron',
      args: ['/app'],
      env: { WATCHFLOOR_NODE: '/node24' },
      notes: [],
    });
  });

  test('Wayland is a display too', () => {
    expect(windowPlan({ env: { WAYLAND_DISPLAY: 'wayland-0' } }).kind).toBe('window');
  });

  test('as root: without the sandbox, and it is said', () => {
    const plan = windowPlan({ isRoot: true });
    expect(plan.args).toContain('--no-sandbox');
    expect(plan.notes.join()).toContain('sandbox');
  });

  test('without a display: one line says so, and the engine runs in the terminal', () => {
    const plan = planStart({ ...facts, env: {} });
    expect(plan).toMatchObject({ kind: 'headless', command: '/node24', args: ['/app/dist/engine/index.cjs'] });
    expect('notes' in plan && plan.notes).toHaveLength(1);
  });

  test('a Mac without DISPLAY has a display', () => {
    expect(windowPlan({ platform: 'darwin', env: {} }).kind).toBe('window');
  });

  test('--data is taken from where the person stands, in both ways to run', () => {
    const args = ['--data', 'night'];
    expect(windowPlan({ args }).args.slice(-2)).toEqual(['--data', '/home/op/night']);
    expect(windowPlan({ args, env: {} }).env).toMatchObject({ WATCHFLOOR_DATA: '/home/op/night' });
  });
});

describe('an old Node', () => {
  const { verdict } = createRequire(import.meta.url)('../../electron/launch/with-node.cjs') as {
    verdict(version: string, found: { installed: boolean; ownNode: boolean }): string;
  };

  test('is handed over from where ours is there', () => {
    expect(verdict('20.20.2', { installed: true, ownNode: true })).toBe('hand-over');
  });
  test('is named, with what to run, where it is not', () => {
    expect(verdict('20.20.2', { installed: true, ownNode: false })).toMatch(/need Node 24.*this is 20\.20\.2.*npm ci/);
  });
  test('or any other, before npm ci, is told to run that', () => {
    expect(verdict('24.21.0', { installed: false, ownNode: false })).toMatch(/npm ci/);
  });
  test('is not what Node 24 is', () => {
    expect(verdict('24.21.0', { installed: true, ownNode: true })).toBe('run');
  });
});
