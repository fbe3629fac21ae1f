// The platform's folder for application data: the same one the app uses, so that an engine without windows finds it.
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** `WATCHFLOOR_DATA` when set, else "Watchfloor" in the platform's application-data folder. */
export function defaultDataFolder(env: Environment, platform: NodeJS.Platform, home: string = homedir()): string {
  if (env.WATCHFLOOR_DATA) return env.WATCHFLOOR_DATA;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Watchfloor');
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Watchfloor');
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Watchfloor');
}
