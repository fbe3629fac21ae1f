// Who is reached how: what was changed of it in this shift, and who is on call at the hand-over and next.
import type { BriefingFacts } from './briefing-facts.ts';
import { type Draft, draft } from './briefing-item.ts';
import { line } from './briefing-words.ts';

export function contactItems({ contacts, onCall }: BriefingFacts): readonly Draft[] {
  const changes = contacts.map(({ seq, at, who, text }) =>
    draft({
      key: `entry:${seq}`,
      section: 'contacts',
      stance: 'stable',
      subject: 'Changed',
      title: line(text, 300),
      state: 'changed in this shift',
      owner: who,
      since: at,
    }),
  );
  const rotas = onCall.map(({ scheduleId, schedule, person, since, until, next }) =>
    draft({
      key: `on-call:${scheduleId}`,
      section: 'contacts',
      // Nobody would answer: that wants a look before the shift begins.
      stance: person === null ? 'watch' : 'stable',
      subject: schedule,
      title: `${person?.name ?? 'Nobody'} is on call${next === null || until === null ? '' : `, then ${next.name}`}`,
      state: person === null ? 'a gap: nobody is on call' : 'on call',
      owner: person?.name ?? '',
      since: since === 0 ? null : since,
      until,
      facts: person === null ? [] : [person.phone, person.email].filter((one) => one !== ''),
    }),
  );
  return [...rotas, ...changes];
}
