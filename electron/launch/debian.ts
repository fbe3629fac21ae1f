// Looks at and installs Debian packages. On any other system everything here says "nothing is missing".
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installedPackages, missingLibraries, missingPackages } from './packages.ts';

/** What of `wanted` this system lacks; nothing where there is no dpkg to ask. */
export function lackingPackages(wanted: readonly string[]): readonly string[] {
  if (!existsSync('/usr/bin/dpkg-query')) return [];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package} ${Provides}\\n'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // Not on PATH, or its database is locked away: then nothing is known to be missing.
  if (asked.status !== 0) return [];
  return missingPackages(wanted, installedPackages(asked.stdout));
}

/** The start of a command line that may install packages without asking for a password; null when there is none. */
export function installRights(): readonly string[] | null {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/** Installs packages with apt-get; false when it did not work (it has said why itself). */
export function installPackages(rights: readonly string[], packages: readonly string[]): boolean {
  const aptGet = (...args: string[]) => {
    const line = [...rights, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return spawnSync(line[0] ?? 'env', line.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
  };
  // A failed update may still leave usable lists; the install tells.
  aptGet('update');
  return aptGet('install', '-y', '--no-install-recommends', ...packages);
}

/** Shared libraries that an executable wants and the system lacks. */
export function lackingLibraries(executable: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return missingLibraries(spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '');
}
