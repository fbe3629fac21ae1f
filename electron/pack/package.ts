// `npm run package`: a package from whatever runtime there is, without fetching anything.
//   npm run package                  the program as a folder, release/linux-unpacked
//   npm run package -- deb           one of electron-builder's targets
//   npm run package -- --release     what goes to people: all targets of this platform, on the official Electron or not at all
//   --drivable                       a variant that tests may drive through the debugger;  --output DIR  instead of release/
import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { path7za } from '7zip-bin';
import { findRuntime } from '../launch/find-runtime.ts';
import type { Runtime } from '../launch/runtime.ts';
import { build } from './build.ts';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** What kind of package. No targets: a folder, or for a release all that electron-builder.yml names for this platform. */
export interface PackageWish {
  readonly targets: readonly string[];
  readonly release: boolean;
  readonly drivable: boolean;
  readonly output: string;
}

/** The arguments electron-builder is run with. */
export function builderArguments(wish: PackageWish, runtime: Runtime): readonly string[] {
  const platform = ({ darwin: '--mac', win32: '--win' } as Record<string, string>)[process.platform] ?? '--linux';
  return [
    platform,
    ...(wish.targets.length > 0 || wish.release ? wish.targets : ['dir']),
    '--publish=never',
    `-c.electronDist=${runtime.dir}`,
    `-c.electronVersion=${runtime.version}`,
    `-c.directories.output=${wish.output}`,
    // Both halves of being drivable: the fuse for the main process, our own word for Chromium's port.
    ...(wish.drivable ? ['-c.electronFuses.enableNodeCliInspectArguments=true', '-c.extraMetadata.drivable=true'] : []),
  ];
}

/** Builds and packages. Rejects with `ReleaseRefused` where a release cannot be made, else with the builder's status. */
export async function packageApp(wish: PackageWish): Promise<void> {
  if (wish.release && wish.drivable) throw new Error('A release is never drivable: its debugger stays shut.');
  const runtime = await findRuntime({ release: wish.release });
  await build();
  chmodSync(path7za, 0o755);
  const builder = spawn(
    process.execPath,
    [require.resolve('electron-builder/cli.js'), ...builderArguments(wish, runtime)],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        // The stand-in for fpm is a script of ours and wants the Node that runs us.
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
        ELECTRON_BUILDER_7ZIP_PATH: path7za,
        ...(process.platform === 'linux' && { CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm-by-dpkg.ts') }),
      },
    },
  );
  const status = await new Promise((resolve, reject) => {
    builder.once('error', reject);
    builder.once('exit', resolve);
  });
  if (status !== 0) throw new Error(`electron-builder ended with status ${status}; its own words are above.`);
}

if (import.meta.main) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        release: { type: 'boolean', default: false },
        drivable: { type: 'boolean', default: false },
        output: { type: 'string', default: 'release' },
      },
    });
    await packageApp({ ...values, targets: positionals });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
