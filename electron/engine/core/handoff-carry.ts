// What goes over into the next hand-over. Of one that nobody took (superseded, declined) everything that was typed; of one that
// was accepted the promises that are open, and as "said last time" the words about matters that are still there: an old next
// action must not pass for a new one.
import type { Briefing } from '../../contract/model/briefing.ts';
import type { Handoff, ItemWords } from '../../contract/model/handoff.ts';
import { itemsOf } from './handoff-state.ts';
import { utc } from './incident-words.ts';

export type Carried = Pick<Handoff, 'judgement' | 'contacts' | 'items' | 'promises'>;

/** The contract's limit of what was tried. */
const TRIED_LIMIT = 4_000;

const wholeOf = ({ judgement, contacts, items, promises }: Handoff): Carried => ({
  ...{ judgement, contacts, items, promises },
});

/** 'Said 2026-11-20 05:48:02 UTC by M. Okafor: next: swap the optic (2026-…); no link by 06:50: move row C'. */
function saidLastTime({ next, nextAt, ifThen, tried }: ItemWords, { outgoing, readyAt, createdAt }: Handoff): string {
  const when = nextAt === null ? '' : ` (${utc(nextAt)})`;
  const words = [next === '' ? '' : `next: ${next}${when}`, ifThen === '' ? '' : `if: ${ifThen}`];
  const said = words.filter((one) => one !== '').join('; ');
  const lines = [said === '' ? '' : `Said ${utc(readyAt ?? createdAt)} by ${outgoing}: ${said}`, tried];
  const all = lines.filter((one) => one !== '').join('\n');
  return Array.from(all).slice(0, TRIED_LIMIT).join('').slice(0, TRIED_LIMIT).toWellFormed();
}

function afterAccepted(last: Handoff, briefing: Briefing): Carried {
  const there = new Set(itemsOf({ briefing }).map(({ key }) => key));
  const items = Object.entries(last.items).flatMap(([key, words]): [string, ItemWords][] => {
    const tried = there.has(key) ? saidLastTime(words, last) : '';
    return tried === '' ? [] : [[key, { next: '', nextAt: null, ifThen: '', tried }]];
  });
  return {
    judgement: '',
    contacts: '',
    items: Object.fromEntries(items),
    promises: last.promises.filter(({ doneAt }) => doneAt === null),
  };
}

/** Pure. `last`: the one that is open, else the one that ended last; null: there never was one. */
export function carriedFrom(last: Handoff | null, briefing: Briefing): Carried {
  if (last === null) return { judgement: '', contacts: '', items: {}, promises: [] };
  return last.state === 'accepted' || last.state === 'accepted-with-questions'
    ? afterAccepted(last, briefing)
    : wholeOf(last);
}
