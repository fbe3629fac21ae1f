// Pure: severity rules and quiet hours in words.
import type { SeverityRule } from '../../../../electron/contract/model/severity.ts';
import { hoursWords } from '../hours-words.ts';
import { severityWords } from '../severity-words.ts';
import type { Alerting } from './use-alerting.ts';

export type QuietHours = Alerting['quietHours'][number];

/** "down or critical, tag database, site ams1, role core"; "everything" for a rule without a condition. */
export function ruleWords({ statuses, tags, sites, roles }: SeverityRule): string {
  const parts = [
    statuses.length > 0 && statuses.join(' or '),
    tags.length > 0 && `tag ${tags.join(' or ')}`,
    sites.length > 0 && `site ${sites.join(' or ')}`,
    roles.length > 0 && `role ${roles.join(' or ')}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'everything' : parts.join(', ');
}

/** "SEV3, SEV4 of tag lab": what quiet hours hold back. */
export function quietWords({ severities, tags, sites }: QuietHours): string {
  const of = [tags.length > 0 && `tag ${tags.join(' or ')}`, sites.length > 0 && `site ${sites.join(' or ')}`];
  return [severityWords(severities), ...of.filter(Boolean)].join(', ');
}

export const quietWhen = (quiet: QuietHours): string => hoursWords(quiet);
