// What the lab's backup hosts have written: a folder each, with a copy of every night and the sums beside it.
import { createHash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOUR_MS = 3_600_000;
const NIGHTS = 5;

export interface BackupFolder {
  readonly path: string;
  /** The newest copy looks as old as that. */
  age(hours: number): void;
}

/** Makes `parent`/`host` with five nights of copies, the newest `hours` old. */
export function createBackupFolder(parent: string, host: string, now: () => number): BackupFolder {
  const path = join(parent, host);
  mkdirSync(path, { recursive: true });
  const files = Array.from({ length: NIGHTS }, (_, night) => {
    const file = `orders-${NIGHTS - night}.dump`;
    const content = `-- orders, copy ${NIGHTS - night}\n${'0'.repeat(20_000 + night * 400)}\n`;
    writeFileSync(join(path, file), content);
    writeFileSync(join(path, `${file}.sha256`), `${createHash('sha256').update(content).digest('hex')}  ${file}\n`);
    return join(path, file);
  });
  const folder: BackupFolder = {
    path,
    age(hours) {
      // The first in the list is the newest.
      files.forEach((file, night) => {
        const at = new Date(now() - (hours + night * 24) * HOUR_MS);
        utimesSync(file, at, at);
      });
    },
  };
  folder.age(2);
  return folder;
}
