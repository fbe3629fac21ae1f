// Which files of a folder count as backups, the newest first. Pure.
import { isChecksumFile } from './backup-checksum.ts';
import type { BackupConfig } from './backup-config.ts';
import type { BackupFile } from './backup-place.ts';
import { matchesGlob } from './glob.ts';

export interface Choice {
  /** Newest first. */
  readonly backups: readonly BackupFile[];
  /** How many are still being written, by their name or their age. */
  readonly unfinished: number;
}

/** Clocks of a host and of whoever writes there differ by seconds; more than this is a date in the future. */
export const FUTURE_MS = 60_000;
const UNFINISHED = /\.(part|partial|tmp|temp|filepart|crdownload|incomplete)$/i;

export function chooseBackups(config: BackupConfig, files: readonly BackupFile[], now: number): Choice {
  const { skipUnfinished, settleSeconds } = config;
  const ours = files.filter(({ name }) => isBackup(config, name.toString('utf8')));
  const growing = (file: BackupFile) => {
    const ageMs = now - file.modifiedAt;
    return settleSeconds > 0 && ageMs < settleSeconds * 1_000 && ageMs > -FUTURE_MS;
  };
  const finished = ours.filter(
    (file) => !(skipUnfinished && UNFINISHED.test(file.name.toString('utf8'))) && !growing(file),
  );
  const backups = [...finished].sort((a, b) => b.modifiedAt - a.modifiedAt || Buffer.compare(b.name, a.name));
  return { backups, unfinished: ours.length - finished.length };
}

/** As in a shell, a name that begins with a dot is meant only by a pattern that does. */
function isBackup({ files, logFile }: BackupConfig, name: string): boolean {
  if (name.startsWith('.') && !files.startsWith('.')) return false;
  return matchesGlob(files, name) && !isChecksumFile(name) && name !== logFile;
}
