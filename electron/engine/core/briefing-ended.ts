// Problems that ended in this shift: each with how long it lasted, what came and went together as one item.

import { problemKey } from './briefing-claims.ts';
import type { BriefingFacts, EndedProblem } from './briefing-facts.ts';
import { type Draft, draft, worseSeverity } from './briefing-item.ts';
import { counted, line, spell, subjectOf, worstOf } from './briefing-words.ts';
import { listed } from './incident-words.ts';

/** So many stand by themselves; what came besides is one item: nobody reads the thousand recoveries of a storm. */
const MOST = 200;

/**
 * Groups: what hung behind a host is one, and a check (of a host that was not the cause) that was bad several times is one.
 * The checks of a dead host go with the host, where that ended too.
 */
function groupOf(one: EndedProblem, hostEnded: ReadonlySet<string>): string {
  const { problem, hostId, checkId } = one;
  if (problem.because === hostId && !one.alive && hostEnded.has(hostId)) return `host:${hostId}`;
  if (problem.because !== null && problem.because !== hostId) return `behind:${problem.because}`;
  return one.alive ? `host:${hostId}` : `check:${checkId}`;
}

/** `flapping`: what still goes on and off is not over, and stands there. */
export function endedProblemItems(facts: BriefingFacts, flapping: readonly Draft[]): readonly Draft[] {
  const said = new Set(flapping.flatMap(({ covers }) => covers));
  const over = facts.endedProblems.filter(({ problem }) => !said.has(problemKey(problem.id)));
  const hostEnded = new Set(
    over.flatMap(({ alive, hostId, problem }) =>
      alive && (problem.because === null || problem.because === hostId) ? [hostId] : [],
    ),
  );
  const groups = [...Map.groupBy(over, (one) => groupOf(one, hostEnded))];
  const items = groups.map(([key, problems]) => itemOf(key, problems, facts));
  if (items.length <= MOST) return items;
  const sorted = items.toSorted((a, b) => (a.severity ?? 5) - (b.severity ?? 5) || (b.until ?? 0) - (a.until ?? 0));
  return [...sorted.slice(0, MOST), restOf(sorted.slice(MOST))];
}

function itemOf(group: string, problems: readonly EndedProblem[], facts: BriefingFacts): Draft {
  const behind = group.startsWith('behind:') ? (problems[0]?.problem.because ?? null) : null;
  const own = problems.filter(({ alive }) => alive);
  const spells = own.length > 0 && behind === null ? own : problems;
  const newest = spells.reduce((a, b) => (b.closedAt > a.closedAt ? b : a));
  const { problem } = newest;
  const hosts = new Set(problems.map(({ hostId }) => hostId)).size;
  const name = behind === null ? '' : facts.nameOf(behind);
  const longest = Math.max(...spells.map((one) => one.closedAt - one.problem.openedAt));
  const others = problems.length - spells.length;
  const ack = spells.find((one) => one.problem.ack !== null)?.problem.ack ?? null;
  return draft({
    key: behind === null ? problemKey(problem.id) : `ended:behind:${behind}`,
    covers: problems.map((one) => problemKey(one.problem.id)),
    section: 'resolved',
    stance: 'stable',
    ref:
      behind === null ? { problemId: problem.id, hostId: newest.hostId, checkId: newest.checkId } : { hostId: behind },
    severity: spells.map((one) => one.problem.severity).reduce((a, b) => worseSeverity(a, b) ?? a),
    status: worstOf(spells.map((one) => one.problem.status)),
    subject: behind === null ? subjectOf(newest) : `behind ${name}`,
    title:
      behind !== null
        ? `${counted(hosts, 'host')} behind ${name} recovered`
        : spells.length === 1
          ? `${newest.off ? 'Over' : 'Recovered'} after ${spell(longest)}`
          : `Bad ${spells.length} times, at most ${spell(longest)}`,
    state: `was ${problem.status}${newest.off ? ', its check is switched off now' : ''}`,
    owner: ack?.by ?? '',
    since: Math.min(...problems.map((one) => one.problem.openedAt)),
    until: Math.max(...problems.map((one) => one.closedAt)),
    facts: [
      ...(ack ? [`${ack.by} had it: ${line(ack.reason)}`] : ['Nobody had acknowledged it']),
      ...(others > 0 ? [`${counted(others, 'check')} with it`] : []),
      ...(behind === null ? [] : [listed([...new Set(problems.map(({ host }) => host))].toSorted())]),
    ],
  });
}

function restOf(items: readonly Draft[]): Draft {
  const times = items.map(({ until }) => until ?? 0);
  return draft({
    key: 'ended:others',
    covers: items.flatMap(({ covers }) => covers),
    section: 'resolved',
    stance: 'stable',
    subject: `${items.length} more`,
    title: `Recovered: ${listed(items.map(({ subject }) => subject))}`,
    state: 'recovered',
    until: times.reduce((a, b) => Math.max(a, b), 0),
  });
}
