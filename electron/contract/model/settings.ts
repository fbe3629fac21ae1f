// What an operator sets for the whole engine. Every field has a default, so that an older file still reads.
import { z } from 'zod';

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
});
export type Settings = Readonly<z.infer<typeof settings>>;
