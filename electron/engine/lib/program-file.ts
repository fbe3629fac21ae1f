// A program on this machine that an operator named: whether it can be run at all. Asked before each run, so that one that is
// gone, or no program, is said in words and never judged by what a shell would make of it.
import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';

export type ProgramFile = { readonly file: string } | { readonly problem: string; readonly advice: string };

/** Whether this file can be run as it stands. Never rejects. */
export async function judgeProgram(file: string): Promise<ProgramFile> {
  const executable = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!executable) return { problem: `${file} is not executable`, advice: `Make it so: chmod +x ${file}` };
  if (process.platform === 'linux' && (await isNoProgram(file))) {
    // The system would have a shell try its luck with it, and take a syntax error for its exit code.
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
