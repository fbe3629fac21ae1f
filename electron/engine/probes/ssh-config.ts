// What an SSH check can be asked to do.
import { z } from 'zod';
import { pattern, port, range, secret, text } from './fields.ts';

const CODE_LIST = /^\s*\d{1,3}(\s*-\s*\d{1,3})?(\s*,\s*\d{1,3}(\s*-\s*\d{1,3})?)*\s*$/;

export const sshConfig = z
  .strictObject({
    command: z.string().trim().min(1, 'say what to run').max(8_192).default('uptime').meta({
      title: 'Command',
      description:
        "Run by the user's login shell on the host. It should only look and end by itself; it gets no input.",
    }),
    user: z
      .string()
      .trim()
      .min(1, 'say who to log in as')
      .max(64)
      .regex(/^[^\s:@]+$/, 'must be a user name without spaces')
      .default('monitor')
      .meta({ title: 'User', description: 'Who to log in as; an account that may only read is enough.' }),
    port: port(22, 'The port of the SSH server.'),
    auth: z.enum(['agent', 'key', 'password']).default('agent').meta({
      title: 'Log in by',
      description: 'agent: the keys of the SSH agent here; key: a key file on this machine; password.',
    }),
    keyFile: text('', 'Key file', 'Path of the private key on this machine. It is read, never copied.', 4_096),
    passphrase: secret('Passphrase', 'Of the key file, where it has one.'),
    password: secret('Password', 'For logging in by password.'),
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
  .refine((config) => config.auth !== 'key' || config.keyFile !== '', {
    path: ['keyFile'],
    message: 'must name the key file, since logging in is by key',
  })
  .refine((config) => config.valuePattern !== '' || (config.warnRange === '' && config.critRange === ''), {
    path: ['valuePattern'],
    message: 'must say where the value stands, since there is a range for it',
  });
export type SshConfig = z.output<typeof sshConfig>;
