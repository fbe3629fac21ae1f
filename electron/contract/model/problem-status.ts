// What a problem can be.

/** Worst first; the order of every list and of every count (spec: monitoring, rule 11). */
export const PROBLEM_STATUSES = ['down', 'critical', 'unreachable', 'unknown', 'warning'] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];
