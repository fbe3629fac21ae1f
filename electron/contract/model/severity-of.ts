// Pure, and free of the schema library: how bad a problem is by the rules. Screens that ask the same question load this alone.
import type { ProblemStatus } from './problem-status.ts';

export const SEVERITIES = [1, 2, 3, 4] as const;
export type Severity = (typeof SEVERITIES)[number];

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

/** A rule as `severityRule` parses it. */
interface Rule {
  readonly statuses: readonly ProblemStatus[];
  readonly tags: readonly string[];
  readonly sites: readonly string[];
  readonly roles: readonly string[];
  readonly severity: Severity;
}

const names = (wanted: readonly string[], ...had: readonly string[]): boolean =>
  wanted.length === 0 || had.some((one) => wanted.includes(one));

/** The severity by the rules, first match; else by the status. */
export function severityOf(rules: readonly Rule[], { status, tags, site, role }: SeverityFacts): Severity {
  const rule = rules.find(
    (one) =>
      names(one.statuses, status) && names(one.tags, ...tags) && names(one.sites, site) && names(one.roles, role),
  );
  return rule?.severity ?? USUAL_SEVERITY[status];
}
