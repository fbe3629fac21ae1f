// What can be asked of the newest backup in a place.
import { z } from 'zod';
import { pattern, percent, text } from './fields.ts';
import { hasKeyFileOverSsh, overField } from './over-ssh.ts';
import { loginFields, NO_KEY_FILE } from './ssh-login.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const isAbsolute = (path: string) => path.startsWith('/') || /^([A-Za-z]:[\\/]|\\\\)/.test(path);

/** What is wrong with a path that must not lead anywhere else than it says; null when it is fine. */
function pathProblem(path: string): string | null {
  if (CONTROL.test(path)) return 'must not hold control characters';
  if (path.split(/[\\/]/).includes('..')) return 'must not hold "..": give the path itself';
  return null;
}

const hours = (preset: number, title: string, level: string) =>
  z
    .number()
    .positive()
    .max(87_600)
    .default(preset)
    .meta({ title, description: `Age of the newest backup above which the check is ${level}.`, unit: 'h' });

export const backupConfig = z
  .strictObject({
    over: overField,
    ...loginFields,
    folder: z
      .string()
      .trim()
      .max(4_096)
      .default('/var/backups')
      .check((context) => {
        const problem = isAbsolute(context.value)
          ? pathProblem(context.value)
          : 'must be an absolute path, e.g. /var/backups';
        if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
      })
      .meta({
        title: 'Folder',
        description: 'Where the backups lie. Files right in it count, not those in folders of it.',
      }),
    files: z
      .string()
      .min(1, 'say which files: * for all')
      .max(255)
      .regex(/^[^/\\]*$/, 'must be a name or a pattern without / and \\: db-*.dump')
      .refine((value) => !CONTROL.test(value), 'must not hold control characters')
      .default('*')
      .meta({
        title: 'Files',
        description: 'Which files are backups: a pattern with * ? [a-z]. Checksum files are never counted.',
      }),
    warnHours: hours(26, 'Age warning', 'a warning'),
    critHours: hours(50, 'Age critical', 'critical'),
    minSizeMiB: z.number().min(0).max(1e9).default(0).meta({
      title: 'Smallest size',
      description: 'A newest backup below it is critical. 0: only an empty one is.',
      unit: 'MiB',
    }),
    maxShrink: percent(
      100,
      'Largest shrinking',
      'By how much less than the one before it the newest may hold. 100: any.',
    ),
    minCount: z.int().min(1).max(100_000).default(1).meta({
      title: 'Fewest backups',
      description: 'Fewer files than this are a warning.',
    }),
    skipUnfinished: z.boolean().default(true).meta({
      title: 'Skip unfinished',
      description:
        'Files named *.part, *.partial, *.tmp, *.temp, *.filepart, *.crdownload or *.incomplete are not counted.',
    }),
    settleSeconds: z.number().min(0).max(86_400).default(60).meta({
      title: 'Settled after',
      description: 'A file that was written to within this time is still growing and not counted. 0: all are.',
      unit: 's',
    }),
    checksum: z.enum(['off', 'present', 'required']).default('off').meta({
      title: 'Checksum',
      description:
        'Compare the newest with its .sha256 (.sha512, .sha1, .md5) file or its line in SHA256SUMS: present: where there is one; required: it must be there.',
    }),
    checksumMaxGiB: z.number().positive().max(1e6).default(4).meta({
      title: 'Checksum up to',
      description: 'Larger files are not read for their checksum. It is read once for each new backup.',
      unit: 'GiB',
    }),
    logFile: text(
      '',
      'Log or manifest',
      'A file that tells how the backup went: a name in the folder or an absolute path.',
      4_096,
    ).check((context) => {
      const problem =
        pathProblem(context.value) ??
        (isAbsolute(context.value) || !/[\\/]/.test(context.value)
          ? null
          : 'must be a name in the folder or an absolute path');
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
    }),
    logPattern: pattern('Expected in it', 'Must stand in the last 64 KiB of the log or manifest, e.g. completed.'),
  })
  .refine(hasKeyFileOverSsh, NO_KEY_FILE)
  .refine((config) => config.over === 'local' || config.folder.startsWith('/'), {
    path: ['folder'],
    message: 'must begin with /, since the host is asked over SSH',
  })
  .refine((config) => config.critHours >= config.warnHours, {
    path: ['critHours'],
    message: 'must not be below the age of the warning',
  })
  .refine((config) => (config.logFile === '') === (config.logPattern === ''), {
    path: ['logPattern'],
    message: 'must go along with the log or manifest: give both or none',
  });
export type BackupConfig = z.output<typeof backupConfig>;
