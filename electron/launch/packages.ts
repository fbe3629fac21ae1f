// Which Debian packages Watchfloor wants, and the one line that brings what is missing.

/** What the app needs to start and to ping. */
export const appPackages = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'iputils-ping', 'fping'] as const;

/** What the tests need besides: real servers, a display, a keychain, networks of their own. */
export const testPackages = [
  'xvfb',
  'chromium',
  'openssh-server',
  'openssh-client',
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
  'libnotify4',
  'fakeroot',
  'nftables',
  'monitoring-plugins-basic',
  'busybox-static',
  'prometheus-alertmanager',
  'exim4-daemon-light',
  'dunst',
  'poppler-utils',
  'iproute2',
] as const;

/** The packages of a purpose. */
export function wantedPackages(purpose: 'app' | 'tests'): readonly string[] {
  return purpose === 'tests' ? [...appPackages, ...testPackages] : appPackages;
}

/**
 * Names of installed packages in the output of `dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n'`.
 * What a package provides counts: newer Debian and Ubuntu call libgtk-3-0 libgtk-3-0t64.
 */
export function installedPackages(dpkgOutput: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of dpkgOutput.split('\n')) {
    const [status, name, ...provides] = line.split(' ');
    if (status !== 'installed' || !name) continue;
    names.add(name);
    const provided = provides
      .join(' ')
      .split(',')
      .map((item) => item.trim().split(' ')[0] ?? '');
    for (const other of provided) if (other) names.add(other);
  }
  return names;
}

/** What of `wanted` is not installed, in the order asked for. */
export function missingPackages(wanted: readonly string[], installed: ReadonlySet<string>): readonly string[] {
  return wanted.filter((name) => !installed.has(name));
}

/** The one line a person runs when we may not. */
export function installLine(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Shared libraries that `ldd` did not find. */
export function missingLibraries(lddOutput: string): readonly string[] {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) => (name ? [name] : []));
}
