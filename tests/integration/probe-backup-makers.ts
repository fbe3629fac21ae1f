// Folders of backups for tests, on this machine and behind a real sshd whose programs the test can replace.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { backup } from '../../electron/engine/probes/backup.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';

export function openFolder(prefix: string): string {
  const made = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(made, 0o755);
  return made;
}

export const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** A host with a folder that is new for each test. Call it once at the top of a test file. */
export function backupHost() {
  let sshd: Sshd;
  let tools: string;
  let folder: string;
  beforeAll(async () => {
    tools = openFolder('lab-tools-');
    sshd = await startSshd([`SetEnv PATH=${tools}:/usr/bin:/bin`]);
  });
  beforeEach(() => {
    folder = openFolder("lab backups 'ü' ");
  });
  afterEach(async () => {
    await backup.close?.();
    rmSync(folder, { recursive: true });
  });
  afterAll(async () => {
    await sshd.stop();
    rmSync(tools, { recursive: true });
  });
  const configOf = (settings: object) =>
    backup.config.parse({ port: sshd.port, user: sshd.user, auth: 'key', keyFile: sshd.keyFile, folder, ...settings });
  return {
    folder: () => folder,
    user: () => sshd.user,
    configOf,
    run: (settings: object, parts: Parameters<typeof probeContext>[0] = {}) =>
      backup.run(configOf(settings), probeContext(parts)),
    /** A file of the folder, written so many hours and a minute and a half ago; its path. */
    put(name: string | Buffer, ageHours: number, content: string | Buffer = 'x'.repeat(2_048)): Buffer {
      const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name as string)]);
      writeFileSync(path, content);
      const at = Date.now() / 1_000 - ageHours * 3_600 - 90;
      utimesSync(path, at, at);
      return path;
    },
    /** Stands in for a program of the host; the returned function takes it away. */
    tool(name: string, script: string): () => void {
      writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return () => rmSync(join(tools, name));
    },
  };
}
