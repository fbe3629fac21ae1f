// How bad a problem is for the people it concerns: SEV1 (everything stops, wake somebody) to SEV4 (look at it some day).
import { z } from 'zod';
import { label } from './host.ts';
import { PROBLEM_STATUSES } from './problem-status.ts';

export { SEVERITIES, type Severity, severityOf, USUAL_SEVERITY } from './severity-of.ts';

export const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** One rule; every part that is named must fit, an empty one fits all. The first rule that fits decides. */
export const severityRule = z.strictObject({
  statuses: z.array(z.enum(PROBLEM_STATUSES)).default([]),
  tags: z.array(label).max(64).default([]),
  sites: z.array(label).max(64).default([]),
  roles: z.array(label).max(64).default([]),
  severity,
});
export type SeverityRule = Readonly<z.infer<typeof severityRule>>;
