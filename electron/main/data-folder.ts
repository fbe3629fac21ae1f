// Where everything is kept: `--data DIR`, WATCHFLOOR_DATA, or the platform's folder for application data.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** The data folder a person named, as an absolute path, or null. Relative paths start at `workingFolder`. */
export function givenDataFolder(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): string | null {
  const at = argv.findLastIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const [, joined] = argv[at]?.split(/=(.*)/s) ?? [];
  const given = joined ?? (at >= 0 ? argv[at + 1] : undefined);
  const chosen = given || env.WATCHFLOOR_DATA;
  return chosen ? path.resolve(workingFolder, chosen) : null;
}

/** The folder where nobody named one. `appData` is the platform's folder for application data. */
export function usualDataFolder(appData: string): string {
  return path.join(appData, 'Watchfloor');
}

/** Makes the data folder and the part of it that Chromium keeps its own things in; returns the latter. */
export function openChromiumFolder(data: string): string {
  const folder = path.join(data, 'chromium');
  // Operator data, even names of hosts, is nobody else's business.
  mkdirSync(data, { recursive: true, mode: 0o700 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
