// The package: made offline, its fuses read back from the executable, started and driven.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officialRuntime } from '../../electron/launch/official-runtime.ts';
import { appEnv, flags, openDisplay, root } from '../support/app.ts';
import { canDropAddress } from '../support/lab/drop-address.ts';
import { launchPackage, type RunningPackage } from '../support/package.ts';
import { playJourney } from './journey.ts';

let made: string;

/** Makes the folder package as `npm run package` does; returns the folder. */
function makePackage(name: string, ...args: string[]): string {
  const output = path.join(made, name);
  execFileSync(process.execPath, ['electron/pack/package.ts', '--output', output, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return path.join(output, 'linux-unpacked');
}

beforeAll(() => {
  made = mkdtempSync(path.join(tmpdir(), 'watchfloor-package-'));
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

describe('the package that people get', () => {
  let folder: string;
  beforeAll(() => {
    folder = makePackage('usual');
  });

  test('its executable runs this program only, and nobody looks inside', async () => {
    const fuses = await getCurrentFuseWire(path.join(folder, 'watchfloor'));
    const expected: readonly (readonly [FuseV1Options, FuseState])[] = [
      [FuseV1Options.RunAsNode, FuseState.DISABLE],
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
      [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
      [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
      [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, FuseState.DISABLE],
      [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
    ];
    expect(expected.map(([fuse]) => [FuseV1Options[fuse], fuses[fuse]])).toEqual(
      expected.map(([fuse, state]) => [FuseV1Options[fuse], state]),
    );
  });

  test('it holds the program and its SQLite, and neither sources nor tests nor other platforms', () => {
    const packed = listPackage(path.join(folder, 'resources/app.asar'), { isPack: false });
    expect(packed).toContain('/dist/main/index.cjs');
    expect(packed).toContain('/dist/renderer/index.html');
    expect(packed).toContain('/assets/icon.png');
    expect(packed.filter((file) => /\.(ts|tsx|map)$|^\/(tests|electron|renderer)\b/.test(file))).toEqual([]);
    const beside = path.join(folder, 'resources/app.asar.unpacked');
    expect(existsSync(path.join(beside, 'dist/engine/index.cjs'))).toBe(true);
    const builds = readdirSync(path.join(beside, 'node_modules/better-sqlite3/prebuilds'));
    expect(builds).toEqual(['linux-x64.node']);
  });

  test('it does not start with a debugging port open', async () => {
    const display = await openDisplay({ width: 1_366, height: 768 });
    try {
      const ended = spawnSync(
        path.join(folder, 'watchfloor'),
        [...flags(), '--remote-debugging-port=0', '--data', path.join(made, 'data')],
        { env: appEnv(display.name), encoding: 'utf8', timeout: 20_000 },
      );
      expect(ended.status).toBe(2);
      expect(ended.stderr).toContain('does not start with a debugging port open');
    } finally {
      await display.close();
    }
  });

  test('as Node it does not run', () => {
    const ended = spawnSync(path.join(folder, 'watchfloor'), ['-e', 'process.stdout.write("as node")'], {
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(ended.stdout).not.toContain('as node');
  });
});

describe('the variant that tests may drive', () => {
  let app: RunningPackage;
  beforeAll(async () => {
    app = await launchPackage(path.join(makePackage('drivable', '--drivable'), 'watchfloor'));
  });
  afterAll(() => app?.close());

  test('starts, and its engine serves it', async () => {
    expect(app.page.url()).toMatch(/^app:\/\/watchfloor\//);
    await expect.poll(() => existsSync(path.join(app.data, 'watchfloor.db'))).toBe(true);
  });

  // Skipped where packet filter rules are not permitted: then no address can be taken away.
  test.skipIf(!canDropAddress())('plays the journey', () => playJourney(app));

  test('has no developer tools', async () => {
    await app.page.keyboard.press('F12');
    await app.page.keyboard.press('Control+Shift+i');
    // A window of the tools would be a target; the page still answers, so the keys have been through.
    await app.page.evaluate(() => document.title);
    expect((await app.targets()).filter(({ url }) => url.startsWith('devtools:'))).toEqual([]);
  });
});

// With the official binary at hand a release would be made instead.
test.skipIf(officialRuntime() !== null)('a release is refused while the runtime is the carried one', () => {
  const ended = spawnSync(
    process.execPath,
    ['electron/pack/package.ts', '--release', '--output', path.join(made, 'r')],
    {
      cwd: root,
      encoding: 'utf8',
      // An address that refuses at once.
      env: { ...process.env, ELECTRON_MIRROR: 'http://127.0.0.1:9/', npm_config_electron_mirror: '' },
    },
  );
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain('A release is not made here');
  expect(existsSync(path.join(made, 'r'))).toBe(false);
});
