// Pure: what a signature means, said before it is given.
import type { Handoff, HandoffBlock } from '../../../electron/contract/model/handoff.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { count } from '../../lib/number.ts';

/** One sentence. */
export function meaningOf(
  act: 'ready' | 'back-to-draft' | 'accept' | 'decline',
  { outgoing, incoming }: Handoff,
  leads: readonly Incident[],
): string {
  const to = incoming || 'the incoming person';
  switch (act) {
    case 'ready':
      return `You sign that this is what you know: the briefing freezes as it is now, and what you own stays yours until ${to} signs.`;
    case 'back-to-draft':
      return `The briefing thaws and the signature of ${outgoing} falls away; ticks and read-backs of what does not change stay.`;
    case 'accept':
      return leads.length === 0
        ? `You sign that you have understood it and that the watch is yours from now on; ${outgoing} leads no incident that goes over.`
        : `You sign that you have understood it and that the watch is yours from now on, with the ${leads.length === 1 ? 'incident' : `${count(leads.length, 'incident')}`} that ${outgoing} leads: ${leads.map(({ number }) => number).join(', ')}.`;
    case 'decline':
      return `You do not take it over: ownership stays with ${outgoing}, and your reason is on record.`;
    default:
      return act satisfies never;
  }
}

/** Who is asked for a reason although something blocks it. */
export const softBlocks = (blocks: readonly HandoffBlock[]): readonly HandoffBlock[] =>
  blocks.filter(({ what, isHard }) => what === 'ready' && !isHard);

export const SIGN_TITLES = {
  ready: 'Hand over',
  'back-to-draft': 'Back to draft',
  accept: 'Accept',
  decline: 'Decline',
} as const;
