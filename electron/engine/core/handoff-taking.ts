// Rules of a hand-over that is ready: ticked, read back, asked about, answered, accepted or declined.
import type { BriefingItem } from '../../contract/model/briefing.ts';
import type { BriefingDifference, Handoff, HandoffQuestion, Signature } from '../../contract/model/handoff.ts';
import { acceptBlocks } from './handoff-blocks.ts';
import {
  actRefusal,
  atDesk,
  changed,
  type HandoffMoment,
  type HandoffRuling,
  itemsOf,
  wantsReadBack,
  wantsTick,
} from './handoff-state.ts';
import { because, conflict, counted, invalid } from './incident-words.ts';

/** No hand-over needs more; a program that asks in a loop must not fill the disk. */
const MOST_QUESTIONS = 500;

const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));

const unchanged = (handoff: Handoff): HandoffRuling => ({ after: handoff, said: null });

/** The item; null: it is not in the frozen briefing. */
const itemOf = (handoff: Handoff, key: string): BriefingItem | null =>
  itemsOf(handoff).find((item) => item.key === key) ?? null;

/** Whose mark it is: of whoever comes, at whose desk that is done. */
const markOf = ({ incoming }: Handoff, { by, now }: HandoffMoment) => ({ by: atDesk(incoming, by), at: now });

export function tick(handoff: Handoff, key: string, ticked: boolean, moment: HandoffMoment): HandoffRuling {
  const refusal = actRefusal(handoff, 'mark');
  if (refusal) return refusal;
  const item = itemOf(handoff, key);
  if (!item) return invalid('item', 'it is not in this briefing');
  if (!wantsTick(item)) return invalid('item', `${item.subject} is for your knowledge, it wants no tick`);
  if (Object.hasOwn(handoff.ticks, key) === ticked) return unchanged(handoff);
  const mark = markOf(handoff, moment);
  const ticks = ticked ? { ...handoff.ticks, [key]: mark } : without(handoff.ticks, key);
  const text = `${item.subject} ${ticked ? 'ticked' : 'unticked'} by ${mark.by}`;
  return { after: changed(handoff, { ticks }), said: { event: ticked ? 'ticked' : 'unticked', text, data: { key } } };
}

/** In the words of whoever comes; '' takes it away. */
export function readBack(handoff: Handoff, key: string, words: string, moment: HandoffMoment): HandoffRuling {
  const refusal = actRefusal(handoff, 'mark');
  if (refusal) return refusal;
  const item = itemOf(handoff, key);
  if (!item) return invalid('item', 'it is not in this briefing');
  if (!wantsReadBack(item)) return invalid('item', `${item.subject} is not unstable, it wants no read-back`);
  const text = words.trim().toWellFormed();
  if ((handoff.readBacks[key]?.text ?? '') === text) return unchanged(handoff);
  const mark = markOf(handoff, moment);
  const readBacks = text === '' ? without(handoff.readBacks, key) : { ...handoff.readBacks, [key]: { ...mark, text } };
  const said =
    text === '' ? `Read-back of ${item.subject} taken away by ${mark.by}` : `${item.subject} read back by ${mark.by}`;
  return {
    after: changed(handoff, { readBacks }),
    said: { event: 'read-back', text: `${said}${because(text)}`, data: { key, text } },
  };
}

export function ask(handoff: Handoff, id: string, words: string, moment: HandoffMoment): HandoffRuling {
  const refusal = actRefusal(handoff, 'ask');
  if (refusal) return refusal;
  if (handoff.questions.length >= MOST_QUESTIONS) return conflict('text', `it has ${MOST_QUESTIONS} questions already`);
  const text = words.trim().toWellFormed();
  const question: HandoffQuestion = { id, ...markOf(handoff, moment), text, answers: [] };
  return {
    after: changed(handoff, { questions: [...handoff.questions, question] }),
    said: { event: 'question', text: `${question.by} asked${because(text)}`, data: { questionId: id, text } },
  };
}

/** By whoever is signed in: nobody's words are put into the mouth of whoever goes. */
export function answer(handoff: Handoff, questionId: string, words: string, { by, now }: HandoffMoment): HandoffRuling {
  const refusal = actRefusal(handoff, 'ask');
  if (refusal) return refusal;
  const question = handoff.questions.find(({ id }) => id === questionId);
  if (!question) return invalid('questionId', 'there is no such question');
  if (question.answers.length >= MOST_QUESTIONS) return conflict('text', `it has ${MOST_QUESTIONS} answers already`);
  const text = words.trim().toWellFormed();
  const answered = { ...question, answers: [...question.answers, { by, at: now, text }] };
  const questions = handoff.questions.map((one) => (one === question ? answered : one));
  return {
    after: changed(handoff, { questions }),
    said: { event: 'answer', text: `${by} answered${because(text)}`, data: { questionId, text } },
  };
}

/** Whether it may be accepted: null, or why not. */
export function acceptRefusal(handoff: Handoff, withQuestions: boolean): HandoffRuling | null {
  const refusal = actRefusal(handoff, 'accept');
  if (refusal) return refusal;
  const blocks = acceptBlocks(handoff);
  const hard = blocks.filter(({ isHard }) => isHard);
  if (hard.length > 0) return conflict('', texts(hard));
  if (blocks.length === 0 || withQuestions) return null;
  return conflict('withQuestions', `${texts(blocks)} Answer first, or accept it with questions`);
}

const MOST_TEXTS = 5;
function texts(blocks: readonly { readonly text: string }[]): string {
  const more = blocks.length - MOST_TEXTS;
  const first = blocks.slice(0, MOST_TEXTS).map(({ text }) => text);
  return [...first, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

export interface Ending extends HandoffMoment {
  /** What is otherwise now than in the frozen briefing. */
  readonly differences: readonly BriefingDifference[];
}

/** Signed as incoming: from here on they own it. `handedOver`: the incidents whose lead goes over. */
export function accept(
  handoff: Handoff,
  withQuestions: boolean,
  ending: Ending & { readonly signature: Signature; readonly handedOver: readonly string[] },
): HandoffRuling {
  const refusal = acceptRefusal(handoff, withQuestions);
  if (refusal) return refusal;
  const { signature, handedOver, differences, now } = ending;
  const state = handoff.openQuestions > 0 ? 'accepted-with-questions' : 'accepted';
  const after = changed(handoff, {
    ...{ state, endedAt: now, differences },
    signatures: { ...handoff.signatures, incoming: signature },
  });
  const open = after.openQuestions > 0 ? ` with ${counted(after.openQuestions, 'question')}` : '';
  const leads = handedOver.length > 0 ? `; lead of ${handedOver.join(', ')} goes over` : '';
  const text = `Hand-over of ${after.shift.name} accepted by ${atDesk(signature.by, signature.desk || signature.by)}${open}, ${after.outgoing} to ${after.incoming}${leads}`;
  const { head, withPin, desk } = signature;
  const data = {
    ...{ hash: after.hash, head: { ...head }, withPin, desk, outgoing: after.outgoing, incoming: after.incoming },
    ...{ incidents: [...handedOver], differences: differences.length, openQuestions: after.openQuestions },
  };
  return { after, said: { event: state, text, data } };
}

export function decline(
  handoff: Handoff,
  reason: string,
  ending: Ending & { readonly name: string; readonly withPin: boolean },
): HandoffRuling {
  const refusal = actRefusal(handoff, 'decline');
  if (refusal) return refusal;
  const { name, withPin, by, now, differences } = ending;
  const why = reason.trim().toWellFormed();
  const declined = { by: atDesk(name, by), at: now, reason: why };
  const after = changed(handoff, { state: 'declined', endedAt: now, declined, differences });
  const text = `Hand-over of ${after.shift.name} declined by ${declined.by}${because(why)}; ${after.outgoing} keeps what was theirs`;
  return { after, said: { event: 'declined', text, data: { reason: why, hash: after.hash, withPin } } };
}
