// How bad a problem is for the people it concerns: SEV1 (everything stops, wake somebody) to SEV4 (look at it some day).
import { z } from 'zod';
import { label } from './host.ts';
import { PROBLEM_STATUSES, type ProblemStatus } from './problem-status.ts';

export const SEVERITIES = [1, 2, 3, 4] as const;
export type Severity = (typeof SEVERITIES)[number];

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

/** Where no rule fits. */
export const USUAL_SEVERITY: Readonly<Record<ProblemStatus, Severity>> = {
  down: 2,
  critical: 2,
  unreachable: 3,
  unknown: 3,
  warning: 3,
};

export interface SeverityFacts {
  readonly status: ProblemStatus;
  readonly tags: readonly string[];
  readonly site: string;
  readonly role: string;
}

const names = (wanted: readonly string[], ...had: readonly string[]): boolean =>
  wanted.length === 0 || had.some((one) => wanted.includes(one));

/** The severity by the rules, first match; else by the status. */
export function severityOf(rules: readonly SeverityRule[], { status, tags, site, role }: SeverityFacts): Severity {
  const rule = rules.find(
    (one) =>
      names(one.statuses, status) && names(one.tags, ...tags) && names(one.sites, site) && names(one.roles, role),
  );
  return rule?.severity ?? USUAL_SEVERITY[status];
}
