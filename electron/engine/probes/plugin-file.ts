// The plugin on this machine: where it is, and whether it can be run at all. Asked before each run, so that a plugin that
// is gone, or no program, is said in words and never judged by what a shell would make of it.
import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { PLUGIN_FOLDERS } from './plugin-config.ts';

export type PluginFile = { readonly file: string } | { readonly problem: string; readonly advice: string };

/** Finds a plugin by absolute path or bare name. Never rejects. */
export async function findPlugin(command: string, folders: readonly string[] = PLUGIN_FOLDERS): Promise<PluginFile> {
  const places = command.startsWith('/') ? [command] : folders.map((folder) => `${folder}/${command}`);
  for (const file of places) {
    const found = await stat(file).catch(() => null);
    if (found)
      return found.isFile() ? judgeFile(file) : { problem: `${file} is no file`, advice: 'Name the plugin itself.' };
  }
  const where = command.startsWith('/') ? '' : ' Give its path where it is in another folder.';
  return {
    problem: `Plugin ${command} is missing on this machine`,
    advice: `Install it (Debian: monitoring-plugins).${where}`,
  };
}

async function judgeFile(file: string): Promise<PluginFile> {
  const executable = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!executable) return { problem: `${file} is not executable`, advice: `Make it so: chmod +x ${file}` };
  if (process.platform === 'linux' && (await isNoProgram(file))) {
    // The system would have a shell try its luck with it, and take a syntax error for the exit code of a plugin.
    return { problem: `${file} is no program`, advice: 'It is neither a binary nor a script with a #! line.' };
  }
  return { file };
}

async function isNoProgram(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      const start = buffer.toString('latin1', 0, bytesRead);
      return !start.startsWith('#!') && start !== '\x7fELF';
    } finally {
      await handle.close();
    }
  } catch {
    // May be run but not read: some are installed so that only their group can use them.
    return false;
  }
}
