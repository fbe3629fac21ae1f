// The plugin on this machine: where it is, and whether it can be run at all. Asked before each run, so that a plugin that
// is gone, or no program, is said in words and never judged by what a shell would make of it.
import { stat } from 'node:fs/promises';
import { judgeProgram, type ProgramFile } from '../lib/program-file.ts';
import { PLUGIN_FOLDERS } from './plugin-config.ts';

/** Finds a plugin by absolute path or bare name. Never rejects. */
export async function findPlugin(command: string, folders: readonly string[] = PLUGIN_FOLDERS): Promise<ProgramFile> {
  const places = command.startsWith('/') ? [command] : folders.map((folder) => `${folder}/${command}`);
  for (const file of places) {
    const found = await stat(file).catch(() => null);
    if (found)
      return found.isFile() ? judgeProgram(file) : { problem: `${file} is no file`, advice: 'Name the plugin itself.' };
  }
  const where = command.startsWith('/') ? '' : ' Give its path where it is in another folder.';
  return {
    problem: `Plugin ${command} is missing on this machine`,
    advice: `Install it (Debian: monitoring-plugins).${where}`,
  };
}
