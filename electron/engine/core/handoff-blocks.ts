// What keeps a hand-over from going on, in words. Hard: it cannot; else there is a way around, which goes on the record.
import type { Briefing, BriefingItem } from '../../contract/model/briefing.ts';
import type { Handoff, HandoffBlock } from '../../contract/model/handoff.ts';
import { actsOf, itemsOf, wantsReadBack, wantsTick } from './handoff-state.ts';
import { because } from './incident-words.ts';
import { sameName } from './person-name.ts';

const isGrave = ({ section, severity }: BriefingItem): boolean =>
  section === 'incidents' && severity !== null && severity <= 2;

/** Before it is made ready. `briefing`: as it is now. */
export function readyBlocks(handoff: Handoff, briefing: Briefing): readonly HandoffBlock[] {
  const { incoming, outgoing, items } = handoff;
  const block = (key: string, text: string, isHard: boolean): HandoffBlock => ({ what: 'ready', key, text, isHard });
  const nobody = incoming.trim() === '';
  return [
    ...(nobody ? [block('', 'Nobody is named who takes over.', true)] : []),
    ...(!nobody && sameName(incoming, outgoing)
      ? [block('', `${outgoing} would hand over to themselves.`, false)]
      : []),
    ...itemsOf({ briefing })
      .filter((item) => isGrave(item) && (items[item.key]?.next.trim() ?? '') === '')
      .map(({ key, subject, severity }) => block(key, `${subject} (SEV${severity}) has no next action.`, false)),
  ];
}

/** Before it is accepted. A question without an answer lets it be accepted with questions. */
export function acceptBlocks(handoff: Handoff): readonly HandoffBlock[] {
  const { ticks, readBacks, questions } = handoff;
  const block = (key: string, text: string, isHard: boolean): HandoffBlock => ({ what: 'accept', key, text, isHard });
  const items = itemsOf(handoff);
  return [
    ...items
      .filter((item) => wantsReadBack(item) && !Object.hasOwn(readBacks, item.key))
      .map(({ key, subject }) => block(key, `${subject} is not read back.`, true)),
    ...items
      .filter((item) => wantsTick(item) && !Object.hasOwn(ticks, item.key))
      .map(({ key, subject }) => block(key, `${subject} is not ticked.`, true)),
    ...questions
      .filter(({ answers }) => answers.length === 0)
      .map(({ by, text }) => block('', `A question of ${by} has no answer${because(text)}`, false)),
  ];
}

/** What stands before its next step; none once it ended. */
export function blocksOf(handoff: Handoff, briefing: Briefing): readonly HandoffBlock[] {
  const acts = actsOf(handoff.state);
  if (acts.includes('ready')) return readyBlocks(handoff, briefing);
  return acts.includes('accept') ? acceptBlocks(handoff) : [];
}
