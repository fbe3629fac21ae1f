// How a plugin is called: its arguments with the macros filled in, and the one line that runs it on another host. Pure.
import { quoteWord } from '../lib/shell-quote.ts';
import { PLUGIN_FOLDERS } from './plugin-config.ts';

/** What a plugin finds around it: nothing of ours, and messages in English with points in their figures. */
export const PLUGIN_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Fills macros in, each inside its own argument: what stands in a name never becomes a second argument. */
export function fillMacros(args: readonly string[], host: { address: string; hostName: string }): readonly string[] {
  const address = host.address.replace(/^\[(.*)\]$/, '$1');
  // As functions: in a replacement text "$&" would mean something. HOSTADDRESS is what Nagios calls it.
  return args.map((arg) =>
    arg.replaceAll(/\$(HOSTNAME|(?:HOST)?ADDRESS)\$/g, (_, name) => (name === 'HOSTNAME' ? host.hostName : address)),
  );
}

/** The environment of a plugin on this machine. `home`: where plugins look for credentials of their own (.my.cnf). */
export function pluginEnvironment(home: string | undefined): Record<string, string> {
  return { PATH: PLUGIN_PATH, LC_ALL: 'C', ...(home !== undefined && { HOME: home }) };
}

/**
 * A command line for the login shell of another host, a POSIX one, that runs exactly this program with exactly these
 * arguments. Exit code 127: there is no such plugin; 126: it may not be run.
 */
export function remoteCommand(command: string, args: readonly string[]): string {
  const call = (file: string) =>
    `exec env -i PATH=${PLUGIN_PATH} LC_ALL=C HOME="$HOME" ${[file, ...args.map(quoteWord)].join(' ')}`;
  if (command.startsWith('/')) return call(quoteWord(command));
  const files = PLUGIN_FOLDERS.map((folder) => quoteWord(`${folder}/${command}`)).join(' ');
  return `for plugin in ${files}; do [ -x "$plugin" ] && ${call('"$plugin"')}; done; exit 127`;
}
