// What the newest backup is worth: how old, how large, whole or not. Pure.
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import { size as bytes, cleanLine } from '../lib/text.ts';
import type { Verification } from './backup-checksum.ts';
import { type Choice, FUTURE_MS } from './backup-choice.ts';
import type { BackupConfig } from './backup-config.ts';
import type { BackupFile, Listing } from './backup-place.ts';
import { FILE_LIMIT } from './backup-place.ts';
import { formatAge, trim } from './format.ts';

/** What the log or manifest said. */
export type LogState = 'not-asked' | 'found' | 'not-found' | 'missing' | 'denied';

interface Finding {
  readonly status: Status;
  /** Of the newest backup: 'is 31 h old'; of the place as a whole: a sentence of its own. */
  readonly about: 'newest' | 'place';
  readonly words: string;
}

const RANK: Readonly<Record<Status, number>> = { critical: 3, unknown: 2, warning: 1, ok: 0 };
const MIB = 1024 * 1024;
const SHOWN = 20;

/** The outcome where there is no folder to look into; null where there is. `user` is who looks, '' on this machine. */
export function placeTrouble(folder: string, listing: Listing, user: string): ProbeOutcome | null {
  const where = cleanLine(folder, 100);
  const outcome = (status: Status, summary: string, detail = ''): ProbeOutcome => ({
    status,
    summary: cleanLine(summary),
    ...(detail !== '' && { detail: cleanLine(detail) }),
    metrics: [],
  });
  switch (listing.state) {
    case 'listed':
      return listing.more
        ? outcome('unknown', `Over ${FILE_LIMIT} files to look at in ${where}`, 'Give a narrower pattern of files.')
        : null;
    case 'missing':
      return outcome(
        'critical',
        `Folder ${where} is not there`,
        'Not mounted, moved, or its parent may not be entered.',
      );
    case 'no-folder':
      return outcome('critical', `${where} is not a folder`);
    case 'denied':
      return outcome('unknown', `${user || 'The monitor'} may not read ${where}`, 'Permission denied.');
    case 'failed':
      return outcome('unknown', `Folder ${where} cannot be read`, listing.why);
    default:
      return listing satisfies never;
  }
}

/** Judges the files of a folder. `now` is the clock of the place. */
export function backupVerdict(
  config: BackupConfig,
  listing: Extract<Listing, { state: 'listed' }>,
  { backups, unfinished }: Choice,
  checked: { readonly verification: Verification; readonly log: LogState },
): ProbeOutcome {
  const { now } = listing;
  const [newest, previous] = backups;
  if (!newest) return noBackup(config, listing, unfinished);
  const ageS = (now - newest.modifiedAt) / 1_000;
  const shrink = previous && previous.size > 0 ? Math.max(0, (1 - newest.size / previous.size) * 100) : null;
  const findings = [
    judgeAge(config, ageS),
    judgeSize(config, newest.size),
    shrink === null || !previous ? null : judgeShrink(config, shrink, previous),
    judgeChecksum(config, checked.verification),
    judgeLog(config, checked.log),
    judgeCount(config, backups.length),
  ].filter((finding) => finding !== null);
  findings.sort((a, b) => RANK[b.status] - RANK[a.status]);
  const name = shown(newest.name);
  const usual = `${formatAge(Math.max(0, ageS))} old, ${bytes(newest.size)}`;
  const fits = checked.verification.state === 'fits' ? `, ${LABEL[checked.verification.algorithm]} fits` : '';
  const aside = [
    checked.verification.state === 'too-large' ? `checksum not read: over ${config.checksumMaxGiB} GiB` : '',
    unfinished > 0 ? `${unfinished} still being written not counted` : '',
  ].filter(Boolean);
  const detail = [...(findings.length > 0 ? [`newest ${name}: ${usual}`] : []), ...aside].join('; ');
  return {
    status: findings[0]?.status ?? 'ok',
    summary: findings.length === 0 ? cleanLine(`Newest backup ${name} is ${usual}${fits}`) : summaryOf(findings, name),
    ...(detail !== '' && { detail: cleanLine(detail) }),
    output: backups.slice(0, SHOWN).map(line).join('\n'),
    metrics: metricsOf(config, { ageS: Math.max(0, ageS), size: newest.size, count: backups.length, shrink }),
  };
}

function noBackup(config: BackupConfig, listing: { readonly empty: boolean }, unfinished: number): ProbeOutcome {
  const folder = cleanLine(config.folder, 100);
  const summary = listing.empty
    ? `Folder ${folder} is empty`
    : unfinished > 0
      ? `No finished backup in ${folder}, ${unfinished} still being written`
      : `No file in ${folder} matches ${cleanLine(config.files, 60)}`;
  return { status: 'critical', summary: cleanLine(summary), metrics: [{ name: 'count', value: 0, unit: '' }] };
}

function judgeAge({ warnHours, critHours }: BackupConfig, ageS: number): Finding | null {
  if (ageS * 1_000 < -FUTURE_MS) {
    // Until that date comes it would stand as the newest, and hide that no other is made.
    const words = `is dated ${formatAge(-ageS)} in the future (a clock is wrong)`;
    return { status: 'warning', about: 'newest', words };
  }
  const over = (limit: number) => `is ${formatAge(ageS)} old (limit ${formatHours(limit)})`;
  if (ageS > critHours * 3_600) return { status: 'critical', about: 'newest', words: over(critHours) };
  if (ageS > warnHours * 3_600) return { status: 'warning', about: 'newest', words: over(warnHours) };
  return null;
}

function judgeSize({ minSizeMiB }: BackupConfig, size: number): Finding | null {
  if (size === 0) return { status: 'critical', about: 'newest', words: 'is empty' };
  if (size >= minSizeMiB * MIB) return null;
  const words = `holds only ${bytes(size)} (at least ${bytes(minSizeMiB * MIB)})`;
  return { status: 'critical', about: 'newest', words };
}

function judgeShrink({ maxShrink }: BackupConfig, shrink: number, previous: BackupFile): Finding | null {
  if (shrink <= maxShrink) return null;
  const words = `is ${trim(shrink, 0)} % smaller than the one before (${bytes(previous.size)})`;
  return { status: 'warning', about: 'newest', words };
}

function judgeChecksum({ checksum }: BackupConfig, verification: Verification): Finding | null {
  switch (verification.state) {
    case 'none':
      return checksum === 'required'
        ? { status: 'critical', about: 'newest', words: 'has no checksum that can be read' }
        : null;
    case 'differs': {
      const { algorithm, source } = verification;
      return {
        status: 'critical',
        about: 'newest',
        words: `does not match its ${LABEL[algorithm]} in ${cleanLine(source, 80)}`,
      };
    }
    case 'failed':
      return { status: 'unknown', about: 'newest', words: `could not be verified: ${cleanLine(verification.why, 80)}` };
    case 'fits':
    case 'too-large':
      return null;
    default:
      return verification satisfies never;
  }
}
const LABEL = { sha512: 'SHA-512', sha256: 'SHA-256', sha1: 'SHA-1', md5: 'MD5' } as const;

function judgeLog({ logFile, logPattern }: BackupConfig, log: LogState): Finding | null {
  const file = cleanLine(logFile, 80);
  const finding = (status: Status, words: string): Finding => ({ status, about: 'place', words });
  switch (log) {
    case 'not-asked':
    case 'found':
      return null;
    case 'not-found':
      return finding('critical', `log ${file} does not say ${cleanLine(logPattern, 60)}`);
    case 'missing':
      return finding('critical', `log ${file} is not there`);
    case 'denied':
      return finding('unknown', `log ${file} may not be read`);
    default:
      return log satisfies never;
  }
}

function judgeCount({ minCount }: BackupConfig, count: number): Finding | null {
  if (count >= minCount) return null;
  return {
    status: 'warning',
    about: 'place',
    words: `only ${count} ${count === 1 ? 'backup' : 'backups'} (at least ${minCount})`,
  };
}

/** What is wrong with the newest stands behind its name, the rest after it; the worst is first. */
function summaryOf(findings: readonly Finding[], name: string): string {
  const newest = findings.filter(({ about }) => about === 'newest').map(({ words }) => words);
  const place = findings.filter(({ about }) => about === 'place').map(({ words }) => words);
  const sentence = newest.length === 0 ? [] : [`Newest backup ${name} ${newest.join(', ')}`];
  const ordered = findings[0]?.about === 'place' ? [...place, ...sentence] : [...sentence, ...place];
  const text = ordered.join('; ');
  return cleanLine(text.charAt(0).toUpperCase() + text.slice(1));
}

function metricsOf(
  config: BackupConfig,
  figures: { readonly ageS: number; readonly size: number; readonly count: number; readonly shrink: number | null },
): readonly Metric[] {
  const { warnHours, critHours, minSizeMiB, maxShrink, minCount } = config;
  const { ageS, size, count, shrink } = figures;
  const seconds = (hours: number) => String(Math.round(hours * 3_600));
  return [
    { name: 'age', value: Math.round(ageS), unit: 's', warn: seconds(warnHours), crit: seconds(critHours), min: 0 },
    { name: 'size', value: size, unit: 'B', crit: `${Math.max(1, Math.ceil(minSizeMiB * MIB))}:`, min: 0 },
    { name: 'count', value: count, unit: '', warn: `${minCount}:`, min: 0 },
    ...(shrink === null
      ? []
      : [{ name: 'shrink', value: Math.round(shrink * 10) / 10, unit: '%', warn: `${maxShrink}`, min: 0, max: 100 }]),
  ];
}

const formatHours = (hours: number) => `${trim(hours, 1)} h`;
const shown = (name: Buffer) => cleanLine(name, 80) || '(a name of control characters)';
const line = (file: BackupFile) =>
  `${new Date(file.modifiedAt).toISOString().slice(0, 19)}Z ${String(file.size).padStart(15)} ${shown(file.name)}`;
