// What a story could not look at, said outright: whoever reads it must not take silence for "nothing happened".
import { LOOK_BACK_MS, type StoryFacts } from './story-facts.ts';
import type { Nodes } from './story-nodes.ts';
import type { Reach } from './story-reach.ts';
import { listed, span, utc, utcDay } from './story-words.ts';

const GAP_WORDS = {
  'engine-down': 'no engine was running',
  asleep: 'the machine slept',
  isolated: 'the monitor was cut off from its network',
  overloaded: 'the machine was overloaded',
} as const;

export function blindSpots(facts: StoryFacts, nodes: Nodes, reach: Reach): readonly string[] {
  return [
    ...imported(facts),
    ...nothingToGoBy(facts),
    ...recordWords(facts),
    ...gapWords(facts),
    ...clockWords(facts),
    ...gone(facts),
    ...unwatched(facts, nodes, reach),
    ...changedSince(facts),
    ...(facts.changesCut ? ['so much was changed in the hour before that only the newest part was looked at'] : []),
  ];
}

const imported = ({ importedFrom }: StoryFacts): readonly string[] =>
  importedFrom === ''
    ? []
    : [`it was brought in as ${importedFrom}: hosts, states and journal of that monitor are not here`];

const nothingToGoBy = ({ symptoms }: StoryFacts): readonly string[] =>
  symptoms.length > 0 ? [] : ['no problem belongs to this incident: there is nothing to go back from'];

function recordWords({ recordFrom, impactAt }: StoryFacts): readonly string[] {
  const since = impactAt - LOOK_BACK_MS;
  if (recordFrom === null) return ['the journal is empty: what was changed before is not known'];
  if (recordFrom <= since) return [];
  return [`the journal begins ${utcDay(recordFrom)}: what was changed before is not known`];
}

function gapWords({ gaps, impactAt }: StoryFacts): readonly string[] {
  return gaps
    .filter(({ from, to }) => from <= impactAt && (to ?? impactAt) >= impactAt - LOOK_BACK_MS)
    .map(({ reason, from, to }) => {
      const until = to === null ? 'now' : utc(to);
      const first =
        to !== null && to <= impactAt && impactAt - to < 120_000 ? '; the problems may be older than they look' : '';
      return `nothing was watched from ${utc(from)} to ${until}, ${GAP_WORDS[reason]}${first}`;
    });
}

const clockWords = ({ changes, impactAt }: StoryFacts): readonly string[] =>
  changes
    .filter(({ kind, at }) => kind === 'clock-jump' && at <= impactAt)
    .map(
      ({ at }) =>
        `the clock of the monitor jumped ${span(Math.max(0, impactAt - at))} before impact: what was first may not have been first`,
    );

function gone({ symptoms, hosts }: StoryFacts): readonly string[] {
  const names = [...new Set(symptoms.filter(({ hostId }) => !hosts.has(hostId)).map(({ host }) => host))];
  if (names.length === 0) return [];
  return [
    `${listed(names)} ${names.length === 1 ? 'is' : 'are'} no longer in the inventory: what stood before is not known`,
  ];
}

/** Hosts on the way that no check speaks for. */
function unwatched({ hosts }: StoryFacts, nodes: Nodes, reach: Reach): readonly string[] {
  const names = [...reach.upstream.keys()]
    .filter((id) => nodes.host(id)?.checkId === null)
    .map((id) => hosts.get(id)?.name ?? id);
  if (names.length === 0) return [];
  return [`no check tells whether ${listed(names)} ${names.length === 1 ? 'is' : 'are'} up`];
}

function changedSince({ changedSince: ids, hosts }: StoryFacts): readonly string[] {
  const names = ids.map((id) => hosts.get(id)?.name).filter((name) => name !== undefined);
  if (names.length === 0) return [];
  return [
    `${listed(names)} ${names.length === 1 ? 'was' : 'were'} changed since: parents and checks are taken as they are now`,
  ];
}
