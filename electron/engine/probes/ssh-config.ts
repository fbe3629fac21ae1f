// What an SSH check can be asked to do.
import { z } from 'zod';
import { pattern, range, text } from './fields.ts';
import { hasKeyFile, loginFields, NO_KEY_FILE } from './ssh-login.ts';

const CODE_LIST = /^\s*\d{1,3}(\s*-\s*\d{1,3})?(\s*,\s*\d{1,3}(\s*-\s*\d{1,3})?)*\s*$/;

export const sshConfig = z
  .strictObject({
    command: z.string().trim().min(1, 'say what to run').max(8_192).default('uptime').meta({
      title: 'Command',
      description:
        "Run by the user's login shell on the host. It should only look and end by itself; it gets no input.",
    }),
    ...loginFields,
    judge: z.enum(['codes', 'nagios']).default('codes').meta({
      title: 'Judge exit code',
      description: 'codes: good or critical by the list below; nagios: 0 ok, 1 warning, 2 critical, 3 unknown.',
    }),
    okCodes: z.string().regex(CODE_LIST, 'must be a list of exit codes, e.g. 0, 3-5').default('0').meta({
      title: 'Good exit codes',
      description: 'Exit codes that are good, as a list with ranges: 0, 3-5.',
    }),
    expectOutput: pattern('Expected in output', 'Must stand in what the command prints.'),
    rejectOutput: pattern('Refused in output', 'Must not stand in what the command prints.'),
    valuePattern: pattern(
      'Value',
      'Where the number stands in the output: the first group of /load average: ([\\d.]+)/.',
    ),
    valueUnit: text('', 'Unit', 'Printed after the value.', 16),
    warnRange: range('Warning range', 'When the value is a warning.'),
    critRange: range('Critical range', 'When the value is critical.'),
  })
  .refine(hasKeyFile, NO_KEY_FILE)
  .refine((config) => config.valuePattern !== '' || (config.warnRange === '' && config.critRange === ''), {
    path: ['valuePattern'],
    message: 'must say where the value stands, since there is a range for it',
  });
export type SshConfig = z.output<typeof sshConfig>;
