// What can be asked of a host's systemd units.
import { z } from 'zod';
import { hasKeyFileOverSsh, overField } from './over-ssh.ts';
import { loginFields, NO_KEY_FILE } from './ssh-login.ts';

/** systemd.unit(5): what a unit's name is made of; besides, what makes a pattern of it. */
const UNIT_NAME = /^[A-Za-z0-9:_.@\\*?[\]!-]{1,255}$/;
const unitName = z
  .string()
  .trim()
  .regex(
    UNIT_NAME,
    'must be the name of a unit, e.g. nginx.service, or a pattern of names: letters, digits, : - _ . @ \\ and * ? [ ]',
  );
const units = (title: string, description: string) =>
  z.array(unitName).max(50, 'at most 50').default([]).meta({ title, description });

export const serviceConfig = z
  .strictObject({
    over: overField,
    ...loginFields,
    units: units('Units', 'Units to watch: names or patterns, e.g. nginx.service, postgresql@*.service.'),
    expect: z.enum(['active', 'inactive']).default('active').meta({
      title: 'Expected state',
      description: 'active: the units must run; inactive: they must not.',
    }),
    anyFailed: z
      .boolean()
      .default(true)
      .meta({ title: 'Any failed unit', description: 'Whatever else has failed on the host counts too.' }),
    ignoreFailed: units('Failed units to ignore', 'Names or patterns that do not count as "any failed unit".'),
    badStatus: z.enum(['critical', 'warning']).default('critical').meta({
      title: 'Failed counts as',
      description: 'What a unit is that has failed, keeps restarting, or is not in the expected state.',
    }),
    changingStatus: z.enum(['critical', 'warning', 'ok']).default('warning').meta({
      title: 'Changing counts as',
      description: 'What a unit is that has been starting, stopping or reloading for longer than the time below.',
    }),
    changingSeconds: z.number().min(0).max(86_400).default(60).meta({
      title: 'Changing for more than',
      description: 'How long starting, stopping or reloading may take.',
      unit: 's',
    }),
    missingStatus: z.enum(['critical', 'unknown']).default('critical').meta({
      title: 'Missing counts as',
      description: 'What a unit is that the host does not have, or cannot read the file of.',
    }),
    minActiveSeconds: z.number().min(0).max(86_400).default(0).meta({
      title: 'Active for at least',
      description: 'A unit that has been active for less is a warning. 0: not looked at.',
      unit: 's',
    }),
    warnRestarts: z.boolean().default(true).meta({
      title: 'Restarts',
      description: 'A unit that systemd had to restart since the last run is a warning.',
    }),
  })
  .refine(hasKeyFileOverSsh, NO_KEY_FILE)
  .refine((config) => config.anyFailed || config.units.length > 0, {
    path: ['units'],
    message: 'must name a unit, since other failed units do not count',
  });
export type ServiceConfig = z.output<typeof serviceConfig>;
