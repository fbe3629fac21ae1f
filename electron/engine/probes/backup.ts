// The newest backup in a folder, of the host over SSH or of this machine: old, small, shrunken, damaged, or not there at all.
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { type HashMemory, type Verification, verify } from './backup-checksum.ts';
import { chooseBackups } from './backup-choice.ts';
import { type BackupConfig, backupConfig } from './backup-config.ts';
import type { BackupFile, BackupPlace } from './backup-place.ts';
import { createLocalPlace } from './backup-place-local.ts';
import { createSshPlace } from './backup-place-ssh.ts';
import { backupVerdict, type LogState, placeTrouble } from './backup-verdict.ts';
import { overSsh } from './over-ssh.ts';
import { findPattern } from './pattern.ts';
import { defineProbe } from './probe.ts';
import { sshPool } from './ssh-login.ts';

const GIB = 1024 ** 3;

/**
 * The digest of the newest file, for each check: read once, then compared with what its checksum file says. A config is
 * parsed once and kept as long as its check stands unchanged, so its object stands for the check.
 */
const digests = new WeakMap<BackupConfig, { readonly key: string; readonly digest: string }>();

export const backup = defineProbe({
  kind: 'backup',
  title: 'Backup files',
  about: 'The newest backup in a folder: its age, size and checksum, and whether it shrank against the one before.',
  config: backupConfig,
  metrics: [
    { name: 'age', label: 'Age of the newest', unit: 's' },
    { name: 'size', label: 'Size of the newest', unit: 'B' },
    { name: 'count', label: 'Backups', unit: '' },
    { name: 'shrink', label: 'Smaller than the one before', unit: '%' },
  ],
  defaults: { intervalMs: 600_000, timeoutMs: 120_000 },
  canBeAlive: false,
  concurrency: 16,
  async run(config, context) {
    const { address, signal, clock } = context;
    if (config.over === 'local') {
      return look(config, createLocalPlace(config.folder, config.files, signal, clock), 'local', '');
    }
    return overSsh(config, context, (run) =>
      look(config, createSshPlace(config.folder, config.files, run), address, config.user),
    );
  },
  close: () => sshPool.close(),
});

async function look(config: BackupConfig, place: BackupPlace, where: string, user: string): Promise<ProbeOutcome> {
  const listing = await place.list();
  const trouble = placeTrouble(config.folder, listing, user);
  if (trouble || listing.state !== 'listed') {
    return trouble ?? { status: 'unknown', summary: cleanLine(`Folder ${config.folder} cannot be read`), metrics: [] };
  }
  const choice = chooseBackups(config, listing.files, listing.now);
  const [newest] = choice.backups;
  const verification = newest && config.checksum !== 'off' ? await check(config, place, newest, where) : NOT_ASKED;
  const log = newest ? await readLog(config, place) : 'not-asked';
  return backupVerdict(config, listing, choice, { verification, log });
}

const NOT_ASKED: Verification = { state: 'none' };

function check(config: BackupConfig, place: BackupPlace, newest: BackupFile, where: string): Promise<Verification> {
  const memory: HashMemory = {
    get: (key) => {
      const kept = digests.get(config);
      return kept?.key === `${where} ${key}` ? kept.digest : undefined;
    },
    set: (key, digest) => void digests.set(config, { key: `${where} ${key}`, digest }),
  };
  return verify(place, config.folder, newest, config.checksumMaxGiB * GIB, memory);
}

async function readLog({ logFile, logPattern }: BackupConfig, place: BackupPlace): Promise<LogState> {
  if (logFile === '') return 'not-asked';
  const tail = await place.tail(logFile);
  if ('problem' in tail) return tail.problem;
  return findPattern(logPattern, tail.text) ? 'found' : 'not-found';
}
