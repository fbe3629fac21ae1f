// What a maintenance window or a mute covers. Each part that is named adds to it: a check is covered when it is named, its
// host is named, or its host carries one of the tags or stands at one of the sites.
import { z } from 'zod';
import { label } from './host.ts';
import { checkId, hostId } from './ids.ts';

export const scope = z
  .strictObject({
    hostIds: z.array(hostId).max(10_000).default([]),
    checkIds: z.array(checkId).max(10_000).default([]),
    tags: z.array(label).max(64).default([]),
    sites: z.array(label).max(64).default([]),
  })
  .refine((parts) => Object.values(parts).some((part) => part.length > 0), {
    message: 'must name at least one host, check, tag or site',
  });
export type Scope = Readonly<z.infer<typeof scope>>;
export type ScopeDraft = z.input<typeof scope>;
