// The official Electron: where npm put it, whether its release address answers, and its installer under a time limit.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Runtime } from './runtime.ts';

const require = createRequire(import.meta.url);
const manifest = require.resolve('electron/package.json');
const folder = path.dirname(manifest);

/** The version of Electron this checkout is built for. */
export const wantedElectron: string = JSON.parse(readFileSync(manifest, 'utf8')).version;

/** The official binary, if it is unpacked and of the wanted version. */
export function officialRuntime(): Runtime | null {
  const dir = path.join(folder, 'dist');
  try {
    const version = readFileSync(path.join(dir, 'version'), 'utf8').trim().replace(/^v/, '');
    const executable = path.join(dir, readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return version === wantedElectron && existsSync(executable)
      ? { dir, executable, version, source: 'official' }
      : null;
  } catch {
    return null;
  }
}

/** The small file of a release that tells whether the rest of it can be had. Honours ELECTRON_MIRROR, as the installer does. */
export function releaseAddress(env: Readonly<Record<string, string | undefined>>): string {
  const base =
    env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/';
  return `${base.replace(/\/*$/, '/')}v${wantedElectron}/SHASUMS256.txt`;
}

/** Asks the release address for its headers only. Any failure, and silence beyond `limitMs`, is a no. */
export async function releaseAddressAnswers(limitMs: number): Promise<boolean> {
  try {
    const answer = await fetch(releaseAddress(process.env), { method: 'HEAD', signal: AbortSignal.timeout(limitMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Runs Electron's own installer (which checks what it downloads) and kills it at `limitMs`. */
export async function installOfficial(limitMs: number): Promise<Runtime | null> {
  const installer = spawn(process.execPath, [path.join(folder, 'install.js')], { stdio: 'inherit' });
  await new Promise<void>((resolve) => {
    const limit = setTimeout(() => installer.kill('SIGKILL'), limitMs);
    const done = () => {
      clearTimeout(limit);
      resolve();
    };
    installer.once('exit', done);
    installer.once('error', done);
  });
  return officialRuntime();
}
