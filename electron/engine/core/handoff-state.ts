// The way of a hand-over, and how its rules (handoff-*.ts) answer.
//
//   draft ──ready──► ready ──accept──► accepted | accepted-with-questions
//     ▲                │ └──decline──► declined
//     └─back-to-draft──┘
//   draft, ready ──another is begun──► superseded
//
// Words are typed into a draft, ticks, read-backs and questions come while it is ready. Once it ended nothing of it changes.
import type { BriefingItem } from '../../contract/model/briefing.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import type { Handoff, HandoffAct, HandoffState } from '../../contract/model/handoff.ts';
import { conflict, type Refused, utc } from './incident-words.ts';
import { sameName } from './person-name.ts';

/** What the journal says of an act, before it is known who wrote it. */
export interface HandoffSaid {
  readonly event: string;
  /** One plain sentence. */
  readonly text: string;
  readonly data: JsonObject;
}

/** `after` is the very object that was given where nothing changes. `said` null: it is not on the record (typing a draft). */
export interface HandoffRuled {
  readonly after: Handoff;
  readonly said: HandoffSaid | null;
}

export type HandoffRuling = HandoffRuled | Refused;

/** Who acts at which desk, and when. */
export interface HandoffMoment {
  /** Name of whoever is signed in where it is done. */
  readonly by: string;
  /** Epoch ms. */
  readonly now: number;
}

const MAY: Readonly<Record<HandoffState, readonly HandoffAct[]>> = {
  draft: ['write', 'ready'],
  ready: ['back-to-draft', 'mark', 'ask', 'accept', 'decline'],
  accepted: [],
  'accepted-with-questions': [],
  declined: [],
  superseded: [],
};

export const actsOf = (state: HandoffState): readonly HandoffAct[] => MAY[state];

/** Why an act cannot be done in this state; null: it can. */
export function actRefusal(handoff: Handoff, act: HandoffAct): Refused | null {
  return MAY[handoff.state].includes(act) ? null : conflict('', stateWords(handoff, act));
}

function stateWords(handoff: Handoff, act: HandoffAct): string {
  const { state, readyAt, endedAt, declined, signatures } = handoff;
  const when = endedAt === null ? '' : ` at ${utc(endedAt)}`;
  switch (state) {
    case 'draft':
      return act === 'back-to-draft' ? 'it is a draft' : 'it is still a draft: it is made ready first';
    case 'ready':
      return act === 'ready'
        ? `it is ready since ${readyAt === null ? 'a while' : utc(readyAt)}`
        : 'its words are frozen: take it back to draft to change them';
    case 'accepted':
    case 'accepted-with-questions':
      return `${signatures.incoming?.by ?? 'somebody'} accepted it${when}; nothing of it changes any more`;
    case 'declined':
      return `${declined?.by ?? 'somebody'} declined it${when}; begin another, which has its words`;
    case 'superseded':
      return `another one was begun in its place${when}, which has its words`;
    default:
      return state satisfies never;
  }
}

/** "A. Brandt at M. Okafor's desk"; 'A. Brandt' at their own. */
export const atDesk = (who: string, desk: string): string =>
  who === '' || sameName(who, desk) ? desk : `${who} at ${desk}'s desk`;

/** A person must look at it. */
export const wantsTick = ({ stance }: BriefingItem): boolean => stance !== 'stable';
/** A person must act: whoever comes says it in their own words. */
export const wantsReadBack = ({ stance }: BriefingItem): boolean => stance === 'unstable';

export const itemsOf = ({ briefing }: Pick<Handoff, 'briefing'>): readonly BriefingItem[] =>
  briefing?.sections.flatMap(({ items }) => items) ?? [];

/** With the next number, and its counts as they are then. */
export function changed(before: Handoff, change: Partial<Handoff>): Handoff {
  const after = { ...before, ...change, rev: before.rev + 1 };
  // One that was superseded as a draft has a briefing to be read, and nothing in it was ever to be ticked.
  const items = after.readyAt === null ? [] : itemsOf(after);
  const ticks = items.filter(wantsTick);
  const readBacks = items.filter(wantsReadBack);
  return {
    ...after,
    ticked: { done: ticks.filter(({ key }) => Object.hasOwn(after.ticks, key)).length, of: ticks.length },
    readBack: {
      done: readBacks.filter(({ key }) => Object.hasOwn(after.readBacks, key)).length,
      of: readBacks.length,
    },
    openQuestions: after.questions.filter(({ answers }) => answers.length === 0).length,
  };
}

/** Plain data whose texts the canonical form can carry: no half characters, nothing undefined. */
export function plain<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  // Half a character is written as an escape. Without any there is nothing to mend, which takes three times as long as the
  // rest: too long for two thousand items in one turn of the loop.
  return JSON.parse(text, text.includes('\\ud') ? (_key, one) => wellFormed(one) : undefined) as Value;
}

/** The texts in it, and the names of its fields: words about items stand under keys that came from outside. */
function wellFormed(one: unknown): unknown {
  if (typeof one === 'string') return one.toWellFormed();
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name.toWellFormed(), value]));
}
