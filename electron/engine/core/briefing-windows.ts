// Items of maintenance: what is now and until the next shift is over, what went otherwise than planned in this shift, and
// what broke inside.
import { type Claims, windowKey } from './briefing-claims.ts';
import type { BriefingFacts, WindowFact } from './briefing-facts.ts';
import { type Draft, draft } from './briefing-item.ts';
import { named, partsOf } from './briefing-problems.ts';
import { counted, line, spell } from './briefing-words.ts';

const endedEarlyAt = ({ window, occurrence }: WindowFact): number | null =>
  window.endedEarly.find(({ startsAt }) => startsAt === occurrence.startsAt)?.endedAt ?? null;

/** Entered after it had begun, in this shift. */
const isLate = ({ window }: WindowFact, { from }: BriefingFacts): boolean =>
  window.declaredLate && window.createdAt >= from;

const STATES = {
  planned: 'planned',
  waiting: 'flexible, begins with the first problem',
  active: 'under way',
  over: 'over',
  'called-off': 'called off',
} as const;

function courseFacts(one: WindowFact, facts: BriefingFacts): readonly string[] {
  const { window, occurrence, conflicts, hosts } = one;
  const endedAt = endedEarlyAt(one);
  const length = occurrence.to - occurrence.from;
  return [
    ...(window.notes === '' ? [] : [line(window.notes)]),
    counted(hosts, 'host'),
    ...(occurrence.state === 'planned' ? [`For ${spell(length)}`] : []),
    ...(occurrence.state === 'waiting' ? [`For ${spell(window.flexibleMs ?? length)} from its first problem on`] : []),
    ...(isLate(one, facts) ? [`Entered ${spell(window.createdAt - occurrence.from)} after it began`] : []),
    ...(endedAt === null ? [] : [`Ended early, after ${spell(endedAt - occurrence.from)}`]),
    ...(window.rrule === '' ? [] : ['Recurs']),
    ...conflicts,
  ];
}

export function windowItems(claims: Claims, facts: BriefingFacts): readonly Draft[] {
  return facts.windows.map((one) => {
    const { window, occurrence } = one;
    const { state, from, to, startsAt } = occurrence;
    const key = windowKey(window.id, startsAt);
    const problems = claims.get(key) ?? [];
    const { covers, tried = [], lastNoteAt = null } = partsOf(problems);
    const ahead = state === 'planned' || state === 'called-off';
    return draft({
      key,
      covers: [key, ...covers],
      section: 'maintenance',
      stance: state === 'over' || state === 'called-off' ? 'stable' : 'watch',
      ref: { windowId: window.id },
      status: 'maintenance',
      subject: window.change === '' ? window.name : window.change,
      title: window.name,
      state: endedEarlyAt(one) === null ? STATES[state] : 'ended early',
      owner: window.by,
      since: ahead || state === 'waiting' ? null : from,
      until: ahead ? from : to,
      facts: [
        ...(problems.length === 0 ? [] : [`${counted(problems.length, 'problem')} in it: ${named(problems)}`]),
        ...courseFacts(one, facts),
      ],
      tried,
      lastNoteAt,
    });
  });
}
