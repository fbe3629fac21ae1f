// What an operator sets for the whole engine. Every field has a default, so that an older file still reads.
import { z } from 'zod';
import { givenName, hostAddress, label } from './host.ts';
import { timeZone, weeklyHours } from './hours.ts';
import { reportHours, reportSchedule } from './report.ts';
import { severity, severityRule } from './severity.ts';
import { slaPromise } from './sla.ts';

export const settings = z.strictObject({
  retention: z
    .strictObject({
      /** How long measured values are kept. */
      valuesDays: z.number().int().min(1).max(3_650).default(90),
      /** How long the hour roll-ups are kept; not shorter than the values. */
      rollUpsDays: z.number().int().min(1).max(7_300).default(730),
    })
    .prefault({})
    .refine((keep) => keep.rollUpsDays >= keep.valuesDays, {
      path: ['rollUpsDays'],
      message: 'must not be shorter than the values are kept',
    }),
  hostKeys: z
    .strictObject({
      /** At the first contact with an SSH server: ask an operator, or refuse until the key is in known_hosts. */
      firstContact: z.enum(['ask', 'refuse']).default('ask'),
    })
    .prefault({}),
  backups: z
    .strictObject({
      everyHours: z.number().int().min(1).max(168).default(24),
      keep: z.number().int().min(1).max(60).default(7),
    })
    .prefault({}),
  alerting: z
    .strictObject({
      /** How bad a problem is; the first rule that fits decides, else its status does. */
      severityRules: z.array(severityRule).max(100).default([]),
      /** Within them nobody is told of these severities; what is still there when they end is told then. */
      quietHours: z
        .array(
          weeklyHours.extend({
            name: givenName,
            severities: z.array(severity).min(1).default([3, 4]),
            /** Empty lists: everything. */
            tags: z.array(label).max(64).default([]),
            sites: z.array(label).max(64).default([]),
          }),
        )
        .max(32)
        .default([]),
      /** Sounds of the window, 0..100 %. */
      volume: z.number().int().min(0).max(100).default(70),
      /** An alarm that nobody took gets louder and more urgent after so many minutes, and again after as many; 0: never. */
      louderAfterMinutes: z.number().int().min(0).max(60).default(3),
    })
    .prefault({}),
  isolation: z
    .strictObject({
      /** Whether most checks failing together while the beacons are silent counts as the monitor's own trouble. */
      detect: z.boolean().default(true),
      /** Addresses that answer ping while the monitor has its network; none: the default gateway. */
      beacons: z.array(hostAddress).max(8).default([]),
    })
    .prefault({}),
  incidents: z
    .strictObject({
      /** What is promised, by severity. */
      sla: slaPromise.prefault({}),
      /** The first policy that fits an alert opens an incident, where no open one has the problem or what caused it. */
      policies: z
        .array(
          z.strictObject({
            name: givenName,
            enabled: z.boolean().default(true),
            severities: z.array(severity).min(1).default([1]),
            /** Empty lists: everything. */
            tags: z.array(label).max(64).default([]),
            sites: z.array(label).max(64).default([]),
          }),
        )
        .max(64)
        .default([]),
    })
    .prefault({}),
  runbooks: z
    .strictObject({
      /** Folders of the user's own, absolute paths; files in them are watched and read anew. The shipped library is always there. */
      folders: z.array(z.string().trim().min(1).max(4_096)).max(16).default([]),
      /** How runs log in: the first that fits a host; none: as the host's own SSH checks do. */
      logins: z
        .array(
          z.strictObject({
            name: givenName,
            /** Empty lists: everything. */
            tags: z.array(label).max(64).default([]),
            sites: z.array(label).max(64).default([]),
            user: z
              .string()
              .trim()
              .regex(/^[^\s:@-][^\s:@]*$/, 'must be a user name without spaces')
              .max(64),
            port: z.number().int().min(1).max(65_535).default(22),
            auth: z.enum(['agent', 'key', 'password']).default('agent'),
            /** Path of the private key on this machine. */
            keyFile: z.string().trim().max(4_096).default(''),
            /** Name of the credential that holds password or passphrase; '' for none. */
            credential: z.union([z.literal(''), label]).default(''),
          }),
        )
        .max(64)
        .default([]),
    })
    .prefault({}),
  reports: z
    .strictObject({
      schedules: z
        .array(reportSchedule)
        .max(64)
        .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two of them have the same id')
        .default([]),
      /** What availability is held against, percent. */
      target: z.number().min(0).max(100).default(99.9),
      hours: reportHours.prefault({}),
    })
    .prefault({}),
  wallboard: z
    .strictObject({
      /** Name of the display, as the system has it; '' for the one the window is on. */
      display: z.string().trim().max(128).default(''),
      /** Views in turn; with one nothing turns. */
      views: z
        .array(z.enum(['overview', 'map', 'incidents', 'problems', 'shift']))
        .min(1, 'choose at least one view')
        .max(5)
        .default(['overview', 'incidents', 'shift']),
      everySeconds: z.number().int().min(5).max(600).default(30),
      /** The place whose time stands beside UTC. */
      zone: z.union([z.literal(''), timeZone]).default(''),
    })
    .prefault({}),
  inbound: z
    .strictObject({
      enabled: z.boolean().default(false),
      /** Loopback unless somebody says otherwise, knowingly. */
      address: hostAddress.default('127.0.0.1'),
      port: z.number().int().min(1).max(65_535).default(8_484),
    })
    .prefault({}),
});
export type Settings = Readonly<z.infer<typeof settings>>;
