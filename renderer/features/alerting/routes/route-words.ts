// Pure: a route in words: what it takes, whom it tells, how it groups.
import type { Route } from '../../../../electron/contract/model/notice.ts';
import { durationText } from '../../../lib/duration-text.ts';
import { hoursWords } from '../hours-words.ts';
import { severityWords } from '../severity-words.ts';

/** "SEV1, SEV2, tag data, site lon3, Mon to Fri 08:00 to 18:00": what a route takes. */
export function takesWords({ severities, tags, sites, hours }: Pick<Route, 'severities' | 'tags' | 'sites' | 'hours'>) {
  const parts = [
    severityWords(severities),
    tags.length > 0 && `tag ${tags.join(' or ')}`,
    sites.length > 0 && `site ${sites.join(' or ')}`,
    hours !== null && hoursWords(hours),
  ];
  return parts.filter(Boolean).join(', ');
}

const GROUPS: Readonly<Record<Route['groupBy'], string>> = {
  cause: 'problems with the same cause',
  site: 'problems of the same site',
  route: 'all problems of this route',
};

/** "The first of problems with the same cause waits 30 s for company (SEV1 never), …": how a route groups and repeats. */
export function groupWords({ groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs }: Route): string {
  const wait =
    groupWaitMs === 0
      ? 'The first goes out at once'
      : `The first waits ${durationText(groupWaitMs)} for company (SEV1 never)`;
  const more =
    groupIntervalMs === 0
      ? 'what joins goes out at once'
      : `what joins goes out at most every ${durationText(groupIntervalMs)}`;
  const again =
    repeatIntervalMs === 0 ? 'never repeated' : `repeated every ${durationText(repeatIntervalMs)} while nobody has it`;
  return `One message for ${GROUPS[groupBy]}. ${wait}, ${more}, ${again}. An all-clear goes out at once.`;
}

/** The same in a cell: "30 s, 5 min, 4 h"; "at once, 5 min, never". */
export const pace = ({ groupWaitMs, groupIntervalMs, repeatIntervalMs }: Route): string =>
  [
    groupWaitMs === 0 ? 'at once' : durationText(groupWaitMs),
    groupIntervalMs === 0 ? 'at once' : durationText(groupIntervalMs),
    repeatIntervalMs === 0 ? 'never' : durationText(repeatIntervalMs),
  ].join(', ');
