// Pure: words of the incident screen alone; those that other screens say too stand in store/incident-words.ts.
import type { FollowUp, Incident, Milestone } from '../../../electron/contract/model/incident.ts';
import type { MilestoneKind, Role } from '../../../electron/contract/model/incident-rules.ts';

/** "opened by Ada", "the engine opened it, policy parent-down". */
export function openedWords({ openedBy, policy }: Incident): string {
  if (policy !== '') return `${openedBy} opened it, policy ${policy}`;
  return openedBy === 'the engine' ? 'the engine opened it' : `opened by ${openedBy}`;
}

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  lead: 'Lead',
  scribe: 'Scribe',
  operator: 'Operator',
  liaison: 'Liaison',
  next: 'Next lead',
};

export const MILESTONE_WORDS: Readonly<Record<MilestoneKind, string>> = {
  impact: 'Impact started',
  detected: 'Detected',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
  closed: 'Closed',
};

/** Long words, one line: the first that says something. */
export const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

/** Whether its day is over and it is not done. `today`: ISO date. */
export const isOverdue = ({ dueOn, doneAt }: FollowUp, today: string): boolean =>
  doneAt === null && dueOn !== '' && dueOn < today;

/** "2026-12-01" of a moment, UTC. */
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** From the first milestone of an opening to each later one: "+2 min 32 s" belongs beside it. Null beside the first. */
export function sinceFirst(milestones: readonly Milestone[], milestone: Milestone): number | null {
  const first = milestones.find(({ opening }) => opening === milestone.opening);
  return first === undefined || first === milestone ? null : milestone.at - first.at;
}

/** Why it has its severity: "high impact, medium urgency make SEV2", and where somebody knew better, what they said. */
export function severityWhy({ impact, urgency, computedSeverity, severity, severityReason }: Incident): string {
  const matrix = `${impact} impact, ${urgency} urgency: SEV${computedSeverity} by the matrix`;
  if (severity === computedSeverity) return `${matrix}.`;
  return `${matrix}, set to SEV${severity}${severityReason === '' ? '' : `: ${severityReason}`}`;
}
