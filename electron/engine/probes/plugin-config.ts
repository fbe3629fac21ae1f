// What a plugin check can be asked to do.
import { z } from 'zod';
import { hasKeyFileOverSsh } from './over-ssh.ts';
import { loginFields, NO_KEY_FILE } from './ssh-login.ts';

/** Where distributions put them. A plugin given by its bare name is looked for here, in this order. */
export const PLUGIN_FOLDERS = [
  '/usr/lib/nagios/plugins',
  '/usr/lib64/nagios/plugins',
  '/usr/lib/monitoring-plugins',
  '/usr/lib64/monitoring-plugins',
  '/usr/local/lib/nagios/plugins',
  '/usr/local/nagios/libexec',
  '/usr/local/libexec/nagios',
] as const;

export const pluginConfig = z
  .strictObject({
    command: z
      .string()
      .trim()
      .max(4_096)
      .regex(
        /^(\/[^\0]*[^\0/]|[A-Za-z0-9_][A-Za-z0-9_.+-]*)$/,
        "must be an absolute path or a plugin's name: check_http",
      )
      .default('check_ping')
      .meta({
        title: 'Plugin',
        description: `A plugin's name (check_http), looked for in ${PLUGIN_FOLDERS[0]} and the like, or an absolute path.`,
      }),
    args: z
      .array(
        z
          .string()
          .max(16_384)
          .regex(/^[^\0]*$/, 'must not hold a NUL character'),
      )
      .max(128)
      .default(['-H', '$ADDRESS$', '-w', '100,20%', '-c', '500,60%'])
      .meta({
        title: 'Arguments',
        description:
          'One a line, handed over as they stand: no shell, no quotes needed. $ADDRESS$ and $HOSTNAME$ are filled in.',
      }),
    over: z.enum(['local', 'ssh']).default('local').meta({
      title: 'Runs',
      description: 'local: on this machine; ssh: on the host, where the plugin must be installed.',
    }),
    ...loginFields,
  })
  .refine(hasKeyFileOverSsh, NO_KEY_FILE);
export type PluginConfig = z.output<typeof pluginConfig>;
