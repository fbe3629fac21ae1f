// How a report is checked by somebody who does not trust it: said on every form, the same everywhere.
import type { Report } from '../../../contract/model/report.ts';
import { localText } from '../times.ts';

/** The command that makes the same report as JSON. The scope is added by hand: only its words stand in a report. */
export function sameAgain(report: Report): string {
  const { period, scope } = report;
  const { kind, from, to, zone } = period;
  const when =
    kind === 'custom'
      ? `custom --from ${new Date(from).toISOString()} --to ${new Date(to).toISOString()}`
      : `${kind} --at ${localText(from, zone).slice(0, 10)}`;
  const more = scope === 'all sites' ? '' : ' (and --site, --tag for the same part)';
  const counted = `${optionOf(report, 'maintenance', '--downtime')}${optionOf(report, 'unreachable', '--unreachable')}`;
  return `watchfloor report ${when} --zone ${zone}${counted} --format json${more}`;
}

/** As the set basis says it was counted; '' where it is the usual way. */
function optionOf({ rowSets }: Report, name: string, option: string): string {
  const rows = rowSets.find(({ id }) => id === 'basis')?.rows ?? [];
  const words = rows.find((row) => row[0] === name)?.at(-1);
  const [, as] = /^counted as (good|bad)$/.exec(String(words)) ?? [];
  return as === undefined ? '' : ` ${option} ${as}`;
}

/** A sentence each. */
export const recomputeWords = (report: Report): readonly string[] => [
  `Every figure can be computed again from the rows it names: "${sameAgain(report)}" writes them all, with the definition of each figure beside its value.`,
  'In that file instants are milliseconds since 1970-01-01 UTC, durations are milliseconds, percentages run from 0 to 100, and null means that nothing is known.',
  'The period is half open: from ≤ instant < to. In a sum what is empty counts as 0. A share of nothing, and the least, greatest, mean or n-th of nothing, are null.',
  'n is how many rows a figure is from: those the definition counts, else all rows of the first set it names; a value of the set basis has none. Where a definition says when a goal is missed, it is kept otherwise; without a value there is no verdict.',
  'Percentiles are nearest rank: of n values in ascending order the value at place ceil(share × n); the median is at 0.5. A mean stands only where n is 5 or more.',
  `The history behind it is a chain of hashes. Its last entry when this was made: ${report.head.seq}, ${report.head.hash}. "watchfloor journal verify" walks the chain; that entry must still carry this hash.`,
];
